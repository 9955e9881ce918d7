"""A document's events as rows, copied into tables that end with the transaction."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from json.encoder import encode_basestring_ascii
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.codes.written import farm_of
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.numbers import plain
from govinnov.trace.epcis.times import instant
from govinnov.trace.lineage.about import glns, hands, items, lots, named
from govinnov.trace.lineage.changes import edges_of, seen
from govinnov.trace.lineage.dump import moment
from govinnov.trace.lineage.model import Edge, Holding, Record
from govinnov.trace.lineage.packing import is_packing
from govinnov.trace.lineage.records import Reported, record_of, reported
from govinnov.trace.store.ids import id_of
from govinnov.trace.store.rehearsing import for_store

#: A value of a row; None is NULL.
Value = str | int | bool | None
#: A row in the text form of COPY, without its end; the number of its event or holding comes first.
Line = str
NULL = r"\N"

_EDGE = (
    "event bigint, src bigint, dst bigint, make boolean, packed boolean, "
    "quantity numeric, unit text, made numeric, made_unit text"
)
#: The staging tables: columns and their types.
STAGES: dict[str, str] = {
    "event": "id bigint, key text, content text, at text",
    "report": "event bigint, event_id text, hash text, recorded timestamptz",
    "void": "by text, name text, recorded timestamptz",
    "corrective": "event_id text, recorded timestamptz",
    "declaration": "event bigint, event_id text, mark text, hash text, key text, content text, at text, declared text, "
    "parties text, recorded timestamptz",
    "named": "event bigint, party text",
    "aside": "event bigint, lot text",
    "holding": "id bigint, lot text, party text",
    "alias": "name text, lot text",
    "party": "id text",
    "edge": _EDGE,
    "mention": "event bigint, holding bigint, seen boolean",
    "packing": "event bigint, parent text, child text",
    "unsettled": "event bigint",
    "packed": f"{_EDGE}, known_from timestamptz, known_to timestamptz",
    "contained": "parent text, child text, since text, until text, known_from timestamptz, known_to timestamptz",
}


_Sent = tuple[dict[str, str], int, list[Line]]


@dataclass(slots=True)
class Rows:
    """Lines by staging table, each once; and how many declarations of errors they come from.

    ``reports`` are the events' numbers with their event ids, in the document's order; declarations are not in it.
    """

    of: dict[str, dict[Line, None]] = field(default_factory=lambda: {name: {} for name in STAGES})
    declarations: int = 0
    reports: list[Line] = field(default_factory=list)
    _numbers: dict[Holding, str] = field(default_factory=dict)

    def add(self, table: str, *row: Value) -> None:
        """Put a row, unless it is there."""
        self.of[table][line(*row)] = None

    def extend(self, more: Rows) -> None:
        """Put the rows of what comes after it."""
        for table, rows in more.of.items():
            self.of[table].update(rows)
        self.declarations += more.declarations
        self.reports += more.reports

    def __getstate__(self) -> _Sent:
        """For another process: each table as one text, which is sent far sooner than its many lines."""
        return {table: "\n".join(lines) for table, lines in self.of.items() if lines}, self.declarations, self.reports

    def __setstate__(self, state: _Sent) -> None:
        texts, self.declarations, self.reports = state
        self.of = {table: dict.fromkeys(text.split("\n")) for table, text in texts.items()}
        self._numbers = {}

    def holding(self, one: Holding) -> str:
        """Put a holding with the other name of its lot, and give its number."""
        number = self._numbers.get(one)
        if number is None:
            number = self._numbers[one] = str(id_of(*one))
            self.of["holding"][f"{number}\t{_field(one.lot)}\t{_field(one.party)}"] = None
            for name in other_names(one.lot):
                self.add("alias", name, one.lot)
        return number

    def edge(self, edge: Edge, number: str, *, packed: bool = False) -> Line:
        """An edge of the event of a number as a line, with its two ends put."""
        ends = f"{number}\t{self.holding(edge.source)}\t{self.holding(edge.target)}"
        return f"{ends}\t{_FLAGS[edge.kind == 'make']}\t{_FLAGS[packed]}\t{_amounts(*edge[4:])}"


def line(*row: Value) -> Line:
    """A row as COPY reads it."""
    return "\t".join(map(_field, row))


def _field(value: Value) -> str:
    if type(value) is not str:
        return NULL if value is None else str(value)
    told = value.replace("\\", r"\\") if "\\" in value else value
    return told if told.isprintable() else told.translate(_ESCAPED)


_ESCAPED = str.maketrans({"\t": r"\t", "\n": r"\n", "\r": r"\r"})
_FLAGS = "ft"


@lru_cache(maxsize=1 << 12)
def _amounts(quantity: Decimal | None, unit: str | None, made: Decimal | None, made_unit: str | None) -> Line:
    return line(_number(quantity), unit, _number(made), made_unit)


def _number(quantity: Decimal | None) -> str | None:
    return None if quantity is None else plain(quantity)


def rows_of(document: Document) -> Rows:
    """All that the events of a document say by themselves."""
    return rows_of_events(reported(document))


def rows_of_events(events: Iterable[Reported]) -> Rows:
    """All that events say by themselves."""
    rows, known = Rows(), set[str]()
    for one in events:
        recorded = one.recorded.isoformat() if one.recorded else None
        for void in one.voids:
            rows.add("void", *void, recorded)
        for name in one.correctives:
            rows.add("corrective", name, recorded)
        rows.declarations += one.declared
        if one.declared:
            _declared(rows, one, recorded)
        else:
            number = str(id_of(one.key))
            report = f"{number}\t{_field(one.id or '')}"
            rows.reports.append(report)
            rows.of["report"][f"{report}\t{_field(one.hash)}\t{_field(recorded)}"] = None
            record = None if one.key in known else record_of(one.key, one.event)
            known.add(one.key)
            if record:
                _said(rows, record, number, one.text)
    return rows


def _declared(rows: Rows, one: Reported, recorded: str | None) -> None:
    """A declaration as it was sent."""
    declared, at = as_json(one.declaration or {}), instant(str(one.event.get("eventTime")))
    mark = hashlib.sha256(declared.encode()).hexdigest()
    parties = " ".join(sorted(glns(one.event)))
    told = (mark, one.hash, one.key, as_json(one.event), moment(at), declared, parties, recorded)
    rows.add("declaration", id_of(one.key), one.id or "", *told)


def as_json(form: dict[str, Any]) -> str:
    """A canonical form as it is kept: JSON in signs that every database has."""
    return _ascii(form)


_ascii = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def _said(rows: Rows, record: Record, number: str, content: str) -> None:
    """What a content says, whoever reports it."""
    rows.of["event"][f"{number}\t{record.key}\t{_content(content)}\t{moment(record.at)}"] = None
    for gln in glns(record.event):
        rows.add("named", number, gln)
    edges = list(edges_of(record))
    rows.of["edge"].update((rows.edge(edge, number), None) for edge in edges)
    if edges and edges[0].kind == "move" and _ELSEWHERE.isdisjoint(record.event):
        return  # all that it names moved, and was seen where it went
    mentions, children = list(_mentions(record, edges)), list(_packed(record))
    for holding, is_seen in mentions:
        rows.add("mention", number, rows.holding(holding), is_seen)
    for child in children:
        rows.add("packing", number, record.event["parentID"], child)
    told = {end.lot for edge in edges for end in edge[:2]} | {one.lot for one, _ in mentions} | {*children}
    for lot in named(record.event) - told - ({record.event.get("parentID")} if children else set()):
        rows.add("aside", number, lot)


_MADE_OF = ("inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList")
#: Where an event names things that do not move with it.
_ELSEWHERE = frozenset(("parentID", "childEPCs", "childQuantityList", *_MADE_OF))


def _content(content: str) -> str:
    """The text of a canonical form as COPY reads it: it has no sign of control, and quotes its own backslashes."""
    return _plain(content).replace("\\", r"\\")


def _plain(content: str) -> str:
    """The text of a canonical form as it is kept (`as_json`); nearly all of its signs stay."""
    told = content.encode("utf-8", "surrogatepass")
    if not any(sign in told for sign in _OTHERS):
        return content.encode("ascii", "backslashreplace").decode()
    return _BEYOND.sub(lambda found: encode_basestring_ascii(found[0])[1:-1], content)


_BEYOND = re.compile(r"[^\x00-\x7e]+(?: [^\x00-\x7e]+)*")
#: First bytes of the signs that Python writes in another way than JSON: to U+00FF, and from U+10000 on.
_OTHERS = tuple(bytes((first,)) for first in (0x7F, 0xC2, 0xC3, *range(0xF0, 0xF5)))


def _mentions(record: Record, edges: Sequence[Edge]) -> Iterator[tuple[Holding, bool]]:
    """Holdings that no edge of the record names; of a record without edges, all that it names."""
    if edges and edges[0].kind == "move":
        return  # what moved was seen where it went
    ends = {end for edge in edges for end in edge[:2]}
    yield from ((holding, True) for holding in seen(record) if holding not in ends)
    if not ends:
        party = hands(record.event)[1]
        yield from ((Holding(lot, party), False) for lot in sorted(named(record.event)))


def _packed(record: Record) -> Iterator[str]:
    """The children of a statement of packing; one without any is about all of them."""
    if is_packing(record.event):
        yield from list(lots(items(record.event, "childEPCs", "childQuantityList"))) or [""]


def other_names(lot: str) -> Iterator[str]:
    """The farm's signs of a mark."""
    farm = farm_of(lot)
    yield from [farm] if farm else ()


#: The staging tables of who reported and voided what.
REPORTED = ("report", "void", "corrective", "declaration")


def stage(db: Connection, rows: Rows, *tables: str) -> None:
    """Copy rows into staging tables, which are empty again when the transaction ends."""
    for name in tables:
        db.execute(text(f"CREATE TEMP TABLE IF NOT EXISTS stage_{name} ({STAGES[name]}) ON COMMIT DELETE ROWS"))
        copy(db, f"stage_{name}", rows.of[name])


def copy(db: Connection, table: str, lines: Collection[Line]) -> None:
    """COPY lines into a table of the same columns."""
    if lines:
        cursor: Any = db.connection.cursor()
        cursor.copy_expert(for_store(db, f"COPY {table} FROM STDIN"), StringIO("\n".join((*lines, ""))), _AT_ONCE)


#: Characters that are sent at once.
_AT_ONCE = 1 << 16
