"""The child process of ``sandbox``: set the limits, parse one file, write the answer."""

from __future__ import annotations

import importlib
import json
import resource
import sys
from pathlib import Path

from govinnov.gate import sandbox
from govinnov.gate.limits import Limits


def main() -> None:
    """Read the request from stdin; an error ends the process, and its parent makes a finding of that."""
    asked = json.load(sys.stdin)
    limits = Limits(**asked["limits"])
    confine(limits)
    parser = importlib.import_module(f"govinnov.gate.formats.{asked['parser']}")
    decoded = parser.parse(Path(asked["path"]), Path(asked["workdir"]), limits)
    (Path(asked["workdir"]) / sandbox.ANSWER).write_text(sandbox.dumps(decoded), encoding="utf-8")


def confine(limits: Limits) -> None:
    """Set the limits of this process; no core file either, it would hold the data."""
    for kind, bound in (
        (resource.RLIMIT_AS, limits.parser_memory_bytes),
        (resource.RLIMIT_CPU, limits.parser_cpu_s),
        (resource.RLIMIT_FSIZE, limits.archive_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    main()
