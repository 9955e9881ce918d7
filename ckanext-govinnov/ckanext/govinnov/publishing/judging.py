"""The gate as this site asks it: under the operator's screening rules, for files and for words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import keys, ruling
from ckanext.govinnov.storage import storage
from govinnov import gate
from govinnov.gate.screen import Sifted


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about a file beforehand: its schema, columns with a yes, findings let pass.

    ``references`` are the other resources of its dataset by name, ``own`` is its resource's: for foreign keys.
    ``previous`` is the public version that it is to replace.
    """

    schema: gate.Schema | None = None
    confirmed: Mapping[str, list[str]] = field(default_factory=dict)
    waivers: tuple[gate.Waiver, ...] = ()
    references: keys.References = field(default_factory=dict)
    own: str | None = None
    previous: gate.Reference | None = None


NOTHING_DECIDED = Decided()
MIB = 1 << 20


class StoppedError(RuntimeError):
    """A check of what is published was ended by its limits."""


def rules() -> str:
    """The version of the rules in force."""
    return ruling.in_force().version


def file(path: Path, name: str, decided: Decided = NOTHING_DECIDED, seconds: int | None = None) -> gate.Verdict:
    """Let the gate judge bytes; the tables it made are thrown away, renditions are made later.

    ``seconds`` is a bound below ``ckanext.govinnov.gate_seconds``; a check that passes it has a ``stopped`` verdict.
    """
    with tempfile.TemporaryDirectory(prefix="govinnov-gate-") as workdir:
        return table(path, name, decided, Path(workdir), seconds)


def table(path: Path, name: str, decided: Decided, workdir: Path, seconds: int | None = None) -> gate.Verdict:
    """The same, with the decoded tables left in ``workdir``, which is the caller's."""
    given = ruling.in_force()
    return gate.check_confined(
        path, name=name, schema=decided.schema, confirmed=decided.confirmed, waivers=decided.waivers,
        references=decided.references, own=decided.own, previous=decided.previous, screen=given.screen,
        districts=given.districts, limits=limits(seconds), workdir=workdir,
    )  # fmt: skip


def limits(seconds: int | None = None) -> gate.Limits:
    """What one check may use: the operator's bounds, and no more than ``seconds``."""
    wall_s = tk.config["ckanext.govinnov.gate_seconds"]
    return gate.Limits(
        gate_wall_s=wall_s if seconds is None else min(seconds, wall_s),
        gate_memory_bytes=tk.config["ckanext.govinnov.gate_memory_mib"] * MIB,
    )


def is_stopped(verdict: gate.Verdict) -> bool:
    """Whether the check was ended before it could say anything about the file."""
    return any(found.code in gate.STOPPED for found in verdict.findings)


def again(row: Any, workdir: Path) -> gate.Verdict:
    """Judge a version's bytes again under what was decided when it was accepted, tables left in ``workdir``.

    Raises:
        StoppedError: The check was ended; the work is to be tried again, and nothing follows from it.
        OSError: The bytes can't be read.
    """
    verdict = table(storage().path(row.sha256), row.filename, of_version(row), workdir)
    if is_stopped(verdict):
        raise StoppedError(f"The check of version {row.id} was stopped: {', '.join(f.code for f in verdict.findings)}")
    return verdict


def words(texts: Mapping[str, str], sifted: Sifted | None = None) -> gate.AcceptedTexts | gate.QuarantinedTexts:
    """Let the gate judge texts that people will read; ``sifted`` are those that it looked through ahead."""
    given = ruling.in_force()
    return gate.check_texts(texts, screen=given.screen, districts=given.districts, sifted=sifted)


def ahead(records: Iterable[Mapping[str, str]]) -> Sifted:
    """Look through the texts of many records at once, under the rules in force, before each of them is judged."""
    sifted = Sifted()
    sifted.ahead(records, ruling.in_force().screen)
    return sifted


def of_version(row: Any) -> Decided:
    """What was decided about a version when it was accepted."""
    schema, references = keys.recorded(row)
    return Decided(schema, {}, waivers(row.waivers), references)


def waivers(rows: list[dict[str, Any]] | None) -> tuple[gate.Waiver, ...]:
    """Waivers as the gate takes them, from the JSON of a version."""
    return tuple(gate.Waiver(row["code"], row["field"], tuple(row["by"]), row["why"]) for row in rows or ())
