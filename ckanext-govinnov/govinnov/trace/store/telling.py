"""What an answer adds from stewards and authorities: recall, inspections, certificates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from govinnov.trace.lookup.official import MOST, certificates, inspection
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall import Walked, behind, weigh
from govinnov.trace.recall.official import Certification, Inspection
from govinnov.trace.recall.steps import Kept
from govinnov.trace.store.grounding import InStore
from govinnov.trace.store.stewarding import recalls
from govinnov.trace.store.taking import fetch

#: What the public is told of a recall's state.
_TOLD = {"open": "recalled", "closed": "closed"}


def told_of(
    db: Connection, at: datetime | str, lots: Sequence[str], farms: Collection[str], day: date
) -> dict[str, Any]:
    """Parts of an answer.

    Args:
        db: Where `tables.make` has made the tables.
        at: What was known then.
        lots: The lot of the answer, or those that may be meant.
        farms: Where it came from.
        day: The day on which certificates had to be valid.

    Returns:
        ``recall``, ``inspections`` and ``certificates``, each only where something is known.
    """
    if not any(fetch(db, _ANYTHING)[0]):
        return {}
    kept = [one for one in recalls(db, at) if one.state in _TOLD]
    ground = InStore(db, at)
    walked = behind(ground, lots)
    recall = _recall(ground, sorted(kept, key=lambda one: one.state != "open"), walked, lots)
    return {
        **({"recall": recall} if recall else {}),
        "inspections": _inspections(db, at, walked.lots, farms),
        "certificates": _certificates(db, at, farms, day),
    }


def _recall(ground: InStore, kept: Iterable[Kept], walked: Walked, lots: Sequence[str]) -> dict[str, Any] | None:
    """The first recall that means one of the lots: an open one before one that is closed, and then the newest."""
    for one in kept:
        found = weigh(ground, one.predicate, walked)
        hit = next((lot for lot in lots if lot in found.shares), None)
        if hit is not None:
            return {
                "state": _TOLD[one.state],
                "reason_ko": one.reason_ko,
                "reason_en": one.reason_en,
                "since": one.since.isoformat(timespec="seconds"),
                "path": [code_of(lot) for lot in found.path(hit)],
            }
    return None


def _inspections(db: Connection, at: datetime | str, lots: Iterable[str], farms: Iterable[str]) -> list[dict[str, Any]]:
    found = fetch(db, _INSPECTIONS, at=at, lots=list(lots), farms=list(farms), most=MOST)
    return [inspection(Inspection(*row)) for row in found]


def _certificates(db: Connection, at: datetime | str, farms: Iterable[str], day: date) -> list[dict[str, Any]]:
    return certificates((Certification(*row) for row in fetch(db, _CERTIFICATIONS, at=at, farms=list(farms))), day)


_ANYTHING = """
    SELECT EXISTS (SELECT FROM trace.recall), EXISTS (SELECT FROM trace.inspection),
        EXISTS (SELECT FROM trace.certification)"""
_INSPECTIONS = """
    SELECT "on", item, verdict, value, "limit", unit, farm, lot FROM trace.inspection
    WHERE (lot = ANY(:lots) AND lot <> '' OR farm = ANY(:farms) AND farm <> '') AND known_from <= :at
    ORDER BY "on" DESC, id DESC LIMIT :most"""
_CERTIFICATIONS = """
    SELECT farm, kind, first, last FROM trace.certification WHERE farm = ANY(:farms) AND known_from <= :at"""
