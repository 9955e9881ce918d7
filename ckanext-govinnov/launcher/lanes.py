"""The lanes of `./govinnov test`, each a folder of tests or a set of checking programs."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import environment, results
from launcher.paths import Paths
from launcher.results import Result

PURE = ("-p", "no:ckan", "-p", "no:ckan_fixtures")
STOCK = (
    "ckan.tests.logic.action.test_create",
    "ckan.tests.logic.action.test_update",
    "ckan.tests.logic.action.test_patch",
    "ckan.tests.lib.search",
)
STOCK_LONG = (
    "ckan.tests.logic.action.test_delete",
    "ckan.tests.logic.action.test_get",
    "ckan.tests.controllers.test_package",
    "ckan.tests.controllers.test_api",
    "ckan.tests.logic.auth",
    "ckanext.datastore.tests",
    "ckanext.activity.tests",
)
FAULTS = "tests/ckan/faults"
#: What of the site's tests is about the trace: a lane of its own, so that neither outgrows its time.
TRACE = ("tests/ckan/test_trace_*.py", "tests/ckan/test_epcis_*.py")
_LIMIT_S = 1500.0
_LONG_LIMIT_S = 10_000.0
_TIMED_OUT = 124


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line of `test` asked for."""

    only: tuple[str, ...] = ()
    long_ckan: bool = False
    faults: bool = False
    arguments: tuple[str, ...] = ()

    def wants(self, lane: str) -> bool:
        """Whether a lane is to run."""
        return not self.only or lane in self.only


@dataclass(frozen=True, slots=True)
class Bench:
    """Where lanes run: the places, the folder for reports, and the environment of the programs."""

    paths: Paths
    reports: Path
    environ: Mapping[str, str]

    def pytest(
        self, lane: str, arguments: Sequence[str], extra: Mapping[str, str] | None = None, limit_s: float = _LIMIT_S
    ) -> Result:
        """Run pytest once; a run over its time is ended and counts as failed."""
        report = self.reports / f"{lane}.xml"
        command = [str(environment.python(self.paths)), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        started = time.monotonic()
        code = self._run([*command, f"--junitxml={report}", *arguments], extra or {}, limit_s)
        return results.of_pytest(lane, report, code, time.monotonic() - started)

    def check(self, lane: str, commands: Mapping[str, Sequence[str]]) -> Result:
        """Run checking programs; each counts as one test."""
        started = time.monotonic()
        codes = {name: self._run(command, {}) for name, command in commands.items()}
        bad = sum(1 for code in codes.values() if code)
        return Result(lane, len(codes) - bad, bad, seconds=time.monotonic() - started)

    def _run(self, command: Sequence[str], extra: Mapping[str, str], limit_s: float = _LIMIT_S) -> int:
        environ = {**self.environ, **extra}
        try:
            done = subprocess.run(
                command, env=environ, cwd=self.paths.source, stdin=subprocess.DEVNULL, timeout=limit_s, check=False
            )
        except subprocess.TimeoutExpired:
            return _TIMED_OUT
        return done.returncode


def house(bench: Bench, options: Options) -> Result:
    """Style, types, import rules and the rules of the house."""
    python = str(environment.python(bench.paths))
    ruff = str(environment.tool(bench.paths, "ruff"))
    checks = {
        "ruff check": [ruff, "check", "--no-cache", "."],
        "ruff format": [ruff, "format", "--no-cache", "--check", "."],
        "mypy": [python, "-m", "mypy", "--cache-dir", str(bench.reports / "mypy")],
        "import rules": [python, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
    }
    return bench.check("style", checks)


def house_tests(bench: Bench, options: Options) -> Result:
    """Tests about the project itself: its documents, its names, its tree."""
    return bench.pytest("house", [*PURE, *_folders(bench, "house"), *options.arguments])


def unit(bench: Bench, options: Options) -> Result:
    """Pure tests: no server, two processes."""
    folders = _folders(bench, "unit", "properties", "golden")
    return bench.pytest("unit", [*PURE, "-n", "2", *folders, *options.arguments])


def contract(bench: Bench, options: Options) -> Result:
    """Sources against local HTTP servers, two processes."""
    return bench.pytest("contract", [*PURE, "-n", "2", *_folders(bench, "contract"), *options.arguments])


def site(bench: Bench, options: Options) -> Result:
    """The catalog on a real CKAN with its services."""
    others = (f"--ignore={FAULTS}", *(f"--ignore-glob={pattern}" for pattern in TRACE))
    return _on_site(bench, "site", options.arguments or (*_folders(bench, "ckan"), *others))


def trace(bench: Bench, options: Options) -> Result:
    """The poultry trace on the same site: its pages, feeds, datasets and interface."""
    modules = sorted(path for pattern in TRACE for path in bench.paths.source.glob(pattern))
    return _on_site(bench, "trace", options.arguments or [str(path) for path in modules])


def _on_site(bench: Bench, lane: str, chosen: Sequence[str]) -> Result:
    return bench.pytest(lane, ["--ckan-ini", str(bench.paths.state / "site.ini"), *chosen])


def faults(bench: Bench, options: Options) -> Result:
    """Every write struck by faults, on services that are killed: each fault once, or with `--faults` all of them."""
    ini = str(bench.paths.state / "site.ini")
    extra = {"GOVINNOV_STATE": str(bench.paths.state), "GOVINNOV_FAULTS_LOG": str(fault_log(bench.reports))}
    if options.faults:
        extra["GOVINNOV_FAULTS"] = "long"
    limit_s = _LONG_LIMIT_S if options.faults else _LIMIT_S
    return bench.pytest("faults", ["--ckan-ini", ini, *(options.arguments or (FAULTS,))], extra, limit_s)


def fault_log(reports: Path) -> Path:
    """Where the lane writes a line for each fault."""
    return reports / "faults.md"


def stock(bench: Bench, options: Options) -> Result:
    """CKAN's own tests with our plugins on; known deviations stand in tests/ckan/deviations.yaml."""
    folder = bench.paths.source / "tests" / "ckan" / "stock"
    modules = options.arguments or (*STOCK, *(STOCK_LONG if options.long_ckan else ()))
    arguments = ["-c", str(folder / "pytest.ini"), "--rootdir", str(folder), "--ckan-ini"]
    arguments += [str(bench.paths.state / "stock.ini"), "-p", "deviations", "-p", "plugins_on", "--pyargs", *modules]
    limit_s = _LONG_LIMIT_S if options.long_ckan else _LIMIT_S
    return bench.pytest("ckan", arguments, {"PYTHONPATH": str(folder)}, limit_s)


def launch(bench: Bench, options: Options) -> Result:
    """`up` itself: stopped at every step and run again, twice, with a port taken."""
    return bench.pytest("up", [*PURE, *(options.arguments or _folders(bench, "launch"))])


def browser(bench: Bench, options: Options) -> Result:
    """Journeys in a real browser on a running site."""
    return bench.pytest("browser", [*PURE, *(options.arguments or _folders(bench, "e2e"))])


def _folders(bench: Bench, *names: str) -> list[str]:
    return [f"tests/{name}" for name in names if (bench.paths.source / "tests" / name).is_dir()]


def clean_environ(reports: Path) -> dict[str, str]:
    """The environment of every lane: nothing is written into the clone, and nothing of an outer instance leaks in."""
    outer = ("GOVINNOV_FAIL_AT", "PYTHONPATH", "CKAN_INI")
    kept = {name: value for name, value in os.environ.items() if name not in outer}
    return kept | {
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(reports / "hypothesis"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
