"""ckanext-harvest 1.6.3 loaded beside us works, and what it brings meets the gate like everything else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from handed import REGISTRATION

HERE = Path(__file__).parent
LOCK = HERE.parents[1] / "config" / "stock" / "ckanext-harvest.lock"
MARK = model.types.make_uuid()[:8]
GOOD, BAD = f"공원 현황 {MARK}", f"민원 현황 {MARK}"
DATASETS = [
    {"id": model.types.make_uuid(), "name": f"good-{MARK}", "title": GOOD, "notes": "설명"},
    {"id": model.types.make_uuid(), "name": f"bad-{MARK}", "title": BAD, "notes": f"번호 {REGISTRATION}"},
]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with ckanext-harvest, every package checked by its hash, above the packages of this one."""
    place = tmp_path_factory.mktemp("harvest") / "venv"
    base = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    _run([str(base), "-m", "venv", str(place)])
    _run([str(place / "bin" / "pip"), "install", "-q", "--no-deps", "--require-hashes", "-r", str(LOCK)])
    below = next((place / "lib").glob("python3.*")) / "site-packages"
    lines = [f"import site; site.addsitedir({path!r})" for path in sys.path if path.endswith("site-packages")]
    (below / "shared.pth").write_text("\n".join(lines), encoding="utf-8")
    return place / "bin" / "python"


@pytest.fixture(scope="module")
def ini(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of this site with stock's plugins beside ours."""
    own = Path(pytestconfig.getoption("ckan_ini"))
    made = own.with_name("stock-beside.ini")
    plugins = " ".join([*tk.aslist(tk.config["ckan.plugins"]), "harvest", "ckan_harvester"])
    made.write_text(f"[app:main]\nuse = config:{own.name}\nckan.plugins = {plugins}\n", encoding="utf-8")
    return made


@pytest.fixture
def other() -> Iterator[str]:
    """Another CKAN: one dataset that may be public, and one that may not."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            start = int(parse_qs(asked.query).get("start", ["0"])[0])
            rest = {"state": "active", "type": "dataset", "resources": [], "extras": [], "tags": []}
            packages = [{**one, **rest} for one in DATASETS]
            result = {"count": len(packages), "results": packages if start == 0 else []}
            body = json.dumps({"success": True, "result": result}).encode()
            self.send_response(200 if asked.path.endswith("package_search") else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_stock_harvests_what_the_gate_accepts_and_nothing_else(
    stock: Path, ini: Path, other: str, anonymous: Callable[..., Any]
) -> None:
    model.Session.commit()
    model.Session.remove()
    ckan = [str(stock), "-c", "from ckan.cli.cli import ckan; ckan()", "-c", str(ini)]
    _run([*ckan, "db", "upgrade", "-p", "harvest"])
    told = json.loads(_run([str(stock), str(HERE / "stock_beside.py"), str(ini), other]).splitlines()[-1])
    assert told["datasets"] == [GOOD]
    assert any("notes" in error or "주민등록번호" in error or "registration" in error for error in told["errors"])
    status, answer = anonymous("package_search", q=MARK)
    titles = [item["title"] for item in answer["result"]["results"]]
    assert (status, [title for title in titles if MARK in title]) == (200, [GOOD])
    assert model.Session.query(model.Package).filter_by(title=BAD, state="active", private=False).count() == 0
    shown = anonymous("package_show", id=DATASETS[1]["id"])
    assert shown[0] in (403, 404)


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
