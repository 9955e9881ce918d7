"""What a lane of tests came to: counts read from the report that pytest writes, or one per checking program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from launcher.progress import table

NO_TESTS = 5  # pytest's exit code when nothing was collected


@dataclass(frozen=True, slots=True)
class Result:
    """Counts and seconds of one lane."""

    lane: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0


def of_pytest(lane: str, report: Path, code: int, seconds: float) -> Result:
    """Counts of one pytest run; a run that broke before writing its report counts as one failure."""
    if code == NO_TESTS:
        return Result(lane, seconds=seconds)
    if not report.exists():
        return Result(lane, failed=1, seconds=seconds)
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 (as above)
    total, failed, skipped = (sum(column) for column in zip(*(_counts(suite) for suite in suites), strict=True))
    broken = int(code != 0 and failed == 0)
    return Result(lane, total - failed - skipped, failed + broken, skipped, seconds)


def _counts(suite: ElementTree.Element) -> tuple[int, int, int]:
    whole = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
    return whole["tests"], whole["failures"] + whole["errors"], whole["skipped"]


def summary(results: Sequence[Result]) -> str:
    """A line per lane, and last the line that says it all."""
    rows = [["lane", "passed", "failed", "skipped", "seconds"]]
    rows += [[one.lane, str(one.passed), str(one.failed), str(one.skipped), f"{one.seconds:.0f}"] for one in results]
    passed, failed = sum(one.passed for one in results), sum(one.failed for one in results)
    return f"{table(rows)}\n\n{passed} passed, {failed} failed"
