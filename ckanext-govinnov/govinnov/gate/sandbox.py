"""Run a parser in a process of its own, within limits on CPU, memory and time: its death is a finding."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Finding, Table

ANSWER = "answer.json"
#: What a parser needs of our environment; secrets of the caller stay with the caller.
KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR")


def parse(parser: str, path: Path, workdir: Path, limits: Limits) -> Decoded:
    """Let ``govinnov.gate.formats.<parser>.parse(path, workdir, limits)`` read a file in a child process."""
    folder = workdir / f"{path.name[:40]}.{parser}"
    folder.mkdir()
    asked = json.dumps({"parser": parser, "path": str(path), "workdir": str(folder), "limits": asdict(limits)})
    try:
        child = _start(asked, folder, limits)
    except subprocess.TimeoutExpired:
        return Decoded(parser, None, findings=(finding("parser-timeout", format=parser, limit=limits.parser_wall_s),))
    if child.returncode:
        reason = _reason(child)
        return Decoded(parser, None, findings=(finding("parser-died", format=parser, reason=reason),))
    return loads((folder / ANSWER).read_text(encoding="utf-8"))


def _start(asked: str, folder: Path, limits: Limits) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "govinnov.gate.sandboxed"],
        input=asked,
        cwd=folder,
        env={name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONUTF8": "1"},
        timeout=limits.parser_wall_s,
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


def _reason(child: subprocess.CompletedProcess[str]) -> str:
    """The signal or the kind of error, never its text: that may quote the data."""
    if child.returncode < 0:
        return signal.Signals(-child.returncode).name
    last = child.stderr.strip().splitlines()[-1:] or ["exit"]
    return last[0].split(":")[0].rsplit(".", 1)[-1][:60]


def dumps(decoded: Decoded) -> str:
    """A decoded file as JSON, to cross the border of the process."""
    return json.dumps(asdict(decoded), ensure_ascii=False, default=str)


def loads(text: str) -> Decoded:
    """A decoded file from its JSON."""
    told: dict[str, Any] = json.loads(text)
    told["tables"] = tuple(table_of(table) for table in told["tables"])
    told["findings"] = tuple(Finding(**one) for one in told["findings"])
    told["texts"] = tuple((where, text) for where, text in told["texts"])
    return Decoded(**told)


def table_of(told: dict[str, Any]) -> Table:
    """A table from the JSON of its fields."""
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in told["merged"])
    return Table(**{**told, "path": Path(told["path"]), "labels": tuple(told["labels"]), "merged": merged})
