"""A feed that may be loaded and is never published: which of its records may be read, and which are held.

A restricted feed names people: its schema says so of each column. What stands in a ``private`` column may be personal;
a personal number anywhere else holds the record that it stands in, and what is wrong with the file holds the file.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from govinnov.gate.decide import HOLDING
from govinnov.gate.door import check
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.parts import Part, parts_of
from govinnov.gate.screen import DEFAULT_SCREEN, LAW, ScreenSettings, holding_texts
from govinnov.gate.screen.batches import batches
from govinnov.gate.screen.column import CONFIRMED, QUASI
from govinnov.gate.screen.placed import rows_with
from govinnov.gate.verdict import _SEAL, Verdict

#: A field's key: who may read its column. ``public``, ``restricted`` (nobody needs to), ``private`` (it names people).
ACCESS = "govinnov:access"
PRIVATE = "private"
#: Personal findings that are told of a whole column: the rows are looked for again.
_OF_COLUMNS = frozenset({"mobile-phone", "email-address", "person-name", "resident-number-masked", "number-ambiguous"})


@dataclass(frozen=True)
class Permit:
    """The gate's word that a feed may be loaded, but for the records that it holds: no certificate, nothing is public.

    ``held`` are the rows that must not be read, each with the codes of what holds it.

    Raises:
        TypeError: Somebody other than the gate made it.
    """

    sha256: str
    schema_sha256: str | None
    rules_version: str
    encoding: str | None
    table: Table
    held: Mapping[int, frozenset[str]]
    seal: object

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("Permit is made by the gate alone; call govinnov.gate.permits.permitted")

    def parts(self) -> Iterator[Part]:
        """Rows that may be loaded, in parts, while the table is there; a part is readable after that too."""
        for batch in batches(self.table, DEFAULT_SCREEN.chunk_bytes, DEFAULT_SCREEN.record_bytes):
            yield from parts_of(batch.frame, batch.first_row, self.table.header_row, self.held)

    def records(self) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """The same rows with their cells, while the table is there."""
        for part in self.parts():
            yield from part.records()


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate says of a feed; without a permit the findings say why nothing of it may be loaded."""

    sha256: str
    findings: tuple[Finding, ...]
    permit: Permit | None


@contextmanager
def permitted(
    path: Path, schema: Schema, codes: Mapping[str, frozenset[str]], screen: ScreenSettings = DEFAULT_SCREEN
) -> Iterator[Judged]:
    """Judge a restricted feed; its decoded table is readable until the block ends.

    Args:
        path: A table in any form that the gate reads.
        schema: Table Schema whose fields say ``govinnov:access``; one that says nothing is ``restricted``.
        codes: Family → the known codes of it, which are no personal numbers in the columns declared to hold them.
        screen: The other rules of the screen.
    """
    settings = replace(screen, known_codes={**screen.known_codes, **codes})
    with tempfile.TemporaryDirectory(prefix="govinnov-permit-") as folder:
        verdict = check(path, schema=_heeding(schema), screen=settings, workdir=folder)
        yield _decided(verdict, _private(schema), settings)


@dataclass(frozen=True, slots=True)
class Permits:
    """The gate for feeds under one set of screening rules: of tables (`permitted`), and of documents without any."""

    screen: ScreenSettings = DEFAULT_SCREEN

    def __call__(
        self, path: Path, schema: Schema, codes: Mapping[str, frozenset[str]]
    ) -> AbstractContextManager[Judged]:
        """See `permitted`."""
        return permitted(path, schema, codes, self.screen)

    def texts(self, texts: Mapping[str, Collection[str]]) -> Mapping[tuple[str, str], frozenset[str]]:
        """Which texts hold the records that they stand in, by the names of their fields (`holding_texts`)."""
        return holding_texts(texts, self.screen)


def _decided(verdict: Verdict, private: frozenset[str], settings: ScreenSettings) -> Judged:
    told = tuple(one for one in verdict.findings if not _is_theirs(one, private))
    holding = [one for one in told if one.severity in HOLDING]
    if len(verdict.tables) != 1 or any(not _is_of_rows(one) for one in holding) or _is_cut(holding, settings):
        return Judged(verdict.sha256, told, None)
    held = _held(verdict, holding, settings)
    permit = Permit(
        verdict.sha256, verdict.schema_sha256, verdict.rules_version, verdict.encoding, verdict.tables[0], held, _SEAL
    )
    return Judged(verdict.sha256, told, permit)


def _held(verdict: Verdict, holding: Iterable[Finding], settings: ScreenSettings) -> Mapping[int, frozenset[str]]:
    """Rows with what holds them; of what is told of a column, the rows are looked for."""
    found: dict[int, set[str]] = {}
    columns: dict[str, set[str]] = {}
    for one in holding:
        if one.row is not None:
            found.setdefault(one.row, set()).add(one.code)
        elif one.field is not None:
            columns.setdefault(one.field, set()).add(one.code)
    for row, codes in rows_with(verdict.tables[0], verdict.schema or {}, columns, settings):
        found.setdefault(row, set()).update(codes)
    return {row: frozenset(codes) for row, codes in sorted(found.items())}


def _is_of_rows(one: Finding) -> bool:
    """Whether a finding holds rows, and not the file."""
    if one.row is not None:
        return one.level in ("row", "cell")
    return one.code in _OF_COLUMNS and one.field is not None


def _is_cut(holding: Iterable[Finding], settings: ScreenSettings) -> bool:
    """Whether a column may hold more of a kind than is listed row by row: nobody knows all rows then."""
    listed = Counter((one.field, one.code) for one in holding if one.row is not None)
    return max(listed.values(), default=0) >= settings.listed_per_code


def _is_theirs(one: Finding, private: frozenset[str]) -> bool:
    """Whether a finding tells that a private column names people: so it is declared."""
    return one.field in private and one.code in LAW


def _private(schema: Schema) -> frozenset[str]:
    return frozenset(field["name"] for field in schema["fields"] if field.get(ACCESS) == PRIVATE)


def _heeding(schema: Schema) -> Schema:
    """The schema as the screen needs it: nothing of a feed is published, so nobody is told by a rare combination."""
    return {**schema, "fields": [_field(one) for one in schema["fields"]]}


def _field(field: dict[str, object]) -> dict[str, object]:
    agreed = {CONFIRMED: sorted(_OF_COLUMNS)} if field.get(ACCESS) == PRIVATE else {}
    return {**field, QUASI: False, **agreed}
