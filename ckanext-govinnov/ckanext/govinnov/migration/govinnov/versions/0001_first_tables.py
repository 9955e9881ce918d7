"""The tables of publishing and harvesting, and the triggers that guard datasets and resources."""

from __future__ import annotations

from alembic import op

from ckanext.govinnov.publishing import guard, model
from harvesters.store.tables import METADATA as HARVEST_METADATA

revision = "govinnov0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    model.metadata.create_all(op.get_bind())
    HARVEST_METADATA.create_all(op.get_bind())
    guard.install(op.get_bind())


def downgrade() -> None:
    guard.remove(op.get_bind())
    HARVEST_METADATA.drop_all(op.get_bind())
    model.metadata.drop_all(op.get_bind())
