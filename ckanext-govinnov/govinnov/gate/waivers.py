"""What named persons decided about a file's findings: part of what the gate is given, and of its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govinnov.gate.model import Finding, Schema
from govinnov.gate.screen.column import CONFIRMED
from govinnov.gate.screen.law import is_final, is_personal

#: Column → codes of severity ``confirm`` to which a steward said yes once.
Confirmed = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings of one code in one column (None: outside of columns) that named persons let pass, and why.

    Raises:
        ValueError: Nobody is named, no reason is given, a personal-data finding was not decided by two persons, or
            the finding is one that nobody can let pass.
    """

    code: str
    field: str | None
    by: tuple[str, ...]
    why: str

    def __post_init__(self) -> None:
        if is_final(self.code):
            raise ValueError(f"{self.code}: nobody can let it pass")
        needed = 2 if is_personal(self.code) else 1
        if len(set(self.by)) < needed or not all(self.by):
            raise ValueError(f"{self.code}: a waiver names {needed} person(s), each once")
        if not self.why.strip():
            raise ValueError(f"{self.code}: a waiver gives its reason")

    def covers(self, found: Finding) -> bool:
        """Whether a finding is one of those let pass."""
        return (found.code, found.field) == (self.code, self.field)


def open_findings(
    findings: Iterable[Finding], schemas: Iterable[Schema | None], waivers: Sequence[Waiver]
) -> list[Finding]:
    """The findings that nobody decided about: neither waived nor confirmed in a schema."""
    agreed = {pair for schema in schemas if schema for pair in _agreed(schema)}
    return [
        found
        for found in findings
        if not any(waiver.covers(found) for waiver in waivers)
        and not (found.severity == "confirm" and (found.field, found.code) in agreed)
    ]


def applied(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
    """The waivers that a file made use of; the others say nothing about it."""
    return tuple(waiver for waiver in waivers if any(waiver.covers(found) for found in findings))


def confirm(schema: Schema, confirmed: Confirmed) -> Schema:
    """The schema with a steward's yes remembered at its columns; columns it does not have are left out."""
    return {**schema, "fields": [_confirm_field(field, confirmed) for field in schema.get("fields", [])]}


def confirmed_in(schema: Schema | None) -> dict[str, list[str]]:
    """What a schema remembers: column → codes."""
    fields = (schema or {}).get("fields", [])
    return {field["name"]: list(field[CONFIRMED]) for field in fields if field.get(CONFIRMED)}


def _confirm_field(field: dict[str, Any], confirmed: Confirmed) -> dict[str, Any]:
    codes = {*field.get(CONFIRMED, ()), *confirmed.get(field.get("name", ""), ())}
    return {**field, CONFIRMED: sorted(codes)} if codes else field


def _agreed(schema: Schema) -> Iterable[tuple[str, str]]:
    return ((field, code) for field, codes in confirmed_in(schema).items() for code in codes)
