"""`test`: all lanes in turn, on services of their own in a folder of their own, which end with it whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType

from launcher import account as accounts
from launcher import (
    environment,
    instance,
    lanes,
    packages,
    paths,
    postgres,
    redis_server,
    results,
    settings,
    solr,
    status,
    up,
)
from launcher import source as sources
from launcher.account import Account
from launcher.errors import LauncherError, UsageError
from launcher.instance import Instance
from launcher.lanes import Bench, Options
from launcher.paths import Paths
from launcher.progress import say
from launcher.results import Result

Lane = Callable[[Bench, Options], Result]
PURE: dict[str, tuple[Lane, ...]] = {
    "house": (lanes.house, lanes.house_tests),
    "unit": (lanes.unit,),
    "contract": (lanes.contract,),
}
SERVED: dict[str, tuple[Lane, ...]] = {
    "site": (lanes.site,),
    "trace": (lanes.trace,),
    "ckan": (lanes.stock,),
    "faults": (lanes.faults,),
}
UP = "up"
BROWSER = "browser"
NAMES = (*PURE, *SERVED, UP, BROWSER)
USAGE = f"Usage: ./govinnov test [--ckan] [--faults] [--only LANE]… [-- ARGUMENTS]; LANE is one of: {' '.join(NAMES)}"


def parse(arguments: Sequence[str]) -> Options:
    """The options of `test`; what follows `--` goes to pytest.

    Raises:
        UsageError: An unknown option or lane.
    """
    ours, _, theirs = _split(arguments)
    only: list[str] = []
    flags: set[str] = set()
    words = iter(ours)
    for word in words:
        if word == "--only":
            only.append(_lane(next(words, "")))
        elif word in ("--ckan", "--faults"):
            flags.add(word)
        else:
            raise UsageError(USAGE)
    if "--faults" in flags and not only:
        only = ["faults"]
    return Options(tuple(only), "--ckan" in flags, "--faults" in flags, tuple(theirs))


def run(options: Options) -> int:
    """Run the wanted lanes; exit 1 when anything failed."""
    signal.signal(signal.SIGTERM, _end)
    user = accounts.service_account()
    packages.ensure((*packages.SITE, *packages.TESTS))
    with _temporary(user) as state:
        outcome = _run_pure(options, state / "pure")
        served = _prepared(user, state / "served")
        outcome += _as_user(user, served.state / "results.json", lambda: _run_served(options, served, state))
        log = lanes.fault_log(_reports(served))
        if options.faults and log.exists():  # not where the modules asked for cause no faults
            shutil.copyfile(log, paths.CLONE / "docs" / "faults.md")
    print(results.summary(outcome), flush=True)
    return int(any(one.failed for one in outcome))


def _split(arguments: Sequence[str]) -> tuple[list[str], bool, list[str]]:
    words = list(arguments)
    if "--" not in words:
        return words, False, []
    cut = words.index("--")
    return words[:cut], True, words[cut + 1 :]


def _lane(name: str) -> str:
    if name not in NAMES:
        raise UsageError(USAGE)
    return name


def _run_pure(options: Options, reports: Path) -> list[Result]:
    """Lanes that need no server run from the clone itself."""
    reports.mkdir()
    places = replace(paths.resolve(accounts.existing_account()), state=reports)
    environment.ensure(places)
    bench = Bench(places, reports, lanes.clean_environ(reports))
    return _run_lanes(PURE, bench, options)


def _run_lanes(chosen: dict[str, tuple[Lane, ...]], bench: Bench, options: Options) -> list[Result]:
    outcome = []
    for name, parts in chosen.items():
        if options.wants(name):
            say(f"== {name}")
            outcome += [part(bench, options) for part in parts]
    return outcome


def _prepared(user: Account, state: Path) -> Paths:
    """The places of the served lanes, with all that they need fetched while we may write the cache."""
    places = replace(paths.resolve(user), state=state)
    sources.ensure_readable(places, user)
    up.fetch(places)
    return places


def _run_served(options: Options, places: Paths, state: Path) -> list[Result]:
    """Lanes that need services; runs as the services' user."""
    reports = _reports(places)
    reports.mkdir()
    os.environ.update(GOVINNOV_THROWAWAY="1", GOVINNOV_CACHE=str(places.cache))
    outcome = []
    if any(options.wants(name) for name in SERVED):
        known = _serve(places)
        _write_settings(places, known)
        outcome += _run_lanes(SERVED, Bench(places, reports, lanes.clean_environ(reports)), options)
    whole = replace(places, state=state / "whole")
    os.environ["GOVINNOV_STATE"] = str(whole.state)
    if options.wants(UP):
        say("== up")
        outcome.append(lanes.launch(Bench(whole, reports, lanes.clean_environ(reports)), options))
    if options.wants(BROWSER):
        outcome.append(_browse(options, whole, reports))
    return outcome


