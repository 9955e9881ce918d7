"""Reporting records of mtrace, one a line or in their JSON envelope: restricted, for they name people and firms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harvesters import jsonsafe
from harvesters.canonical import digest, file_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError
from harvesters.model import Entry, RemoteRecord, RemoteResource
from harvesters.mtrace import FIELDS, parse, service_of
from harvesters.ports import Probe
from harvesters.textio import decode


class Mtrace:
    """The source type ``mtrace``."""

    name = "mtrace"
    restricted = True
    options = ()

    def recognises(self, probe: Probe) -> int:
        """The envelope, or a first line with the number of fields of one of its records."""
        first = probe.head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
        return 90 if b'"transParam"' in probe.head or service_of(first.rstrip("\r")) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """One entry for each record, named by a hash: its own numbers are private."""
        for service, line in _lines(context.http.get(context.source.url).body):
            yield Entry(digest([service, line]), service, digest(line), payload={"service": service, "line": line})

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The record as a private file of one line; its fields are checked.

        Raises:
            SkipObjectError: It has the wrong number of fields.
        """
        service, line = str(entry.payload["service"]), str(entry.payload["line"])
        parse(line, service)
        target = context.workdir / f"{entry.remote_id[:16]}.txt"
        target.write_text(line + "\n", encoding="utf-8")
        kept = RemoteResource(service, None, "TXT", target, file_hash(target))
        return RemoteRecord(entry.remote_id, service, resources=(kept,), restricted=True)


def _lines(body: bytes) -> Iterator[tuple[str, str]]:
    """Service and line of each record.

    Raises:
        AbortJobError: A line is of no service: the file is not what it should be.
    """
    if body.lstrip().startswith(b"{"):
        value = jsonsafe.parse(body)
        items = value.get("item") if isinstance(value, Mapping) else None
        lines = [str(item.get("transParam", "")) for item in items or () if isinstance(item, Mapping)]
        named = str(value.get("serviceKey", "")) if isinstance(value, Mapping) else ""
    else:
        lines, named = [line for line in decode(body).splitlines() if line.strip()], ""
    for number, line in enumerate(lines, 1):
        service = named if named in FIELDS else service_of(line)
        if not service:
            raise AbortJobError(
                "mtrace-fields",
                f"{number}번째 줄의 필드 수가 이력·포장·거래 전문과 다릅니다. 파일을 확인하세요.",
                f"Line {number} has the number of fields of no mtrace record; check the file.",
            )
        yield service, line
