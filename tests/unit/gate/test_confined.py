"""A check in a process of its own: the same verdict, and an end to it when its time, its memory or its life is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gate_makers import TEXT

from govinnov import gate
from govinnov.gate import confined
from govinnov.gate.limits import DEFAULT_LIMITS, MIB
from govinnov.gate.schema import SchemaError
from govinnov.gate.screen import ScreenSettings

#: A pattern that backtracks for ever, and a cell on which it does.
ENDLESS = {"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "(a+)+"}}]}
HARD = "a\n" + "a" * 40 + "!\n"
SECOND = replace(DEFAULT_LIMITS, gate_wall_s=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "자료.csv"
    path.write_text(TEXT, encoding="cp949")
    return path


def check(path: Path, **asked: Any) -> gate.Accepted | gate.Quarantined:
    folder = path.parent / f"work-{time.monotonic_ns()}"
    folder.mkdir()
    return gate.check_confined(path, workdir=folder, **asked)


def facts(verdict: gate.Verdict) -> dict[str, Any]:
    told = {key: value for key, value in vars(verdict).items() if key not in {"seconds", "tables", "report"}}
    errors = [error for task in verdict.report["tasks"] for error in task["errors"]]
    return told | {"errors": errors, "kind": type(verdict), "rows": [table.rows for table in verdict.tables]}


def test_the_verdict_is_the_one_of_an_ordinary_check(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("이름,번호\n첫째,1\n둘째,x\n셋째\n", encoding="utf-8")
    schema = {"fields": [{"name": "이름", "type": "string"}, {"name": "번호", "type": "integer"}]}
    waiver = gate.Waiver("type-error", "번호", ("kim",), "옛 번호")
    for path, asked in ((file, {}), (bad, {"schema": schema, "waivers": [waiver]}), (bad, {"limit_errors": 1})):
        (tmp_path / "plain").mkdir(exist_ok=True)
        assert facts(check(path, **asked)) == facts(gate.check(path, workdir=tmp_path / "plain", **asked))


def test_its_tables_stay_in_the_callers_folder(file: Path) -> None:
    verdict = check(file)
    assert verdict.tables[0].path.read_text(encoding="utf-8") == TEXT


def test_a_check_without_end_is_killed_when_its_time_is_over(tmp_path: Path) -> None:
    path = tmp_path / "hard.csv"
    path.write_text(HARD, encoding="utf-8")
    started = time.monotonic()
    verdict = check(path, schema=ENDLESS, limits=SECOND)
    assert time.monotonic() - started < 10
    assert isinstance(verdict, gate.Quarantined)
    assert [found.code for found in verdict.findings] == ["gate-timeout"]
    assert not _children_of(confined._warm(os.getpid(), ScreenSettings(), None).process.pid)


def test_no_time_at_all_is_over_at_once(file: Path) -> None:
    verdict = check(file, limits=replace(DEFAULT_LIMITS, gate_wall_s=0))
    assert [found.code for found in verdict.findings] == ["gate-timeout"]


def test_a_check_without_memory_is_a_finding(file: Path) -> None:
    verdict = check(file, limits=replace(DEFAULT_LIMITS, gate_memory_bytes=1 * MIB))
    assert isinstance(verdict, gate.Quarantined)
    assert [found.code for found in verdict.findings] == ["gate-died"]


def test_what_a_caller_of_check_gets_is_raised(file: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        check(tmp_path / "none.csv")
    with pytest.raises(SchemaError, match="no fields"):
        check(file, schema={"fields": []})


def test_a_warm_process_that_died_is_replaced(file: Path) -> None:
    assert isinstance(check(file), gate.Accepted)
    warm = confined._warm(os.getpid(), ScreenSettings(), None).process
    os.kill(warm.pid, signal.SIGKILL)
    warm.wait()
    assert isinstance(check(file), gate.Accepted)


def test_many_checks_at_a_time_do_not_mix(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.csv" for number in range(24)]
    for number, path in enumerate(files):
        path.write_text(f"a,b\n{number},x\n" + "1,y\n" * number, encoding="utf-8")
    with ThreadPoolExecutor(6) as threads:
        rows = [verdict.rows for verdict in threads.map(check, files)]
    assert rows == [number + 1 for number in range(24)]


def test_a_fork_has_a_warm_process_of_its_own(file: Path) -> None:
    assert isinstance(check(file), gate.Accepted)
    child = os.fork()
    if child == 0:
        os._exit(0 if isinstance(check(file), gate.Accepted) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert isinstance(check(file), gate.Accepted)


def test_the_warm_process_ends_with_the_one_it_serves(file: Path) -> None:
    script = (
        "import os, sys, tempfile; from govinnov import gate; from govinnov.gate import confined; "
        "from govinnov.gate.screen import ScreenSettings; "
        "gate.check_confined(sys.argv[1], workdir=tempfile.mkdtemp()); "
        "print(confined._warm(os.getpid(), ScreenSettings(), None).process.pid, flush=True); os._exit(0)"
    )
    said = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, check=True)
    warm = int(said.stdout)
    for _ in range(50):
        if not Path(f"/proc/{warm}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the warm process lives on")


def _children_of(pid: int) -> list[str]:
    time.sleep(0.2)
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
