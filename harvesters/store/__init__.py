"""The truth of harvesting in a database: one table of records, jobs with leases, sources, proposals, quotas."""

from harvesters.store.desk import Desk
from harvesters.store.sql import SqlStore
from harvesters.store.tables import METADATA

__all__ = ["METADATA", "Desk", "SqlStore"]
