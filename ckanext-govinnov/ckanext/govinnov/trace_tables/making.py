"""Makes the tables just before the source that lists them is read; what is as before is not written again."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import ckan.model as ckan_model
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ckanext.govinnov.publishing import judging
from ckanext.govinnov.trace_pages import rehearsals
from ckanext.govinnov.trace_tables import accepted, folders
from govinnov.trace.derived import animals, write
from govinnov.trace.derived.building import Table
from govinnov.trace.drill import Row
from govinnov.trace.drill import table as drills
from govinnov.trace.epcis.times import KOREA
from govinnov.trace.store.deriving import tell
from govinnov.trace.store.drilling import drilled
from govinnov.trace.store.errors import TooMuchError
from govinnov.trace.store.rehearsing import rehearsing
from harvesters.model import Source

log = logging.getLogger(__name__)

#: A night's drill: so many farms, so many days of each; the day alone says which farms.
FARMS, DAYS, SEED = 20, 30, 0
_HIDDEN = "…"


def make(source: Source) -> None:
    """The real tables where the source lists them; and those of a rehearsal, where people may rehearse."""
    tables(ckan_model.meta.engine, Path(source.url))
    if not rehearsals.are_on():
        forget_rehearsal()
        return
    try:
        rehearse()
    except SQLAlchemyError:  # what is real must not wait for what is made up
        log.exception("the tables of the rehearsal could not be made")


def rehearse() -> None:
    """The tables of the rehearsal: made apart, and put up as far as the gate accepts them."""
    tables(rehearsing(ckan_model.meta.engine), folders.rehearsal(), rehearsal=True)
    accepted.put_up(folders.rehearsal(), folders.rehearsed())


def forget_rehearsal() -> None:
    """Take the tables of the rehearsal away."""
    for folder in (folders.rehearsed(), folders.rehearsal()):
        shutil.rmtree(folder, ignore_errors=True)


def tables(engine: Engine, folder: Path, *, rehearsal: bool = False) -> None:
    """All tables of a store, and today's drill where it was not done; an empty list where nothing is known."""
    found, known_at = _known(engine)
    write(folder, found, known_at, rehearsal=rehearsal)
    path = folder / drills.named(rehearsal=rehearsal)
    today = datetime.now(KOREA).date()
    if not found or drills.has(path, today):
        return
    rows = _drilled(engine, today)
    if rows:
        drills.write(path, rows, rehearsal=rehearsal)
    if not all(row.equal for row in rows):
        log.error("trace drill: the engines disagree")


def _drilled(engine: Engine, today: date) -> list[Row]:
    """A day's drill; none, and a line in the log, where too much would have to be followed."""
    try:
        with engine.begin() as db:
            return drilled(db, FARMS, SEED, DAYS, today)
    except TooMuchError as error:
        log.warning("trace drill: %s", error)
        return []


def _known(engine: Engine) -> tuple[list[Table], datetime]:
    """The tables of what is known, and as of when; what they tell is kept."""
    counted = folders.count_of_animals()
    with engine.begin() as db:
        made = tell(db, animals.read(counted) if counted else (), screened)
    return (made[0], made[1].known_at) if made else ([], datetime.fromtimestamp(0, UTC))


def screened(text: str) -> str:
    """What somebody wrote, where the gate lets it pass; else that there was something."""
    found = judging.words({"text": text}).findings if text else ()
    return _HIDDEN if any(one.severity != "info" for one in found) else text
