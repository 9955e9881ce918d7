"""A run from its folder of inputs to its folder of outputs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.findings import Finding, counts
from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.run.attempt import FAILED, attempt
from govinnov.dispatch.run.columns import BLIND_SPOTS, FINDINGS, GAZETTEER, POSTS, TABLES
from govinnov.dispatch.run.country import Country, read_country
from govinnov.dispatch.run.files import Output, Writer
from govinnov.dispatch.run.grounded import centres
from govinnov.dispatch.run.manifest import manifest
from govinnov.dispatch.run.national import national
from govinnov.dispatch.run.parameters import read_parameters
from govinnov.dispatch.run.placing import Placing, placing
from govinnov.dispatch.run.reasons import REASONS
from govinnov.dispatch.run.remembered import keep, recall
from govinnov.dispatch.run.roads import driven
from govinnov.dispatch.run.step import Step
from govinnov.dispatch.run.task import CENTRE, Frame, Task
from govinnov.dispatch.run.tasks import tasks
from govinnov.dispatch.run.validation import figures

#: Folders by government: what may be published, and what only an agency's stewards see.
GOVERNMENTS, STEWARDS = "governments", "stewards"


def run(  # noqa: PLR0913, PLR0917 - the command's own
    inputs: Path,
    out: Path,
    governments: Sequence[str] = (),
    executor: Executor | None = None,
    more: Collection[str] = (),
    guard_s: float = float("inf"),
) -> dict[str, Any]:
    """Compute governments and write their tables; the country's tables too when all are computed.

    Args:
        inputs: Folder of inputs.
        out: Folder that is written into.
        governments: Codes; none is all of them.
        executor: Runs the steps of governments; without one they run here, one after the other.
        more: ``plans`` for more posts, which take most of the time, and ``maps``.
        guard_s: Seconds by the clock that plans of one government may take; those of one that takes longer are
            not computed.

    Returns:
        What ``dispatch run --json`` prints, without its times.

    Raises:
        InputError: Inputs can't be read, or a government is not in the list.
    """
    folder = read_folder(inputs)
    told = manifest(folder, parameters := read_parameters(folder.parameters))
    country = read_country(folder, told["reference_date"])
    _check(country, governments)
    frame = Frame(told["synthetic"], parameters, told["reference_date"], frozenset(more), guard_s)
    published, police = figures(folder), placing(country, country.findings)
    roads = driven(folder, country.fire, country.findings)
    chosen = [
        one for one in tasks(country, police, roads, frame) if not governments or one.government.code in governments
    ]
    steps = _steps(out, chosen, executor)
    country.findings.extend(Finding("plans-stopped", one.code) for one in steps if one.stopped)
    country.findings.extend(Finding("step-failed", one.code) for one in steps if one.fault)
    writer = Writer(out, {name: told[name] for name in ("run_id", "reference_date")}, frame.synthetic)
    outputs = [*_governments(writer, steps), *(() if governments else national(writer, frame, steps, published))]
    outputs.extend(_about(writer, country, police, told))
    return _told(told, country, steps, outputs)


def _steps(out: Path, chosen: Sequence[Task], executor: Executor | None) -> list[Step]:
    """Steps in the order of their tasks; those kept of an earlier run are not computed again."""
    found = {one.government.code: recall(out, one) for one in chosen}
    new = sorted((one for one in chosen if found[one.government.code] is None), key=_longest_first)
    made = executor.map(attempt, new) if executor else map(attempt, new)
    for task, one in zip(new, made, strict=True):
        if not (one.stopped or one.fault):
            keep(out, task, one)
        found[one.code] = one
    return [one for one in found.values() if one is not None]


def _longest_first(task: Task) -> tuple[bool, int]:
    """Provinces take longest, and of them those with most areas: begun last, one would keep one process busy alone."""
    return not task.government.is_province, -len(task.areas)


def _check(country: Country, governments: Sequence[str]) -> None:
    known = {one.code for one in country.governments}
    for code in governments:
        if code not in known:
            raise InputError("no-such-government", id=code)


def _governments(writer: Writer, steps: Sequence[Step]) -> Iterator[Output]:
    for one in steps:
        outputs = list(_government(writer, one))
        for folder in (GOVERNMENTS, STEWARDS):
            writer.only(f"{folder}/{one.code}", outputs)
        yield from outputs


def _government(writer: Writer, one: Step) -> Iterator[Output]:
    under = f"{GOVERNMENTS}/{one.code}/"
    for table in TABLES:
        yield from writer.table(table, one.rows[table.name], under)
    for name, content in one.files.items():
        yield writer.packed(under + name, content)
    yield from _for_stewards(writer, one, f"{STEWARDS}/{one.code}/")


def _for_stewards(writer: Writer, one: Step, under: str) -> Iterator[Output]:
    for name, content in one.stewards.items():
        yield writer.packed(under + name, content)
    if one.cells.rows:
        yield writer.lines(BLIND_SPOTS, one.cells, under)


def _about(writer: Writer, country: Country, police: Placing, told: dict[str, Any]) -> Iterator[Output]:
    yield from writer.table(GAZETTEER, police.rows())
    yield from writer.table(POSTS, centres(country.fire))
    rows = [
        {"code": one.code, "file": one.file, "line": one.line or None, "count": one.count}
        for one in sorted(country.findings)
    ]
    yield from writer.table(FINDINGS, rows)
    found = {one["code"]: one["count"] for one in counts(country.findings)}  # its one list of objects is the inputs'
    yield writer.document("manifest.json", {**told, "findings": found})


def _plans(steps: Sequence[Step]) -> dict[str, Any]:
    """How many plans were made and proven, and the widest gap between a plan and its bound."""
    made = [row for one in steps for row in one.rows["plans"] if row["added"]]
    gap = max((row["gap"] for row in made), default=None)
    return {"solved": len(made), "proven": sum(row["proven"] == "true" for row in made), "worst_gap": gap}


def _reasons(one: Step) -> list[tuple[str, str]]:
    """Why there are no figures of a kind of post, and why no plans of more 119 centres."""
    return [*sorted(one.reasons.items()), *([(CENTRE, "guard")] if one.stopped else [])]


def _said(one: Step, reason: str) -> str:
    return f"{REASONS[reason]}: {one.fault}" if reason == FAILED else REASONS[reason]


def _told(told: dict[str, Any], country: Country, steps: Sequence[Step], outputs: Sequence[Output]) -> dict[str, Any]:
    missing = [(one.code, post, _said(one, reason)) for one in steps for post, reason in _reasons(one)]
    return {
        **{name: told[name] for name in ("run_id", "reference_date", "synthetic")},
        "governments": len(steps),
        "computed": sum(CENTRE not in one.reasons for one in steps),
        "not_computed": [{"code": code, "post": post, "reason": reason} for code, post, reason in missing],
        "findings": counts(country.findings),
        "plans": _plans(steps),
        "outputs": [one.as_dict() for one in outputs],
    }
