"""The rows that a load of the made-up flow gives, made without loading: one packer's day is loaded, all others are
written from it.

What differs between two packers' days are a few texts (lots, packs, parties, times) and what is hashed of them. A test
holds these rows to those of a real load.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

import numpy as np
import trace_flow as flow

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.gs1.links import canonical_link
from govinnov.trace.hashes import prehashes
from govinnov.trace.store.ids import id_of
from govinnov.trace.store.staging import rows_of

#: Tables that are written as text, with the columns that are.
TEXTS = {
    "event": "id, key, content, at",
    "report": "event, event_id, hash, known_from, document",
    "holding": "id, lot, party",
    "alias": "name, lot",
    "mention": "event, holding, seen",
}
EDGE = "event, src, dst, make, packed, quantity, unit, made, made_unit, known_from"
_HERE = 500, date(2001, 1, 15)
_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with places for the values that differ."""

    pattern: str
    places: tuple[int, ...]

    def of(self, values: Sequence[str]) -> str:
        """The text with its values."""
        return self.pattern % itemgetter(*self.places)(values) if self.places else self.pattern % ()


class Cut:
    """Cuts the values that differ out of texts."""

    def __init__(self, values: Sequence[str]) -> None:
        self._place = {value: number for number, value in enumerate(values)}
        self._cut = re.compile("|".join(re.escape(one) for one in sorted(values, key=len, reverse=True)))

    def __call__(self, text: str) -> Text:
        literals = [one.replace("%", "%%") for one in self._cut.split(text)]
        return Text("%s".join(literals), tuple(self._place[one] for one in self._cut.findall(text)))


class Made:
    """Writes packers' days.

    Args:
        known_from: When all of it was received.
        document: The name of the document that it stands in.
    """

    def __init__(self, known_from: datetime, document: str) -> None:
        one = read(flow.document(list(flow.packer_day(*_HERE))))
        assert isinstance(one, Document)
        rows = {table: [row.split("\t") for row in lines] for table, lines in rows_of(one).of.items()}
        values = _values(*_HERE)
        self._since, self._document = known_from, document
        events, holdings = rows["event"], rows["holding"]
        cut = Cut(values)
        self._contents, self._times = ([cut(row[column]) for row in events] for column in (2, 3))
        self._hashed = [cut(text) for text in prehashes(one)]
        self._names = [[cut(name) for name in row] for row in rows["alias"]]
        cut = Cut([*values, *(row[1] for row in events)])
        self._lots, self._parties = ([cut(row[column]) for row in holdings] for column in (1, 2))
        event, holding = ({row[0]: place for place, row in enumerate(many)} for many in (events, holdings))
        self._mentions = [(event[number], holding[of], seen) for number, of, seen in rows["mention"]]
        edges = [(event[row[0]], holding[row[1]], holding[row[2]], *row[3:]) for row in rows["edge"]]
        self._edges = _Edges(edges, known_from)

    def days(self, places: Iterable[tuple[int, date]]) -> tuple[dict[str, str], set[str], bytes]:
        """Packers' days: the lines of each table as COPY reads them, the parties, and the edges in its binary form."""
        lines: dict[str, list[str]] = {table: [] for table in TEXTS}
        parties, events, holdings = set[str](), list[list[int]](), list[list[int]]()
        for packer, day in places:
            values = _values(packer, day)
            events.append(self._events(values, lines))
            holdings.append(self._holdings(values, lines, parties))
            lines["alias"] += ["\t".join(one.of(values) for one in row) + "\n" for row in self._names]
            lines["mention"] += [f"{events[-1][e]}\t{holdings[-1][h]}\t{seen}\n" for e, h, seen in self._mentions]
        return {table: "".join(many) for table, many in lines.items()}, parties, self._edges.of(events, holdings)

    def _events(self, values: list[str], lines: dict[str, list[str]]) -> list[int]:
        """Write the events with their reports; their keys join the values."""
        contents = [one.of(values) for one in self._contents]
        keys = [_sha256(one) for one in contents]
        numbers = [id_of(key) for key in keys]
        hashes = [f"ni:///sha-256;{_sha256(one.of(values))}?ver=CBV2.0" for one in self._hashed]
        times = [one.of(values) for one in self._times]
        told = zip(numbers, keys, contents, times, strict=True)
        lines["event"] += [_line(row) for row in told]
        end = f"{self._since.isoformat()}\t{self._document}\n"
        lines["report"] += [f"{number}\t\t{name}\t{end}" for number, name in zip(numbers, hashes, strict=True)]
        values += keys
        return numbers

    def _holdings(self, values: list[str], lines: dict[str, list[str]], parties: set[str]) -> list[int]:
        lots, holders = ([one.of(values) for one in many] for many in (self._lots, self._parties))
        numbers = [id_of(*one) for one in zip(lots, holders, strict=True)]
        lines["holding"] += [_line(row) for row in zip(numbers, lots, holders, strict=True)]
        parties |= {*holders} - {""}
        return numbers


