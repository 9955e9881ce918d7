"""The table of shares of long lists, for instances from before it."""

from __future__ import annotations

from alembic import op

from harvesters.store.tables import SHARES

revision = "govinnov0004"
down_revision = "govinnov0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    SHARES.create(op.get_bind(), checkfirst=True)


def downgrade() -> None:
    SHARES.drop(op.get_bind(), checkfirst=True)
