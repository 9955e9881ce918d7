"""The table of what stewards must hear of, for instances from before it."""

from __future__ import annotations

from alembic import op

from harvesters.store.tables import NOTICES

revision = "govinnov0002"
down_revision = "govinnov0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    NOTICES.create(op.get_bind(), checkfirst=True)


def downgrade() -> None:
    NOTICES.drop(op.get_bind(), checkfirst=True)
