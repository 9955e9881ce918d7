"""A data.json catalog: DCAT-US 1.1 and 3.0; read as a stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import ijson

from harvesters import clean, fields, jsonsafe
from harvesters.canonical import digest
from harvesters.context import Context
from harvesters.errors import AbortJobError
from harvesters.filerecord import looks_like_html
from harvesters.model import Entry, RemoteRecord, RemoteResource
from harvesters.ports import Probe
from harvesters.textio import as_utf8, refuse_endless

#: The parser reads a long string again with each buffer, so buffers are large.
_BUFFER = 4 << 20
_MARKS = (b"project-open-data.cio.gov", b"resources.data.gov", b"dcat-us", b'"dataset"')


class DataJson:
    """The source type ``datajson``."""

    name = "datajson"
    restricted = False
    options = ()

    def recognises(self, probe: Probe) -> int:
        """A JSON object with ``dataset`` in it, and no JSON-LD context of its own."""
        head = probe.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if not head.startswith(b"{") or not any(mark in head for mark in _MARKS):
            return 0
        if b"dcat#" in head:
            return 10
        return 90 if b"/schema" in head or b"dcat-us" in head.lower() else 40

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every dataset of the catalog, one after the other.

        Raises:
            AbortJobError: It is no data.json, or breaks off.
        """
        path = as_utf8(context.http.download(context.source.url, context.workdir), context.workdir)
        refuse_endless(path, b'"')
        prefix = _prefix(path)
        try:
            with path.open("rb") as file:
                for item in ijson.items(file, prefix, use_float=True, buf_size=_BUFFER):
                    yield _entry(item)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise _broken(error) from error

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The dataset as the catalog gave it."""
        item = entry.payload
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            notes=words(item.get("description")),
            url=entry.url,
            agency=entry.agency,
            modified=words(item.get("modified")) or None,
            extras=_extras(item),
            tags=tuple(words(tag) for tag in _list(item.get("keyword"))),
            resources=tuple(_resource(part) for part in _list(item.get("distribution")) if isinstance(part, Mapping)),
        )


def words(value: Any) -> str:
    """A text, whether plain, a language map (Korean first), a value object or the first of a list."""
    if isinstance(value, Mapping):
        chosen = [value.get(key) for key in ("ko", "en", "@value", "prefLabel", "name", "title", "@id")]
        return words(next((item for item in chosen if item), ""))
    if isinstance(value, list):
        return words(value[0]) if value else ""
    return "" if value is None else str(value)


def _prefix(path: Path) -> str:
    """Where the datasets stand: below ``dataset``, or the whole document is their list.

    One pass over the document before anything is built of it: a nesting without end crashes what builds it.

    Raises:
        AbortJobError: Neither, or it is broken or nested too deeply.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        try:
            named = not looks_like_html(head) and _names_datasets(file)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise _broken(error) from error
    if head.lstrip().startswith(b"["):
        return "item"
    if not named:
        raise AbortJobError(
            "not-datajson",
            "data.json 문서가 아닙니다(dataset 목록이 없습니다). 주소를 확인하세요.",
            "This is no data.json: it has no list of datasets; check the address.",
        )
    return "dataset.item"


def _names_datasets(file: BinaryIO) -> bool:
    """Whether ``dataset`` is a key of the document itself; counts the nesting on the way."""
    depth, named = 0, False
    for event, value in ijson.basic_parse(file, buf_size=_BUFFER):
        if event in ("start_map", "start_array"):
            depth += 1
            if depth > jsonsafe.DEPTH_MAX:
                raise jsonsafe.too_deep()
        elif event in ("end_map", "end_array"):
            depth -= 1
        elif event == "map_key" and depth == 1 and value == "dataset":
            named = True
    return named


def _broken(error: Exception) -> AbortJobError:
    return AbortJobError(
        "broken-json",
        "JSON 문서가 올바르지 않거나 중간에 끊어졌습니다. 제공기관에 확인하세요.",
        f"The JSON is broken or ends early ({type(error).__name__}); ask the agency.",
    )


def _entry(item: Any) -> Entry:
    given = item if isinstance(item, Mapping) else {}
    return Entry(
        remote_id=_identifier(given.get("identifier") or given.get("@id")),
        title=clean.line(words(given.get("title"))),
        marker=digest(given),
        url=clean.url(words(given.get("landingPage"))),
        agency=clean.line(words(given.get("publisher"))) or None,
        payload=given,
    )


def _identifier(value: Any) -> str:
    """An identifier as text, or of an object its notation or address."""
    if isinstance(value, Mapping):
        return words(value.get("notation") or value.get("@id") or value.get("@value"))
    return words(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _extras(item: Mapping[str, Any]) -> dict[str, str]:
    """What the catalog says besides, under our names."""
    return {
        fields.SOURCE_ISSUED: words(item.get("issued")),
        fields.LICENCE: words(item.get("license")),
        fields.LANGUAGE: words(item.get("language")),
        fields.FREQUENCY: words(item.get("accrualPeriodicity")),
        fields.SUBJECT: ", ".join(words(part) for part in _list(item.get("theme"))),
        "access_level": words(item.get("accessLevel") or item.get("accessRights")),
    }


def _resource(item: Mapping[str, Any]) -> RemoteResource:
    return RemoteResource(
        name=words(item.get("title")),
        url=words(item.get("downloadURL") or item.get("accessURL")),
        format=words(item.get("format") or item.get("mediaType")),
        description=words(item.get("description")),
    )
