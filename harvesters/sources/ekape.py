"""The livestock trace look-up of EKAPE: restricted, for its answers carry owners and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from harvesters.address import query_of, with_query
from harvesters.canonical import digest, file_hash
from harvesters.context import Context
from harvesters.errors import SkipObjectError
from harvesters.keys import KEY_NAMES, decoded_key
from harvesters.model import Entry, Option, RemoteRecord, RemoteResource
from harvesters.portal import read_page
from harvesters.ports import Answer, Probe

_MARKS = (b"<traceNoType>", b"<cattleNo>", b"<abattCode>", b"<notice>")


class Ekape:
    """The source type ``ekape``."""

    name = "ekape"
    restricted = True
    options = (Option("service_key", str, "", "the portal's key, encoded or not; it may stand in the address instead"),)

    def recognises(self, probe: Probe) -> int:
        """The portal's envelope around livestock."""
        return 90 if b"<response" in probe.head and any(mark in probe.head for mark in _MARKS) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """One look-up is one record, named by what it asks for; an error in the answer is raised here."""
        answer = _read(context)
        read_page(answer, context.clock)
        parts = urlsplit(context.source.url)
        asked = {name: value for name, value in query_of(context.source.url).items() if name.lower() not in KEY_NAMES}
        name = PurePosixPath(parts.path).name
        yield Entry(f"{name}?{digest(asked)[:12]}" if asked else name, name, digest(answer.body.hex()))

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The answer's bytes, to be kept privately.

        Raises:
            SkipObjectError: The answer holds no animal.
        """
        answer = _read(context)
        if not read_page(answer, context.clock).items:
            raise SkipObjectError("no-animal", "조회된 개체가 없습니다.", "The look-up found no animal.")
        target = context.workdir / "ekape.xml"
        target.write_bytes(answer.body)
        kept = RemoteResource(entry.title, None, "XML", target, file_hash(target))
        return RemoteRecord(entry.remote_id, entry.title, resources=(kept,), restricted=True)


def _read(context: Context) -> Answer:
    """The answer, whatever its status: the body tells."""
    key = context.text("service_key") or query_of(context.source.url).get("ServiceKey", "")
    more = {"ServiceKey": decoded_key(key)} if key else {}
    return context.http.get(with_query(context.source.url, more), any_status=True)
