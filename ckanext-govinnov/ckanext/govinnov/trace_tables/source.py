"""The source that hands the tables over, as the site begins with it."""

from __future__ import annotations

from ckanext.govinnov.trace_tables import folders
from harvesters.model import Source
from harvesters.package import dataset_id

#: Its name, its type, whose the tables are, and when they are made (cron text, in Korea).
SOURCE, TYPE, AGENCY, SCHEDULE = "trace", "trace-datasets", "축산물 이력", "20 4 * * *"


def source() -> Source:
    """The source; a steward may change its schedule or pause it."""
    return Source(SOURCE, TYPE, str(folders.real().absolute()), AGENCY, schedule=SCHEDULE, approved=True)


def id_of(table: str) -> str:
    """The id of a table's dataset: a name is free to any agency, an id only to the engine and to administrators."""
    return dataset_id(SOURCE, table)
