"""Random schemas and random text of tables for them, hard cells first."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import strategies as st

from govinnov.gate.model import Schema

INTEGERS = [
    "0",
    "1",
    "-1",
    "+7",
    "007",
    " 12",
    "1_000",
    "１２３",
    "9223372036854775807",
    "9223372036854775808",
    "1.0",
    "x",
]
NUMBERS = [
    "0",
    "-0",
    "0.0",
    "1e5",
    "1E400",
    "NaN",
    "sNaN",
    "-Infinity",
    "1_0.5",
    ".5",
    "5.",
    "0.1",
    "0.10",
    "12345678901234567890.1",
]
DATES = ["2018-03-01", "2018-3-1", "2018-02-30", "0000-01-01", "0001-01-01", "2018-03-01 ", "20180301", "９999-01-01"]
DATETIMES = [
    "2018-03-01T09:30:00",
    "2018-03-01T24:00:00",
    "2018-03-01 09:30:00",
    "2018-03-01T09:30:00Z",
    "2018-03-01T09:30:00+09:00",
    "2018-03-01T00:30:00",
    "2018-03-01T09:30:61",
    "2018-03-01T09:30:00.5",
]
TIMES = ["09:30:00", "9:30", "24:00:00", "09:30:00Z", "23:59:60"]
BOOLEANS = ["true", "false", "TRUE", "1", "0", "yes"]
YEARS = ["2018", "0000", "+123", "-001", "18", "20 8", "２018"]
OTHERS = ["2018-03", "2018-13", "P1D", "[1]", '{"a": 1}', "1,2", "a@b.kr", "http://a.kr", "12,5"]
WORDS = [
    "",
    "a",
    "ab",
    "가나다",
    "부산광역시",
    "-",
    "NA",
    "a\nb",
    "a\r\nb",
    'a"b',
    "a,b",
    "\x00",
    "\x1f",
    "a\u0301",
    "😀",
]
SEEDS = {
    "integer": INTEGERS,
    "number": NUMBERS,
    "date": DATES,
    "datetime": DATETIMES,
    "time": TIMES,
    "boolean": BOOLEANS,
    "year": YEARS,
    "string": WORDS,
    "any": WORDS,
    "yearmonth": OTHERS,
    "duration": OTHERS,
    "array": OTHERS,
    "object": OTHERS,
    "geopoint": OTHERS,
    "list": OTHERS,
}
BOUNDED = {
    "integer": INTEGERS[:4],
    "number": ["0", "0.1", "-1", "1e5"],
    "date": DATES[:1],
    "year": YEARS[:2],
    "time": TIMES[:1],
}
BOUNDED |= {"datetime": DATETIMES[:1], "yearmonth": ["2018-03"]}
BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "integer": [{"bareNumber": False}],
    "number": [{"bareNumber": False}, {"groupChar": ","}, {"decimalChar": ","}, {"floatNumber": True}],
    "boolean": [{"trueValues": ["yes"], "falseValues": ["0"]}],
}
PATTERNS = [
    {"pattern": pattern}
    for pattern in [
        "[a-z]+",
        r"\d{3}",
        "(a|b)*",
        "a|ab",
        "^a.*$",
        "[^a]+",
        r"\w+",
        "(?i)AB",
        r"[가-힣]{2,}",
        "a+?b?",
        r"(a)\1",
    ]
]
FORMATS = {"string": ["default", "email", "uri"], "date": ["default", "%Y%m%d", "%Y-%m-%d"], "number": ["default"]}


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A field of any type with options, formats and constraints of its type."""
    kind = draw(st.sampled_from(list(SEEDS)))
    field: dict[str, Any] = {"name": name, "type": kind}
    if draw(st.booleans()) and kind in FORMATS:
        field["format"] = draw(st.sampled_from(FORMATS[kind]))
    if draw(st.integers(0, 5)) == 0 and kind in OPTIONS:
        field |= draw(st.sampled_from(OPTIONS[kind]))
    if draw(st.integers(0, 6)) == 0:
        field["missingValues"] = draw(st.sampled_from([["", "-"], ["0"], []]))
    constraints = draw(constraints_of(kind, field.get("format", "default")))
    return field | ({"constraints": constraints} if constraints else {})


@st.composite
def constraints_of(draw: st.DrawFn, kind: str, form: str) -> dict[str, Any]:
    """Constraints that a type supports, each at times."""
    constraints: dict[str, Any] = {}
    if draw(st.integers(0, 3)) == 0:
        constraints["required"] = draw(st.booleans())
    if draw(st.integers(0, 3)) == 0:
        constraints["unique"] = True
    if kind in BOUNDED and form == "default":
        for bound in draw(st.lists(st.sampled_from(BOUNDS), max_size=2, unique=True)):
            constraints[bound] = draw(st.sampled_from(BOUNDED[kind]))
    if kind == "string":
        constraints |= draw(st.sampled_from([{}, {}, {"minLength": 2}, {"maxLength": 2}, *PATTERNS]))
    if kind in ("integer", "string", "number", "date") and draw(st.integers(0, 4)) == 0:
        constraints["enum"] = draw(st.lists(st.sampled_from(SEEDS[kind][:5]), min_size=1, max_size=3))
    return constraints


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    width = draw(st.integers(1, 4))
    schema: Schema = {"fields": [draw(fields(name)) for name in "abcd"[:width]]}
    if draw(st.booleans()):
        schema["missingValues"] = draw(st.sampled_from([[""], ["", "-", "NA"], ["NA"]]))
    if draw(st.integers(0, 3)) == 0:
        schema["primaryKey"] = list("abcd"[: draw(st.integers(1, width))])
    if draw(st.integers(0, 6)) == 0:
        schema["fieldsMatch"] = draw(st.sampled_from(["exact", "equal", "subset", "superset", "partial"]))
    return schema


@st.composite
def cells(draw: st.DrawFn, field: dict[str, Any]) -> str:
    kinds = [field["type"], field["type"], field["type"], "string"]
    seeds = SEEDS[draw(st.sampled_from(kinds))]
    return draw(
        st.one_of(st.sampled_from(seeds[:2]), st.sampled_from(seeds), st.text(alphabet="0123-+.:eT aé１\n", max_size=4))
    )


@st.composite
def texts(draw: st.DrawFn, schema: Schema, delimiter: str) -> str:
    """CSV text of a table for a schema: mostly regular, at times ragged, at times not even CSV."""
    labels = [field["name"] for field in schema["fields"]]
    if draw(st.integers(0, 9)) == 0:
        labels = draw(st.lists(st.sampled_from(["a", "b", "c", "x", "", "A"]), min_size=1, max_size=5))
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        row = [draw(cells(field)) for field in schema["fields"]]
        if draw(st.integers(0, 9)) == 0:
            row = draw(st.sampled_from([row[:-1], [*row, "z"], [""] * len(row), []]))
        rows.append(row)
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([labels, *rows])
    noise = draw(st.sampled_from(["", "", "", '"', 'x"y', "\r", "\n\n", ",,,,\n"]))
    return out.getvalue() + noise


@st.composite
def files(draw: st.DrawFn) -> tuple[Schema, str, str, int]:
    schema = draw(schemas())
    delimiter = draw(st.sampled_from([",", ",", ",", "\t", ";", "|"]))
    return schema, delimiter, draw(texts(schema, delimiter)), draw(st.sampled_from([1, 1, 1, 2]))
