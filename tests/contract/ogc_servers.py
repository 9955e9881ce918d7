"""Real pygeoapi and pycsw, each in a locked environment of its own, with a few datasets, on loopback."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import yaml
from contract_examples import iso

LOCKS = Path(__file__).parents[2] / "config" / "ogc"
HOST = "127.0.0.1"
RECORDS = tuple(f"지하수 관측 {number}" for number in range(1, 24))
PLACES = {"wells": "지하수 관정", "stations": "수질 측정소"}


def environment(name: str) -> Path:
    """A Python with a server's packages, every one checked by its hash; made once for each lock and kept."""
    lock = LOCKS / f"{name}.lock"
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:16]
    place = _cache() / f"{name}-{digest}"
    whole = place / ".complete"
    if not whole.exists():
        shutil.rmtree(place, ignore_errors=True)
        _quietly([sys.executable, "-m", "venv", str(place)])
        pip = [str(place / "bin" / "pip"), "install", "-q", "--no-compile", "--require-hashes", "-r", str(lock)]
        _quietly(pip)
        whole.touch()
    return place / "bin" / "python"


def _cache() -> Path:
    """Where environments are kept: the launcher's cache, or a new folder where that can't be written."""
    kept = Path(os.environ.get("GOVINNOV_CACHE") or Path.home() / ".cache" / "govinnov")
    try:
        kept.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="govinnov-ogc-"))
    return kept if os.access(kept, os.W_OK) else Path(tempfile.mkdtemp(prefix="govinnov-ogc-"))


@contextmanager
def pygeoapi(folder: Path) -> Iterator[str]:
    """Two collections of features and a catalogue of records; its address."""
    python, port = environment("pygeoapi"), free_port()
    url = f"http://{HOST}:{port}"
    config = folder / "pygeoapi.yml"
    config.write_text(yaml.safe_dump(_geoapi_settings(folder, url), allow_unicode=True), encoding="utf-8")
    settings = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(folder / "openapi.yml")}
    program = str(python.with_name("pygeoapi"))
    _quietly([program, "openapi", "generate", str(config), "--output-file", settings["PYGEOAPI_OPENAPI"]], settings)
    with _running([program, "serve"], settings, f"{url}/conformance?f=json"):
        yield url


