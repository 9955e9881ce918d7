"""The gate's word on a file. Only the gate can make one: publishing takes nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.waivers import Waiver

_SEAL = object()


@dataclass(frozen=True)
class Verdict:
    """What the gate decided about one file under one schema and one set of rules.

    ``waivers`` are the findings that named persons let pass: they stand in ``findings`` all the same. ``references``
    are the resources that foreign keys were followed to, by name, with the sha256 of their bytes.

    Raises:
        TypeError: Somebody other than the gate made it.
    """

    sha256: str
    size: int
    name: str
    format: str | None
    encoding: str | None
    text_sha256: str | None
    rows: int
    fields: tuple[str, ...]
    schema: Schema | None
    schema_sha256: str | None
    rules_version: str
    findings: tuple[Finding, ...]
    report: dict[str, Any]
    seconds: float
    tables: tuple[Table, ...]
    waivers: tuple[Waiver, ...]
    references: tuple[tuple[str, str], ...]
    seal: object

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError(f"{type(self).__name__} is made by the gate alone; call govinnov.gate.check")


class Accepted(Verdict):
    """Nothing holds the file: it may be published."""


class Quarantined(Verdict):
    """At least one finding holds the file: it stays with the steward."""


@dataclass(frozen=True)
class TextsVerdict:
    """What the gate decided about a dataset's own words; ``sha256`` is the hash of the judged texts.

    Raises:
        TypeError: Somebody other than the gate made it.
    """

    sha256: str
    rules_version: str
    findings: tuple[Finding, ...]
    seal: object

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError(f"{type(self).__name__} is made by the gate alone; call govinnov.gate.check_texts")


class AcceptedTexts(TextsVerdict):
    """Nothing holds the words: they may be read."""


class QuarantinedTexts(TextsVerdict):
    """At least one word must not be read by the public."""
