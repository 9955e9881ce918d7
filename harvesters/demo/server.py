"""The demonstration agency's web server on loopback, and the sources that read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from harvesters.demo.pages import API, API_PATH, PORTAL, SERVICE_KEY, page
from harvesters.model import Source

HOST = "127.0.0.1"


class Handler(BaseHTTPRequestHandler):
    """Answers GET from ``pages.page``."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One page."""
        answer = page(self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a key stands in the query."""


@contextmanager
def demonstration(port: int = 0) -> Iterator[list[Source]]:
    """The agency's server for the time of a harvest, and its sources; port 0 takes a free one."""
    server = ThreadingHTTPServer((HOST, port), Handler)
    thread = Thread(target=server.serve_forever, name="demonstration agency", daemon=True)
    thread.start()
    try:
        yield demo_sources(f"http://{HOST}:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def demo_sources(base: str) -> list[Source]:
    """The sources of the agency at an address; approved, because their data are our own.

    Nothing that is kept of a record holds the address, so another port changes no record.
    """
    quick: dict[str, str | int | bool] = {"pause_ms": 0}
    api: dict[str, str | int | bool] = {
        **quick,
        "service_key": SERVICE_KEY,
        "title": API.title,
        "page": f"{PORTAL}/99000099/openapi.do",
        "rows_per_page": 100,
    }
    found = [
        Source("demo-files", "waf", f"{base}/files/", options=quick),
        Source("demo-list", "portal-list", f"{base}/list.csv", options=quick),
        Source("demo-api", "portal-api", f"{base}{API_PATH}", agency=API.agency, options=api),
    ]
    return [replace(source, allow_hosts=(HOST,), approved=True) for source in found]
