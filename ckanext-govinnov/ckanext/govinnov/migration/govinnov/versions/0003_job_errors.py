"""The errors of each job, for instances from before; what stands with the records so far goes to their last job."""

from __future__ import annotations

from alembic import op

from harvesters.store.tables import ERRORS

revision = "govinnov0003"
down_revision = "govinnov0002"
branch_labels = None
depends_on = None

_BROUGHT_OVER = """
    INSERT INTO govinnov_job_error (job, remote_id, problem)
    SELECT r.plan_job, r.remote_id, r.error
    FROM govinnov_record r
    JOIN govinnov_job j ON j.id = r.plan_job
    WHERE r.state IN ('failed', 'held') AND CAST(r.error AS TEXT) <> 'null'
      AND NOT EXISTS (SELECT 1 FROM govinnov_job_error e WHERE e.job = j.id)
    ORDER BY r.id
"""


def upgrade() -> None:
    ERRORS.create(op.get_bind(), checkfirst=True)
    op.execute(_BROUGHT_OVER)


def downgrade() -> None:
    ERRORS.drop(op.get_bind(), checkfirst=True)
