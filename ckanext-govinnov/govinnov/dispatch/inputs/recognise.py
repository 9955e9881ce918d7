"""Which kinds of input a file is, from its first lines or its first feature."""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.inputs.kinds import AREA_DIGITS, AREAS, DISTRICT_DIGITS, DISTRICTS, TABLES
from govinnov.dispatch.inputs.source import header_of

_BEGIN = 1 << 16
#: What a file of published shares says at its left edge.
_SHARES = frozenset({"service", "clock", "limit_s", "periods"})
#: The first properties that hold a value, as they stand in GeoJSON and in TopoJSON.
_PROPERTIES = re.compile(r'"properties"\s*:\s*(\{[^{}]*\})')
_TABLES, _SHAPES, _GRAPH = (".csv", ".tsv", ".txt", ".gz"), (".geojson", ".json", ".topojson"), (".graphml",)
_YAML = (".yaml", ".yml")
_SHAPEFILE = ".shp"


def kinds_of(path: Path) -> dict[str, dict[str, str]]:
    """Kinds that a file can be used as, each with our names of columns → the file's; none for what is no input.

    Raises:
        InputError: ``unreadable``.
    """
    try:
        return _kinds(path)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error


def _kinds(path: Path) -> dict[str, dict[str, str]]:
    suffix = path.suffix.lower()
    if suffix in _GRAPH:
        return {"roads": {}}
    if suffix == _SHAPEFILE:
        return dict(_of_header(_fields(path.with_suffix(".dbf"))))
    if suffix in _YAML:
        return {"published-shares": {}} if _SHARES.issubset(_keys(path)) else {}
    begin = _begin(path) if suffix in (*_TABLES, *_SHAPES) else ""
    found = _of_areas(begin) if begin.lstrip().startswith("{") else _of_table(begin)
    return dict(found)


def _keys(path: Path) -> set[str]:
    """Names at the left edge of a YAML file."""
    return set(re.findall(r"^(\w+):", path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE))


def _fields(path: Path) -> list[str]:
    """Names of the columns of a .dbf: descriptions of 32 bytes behind a head of 32, up to a carriage return.

    Source: dBASE III file format.
    """
    if not path.is_file():
        return []
    with path.open("rb") as stream:
        head = stream.read(32)
        described = stream.read(max(int.from_bytes(head[8:10], "little") - 32, 0)).partition(b"\r")[0]
    names = [described[at : at + 11].split(b"\0")[0] for at in range(0, len(described), 32)]
    return header_of([name.decode("ascii", errors="replace") for name in names])


def _begin(path: Path) -> str:
    with path.open("rb") as stream:
        data = stream.read(_BEGIN)
    if data.startswith(b"\x1f\x8b"):
        with gzip.open(path) as stream:
            data = stream.read(_BEGIN)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data)
    except UnicodeDecodeError:
        return data.decode("cp949", errors="replace")


def _of_table(begin: str) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _of_header(header_of(next(csv.reader(begin.splitlines()), [])))


def _of_header(header: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for kind in TABLES:
        columns = kind.columns(header)
        if columns is not None:
            yield kind.name, columns
            if kind.alone:
                return


def _of_areas(begin: str) -> Iterator[tuple[str, dict[str, str]]]:
    for match in _PROPERTIES.finditer(begin):
        try:
            properties = {name.lower(): (name, value) for name, value in json.loads(match[1]).items()}
        except ValueError:
            continue
        for kind, digits in ((DISTRICTS, DISTRICT_DIGITS), (AREAS, AREA_DIGITS)):
            columns = kind.columns(properties)
            if columns and len(str(properties[columns["code"]][1])) in digits:
                yield kind.name, {ours: properties[theirs][0] for ours, theirs in columns.items()}
                return