@contextmanager
def pycsw(folder: Path) -> Iterator[str]:
    """A catalogue service with ISO 19139 records; its address."""
    python, port = environment("pycsw"), free_port()
    url = f"http://{HOST}:{port}/csw"
    records = folder / "records"
    records.mkdir()
    for number, name in enumerate(RECORDS, 1):
        (records / f"{number}.xml").write_text(iso(number, name), encoding="utf-8")
    config = folder / "pycsw.cfg"
    config.write_text(_csw_settings(folder, url), encoding="utf-8")
    admin = [str(python), str(python.with_name("pycsw-admin.py")), "-f", str(config)]
    _quietly([*admin, "-c", "setup_db"])
    _quietly([*admin, "-c", "load_records", "-p", str(records)])
    serve = (
        "from wsgiref.simple_server import make_server; from pycsw.wsgi import application; "
        f"make_server('{HOST}', {port}, application).serve_forever()"
    )
    asked = f"{url}?service=CSW&version=2.0.2&request=GetCapabilities"
    with _running([str(python), "-W", "ignore", "-c", serve], {"PYCSW_CONFIG": str(config)}, asked):
        yield url


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], settings: Mapping[str, str], ready: str) -> Iterator[None]:
    """A server for the time of a test; it is waited for until it answers."""
    server = subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(server, ready)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _await(server: subprocess.Popen[bytes], ready: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(ready, timeout=5) as answer:
                answer.read()
            return
        except (URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"no answer from {ready}")


def _quietly(command: Sequence[str], settings: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(
        command, env={**os.environ, **(settings or {})}, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def _geoapi_settings(folder: Path, url: str) -> dict[str, object]:
    """The settings of pygeoapi: it reads GeoJSON and a catalogue in TinyDB."""
    wells = folder / "points.geojson"
    wells.write_text(json.dumps(_points(), ensure_ascii=False), encoding="utf-8")
    catalogue = folder / "records.tinydb"
    catalogue.write_text(json.dumps({"_default": _geo_records()}, ensure_ascii=False), encoding="utf-8")
    port = int(url.rsplit(":", 1)[1])
    resources = {name: _collection(title, "feature", "GeoJSON", wells) for name, title in PLACES.items()}
    resources["catalogue"] = _collection("자료 목록", "record", "TinyDBCatalogue", catalogue)
    return {
        "server": {
            "bind": {"host": HOST, "port": port}, "url": url, "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8", "languages": ["ko-KR", "en-US"], "limits": {"default_items": 10, "max_items": 10},
            "map": {"url": "https://tile.example/{z}/{x}/{y}.png", "attribution": "x"}, "gzip": False,
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "가온시", "description": "자료", "keywords": ["물"], "keywords_type": "theme",
                "terms_of_service": "https://agency.example/terms", "url": "https://agency.example",
            },
            "license": {"name": "KOGL", "url": "https://www.kogl.or.kr"},
            "provider": {"name": "가온시", "url": "https://agency.example"},
            "contact": {"name": "담당 부서", "url": "https://agency.example"},
        },
        "resources": resources,
    }  # fmt: skip


def _collection(title: str, kind: str, provider: str, data: Path) -> dict[str, object]:
    return {
        "type": "collection", "title": title, "description": f"{title}의 위치", "keywords": ["물"],
        "links": [], "extents": {"spatial": {"bbox": [126.0, 35.0, 128.0, 38.0]}},
        "providers": [
            {"type": kind, "name": provider, "data": str(data), "id_field": "id", "title_field": "title",
             "time_field": "recordCreated"},
        ],
    }  # fmt: skip


def _points() -> dict[str, object]:
    point = {"type": "Point", "coordinates": [127.0, 37.5]}
    features = [
        {"type": "Feature", "id": str(n), "geometry": point, "properties": {"title": f"관정 {n}"}} for n in range(5)
    ]
    return {"type": "FeatureCollection", "features": features}


def _geo_records() -> dict[str, object]:
    """Records as OGC API Records has them."""
    return {
        str(n): {
            "id": f"rec-{n}", "type": "Feature", "geometry": None,
            "properties": {
                "title": name, "description": "설명", "type": "dataset", "recordCreated": "2024-01-01T00:00:00Z",
                "updated": "2024-02-01T00:00:00Z", "keywords": ["지하수"],
                "contacts": [{"organization": "가온시"}],
            },
            "links": [{"rel": "enclosure", "href": f"https://agency.example/{n}.csv", "type": "text/csv"}],
        }
        for n, name in enumerate(RECORDS, 1)
    }  # fmt: skip


def _csw_settings(folder: Path, url: str) -> str:
    """The settings of pycsw: records in SQLite, the ISO application profile."""
    return f"""[server]
home={folder}
url={url}
mimetype=application/xml; charset=UTF-8
encoding=UTF-8
language=ko-KR
maxrecords=10
profiles=apiso
[manager]
transactions=false
allowed_ips={HOST}
[metadata:main]
identification_title=가온시
identification_abstract=자료
identification_keywords=물
identification_keywords_type=theme
identification_fees=None
identification_accessconstraints=None
provider_name=가온시
provider_url=https://agency.example
contact_name=담당 부서
contact_position=담당
contact_address=x
contact_city=x
contact_stateorprovince=x
contact_postalcode=0
contact_country=KR
contact_phone=0
contact_fax=0
contact_email=x@agency.example
contact_url=https://agency.example
contact_hours=x
contact_instructions=x
contact_role=pointOfContact
[repository]
database=sqlite:///{folder / "records.sqlite"}
table=records
"""
