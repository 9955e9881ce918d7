"""From upload to public: a large valid file through a running instance, as a client sees it.

Run on an instance of its own, already up: GOVINNOV_STATE=DIR ./govinnov bench publish [--rows 10000000]
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

import camera_table
import document

_SECTION = "bench publish"
_LAUNCHER = Path(__file__).parents[2] / "govinnov"
_LOOK_S = 0.5
_PIECE = 2**20
_LIMIT_S = 3_600
_AIM_S = 180


@dataclass(frozen=True, slots=True)
class Site:
    """A running instance: its address, a token of its administrator, the folder of its processes."""

    url: str
    token: str
    run: Path

    def call(self, action: str, **data: Any) -> Any:
        """Call an action as the administrator.

        Raises:
            HTTPError: The site refuses.
        """
        return _read(self._request(action, data, {"Authorization": self.token}))["result"]

    def seen(self, action: str, **data: Any) -> Any:
        """What anybody gets of an action, or None where the site refuses."""
        try:
            return _read(self._request(action, data, {}))["result"]
        except HTTPError:
            return None

    def _request(self, action: str, data: dict[str, Any], headers: dict[str, str]) -> urllib.request.Request:
        body = json.dumps(data).encode()
        headers = {"Content-Type": "application/json", **headers}
        return urllib.request.Request(f"{self.url}/api/3/action/{action}", body, headers)

    def cpu_seconds(self) -> float:
        """Processor seconds that the instance's processes and their children have used so far."""
        roots = {int(file.read_text().split()[0]) for file in self.run.glob("*.pid")}
        stats = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
        known = {pid: stat for pid, stat in stats.items() if stat is not None}
        return sum(seconds for pid, (parent, seconds) in known.items() if pid in roots or parent in roots)


def _stat(process: Path) -> tuple[int, float] | None:
    """A process's parent, and the processor seconds of itself and its ended children; None when it is gone."""
    try:
        told = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(told[1]), sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


def _read(request: urllib.request.Request) -> Any:
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def instance() -> Site:
    """The instance that GOVINNOV_STATE names."""
    status = json.loads(_launcher("status", "--json"))
    return Site(status["urls"]["site"], _launcher("token").strip(), Path(status["state"]) / "run")


def _launcher(*arguments: str) -> str:
    return subprocess.run([str(_LAUNCHER), *arguments], check=True, capture_output=True, text=True).stdout


def upload(site: Site, dataset_id: str, path: Path) -> Any:
    """Hand a file in as a form does, without holding it in memory; returns the site's answer."""
    mark = secrets.token_hex(16)
    fields = {"package_id": dataset_id, "name": path.name, "schema": json.dumps(camera_table.SCHEMA)}
    head = "".join(
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += f'--{mark}\r\nContent-Disposition: form-data; name="upload"; filename="{path.name}"\r\n'
    before, after = (head + "Content-Type: text/csv\r\n\r\n").encode(), f"\r\n--{mark}--\r\n".encode()
    address = urlsplit(site.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=_LIMIT_S)
    headers = {
        "Authorization": site.token,
        "Content-Type": f"multipart/form-data; boundary={mark}",
        "Content-Length": str(len(before) + path.stat().st_size + len(after)),
    }
    connection.request("POST", "/api/3/action/resource_create", _body(before, path, after), headers)
    answer = json.load(connection.getresponse())
    if not answer["success"]:
        raise SystemExit(f"The site refused the upload: {answer['error']}")
    return answer["result"]


def _body(before: bytes, path: Path, after: bytes) -> Iterator[bytes]:
    yield before
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
    yield after


def until(what: str, is_so: Callable[[], bool]) -> float:
    """Wait until something holds, and say when that was.

    Raises:
        SystemExit: It took more than an hour.
    """
    deadline = time.monotonic() + _LIMIT_S
    while not is_so():
        if time.monotonic() > deadline:
            raise SystemExit(f"Not within {_LIMIT_S} s: {what}. Read the projector's log.")
        time.sleep(_LOOK_S)
    return time.monotonic()


def measure(site: Site, path: Path, rows: int) -> dict[str, float]:
    """Seconds from the first byte sent to each thing that a client sees, and the processor seconds of the instance."""
    agency = site.call("organization_list_for_user", permission="create_dataset")[0]["id"]
    name = f"bench-{secrets.token_hex(4)}"
    dataset = site.call("package_create", name=name, title=f"측정용 자료 {name}", owner_org=agency)
    spent, started = site.cpu_seconds(), time.monotonic()
    resource = upload(site, dataset["id"], path)
    answered = time.monotonic()
    place = f"{site.url}/dataset/{dataset['id']}/resource/{resource['id']}/rendition/parquet"
    seen = {
        "answer": answered,
        "public and indexed": until("the resource is public", lambda: _is_public(site, name, resource["id"])),
        "table": until("the table is served", lambda: _has_table(site, resource["id"], rows)),
        "Parquet": until("Parquet is served", lambda: _answers(place)),
    }
    measured = {what: at - started for what, at in seen.items()} | {"CPU": site.cpu_seconds() - spent}
    site.call("package_delete", id=dataset["id"])
    return measured


def _is_public(site: Site, name: str, resource_id: str) -> bool:
    found = site.seen("package_search", fq=f"name:{name}") or {"results": []}
    return any(one["id"] == resource_id for dataset in found["results"] for one in dataset["resources"])


def _has_table(site: Site, resource_id: str, rows: int) -> bool:
    found = site.seen("datastore_search", resource_id=resource_id, limit=1)
    return bool(found) and found["total"] == rows


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=60):
            return True
    except HTTPError:
        return False


def section(rows: int, size: int, measured: dict[str, float]) -> list[str]:
    """The lines of a Markdown section."""
    total = max(seconds for what, seconds in measured.items() if what != "CPU")
    load = os.getloadavg()[1]
    return [
        "## From upload to public",
        "",
        f"`./govinnov bench publish --rows {rows}`: {rows:,} valid rows × 8 columns, {size / 2**20:,.0f} MiB,",
        f"{os.cpu_count()} cores with a load average of {load:.1f} over five minutes. Seconds from the first byte.",
        "",
        "| seen by a client | s |",
        "|---|---:|",
        *(f"| {what} | {seconds:.0f} |" for what, seconds in measured.items() if what != "CPU"),
        "",
        f"The instance's processes used {measured['CPU']:.0f} processor seconds. The aim is {_AIM_S} s by the clock: "
        f"**{'met' if total <= _AIM_S else 'not met'}**.",
        "Where the load average is above the number of cores, other work stretched the seconds by the clock.",
    ]


def main() -> None:
    """Measure and print; with ``--document`` also write the section there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--document", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cameras.csv"
        camera_table.write_long(path, chosen.rows)
        lines = section(chosen.rows, path.stat().st_size, measure(instance(), path, chosen.rows))
    print("\n".join(lines))
    if chosen.document:
        document.write_into(chosen.document, _SECTION, lines)


if __name__ == "__main__":
    main()
