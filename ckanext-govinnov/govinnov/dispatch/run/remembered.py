"""Steps whose inputs did not change are not computed again: each is kept beside the outputs under their hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.run.files import Lines
from govinnov.dispatch.run.identity import code_sha256, libraries
from govinnov.dispatch.run.step import Step
from govinnov.dispatch.run.task import Task
from govinnov.dispatch.run.validation import Modelled

#: Folder of kept steps, within the folder of outputs; it may be deleted at any time.
KEPT = ".steps"


def recall(out: Path, task: Task) -> Step | None:
    """The kept step of a task; None if there is none, or if anything that it depends on has changed."""
    try:
        told = json.loads(_path(out, task.government.code).read_text(encoding="utf-8"))
        if told["key"] != key(task):
            return None
        step = told["step"]
        modelled = step["modelled"] and Modelled(**{**step["modelled"], "shares": tuple(step["modelled"]["shares"])})
        return Step(
            step["code"],
            step["rows"],
            step["reasons"],
            modelled,
            step["files"],
            step["stewards"],
            Lines(*step["cells"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(out: Path, task: Task, step: Step) -> None:
    """Keep a step; one that was kept of the same government is replaced.

    Raises:
        InputError: ``unwritable``.
    """
    path = _path(out, task.government.code)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        told = {"key": key(task), "step": {one.name: getattr(step, one.name) for one in fields(step)}}
        path.write_text(json.dumps(told, default=_plain), encoding="utf-8")
    except OSError as error:
        raise InputError("unwritable", file=KEPT, why=type(error).__name__) from error


def key(task: Task) -> str:
    """Hash of all that a step depends on: its task, the code and the libraries."""
    digest = hashlib.sha256(json.dumps([code_sha256(), libraries()]).encode())
    for part in _parts(task):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _parts(task: Task) -> Iterator[bytes]:
    yield json.dumps(
        [
            asdict(task.government),
            task.electors,
            asdict(task.residents) if task.residents else None,
            task.frame.synthetic,
            task.frame.reference_date,
            sorted(task.frame.more),
            task.frame.parameters.as_dict(),
        ]
    ).encode()
    yield json.dumps([[area.area.code for area in part] for part in task.parts]).encode()
    for area in task.areas:
        yield json.dumps([area.area.name, area.district, area.total, area.joined, area.weight]).encode()
        yield from (array.tobytes() for array in (area.cells.places, area.cells.weights)) if area.cells else ()
        yield from (ring.tobytes() for ring in area.area.shape.rings)
    yield json.dumps(sorted(task.listed)).encode()
    yield task.anchors.tobytes()
    for post, supply in sorted(task.supplies.items()):
        yield json.dumps([post, supply.own, supply.reason]).encode()
        if supply.posts:
            arrays = (supply.posts.places, supply.posts.tier, *supply.posts.errors)
            yield from (array.tobytes() for array in arrays)
    yield from (array.tobytes() for array in (task.cameras.mm, task.cameras.width, task.cameras.bearing))
    yield from (array.tobytes() for array in (task.roads.places, task.roads.seconds))


def _path(out: Path, code: str) -> Path:
    return out / KEPT / f"{code}.json"


def _plain(value: Any) -> Any:
    """Numbers of NumPy as Python's, what a backtest needs by its names."""
    if isinstance(value, Modelled):
        return asdict(value)
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(type(value).__name__)