class Bare(Made):
    """The same holdings and edges, but of events only makings, and without what they say: all of 100 M is 80 GB."""

    def __init__(self, known_from: datetime, document: str) -> None:
        super().__init__(known_from, document)
        self._mentions = []
        self._makings = [place for place, one in enumerate(self._contents) if "TransformationEvent" in one.pattern]

    def _events(self, values: list[str], lines: dict[str, list[str]]) -> list[int]:
        contents = [f'{{"n":"{values[flow.FARMS]}{values[-1]}{number}"}}' for number in range(len(self._contents))]
        keys = [_sha256(one) for one in contents]
        numbers = [id_of(key) for key in keys]
        for place in self._makings:
            at = self._times[place].of(values)
            lines["event"].append(_line((numbers[place], keys[place], contents[place], at)))
            lines["report"].append(f"{numbers[place]}\t\t\t{self._since.isoformat()}\t{self._document}\n")
        values += keys
        return numbers


class _Edges:
    """The edges of one packer's day in COPY's binary form, with places for their numbers."""

    def __init__(self, rows: Sequence[tuple[Any, ...]], known_from: datetime) -> None:
        moment = struct.pack(">iq", 8, (known_from - _EPOCH) // timedelta(microseconds=1))
        parts = [_edge(row, moment) for row in rows]
        starts = np.cumsum([0, *map(len, parts[:-1])])
        self._bytes = np.frombuffer(b"".join(parts), np.uint8)
        self._places = (starts[:, None, None] + np.array([6, 18, 30])[:, None] + np.arange(8)).reshape(len(rows), 3, 8)
        self._ends = np.array([row[:3] for row in rows])

    def of(self, events: list[list[int]], holdings: list[list[int]]) -> bytes:
        """The edges of some packers' days, by the numbers of their events and holdings."""
        made = np.tile(self._bytes, (len(events), 1))
        numbers = np.array(events, ">i8"), np.array(holdings, ">i8"), np.array(holdings, ">i8")
        for column, of in enumerate(numbers):
            chosen = np.ascontiguousarray(of[:, self._ends[:, column]])
            made[:, self._places[:, column]] = chosen.view(np.uint8).reshape(*chosen.shape, 8)
        return _HEAD + made.tobytes() + _TAIL


_HEAD = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
_TAIL = struct.pack(">h", -1)
_NULL = struct.pack(">i", -1)


def _edge(row: tuple[Any, ...], moment: bytes) -> bytes:
    """One row: its columns, each after its length; the numbers are put in later."""
    make, packed, quantity, unit, made, made_unit = row[3:]
    assert unit == made_unit == r"\N"
    flags = b"".join(struct.pack(">i?", 1, one == "t") for one in (make, packed))
    amounts = _number(quantity) + _NULL + _number(made) + _NULL
    return struct.pack(">h", 10) + 3 * struct.pack(">iq", 8, 0) + flags + amounts + moment


def _number(value: str) -> bytes:
    """A whole number as PostgreSQL's numeric: its digits to the base of 10,000, without zeros at the end."""
    if value == r"\N":
        return _NULL
    digits, rest = list[int](), int(value)
    while rest:
        rest, digit = divmod(rest, 10_000)
        digits.insert(0, digit)
    weight = len(digits) - 1
    while digits and digits[-1] == 0:
        digits.pop()
    inside = struct.pack(f">hhhh{len(digits)}h", len(digits), weight, 0, 0, *digits)
    return struct.pack(">i", len(inside)) + inside


def _values(packer: int, day: date) -> list[str]:
    """The texts that differ between two packers' days, in one order."""
    lots = [flow.lot(packer, day, farm) for farm in range(flow.FARMS)]
    marks = [flow.mark(packer, farm) for farm in range(flow.FARMS)]
    packs = [flow.pack(packer, day, number) for number in range(flow.FARMS // 3 * flow.PACKS)]
    return [*lots, *marks, *packs, *_parties(packer), f"{day - timedelta(days=1)}T", f"{day}T"]


_PARTIES: dict[int, list[str]] = {}


def _parties(packer: int) -> list[str]:
    """The numbers of a packer's farms, of itself and of its shops, with their check digits."""
    if packer not in _PARTIES:
        farms = [flow.farm_place(packer, farm) for farm in range(flow.FARMS)]
        shops = [flow.shop_party(packer, shop) for shop in range(flow.SHOPS)]
        links = [canonical_link(one) or "" for one in (*farms, flow.packer_party(packer), *shops)]
        _PARTIES[packer] = [link.rsplit("/", 1)[1] for link in links]
    return _PARTIES[packer]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _line(row: Iterable[object]) -> str:
    return "\t".join(map(str, row)) + "\n"
