"""Whatever breaks while something is being published: nothing unchecked is public, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import reader
from cases import LONG, SHORT, Case, brief, everything
from scenes import Scene

CASES = list(everything() if LONG else SHORT)
ALARM = 14

Order = Callable[..., dict[str, Any]]
Settle = Callable[[], float]
Setting = Callable[[str, bool], Scene]


@pytest.mark.parametrize("case", [case for case in CASES if case.meets_refusal], ids=str)
def test_what_the_gate_refuses_stays_hidden(  # noqa: PLR0917 - as pytest hands them over
    case: Case, scene: Setting, order: Order, settle: Settle, app: Any, log: Callable[[str], None]
) -> None:
    stage = scene(case.scene, True)
    told = _strike(case, stage, order)
    assert reader.leaks(app, stage) == []
    worked = settle()
    assert reader.leaks(app, stage) == []
    assert not stage.is_certified()
    assert _old_is_up(app, stage)
    log(f"| {case} | bad | {brief(told)} | {worked:.1f} | 0 |")


@pytest.mark.parametrize("case", [case for case in CASES if case.scene != "rows_of_the_datastore"], ids=str)
def test_what_the_gate_accepts_is_public_whole_or_not_at_all(  # noqa: PLR0917 - as pytest hands them over
    case: Case, scene: Setting, order: Order, settle: Settle, app: Any, log: Callable[[str], None]
) -> None:
    stage = scene(case.scene, False)
    told = _strike(case, stage, order)
    seen = reader.leaks(app, stage)
    assert not seen or stage.is_certified(), seen
    worked = settle()
    if not stage.is_certified():
        assert reader.leaks(app, stage) == []
        assert _old_is_up(app, stage)
        again = order(**stage.order, settings=stage.settings)
        assert again["error"] is None, again
        settle()
    assert stage.is_certified()
    assert _is_up(app, stage)
    log(f"| {case} | good | {brief(told)} | {worked:.1f} | 0 |")


def _strike(case: Case, stage: Scene, order: Order) -> dict[str, Any]:
    """Let the write run into its fault; a write that the gate refuses before the point is not struck."""
    struck = {"fault": case.fault, "point": case.point, "settings": stage.settings | case.settings}
    told = order(**stage.order, **({"settings": stage.settings} if case.in_worker else struck))
    if case.in_worker:
        told = order("work", {"patience_s": 10}, **struck)
    assert told["signal"] != ALARM, "the write hangs"
    if not stage.bad:
        assert told["fired"], (told, "the write does not pass this point")
    return told


def _old_is_up(app: Any, stage: Scene) -> bool:
    """What stood before the write stands as it was."""
    return stage.old is None or reader.download(app, stage) == stage.old


def _is_up(app: Any, stage: Scene) -> bool:
    """The new state is found by its words, and its file is served byte for byte, as a table too."""
    seen = reader.leaks(app, stage)
    if stage.words_alone:
        return f"/api/3/action/package_search?q={stage.marker}" in seen
    table = f"/api/3/action/datastore_search?resource_id={stage.resource_id}&limit=100"
    return reader.download(app, stage) == stage.content.encode() and (bool(stage.tail) or table in seen)
