"""Where in a data.json its datasets stand: DCAT-US 3.0 nests them in catalogs, series and services."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import ijson

from harvesters import jsonsafe
from harvesters.errors import AbortJobError
from harvesters.filerecord import looks_like_html

#: The parser reads a long string again with each buffer, so buffers are large.
BUFFER = 4 << 20
GRAPH = "@graph.item"
#: What the parser raises; a number of more than 4,300 digits is a ValueError of Python's own.
BROKEN = (ijson.JSONError, ValueError)
#: Members that hold datasets, of a catalog and of the catalogs within it; DCAT-US allows one object for a list of one.
_MEMBERS = r"dataset|datasetSeries(\.item)?\.seriesMember|service|service(\.item)?\.servesDataset"
_PLACE = re.compile(rf"(catalog(\.item)?\.)*({_MEMBERS})(\.item)?")
_NAMED = frozenset({"dataset", "datasetSeries", "service", "catalog"})
_LIST = "item"
_PATH_MAX = 4_000
#: Where a node of JSON-LD says what it is, and the place of that node: the whole document, or one of its graph.
_TYPES = {"@type": "", "@type.item": "", f"{GRAPH}.@type": GRAPH, f"{GRAPH}.@type.item": GRAPH}


def places(path: Path) -> tuple[str, ...]:
    """Paths of ijson that lead to datasets and services, those of the catalog itself first; empty when it lists none.

    One pass over the document before anything is built of it: a nesting without end crashes what builds it.

    Raises:
        AbortJobError: It is no data.json, it is broken, or nested too deeply.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        try:
            found = None if looks_like_html(head) else _look_through(file)
        except BROKEN as error:
            raise broken(error) from error
    if found is None:
        raise AbortJobError(
            "not-datajson",
            "data.json 문서가 아닙니다(dataset 목록이 없습니다). 주소를 확인하세요.",
            "This is no data.json: it has no list of datasets; check the address.",
        )
    return tuple(sorted(found, key=lambda place: (place.count("."), place)))


def is_dataset(item: Any) -> bool:
    """Whether a node of JSON-LD says that it is a dataset."""
    kinds = item.get("@type") if isinstance(item, Mapping) else None
    return any(str(kind).endswith("Dataset") for kind in (kinds if isinstance(kinds, list) else [kinds]))


def broken(error: Exception) -> AbortJobError:
    """The error of a document that ends early or is no JSON."""
    return AbortJobError(
        "broken-json",
        "JSON 문서가 올바르지 않거나 중간에 끊어졌습니다. 제공기관에 확인하세요.",
        f"The JSON is broken or ends early ({type(error).__name__}); ask the agency.",
    )


def _look_through(file: BinaryIO) -> set[str] | None:
    """Every place where an object stands that may be a dataset; None when nothing names datasets."""
    here, named, found = _Here(), False, set[str]()
    for event, value in ijson.basic_parse(file, buf_size=BUFFER):
        if event == "map_key":
            here.key = value
            named = named or (value in _NAMED and len(here.containers) == 1)
        elif event in ("start_map", "start_array"):
            prefix = here.enter(event == "start_array")
            named = named or (prefix == "" and event == "start_array")
            if event == "start_map" and (prefix == _LIST or _PLACE.fullmatch(prefix)):
                found.add(prefix)
        elif event in ("end_map", "end_array"):
            here.containers.pop()
        elif event == "string" and here.key == "@type" and here.prefix() in _TYPES and is_dataset({"@type": value}):
            named = True
            found.add(_TYPES[here.prefix()])
    return found if named else None


class _Here:
    """Where a pass over a document stands; ijson's own prefixes crash it on a nesting without end."""

    def __init__(self) -> None:
        self.containers: list[tuple[str, bool]] = []
        self.key = ""

    def prefix(self) -> str:
        """The path, in ijson's words, of what comes next; one that is very long is cut: no place has such a path."""
        if not self.containers:
            return ""
        above, in_list = self.containers[-1]
        step = "item" if in_list else self.key
        return (f"{above}.{step}" if above else step)[:_PATH_MAX]

    def enter(self, is_list: bool) -> str:
        """Go into a container, and give its path.

        Raises:
            AbortJobError: The document nests too deeply.
        """
        prefix = self.prefix()
        self.containers.append((prefix, is_list))
        if len(self.containers) > jsonsafe.DEPTH_MAX:
            raise jsonsafe.too_deep()
        return prefix
