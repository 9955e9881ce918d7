"""One local agency server, harvested by our site and by stock ckanext-harvest, on the same PostgreSQL and Solr."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import sqlalchemy as sa

#: Settings in which the stock site differs from ours: its own database, its own documents, its own plugins.
_STOCK = """[app:main]
use = config:{ini}
ckan.plugins = harvest dcat dcat_json_harvester
ckan.site_id = stock-harvest
sqlalchemy.url = {database}
ckan.harvest.mq.type = redis
"""


_OURS = """[app:main]
use = config:{ini}
ckanext.govinnov.harvest_processes = {processes}
"""


@contextmanager
def agency(folder: Path, records: int) -> Iterator[str]:
    """Serve a data.json of so many datasets; gives its address."""
    body = json.dumps({"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": _datasets(records)})
    (folder / "data.json").write_text(body, encoding="utf-8")

    class Handler(BaseHTTPRequestHandler):
        """Answers every address with the list."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/data.json"
    finally:
        server.shutdown()


def ours(ini: Path, url: str, kind: str, folder: Path, processes: int) -> list[dict[str, Any]]:
    """Harvest a source twice with our site; one line for each run.

    The instance's own harvesters help, so many that ``processes`` are at work; more than those are started.
    """
    site, name = folder / f"ours-{processes}.ini", f"bench-{kind}-{processes}-{int(time.time())}"
    site.write_text(_OURS.format(ini=ini, processes=processes), encoding="utf-8")
    harvest = [*_ckan(site), "govinnov", "harvest"]
    _run([*harvest, "source", "add", name, url, "--type", kind, "--approve", "--allow-host", "127.0.0.1"])
    with _harvesters(site, processes - 2):
        return [
            {"run": f"ours, {kind}, {which}", "processes": processes, **_harvested(ini, harvest, name)}
            for which in ("first", "unchanged")
        ]


def _harvested(ini: Path, harvest: list[str], name: str) -> dict[str, Any]:
    before = writes(ini)
    told = json.loads(_run([*harvest, "run", name, "--json"]).strip().splitlines()[-1])
    done, seconds = told["added"] + told["changed"] + told["unchanged"], _seconds(ini, told["job"])
    return {
        "records": done, "seconds": round(seconds, 1),
        "records_per_s": round(done / max(seconds, 0.1), 1), "held": told["held"], "failed": told["failed"],
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10,
        "writes": {what: count - before[what] for what, count in writes(ini).items()},
        "late_to_early": _late_to_early(ini, name),
    }  # fmt: skip


@contextmanager
def _harvesters(site: Path, more: int) -> Iterator[None]:
    """Further harvesters beside those of the instance, started before they are needed."""
    started = [subprocess.Popen([*_ckan(site), "govinnov", "harvester"]) for _ in range(more)]
    try:
        time.sleep(10 if started else 0)
        yield
    finally:
        for process in started:
            process.terminate()
            process.wait()


def writes(ini: Path) -> dict[str, int]:
    """Rows of datasets that were ever written, and the index's version, which changes with each commit of changes."""
    written = sa.text(
        "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
        " WHERE relname IN ('package', 'resource', 'package_tag', 'member', 'activity', 'govinnov_outbox')"
    )
    time.sleep(2)  # PostgreSQL counts with a delay
    with sa.create_engine(_url(ini)).connect() as connection:
        rows = int(connection.execute(written).scalar_one())
    status = f"{_setting(ini, 'solr_url')}/../admin/cores?action=STATUS&wt=json"
    with urllib.request.urlopen(status, timeout=60) as answer:
        cores = json.load(answer)["status"].values()
    return {"rows": rows, "index": sum(core["index"]["version"] for core in cores)}


def rebuild(ini: Path, processes: int) -> dict[str, Any]:
    """Write the whole index anew."""
    words = _run([*_ckan(ini), "govinnov", "index", "rebuild", "--processes", str(processes)]).split()
    return {"run": "index rebuild", "processes": processes, "records": int(words[0]), "seconds": float(words[3])}


def _late_to_early(ini: Path, name: str) -> float | None:
    """What the records around the 50,000th took, for each second of those around the 1,000th."""
    times = sa.text("SELECT delivered_at FROM govinnov_record WHERE source = :name ORDER BY delivered_at")
    with sa.create_engine(_url(ini)).connect() as connection:
        ends = [row[0] for row in connection.execute(times, {"name": name}) if row[0]]
    if len(ends) < 52_000:
        return None
    early, late = (ends[at + 1_000] - ends[at - 500] for at in (1_000, 50_000))
    return round(late / early, 2)


