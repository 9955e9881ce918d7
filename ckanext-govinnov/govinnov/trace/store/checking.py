"""What does not add up in the store, worked out in the background and kept as of then: pages only read it.

Findings are derived, so a new run takes the place of the one before; nothing else of the store depends on them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from govinnov.trace.checks import Facts, Found, found, scores
from govinnov.trace.findings import finding
from govinnov.trace.lineage import changes_of
from govinnov.trace.lineage.dump import missing_corrective, moment
from govinnov.trace.recall.official import Certification
from govinnov.trace.store.derived import FOUND, RUN, SCORE
from govinnov.trace.store.grounding import LIFE_DAYS, InStore
from govinnov.trace.store.standing import ALWAYS, STANDING_FROM
from govinnov.trace.store.taking import LOCK, alone, fetch

#: No more events than these are held against each other, the newest of them: each takes about 9 kB of memory.
MOST_EVENTS = 500_000


class Run(NamedTuple):
    """A run: when it was, what happened since when it looked at, over how many records, in how many seconds."""

    id: int
    at: datetime
    since: datetime
    records: int
    seconds: float


class Kept(NamedTuple):
    """A finding of the last run; ``named`` is what a feed calls the party, for stewards alone."""

    code: str
    value: str
    message_ko: str
    message_en: str
    party: str
    named: str
    source: str
    at: datetime | None


class Scored(NamedTuple):
    """How much the reports of a party look made up, from 0 to 1, by sign and as a whole."""

    party: str
    named: str
    same_counts: float
    same_split: float
    round: float
    whole: float


class Narrowed(NamedTuple):
    """Which findings: of one kind, one source, one party; ``None`` is any."""

    code: str | None = None
    source: str | None = None
    party: str | None = None


def check(db: Connection, at: datetime) -> Run:
    """Check what is known, and keep what was found; nobody else checks meanwhile.

    Args:
        db: Where `tables.make` has made the tables.
        at: The moment of the check: what is overdue depends on it.
    """
    started = time.monotonic()
    alone(db, LOCK + 1)
    since, events = _events(db, at - timedelta(days=LIFE_DAYS))
    facts = Facts(changes_of(InStore(db, ALWAYS).records(events).values()), at)
    whole = [*found(facts, _certificates(db)), *_corrections(db)]
    records, seconds = len(facts.changes.records), round(time.monotonic() - started, 2)
    run = _begun(db, Run(0, at, since, records, seconds))
    _keep(db, run.id, whole, scores(facts))
    return run


def _events(db: Connection, since: datetime) -> tuple[datetime, list[int]]:
    """The events since a moment; where these are too many, the newest of them, and since when they are."""
    rows = fetch(db, _EVENTS, since=moment(since), most=MOST_EVENTS)
    first = datetime.fromisoformat(rows[-1][1]) if len(rows) == MOST_EVENTS else since
    return first, [event for event, _ in rows]


def last_run(db: Connection) -> Run | None:
    """The last run; None where nothing was checked yet."""
    rows = fetch(db, _RUNS)
    return Run(*rows[0]) if rows else None


def findings(db: Connection, wanted: Narrowed, most: int, skip: int = 0) -> list[Kept]:
    """Findings of the last run: what declarations are about nothing first, then those with the newest report."""
    return [Kept(*row) for row in fetch(db, _FINDINGS, **wanted._asdict(), most=most, skip=skip)]


def counts(db: Connection, by: str) -> dict[str, int]:
    """How many findings of the last run there are by ``code`` or ``source``."""
    query = {"code": _COUNTS.format(by="code"), "source": _COUNTS.format(by="source")}[by]
    return dict(map(tuple, fetch(db, query)))


def scored(db: Connection, most: int) -> list[Scored]:
    """Parties of the last run whose reports look made up, the most so first."""
    return [Scored(*row) for row in fetch(db, _SCORES, most=most)]


def _certificates(db: Connection) -> Iterator[Certification]:
    yield from (Certification(*row) for row in fetch(db, "SELECT farm, kind, first, last FROM trace.certification"))


def _corrections(db: Connection) -> Iterator[Found]:
    """Ids in conflict, corrections that did not come or are void themselves, and declarations about nothing."""
    for code, query in _CORRECTIONS.items():
        for (value,) in fetch(db, query, at=ALWAYS):
            told = missing_corrective(value) if code == "corrective-not-known" else finding(code, value=value)
            yield Found(told)


def _begun(db: Connection, run: Run) -> Run:
    """A new run in the place of the others, with its number."""
    for table in (RUN, FOUND, SCORE):
        db.execute(table.delete())
    row = {"known_from": run.at, "since": run.since, "records": run.records, "seconds": run.seconds}
    return run._replace(id=int(db.execute(insert(RUN).values(row).returning(RUN.c.id)).scalar_one()))


def _keep(db: Connection, run: int, whole: Sequence[Found], made_up: Sequence[Any]) -> None:
    newest = _newest(db, whole)
    rows = [
        {
            "run": run, "number": number, "code": one.finding.code, "value": one.finding.value or "",
            "message_ko": one.finding.message_ko, "message_en": one.finding.message_en, "party": one.party,
            **newest.get((one.lot, one.party), _UNKNOWN),
        }
        for number, one in enumerate(whole)
    ]  # fmt: skip
    if rows:
        db.execute(insert(FOUND), rows)
    signs = ("party", "same_counts", "same_split", "round", "whole")
    if made_up:
        db.execute(insert(SCORE), [{"run": run, **{sign: getattr(one, sign) for sign in signs}} for one in made_up])


def _newest(db: Connection, whole: Iterable[Found]) -> Mapping[tuple[str, str], dict[str, Any]]:
    """By lot and party, who brought the newest report about it, and when."""
    asked = sorted({(one.lot, one.party) for one in whole if one.lot or one.party})
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for query, pairs in (
        (_OF_LOT, [one for one in asked if one[0]]),
        (_OF_PARTY, [one for one in asked if not one[0]]),
    ):
        lots, parties = [lot for lot, _ in pairs], [party for _, party in pairs]
        for lot, party, source, at in fetch(db, query, lots=lots, parties=parties) if pairs else ():
            told[lot, party] = {"source": source, "at": at}
    return told


_UNKNOWN = {"source": "", "at": None}
_EVENTS = "SELECT id, at FROM trace.event WHERE at >= :since ORDER BY at DESC, id LIMIT :most"
_RUNS = "SELECT id, known_from, since, records, seconds FROM trace_private.check_run ORDER BY id DESC LIMIT 1"

#: Who brought the newest report of an event at a holding, and when.
_NEWEST = """
    SELECT DISTINCT ON (a.lot, a.party) a.lot, a.party, coalesce(o.source, d.source, ''), r.known_from
    FROM unnest(CAST(:lots AS text[]), CAST(:parties AS text[])) a(lot, party)
    JOIN trace.holding h ON {which}
    CROSS JOIN LATERAL (SELECT event FROM trace.edge WHERE src = h.id
        UNION SELECT event FROM trace.edge WHERE dst = h.id
        UNION SELECT event FROM trace.mention WHERE holding = h.id) e
    JOIN trace.report r ON r.event = e.event
    LEFT JOIN trace.document d ON d.sha256 = r.document LEFT JOIN trace_private.origin o ON o.sha256 = r.document
    ORDER BY a.lot, a.party, r.known_from DESC"""
_OF_LOT = _NEWEST.format(which="h.lot = a.lot AND (a.party = '' OR h.party = a.party)")
_OF_PARTY = _NEWEST.format(which="h.party = a.party")

_CORRECTIONS = {
    "event-id-conflict": f"""SELECT r.event_id {STANDING_FROM} AND r.event_id IN (SELECT event_id FROM trace.conflict)
        GROUP BY r.event_id HAVING count(DISTINCT r.event) > 1 ORDER BY 1""",
    "void-of-unknown": """SELECT DISTINCT v.name FROM trace.void v WHERE v.by = 'id' AND v.known_from <= :at
        AND NOT EXISTS (SELECT FROM trace.report r WHERE r.event_id = v.name) ORDER BY 1""",
    "corrective-not-known": """SELECT DISTINCT c.event_id FROM trace.corrective c WHERE c.known_from <= :at
        AND NOT EXISTS (SELECT FROM trace.report r WHERE r.event_id = c.event_id) ORDER BY 1""",
    "corrective-void": """SELECT DISTINCT c.event_id FROM trace.corrective c JOIN trace.void v
        ON v.by = 'id' AND v.name = c.event_id WHERE c.known_from <= :at ORDER BY 1""",
}

_LAST = "(SELECT max(id) FROM trace_private.check_run)"
_NAMED = """coalesce((SELECT min(p.value) FROM trace_private.party p
        WHERE p.party = f.party AND p.field = 'name'), '')"""
_FINDINGS = f"""
    SELECT f.code, f.value, f.message_ko, f.message_en, f.party, {_NAMED}, f.source, f.at
    FROM trace_private.check_finding f WHERE f.run = {_LAST}
    AND (CAST(:code AS text) IS NULL OR f.code = :code) AND (CAST(:source AS text) IS NULL OR f.source = :source)
    AND (CAST(:party AS text) IS NULL OR f.party = :party)
    ORDER BY f.at DESC NULLS FIRST, f.number LIMIT :most OFFSET :skip"""
_COUNTS = f"""
    SELECT f.{{by}}, count(*) FROM trace_private.check_finding f WHERE f.run = {_LAST} GROUP BY 1 ORDER BY 1"""
_SCORES = f"""
    SELECT f.party, {_NAMED}, f.same_counts, f.same_split, f.round, f.whole
    FROM trace_private.check_score f WHERE f.run = {_LAST} ORDER BY f.whole DESC, f.party LIMIT :most"""
