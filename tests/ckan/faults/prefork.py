"""A process like a web worker's: it forks a child for each order, so that a fault can kill the child in mid-write.

Orders come as JSON lines on standard input: ``{"write", "arguments", "settings", "fault", "point"}``. Each is answered
by a line on standard output: ``{"result", "error", "fired", "signal"}``, ``signal`` being what ended the child.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from functools import lru_cache
from typing import Any

import injection
import writes
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.govinnov.publishing import ruling
from govinnov.gate import confined

#: A child that still runs then hangs; the alarm ends it.
HANG_S = 120


def main(ini: str) -> None:
    """Serve orders until the input ends."""
    application = make_app(CKANConfigLoader(ini).get_config())
    _share_the_process_that_validates()
    for line in sys.stdin:
        print(json.dumps(_in_child(application, json.loads(line))), flush=True)


def _share_the_process_that_validates() -> None:
    """Start it once: each child would start one of its own, a second before every write."""
    given = ruling.in_force()
    warm = confined._warm(os.getpid(), given.screen, given.districts)
    confined._warm = lru_cache(lambda pid, screen, districts: warm)


def _in_child(application: Any, order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(application, order, writing)
    os.close(writing)
    with os.fdopen(reading) as said:
        lines = said.read().splitlines()
    _, status = os.waitpid(child, 0)
    told = {key: value for line in lines for key, value in json.loads(line).items()}
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {"result": None, "error": None, "fired": False, "signal": ended} | told


def _live(application: Any, order: dict[str, Any], writing: int) -> None:
    """Be the child: nothing that the parent opened is used, and nothing is left to the parent's own exit."""
    signal.alarm(HANG_S)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    model.meta.engine.dispose(close=False)

    def tell(**facts: Any) -> None:
        os.write(writing, (json.dumps(facts, default=str) + "\n").encode())

    if order["fault"]:
        injection.arm(order["fault"], order["point"], lambda: tell(fired=True))
    try:
        tell(**_obeyed(application, order))
    finally:
        os._exit(0)


def _obeyed(application: Any, order: dict[str, Any]) -> dict[str, Any]:
    from ckan.common import config

    config.update(order["settings"])
    try:
        with application._wsgi_app.test_request_context():
            return {"result": writes.WRITES[order["write"]](application, **order["arguments"])}
    except Exception as error:  # noqa: BLE001 - whatever it was, the test judges it
        return {"error": f"{type(error).__name__}: {error}"[:2000]}


if __name__ == "__main__":
    main(sys.argv[1])
