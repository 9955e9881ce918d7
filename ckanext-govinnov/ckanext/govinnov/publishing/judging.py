"""The gate as this site asks it: under the operator's screening rules, for files and for words."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from govinnov import gate
from govinnov.gate.rules import rules_version
from govinnov.gate.screen import ScreenSettings


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about a file beforehand: its schema, columns with a yes, findings let pass."""

    schema: gate.Schema | None = None
    confirmed: Mapping[str, list[str]] = field(default_factory=dict)
    waivers: tuple[gate.Waiver, ...] = ()


NOTHING_DECIDED = Decided()


def screen() -> ScreenSettings:
    """The screening rules in force: ``ckanext.govinnov.rules_strict`` names the stricter ones that are on.

    Raises:
        ValueError: A name is unknown; nothing can be judged then, and nothing is published.
    """
    return ScreenSettings(strict=tuple(tk.aslist(tk.config["ckanext.govinnov.rules_strict"])))


def rules() -> str:
    """The version of the rules in force."""
    return rules_version(screen())


def file(path: Path, name: str, decided: Decided = NOTHING_DECIDED) -> gate.Verdict:
    """Let the gate judge bytes; the tables it made are thrown away, renditions are made later."""
    with tempfile.TemporaryDirectory(prefix="govinnov-gate-") as workdir:
        return table(path, name, decided, Path(workdir))


def table(path: Path, name: str, decided: Decided, workdir: Path) -> gate.Verdict:
    """The same, with the decoded tables left in ``workdir``, which is the caller's."""
    return gate.check(
        path, name=name, schema=decided.schema, confirmed=decided.confirmed, waivers=decided.waivers,
        screen=screen(), workdir=workdir,
    )  # fmt: skip


def words(texts: Mapping[str, str]) -> gate.AcceptedTexts | gate.QuarantinedTexts:
    """Let the gate judge texts that people will read."""
    return gate.check_texts(texts, screen=screen())


def of_version(row: Any) -> Decided:
    """What was decided about a version when it was accepted."""
    return Decided(row.schema, {}, waivers(row.waivers))


def waivers(rows: list[dict[str, Any]] | None) -> tuple[gate.Waiver, ...]:
    """Waivers as the gate takes them, from the JSON of a version."""
    return tuple(gate.Waiver(row["code"], row["field"], tuple(row["by"]), row["why"]) for row in rows or ())
