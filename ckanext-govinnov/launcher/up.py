"""`up`: from a clone to a running catalog in six steps; each looks first what is there, so it resumes and repeats."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from launcher import account as accounts
from launcher import (
    analysis,
    environment,
    instance,
    jars,
    locks,
    packages,
    paths,
    postgres,
    redis_server,
    settings,
    site,
    solr,
)
from launcher import source as sources
from launcher.errors import LauncherError, UsageError
from launcher.instance import Instance
from launcher.paths import Paths
from launcher.progress import Progress, table

STEPS = ("packages", "environment", "database", "solr", "ckan", "seed")
_ROOM_NEEDED = 3 * 2**30  # bytes: packages, jars and a first database


@dataclass(slots=True)
class Up:
    """One run of `up`."""

    data: Path | None
    progress: Progress = field(default_factory=Progress)

    @contextmanager
    def step(self, name: str, text: str) -> Iterator[None]:
        """One of the six steps; GOVINNOV_FAIL_AT names one that shall fail at its end (for the tests of resuming)."""
        with self.progress.step(name, text):
            yield
            if os.environ.get("GOVINNOV_FAIL_AT") == name:
                raise LauncherError(f"Stopped at {name}, as GOVINNOV_FAIL_AT asks: run ./govinnov up again.")

    def run(self) -> None:
        """All six steps, then the table.

        Raises:
            LauncherError: A step failed; the next run goes on from there.
        """
        places = self._prepare()
        with locks.exclusive(places.state / "lock", "starting or stopping this instance"):
            known = instance.load_or_make(places.instance)
            self._start_services(places, known)
            changed = self._start_ckan(places, known)
            counts = self._seed(places, changed)
            told = analysis.begin(places, self.data)
        print(_summary(places, known, counts, self.progress), told, sep="\n\n")

    def _prepare(self) -> Paths:
        """Steps 1 and 2, with root's rights where we have them; they end here."""
        with self.step("packages", "system packages"):
            packages.ensure(packages.SITE)
            user = accounts.service_account()
            places = paths.resolve(user)
            paths.make(places, user)
            _check_room(places)
            sources.ensure_readable(places, user)
        with self.step("environment", "Python packages and Solr"):
            fetch(places)
        user.become()
        return places

    def _start_services(self, places: Paths, known: Instance) -> None:
        own = settings.services(known).own
        with self.step("database", "PostgreSQL and Redis"):
            if "solr" in own:
                solr.begin(places, known)
            if "postgres" in own:
                postgres.ensure(places, known)
            if "redis" in own:
                redis_server.ensure(places, known)
        with self.step("solr", "Solr"):
            if "solr" in own:
                solr.await_ready(places, known)

    def _start_ckan(self, places: Paths, known: Instance) -> bool:
        """Set CKAN up and start it; True when settings or code changed since the last whole run."""
        with self.step("ckan", "CKAN: databases, web server, job worker"):
            changed = _is_changed(places, known)
            if changed:
                _set_up(places, known)
            site.ensure(places, known, changed)
            if changed:
                instance.write_private(_done(places), json.dumps({"key": sources.key(places.source)}))
        return changed

    def _seed(self, places: Paths, changed: bool) -> dict[str, Any]:
        """Load the registry, harvest and publish, unless the last run did it with the same sources."""
        mark = places.state / "seeded.json"
        before = instance.read_json(mark)
        with self.step("seed", "registry, sources, harvest"):
            wanted = sources.listing_key(self.data) if self.data else before.get("key", "")
            if before and not changed and before.get("key") == wanted:
                return dict(before["counts"])
            counts = _run_seed(places, self.data)
            instance.write_private(mark, json.dumps({"key": wanted, "counts": counts}))
        return counts


def parse(arguments: list[str]) -> Up:
    """`up [--data DIR]`.

    Raises:
        UsageError: Anything else.
        LauncherError: DIR is not a folder.
    """
    if not arguments:
        return Up(data=None)
    if len(arguments) != 2 or arguments[0] != "--data":
        raise UsageError("Usage: ./govinnov up [--data DIR]")
    folder = Path(arguments[1]).resolve()
    if not folder.is_dir():
        raise LauncherError(f"{folder} is not a folder: name the folder that holds the agencies' files.")
    return Up(data=folder)


def fetch(places: Paths) -> None:
    """Python packages and Solr's jars at the same time: both mostly wait for the network."""
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(environment.ensure, places)]
        if "GOVINNOV_SOLR_URL" not in os.environ:
            waiting.append(pool.submit(jars.ensure, places))
        for result in waiting:
            result.result()


def _check_room(places: Paths) -> None:
    if environment.is_ready(places) and jars.is_ready(places):
        return
    free = min(shutil.disk_usage(place).free for place in (places.cache, places.state))
    if free < _ROOM_NEEDED:
        raise LauncherError(
            f"Only {free // 2**20} MiB are free for {places.cache} and {places.state}; a first start needs "
            f"{_ROOM_NEEDED // 2**20} MiB. Free some space, or name other folders in GOVINNOV_CACHE and GOVINNOV_STATE."
        )


def _done(places: Paths) -> Path:
    return places.state / "set-up.json"


def _is_changed(places: Paths, known: Instance) -> bool:
    rewritten = settings.write(places, known)
    return rewritten or instance.read_json(_done(places)).get("key") != sources.key(places.source)


def _set_up(places: Paths, known: Instance) -> None:
    _done(places).unlink(missing_ok=True)
    secret = {"GOVINNOV_ADMIN_NAME": known.admin, "GOVINNOV_ADMIN_PASSWORD": known.secrets["admin"]}
    (places.state / "storage").mkdir(exist_ok=True)
    site.call(places, ["govinnov", "setup"], "set up CKAN", secret)


def _run_seed(places: Paths, data: Path | None) -> dict[str, Any]:
    arguments = ["--data", str(data)] if data else []
    return site.last_object(site.call(places, ["govinnov", "seed", *arguments], "harvest the seeded sources"))


def _summary(places: Paths, known: Instance, counts: dict[str, Any], progress: Progress) -> str:
    rows = [["", "count"]]
    rows += [[name, str(counts.get(name, 0))] for name in ("sources", "published", "quarantined")]
    times = [["step", "seconds"], *([name, f"{progress.seconds.get(name, 0.0):.1f}"] for name in STEPS)]
    return "\n".join(
        [
            f"\nThe catalog runs at {settings.services(known).site}",
            f"Log in as {known.admin} with the password {known.secrets['admin']}",
            f"State: {places.state}\n",
            table(rows),
            "",
            table(times),
        ]
    )