def _reports(places: Paths) -> Path:
    return places.state / "reports"


def _serve(places: Paths) -> Instance:
    """PostgreSQL, Redis and Solr, with nothing in them."""
    known = instance.load_or_make(places.instance)
    solr.begin(places, known)
    postgres.ensure(places, known)
    redis_server.ensure(places, known)
    solr.await_ready(places, known)
    return known


def _write_settings(places: Paths, known: Instance) -> None:
    """ckan.ini as `up` writes it, and what the tests change of it."""
    (places.state / "storage").mkdir()
    settings.write(places, known)
    for name in ("site", "stock"):
        template = places.source / "tests" / "ckan" / f"{name}.ini.tmpl"
        text = settings.render(template.read_text(), places, known)
        instance.write_private(places.state / f"{name}.ini", text)


def _browse(options: Options, places: Paths, reports: Path) -> Result:
    """A whole site of its own, brought up as a person would."""
    say("== browser")
    try:
        up.Up(data=None).run()
    except LauncherError as error:
        say(str(error))
        return Result("browser", failed=1)
    known = instance.load_or_make(places.instance)
    environ = lanes.clean_environ(reports) | {
        "GOVINNOV_SITE_URL": settings.services(known).site,
        "GOVINNOV_SITE_STATE": str(places.state),
        "GOVINNOV_ADMIN_NAME": known.admin,
        "GOVINNOV_ADMIN_PASSWORD": known.secrets["admin"],
    }
    return lanes.browser(Bench(places, reports, environ), options)


@contextmanager
def _temporary(user: Account) -> Iterator[Path]:
    """A short-named folder that is removed, and whose services are stopped, at the end."""
    state = Path(tempfile.mkdtemp(prefix="gov-", dir="/tmp"))
    try:
        state.chmod(0o755)
        for name in ("served", "whole"):
            paths.make(replace(paths.resolve(user), state=state / name), user)
        yield state
    finally:
        for name in ("served", "whole"):
            _stop_all(replace(paths.resolve(user), state=state / name))
        shutil.rmtree(state, ignore_errors=True)


def _stop_all(places: Paths) -> None:
    for program in status.programs(places):
        program.stop(seconds=10)


def _as_user(user: Account, answer: Path, work: Callable[[], list[Result]]) -> list[Result]:
    """Do work in a child that runs as the services' user; its results come back through a file."""
    child = os.fork()
    if child == 0:
        os._exit(_child(user, answer, work))
    _, code = os.waitpid(child, 0)
    if code or not answer.exists():
        return [Result("services", failed=1)]
    return [Result(**one) for one in json.loads(answer.read_text())]


def _child(user: Account, answer: Path, work: Callable[[], list[Result]]) -> int:
    try:
        user.become()
        answer.write_text(json.dumps([asdict(one) for one in work()]))
    except LauncherError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    """Leave by the ordinary way, so that services are stopped."""
    raise SystemExit(128 + number)
