"""A recall in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from govinnov.trace.recall import Predicate, output
from govinnov.trace.store.grounding import InStore
from govinnov.trace.store.looking import as_reader
from govinnov.trace.store.privately import names_of
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.standing import ALWAYS

#: A question of a recall that takes longer is ended.
LONGEST_MS = 30_000


def recall(
    db: Connection, predicate: Predicate, at: datetime | None = None, folder: Path | None = None
) -> dict[str, Any]:
    """Compute a recall.

    Args:
        db: Where `tables.make` has made the tables.
        predicate: What is recalled.
        at: What was known then; now where left out.
        folder: Where to write it for stewards.

    Returns:
        The JSON of ``trace recall --json``.
    """
    kept = meant(db, predicate)
    as_reader(db, LONGEST_MS)
    told = output.recall(InStore(db, at or ALWAYS), kept, at or datetime.now(UTC), folder)
    return told | {"farm": predicate.farm, "rehearsal": is_of(db)}


def meant(db: Connection, predicate: Predicate) -> Predicate:
    """A predicate as it is kept: a farm that is told by its own number has the store's name for it."""
    return replace(predicate, farm=named(db, predicate.farm))


def named(db: Connection, farm: str) -> str:
    """A farm as events name it; only the owner of the tables may ask for one that is told by its own number."""
    return names_of(db).farm(farm) if farm.isdigit() else farm