def _ckan(ini: Path) -> list[str]:
    """CKAN's command in our own environment, which has no scripts of the packages that it takes from elsewhere."""
    return [sys.executable, "-c", "from ckan.cli.cli import ckan; ckan(prog_name='ckan')", "-c", str(ini)]


def stock(python: Path, ini: Path, url: str, folder: Path) -> dict[str, Any]:
    """Harvest once with ckanext-harvest in its own environment and database, in one process, without its queue."""
    site = folder / "stock.ini"
    site.write_text(_STOCK.format(ini=ini, database=_database(ini)), encoding="utf-8")
    ckan = [str(python.with_name("ckan")), "-c", str(site)]
    for words in (["db", "init"], ["db", "upgrade", "-p", "harvest"]):
        _run([*ckan, *words])
    _run(
        [*ckan, "sysadmin", "add", "stock", "email=stock@localhost.localdomain", "password=stock-password"], stdin="y\n"
    )
    script = folder / "stock_run.py"
    script.write_text(_STOCK_RUN, encoding="utf-8")
    told = json.loads(_run([str(python), str(script), str(site), url]).strip().splitlines()[-1])
    speed = round(told["records"] / told["seconds"], 2)
    return {"run": "stock ckanext-harvest 1.6.3", "processes": 1, **told, "records_per_s": speed}


_STOCK_RUN = """
import json, sys, time, uuid
from ckan.cli import load_config
from ckan.config.middleware import make_app
app = make_app(load_config(sys.argv[1]))
from ckan import model
from ckan.plugins import toolkit
with app._wsgi_app.test_request_context():
    context = lambda: {"ignore_auth": True, "user": "stock"}
    name = "stock-" + uuid.uuid4().hex[:8]
    org = toolkit.get_action("organization_create")(context(), {"name": name})
    wanted = {"name": name + "-source", "title": name, "url": sys.argv[2], "source_type": "dcat_json"}
    source = toolkit.get_action("harvest_source_create")(context(), {**wanted, "owner_org": org["id"]})
    from ckanext.harvest import utils
    started = time.perf_counter()
    utils.run_test_harvester(source["id"], None)
    seconds = time.perf_counter() - started
    package = model.Package
    count = model.Session.query(package).filter(package.owner_org == org["id"], package.type == "dataset").count()
print(json.dumps({"records": count, "seconds": round(seconds, 1)}))
"""


def _seconds(ini: Path, job: int) -> float:
    """How long a job took, without the start of CKAN."""
    taken = sa.text("SELECT extract(epoch FROM finished_at - started_at) FROM govinnov_job WHERE id = :job")
    with sa.create_engine(_url(ini)).connect() as connection:
        return float(connection.execute(taken, {"job": job}).scalar_one())


def _setting(ini: Path, name: str) -> str:
    lines = (line.partition("=") for line in ini.read_text().splitlines())
    return next(value.strip() for key, _, value in lines if key.strip() == name)


def _url(ini: Path) -> sa.URL:
    return sa.make_url(_setting(ini, "sqlalchemy.url"))


def _database(ini: Path) -> str:
    """A database of its own beside the site's."""
    url = _url(ini)
    name, password = f"stock_{int(time.time())}", _superuser(ini)
    admin = sa.create_engine(url.set(database="postgres", username="postgres", password=password))
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" OWNER "{url.username}"')
    return url.set(database=name).render_as_string(hide_password=False)


def _superuser(ini: Path) -> str:
    """The password of the instance's own PostgreSQL."""
    return str(json.loads((ini.parent / "instance.json").read_text())["secrets"]["postgres"])


def _datasets(records: int) -> list[dict[str, Any]]:
    """Datasets that no other run has brought: twins of two sources would be held for a steward."""
    mark = f"{time.time_ns():x}"[-8:]
    return [
        {
            "@type": "dcat:Dataset", "identifier": f"https://agency.example/{mark}/{n}", "title": f"수질 {mark} {n}",
            "description": f"{n}번 측정소의 수질을 매월 잰 결과입니다.", "keyword": ["수질", f"측정소 {n % 50}"],
            "modified": "2024-03-01", "accessLevel": "public", "publisher": {"name": "가온시"},
            "distribution": [{"@type": "dcat:Distribution", "title": "파일", "format": "CSV", "mediaType": "text/csv",
                              "accessURL": f"https://agency.example/{mark}/{n}", "downloadURL": f"https://agency.example/{mark}/{n}.csv"}],
        }
        for n in range(records)
    ]  # fmt: skip


def _run(command: Sequence[str], environ: dict[str, str] | None = None, stdin: str = "") -> str:
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, env={**os.environ, **(environ or {})}, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return done.stdout
