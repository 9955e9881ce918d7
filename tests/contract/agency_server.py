"""A real web server on loopback whose answers a test decides, honest or hostile."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"


@dataclass
class Reply:
    """One answer. ``drip`` sends it byte by byte with that pause; ``length`` lies about its size."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    length: int | None = None


@dataclass(frozen=True)
class Asked:
    """What was asked: the path, and the query's last values and the headers with names in lower case."""

    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)


Route = Reply | Callable[[Asked], Reply]


class Agency:
    """Routes by path; ``seen`` keeps every request target."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.seen: list[str] = []
        self.url = ""

    def json(self, path: str, value: object) -> None:
        """Serve a value as JSON."""
        self.routes[path] = Reply(json.dumps(value, ensure_ascii=False).encode())

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """The answer to a request target."""
        self.seen.append(target)
        parts = urlsplit(target)
        query = {name.lower(): values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        route = self.routes.get(parts.path, Reply(b"not here", 404, "text/plain"))
        return route(Asked(parts.path, query, headers)) if callable(route) else route


@contextmanager
def running() -> Iterator[Agency]:
    """The server for the time of a test."""
    agency = Agency()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = agency.reply(self.path, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.type, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            try:
                _send(self, reply)
            except OSError:
                self.close_connection = True
            if reply.length is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    agency.url = f"http://{HOST}:{server.server_address[1]}"
    yield agency
    server.shutdown()
    server.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if not reply.drip:
        handler.wfile.write(reply.body)
        return
    for start in range(len(reply.body)):
        handler.wfile.write(reply.body[start : start + 1])
        handler.wfile.flush()
        time.sleep(reply.drip)
