"""A mail server on loopback that keeps what it gets: enough of SMTP for any client that wants to send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass
class Mailbox:
    """Letters as they came: to whom, and what. ``refuses`` answers every letter with an error."""

    address: str = ""
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    refuses: bool = False


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """The server for the time of a test."""
    box = Mailbox()

    class Session(StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            people: list[str] = []
            while line := self.rfile.readline():
                word = line.split(b":")[0].strip().upper()
                if word.startswith(b"DATA"):
                    self._say("354 go on")
                    self._keep(people)
                    people = []
                elif word.startswith(b"QUIT"):
                    self._say("221 bye")
                    return
                else:
                    if word.startswith(b"RCPT"):
                        people.append(line.split(b"<")[1].split(b">")[0].decode())
                    self._say("250 yes")

        def _keep(self, people: list[str]) -> None:
            body = b""
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                body += line.removeprefix(b".") if line.startswith(b"..") else line
            if box.refuses:
                self._say("451 later")
                return
            box.letters.append((people, message_from_bytes(body, policy=policy.default)))  # type: ignore[arg-type]
            self._say("250 kept")

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    server = ThreadingTCPServer(("127.0.0.1", 0), Session)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    box.address = f"127.0.0.1:{server.server_address[1]}"
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
