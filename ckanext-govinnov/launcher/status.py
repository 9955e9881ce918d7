"""`status`: what runs, where, in which version, and whether all that the gate depends on is there."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.request import urlopen

from launcher import analysis, postgres, redis_server, settings, site, solr
from launcher.errors import LauncherError
from launcher.instance import Instance
from launcher.paths import Paths
from launcher.processes import Program
from launcher.progress import table


@dataclass(frozen=True, slots=True)
class Service:
    """One line of the report."""

    name: str
    up: bool
    port: str
    version: str
    health: str


@dataclass(frozen=True, slots=True)
class Report:
    """The state of one instance."""

    services: list[Service]
    urls: dict[str, str]
    state: str
    checks: list[dict[str, Any]] = field(default_factory=list)
    datasets: dict[str, int] = field(default_factory=dict)
    dispatch: dict[str, Any] = field(default_factory=dict)
    ok: bool = False


def programs(paths: Paths) -> list[Program]:
    """What `up` starts, in the order in which it is stopped."""
    return [
        analysis.program(paths),
        *site.programs(paths),
        solr.program(paths),
        redis_server.program(paths),
        postgres.program(paths),
    ]


def look(paths: Paths, known: Instance) -> Report:
    """Look at every service, and ask CKAN itself what the gate lacks."""
    places = settings.services(known)
    services = [
        _service(postgres.program(paths), known, places.own, lambda: postgres.is_healthy(known), _postgres_version),
        _service(
            redis_server.program(paths), known, places.own, lambda: redis_server.is_healthy(known), _redis_version
        ),
        _service(
            solr.program(paths),
            known,
            places.own,
            lambda: solr.is_healthy(places.solr),
            lambda: _solr_version(places.solr),
        ),
        _service(site.web(paths), known, None, lambda: site.is_healthy(known), lambda: _ckan_version(places.site)),
        *(_service(program, known, None, lambda: True, lambda: "") for program in site.programs(paths)[1:]),
    ]
    health = _health(paths) if all(service.up for service in services) else {}
    return Report(
        services=services,
        urls=_urls(places),
        state=str(paths.state),
        checks=list(health.get("checks", [])),
        datasets=dict(health.get("datasets", {"published": 0, "quarantined": 0})),
        dispatch=analysis.look(paths),
        ok=bool(health.get("ok")),
    )


def as_json(report: Report) -> str:
    """The report for programs."""
    return json.dumps(
        {
            "ok": report.ok,
            "urls": report.urls,
            "datasets": report.datasets,
            "dispatch": report.dispatch,
            "state": report.state,
            "services": [{name: getattr(service, name) for name in Service.__slots__} for service in report.services],
            "checks": report.checks,
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(report: Report) -> str:
    """The report for people."""
    rows = [["service", "state", "port", "version", "health"]]
    rows += [[one.name, "up" if one.up else "down", one.port, one.version, one.health] for one in report.services]
    counts = f"datasets: {report.datasets['published']} published, {report.datasets['quarantined']} quarantined"
    red = [
        f"RED {check['name']}: {check['message_ko']} / {check['message_en']}"
        for check in report.checks
        if not check["ok"]
    ]
    verdict = [] if report.ok or red else ["RED: not all services run; run ./govinnov up"]
    analysed = analysis.as_text(report.dispatch)
    return "\n".join(
        [table(rows), counts, analysed, f"site: {report.urls['site']}", f"state: {report.state}", *red, *verdict]
    )


def _service(
    program: Program,
    known: Instance,
    own: frozenset[str] | None,
    healthy: Callable[[], bool],
    version: Callable[[], str],
) -> Service:
    """A service of ours is up when its process runs and answers; one that others run, when it answers."""
    ours = own is None or program.name in own
    running = program.pid() is not None if ours else True
    fine = running and healthy()
    port = str(known.ports.get(program.name, "")) if ours else "elsewhere"
    return Service(program.name, fine, port, version() if fine else "", "healthy" if fine else "not answering")


def _health(paths: Paths) -> dict[str, Any]:
    """What CKAN says about trigger, roles, storage and settings; red when it cannot say anything."""
    command = site.command(paths, ["govinnov", "health", "--json"])
    done = subprocess.run(
        command, capture_output=True, text=True, env=site.environ(paths), cwd=paths.source, check=False
    )
    try:
        return site.last_object(done.stdout)
    except ValueError as error:
        raise LauncherError(f"CKAN's health answer is not JSON: {done.stdout[:200]}") from error


def _urls(places: settings.Services) -> dict[str, str]:
    return {
        "site": places.site,
        "database": places.database,
        "datastore": places.datastore_read,
        "solr": places.solr,
        "redis": places.redis,
    }


def _postgres_version() -> str:
    folder = postgres.binaries()
    return _first_number([str(folder / "postgres"), "--version"]) if folder else ""


def _redis_version() -> str:
    return _first_number(["redis-cli", "--version"])


def _first_number(command: list[str]) -> str:
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found.group() if found else ""


def _solr_version(core: str) -> str:
    with urlopen(f"{core.rpartition('/')[0]}/admin/info/system?wt=json", timeout=5) as answer:  # noqa: S310 (our own address)
        return str(json.load(answer)["lucene"]["solr-spec-version"])


def _ckan_version(address: str) -> str:
    with urlopen(f"{address}/api/3/action/status_show", timeout=10) as answer:  # noqa: S310 (our own address)
        return str(json.load(answer)["result"]["ckan_version"])
