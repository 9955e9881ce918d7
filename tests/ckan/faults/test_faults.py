"""Whatever breaks while something is being published: nothing unchecked is public, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import reader
from cases import LONG, SHORT, Case, everything
from scenes import Scene

CASES = list(everything() if LONG else SHORT)
ALARM = 14

Order = Callable[..., dict[str, Any]]
Setting = Callable[[str, bool], Scene]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_the_gate_refuses_stays_hidden(
    case: Case, scene: Setting, order: Order, app: Any, log: Callable[[str], None]
) -> None:
    stage = scene(case.scene, True)
    told = _strike(case, stage, order)
    assert reader.leaks(app, stage) == []
    worked = _settle(order, stage)
    assert reader.leaks(app, stage) == []
    assert not stage.is_certified()
    assert _old_is_up(app, stage)
    log(f"| {case} | bad | {_brief(told)} | {worked:.1f} | 0 |")


@pytest.mark.parametrize("case", [case for case in CASES if case.scene != "rows_of_the_datastore"], ids=str)
def test_what_the_gate_accepts_is_public_whole_or_not_at_all(
    case: Case, scene: Setting, order: Order, app: Any, log: Callable[[str], None]
) -> None:
    stage = scene(case.scene, False)
    told = _strike(case, stage, order)
    seen = reader.leaks(app, stage)
    assert not seen or stage.is_certified(), seen
    worked = _settle(order, stage)
    if not stage.is_certified():
        assert reader.leaks(app, stage) == []
        assert _old_is_up(app, stage)
        again = order(**stage.order, settings=stage.settings)
        assert again["error"] is None, again
        _settle(order, stage)
    assert stage.is_certified()
    assert _is_up(app, stage)
    log(f"| {case} | good | {_brief(told)} | {worked:.1f} | 0 |")


def _strike(case: Case, stage: Scene, order: Order) -> dict[str, Any]:
    """Let the write run into its fault; a write that the gate refuses before the point is not struck."""
    struck = {"fault": case.fault, "point": case.point}
    told = order(**stage.order, settings=stage.settings, **({} if case.in_worker else struck))
    if case.in_worker:
        told = order("work", {"patience_s": 1}, **struck)
    assert told["signal"] != ALARM, "the write hangs"
    if not stage.bad:
        assert told["fired"], (told, "the write does not pass this point")
    return told


def _settle(order: Order, stage: Scene) -> float:
    """Let the worker do what waits; returns how long it took, which is under a minute or fails."""
    time.sleep(1.1)  # the lease of a worker that was killed
    told = order("work", {})
    assert told["error"] is None, told
    return float(told["result"])


def _old_is_up(app: Any, stage: Scene) -> bool:
    """What stood before the write stands as it was."""
    return stage.old is None or _download(app, stage) == stage.old


def _is_up(app: Any, stage: Scene) -> bool:
    """The new state is found by its words, and its file is served byte for byte, as a table too."""
    seen = reader.leaks(app, stage)
    if stage.words_alone:
        return f"/api/3/action/package_search?q={stage.marker}" in seen
    table = f"/api/3/action/datastore_search?resource_id={stage.resource_id}&limit=100"
    return _download(app, stage) == stage.content.encode() and (bool(stage.tail) or table in seen)


def _download(app: Any, stage: Scene) -> bytes:
    place = f"/dataset/{stage.dataset['id']}/resource/{stage.resource_id}/download/x.csv"
    return bytes(app.get(place).data)


def _brief(told: dict[str, Any]) -> str:
    if told["signal"]:
        return f"killed by signal {told['signal']}"
    return str(told["error"] or "written").split(":")[0]
