"""Shares of long lists as ranges of records; none outlives its job, so the table is made anew."""

from __future__ import annotations

from alembic import op

from harvesters.store.tables import SHARES

revision = "govinnov0005"
down_revision = "govinnov0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    SHARES.drop(op.get_bind(), checkfirst=True)
    SHARES.create(op.get_bind())


def downgrade() -> None:
    """The form before knew no ranges; its migration makes the table as it stands here."""
