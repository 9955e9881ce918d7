"""The gate as this site asks it: under the operator's screening rules, for files and for words."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckanext.govinnov.publishing import keys, ruling
from govinnov import gate


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about a file beforehand: its schema, columns with a yes, findings let pass.

    ``references`` are the other resources of its dataset by name, ``own`` is its resource's: for foreign keys.
    """

    schema: gate.Schema | None = None
    confirmed: Mapping[str, list[str]] = field(default_factory=dict)
    waivers: tuple[gate.Waiver, ...] = ()
    references: keys.References = field(default_factory=dict)
    own: str | None = None


NOTHING_DECIDED = Decided()


def rules() -> str:
    """The version of the rules in force."""
    return ruling.in_force().version


def file(path: Path, name: str, decided: Decided = NOTHING_DECIDED) -> gate.Verdict:
    """Let the gate judge bytes; the tables it made are thrown away, renditions are made later."""
    with tempfile.TemporaryDirectory(prefix="govinnov-gate-") as workdir:
        return table(path, name, decided, Path(workdir))


def table(path: Path, name: str, decided: Decided, workdir: Path) -> gate.Verdict:
    """The same, with the decoded tables left in ``workdir``, which is the caller's."""
    given = ruling.in_force()
    return gate.check(
        path, name=name, schema=decided.schema, confirmed=decided.confirmed, waivers=decided.waivers,
        references=decided.references, own=decided.own, screen=given.screen, districts=given.districts, workdir=workdir,
    )  # fmt: skip


def words(texts: Mapping[str, str]) -> gate.AcceptedTexts | gate.QuarantinedTexts:
    """Let the gate judge texts that people will read."""
    given = ruling.in_force()
    return gate.check_texts(texts, screen=given.screen, districts=given.districts)


def of_version(row: Any) -> Decided:
    """What was decided about a version when it was accepted."""
    schema, references = keys.recorded(row)
    return Decided(schema, {}, waivers(row.waivers), references)


def waivers(rows: list[dict[str, Any]] | None) -> tuple[gate.Waiver, ...]:
    """Waivers as the gate takes them, from the JSON of a version."""
    return tuple(gate.Waiver(row["code"], row["field"], tuple(row["by"]), row["why"]) for row in rows or ())
