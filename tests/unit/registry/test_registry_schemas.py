"""The Table Schemas: read by frictionless, with words a citizen understands."""

from __future__ import annotations

import pytest
from frictionless import Resource, Schema

from govinnov.registry import load_schema, schema_names


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_read_by_frictionless_and_explains_every_field(name: str) -> None:
    schema = Schema.from_descriptor(load_schema(name))
    assert schema.fields
    assert all(field.title and field.description for field in schema.fields)


def test_the_standard_of_2019_and_today_differ_in_three_names() -> None:
    new, old = (
        {field["name"] for field in load_schema(name)["fields"]} for name in ("cctv-standard", "cctv-standard-2019")
    )
    assert new - old == {"설치연월", "WGS84위도", "WGS84경도"}


def test_swapped_coordinates_break_the_schema() -> None:
    row = ["1", "중구", "생활방범", "3250000", "주민센터", "129.035121", "35.110905"]
    schema = Schema.from_descriptor(load_schema("cctv-busan"))
    report = Resource(data=[schema.field_names, row], schema=schema).validate()
    assert [error.field_name for error in report.tasks[0].errors] == ["위도", "경도"]


def test_an_unknown_schema_says_which_there_are() -> None:
    with pytest.raises(KeyError, match="cctv-busan"):
        load_schema("nothing")
