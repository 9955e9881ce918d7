"""Whatever breaks while something is being taken back: it is gone within a minute, and what was before it is up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import reader
from cases import LONG, brief
from scenes import Scene

Order = Callable[..., dict[str, Any]]
IN_THE_REQUEST = ("revoked", "committed", "withdrawing", "dropped")
STRUCK = [(fault, point) for fault in ("is killed", "PostgreSQL restarts") for point in IN_THE_REQUEST]
STRUCK += [("Solr restarts", "committed"), ("Redis restarts", "withdrawing"), ("raises", "withdrawing")]
SHORT = [("is killed", "withdrawing"), ("Solr restarts", "committed")]


@pytest.mark.parametrize(("fault", "point"), STRUCK if LONG else SHORT)
def test_what_was_revoked_is_gone(  # noqa: PLR0917 - pytest's own way to ask
    fault: str, point: str, scene: Callable[[str, bool], Scene], order: Order, settle: Callable[[], float], app: Any,
    log: Callable[[str], None],
) -> None:  # fmt: skip
    stage = scene("a_new_version", False)
    assert order(**stage.order)["error"] is None
    settle()
    assert reader.leaks(app, stage)
    revocation = {"resource_id": stage.resource_id, "number": 2, "reason": "잘못 올림"}
    asked = {"user": stage.user, "action": "govinnov_version_revoke", "data": revocation}
    told = order("call", asked, fault=fault, point=point)
    assert told["fired"], told
    worked = settle()
    if stage.is_certified():  # it broke before the commit, and the steward asks again
        assert order("call", asked)["error"] is None
        worked = settle()
    assert reader.leaks(app, stage) == []
    assert reader.download(app, stage) == stage.old
    log(f"| revocation-{fault}-{point} | good | {brief(told)} | {worked:.1f} | 0 |")
