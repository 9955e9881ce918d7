"""A value of the wrong kind anywhere in an agency's JSON: the record goes on without it or is told, nothing crashes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contract_examples import datajson

from harvesters.errors import HarvestError
from harvesters.model import Source
from harvesters.preview import preview

ODD = [None, 0, True, "", "http://[", [], [None], {}, {"a": {"b": []}}, "1e400", 10**30]
_LINK = {"rel": "items", "href": "https://agency.example/items", "type": "application/geo+json"}
_FEATURE = {
    "id": "1",
    "geometry": {"type": "Point", "coordinates": [127, 37]},
    "properties": {
        "title": "가",
        "keywords": ["나"],
        "contacts": [{"organization": "가온시"}],
        "associations": [_LINK],
    },
    "links": [_LINK],
}
_BOX = {"spatial": {"bbox": [[126, 37, 127, 38]]}}
_COLLECTION = {"id": "a", "title": "가", "keywords": ["나"], "extent": _BOX, "links": [_LINK]}
_PACKAGE = {
    "id": "a",
    "name": "a",
    "title": "가",
    "organization": {"title": "가온시"},
    "tags": [{"name": "나"}],
    "extras": [{"key": "k", "value": "v"}],
    "resources": [{"name": "표", "url": "https://agency.example/a.csv", "format": "CSV"}],
}
_BODY = {"items": [{"가": 1}], "totalCount": 1}
DOCUMENTS: dict[str, tuple[str, Any]] = {
    "collections": ("ogc", {"links": [], "collections": [_COLLECTION]}),
    "records": ("ogc", {"type": "FeatureCollection", "numberMatched": 1, "links": [], "features": [_FEATURE]}),
    "odcloud": ("odcloud", {"data": [{"가": "1"}], "page": 1, "perPage": 10, "totalCount": 1}),
    "portal": ("portal-api", {"response": {"header": {"resultCode": "00"}, "body": _BODY}}),
    "ckan": ("ckan", {"success": True, "result": _PACKAGE}),
    "datajson": ("datajson", datajson(("가",))),
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value within a document."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(inner, (*path, key))


def changed(document: Any, path: tuple[Any, ...], odd: Any) -> Any:
    made = copy.deepcopy(document)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = odd
    return made


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_odd_value_at_any_place_crashes_a_reading(name: str, tmp_path: Path) -> None:
    kind, document = DOCUMENTS[name]
    path = tmp_path / "answer.json"
    for place in places(document):
        for odd in ODD:
            path.write_text(json.dumps(changed(document, place, odd)), encoding="utf-8")
            try:
                told = preview(Source("odd", kind, str(path)))
            except HarvestError as error:
                assert error.message_ko and error.message_en
                continue
            json.dumps(told.as_json(), allow_nan=False)
            assert all(problem.message_ko and problem.message_en for problem in told.errors)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_itself_is_read_whole(name: str, tmp_path: Path) -> None:
    kind, document = DOCUMENTS[name]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    told = preview(Source("odd", kind, str(path)))
    assert (len(told.records), told.errors) == (1, ())
