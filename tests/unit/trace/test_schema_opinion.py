"""GS1's JSON Schema as a second opinion: faults put into GS1's examples get its verdict, but for named exceptions."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker
from trace_faults import Mutation, mutations

from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge

pytestmark = pytest.mark.data

EXCEPTIONS = yaml.safe_load((Path(__file__).parent / "schema_exceptions.yaml").read_text(encoding="utf-8"))
#: Every n-th fault is tried: 7,000 in all would take a quarter of a minute.
STEP = 3
_URI = re.compile(r"[A-Za-z_][\w+.-]*:\S+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def _formats() -> FormatChecker:
    """Formats as the fields need them: `_:document1` and `example:x` are identifiers too."""
    checker = FormatChecker(formats=())
    checker.checks("uri")(lambda value: not isinstance(value, str) or bool(_URI.fullmatch(value)))
    checker.checks("date-time")(lambda value: not isinstance(value, str) or bool(_TIME.fullmatch(value)))
    return checker


@pytest.fixture(scope="module")
def schema(real_data: Path) -> Draft7Validator:
    text = (real_data / "epcis" / "gs1-EPCIS" / "EPCIS-JSON-Schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text), format_checker=_formats())


def _documents(real_data: Path) -> Iterator[dict[str, Any]]:
    """GS1's examples and, of each, its first event alone; the largest are left out but one."""
    for path in sorted((real_data / "epcis" / "gs1-EPCIS" / "JSON").rglob("*.jsonld")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if path.stat().st_size < 9000 or path.name.startswith("aggregation"):
            yield document
        if document["type"] == "EPCISDocument" and path.stat().st_size < 2500:
            yield {"@context": document["@context"], **document["epcisBody"]["eventList"][0]}


def _excepted(mutation: Mutation, schema_says: bool) -> int | None:
    """The number of the exception that a difference falls under."""
    for number, one in enumerate(EXCEPTIONS):
        if one["mutation"] == mutation.kind and re.fullmatch(one["where"], mutation.where):
            return number if (one["schema"] == "valid") == schema_says else None
    return None


def test_faults_get_the_schemas_verdict(real_data: Path, schema: Draft7Validator) -> None:
    every = [fault for document in _documents(real_data) for fault in mutations(document)]
    tried, used, differing = Counter[tuple[str, bool]](), set(), []
    for fault in every[::STEP]:
        theirs = schema.is_valid(fault.document)
        ours = judge(read(json.dumps(fault.document).encode())).valid
        tried[fault.kind, theirs] += 1
        if ours != theirs:
            number = _excepted(fault, theirs)
            used.add(number)
            differing += [fault] if number is None else []
    assert [(fault.kind, fault.where) for fault in differing] == []
    assert sum(tried.values()) >= 2000
    assert min(tried[kind, verdict] for kind in ("drop", "rename", "retype") for verdict in (True, False)) > 50


def test_the_schema_agrees_on_every_example(real_data: Path, schema: Draft7Validator) -> None:
    for document in _documents(real_data):
        assert schema.is_valid(document)
        assert judge(read(json.dumps(document).encode())).valid


def test_every_exception_is_a_real_difference_and_has_its_reason(real_data: Path, schema: Draft7Validator) -> None:
    faults = [fault for document in _documents(real_data) for fault in mutations(document)]
    for one in EXCEPTIONS:
        met = [fault for fault in faults if fault.kind == one["mutation"] and re.fullmatch(one["where"], fault.where)]
        verdicts = {
            (schema.is_valid(fault.document), judge(read(json.dumps(fault.document).encode())).valid) for fault in met
        }
        assert (one["schema"] == "valid", one["ours"] == "valid") in verdicts
        assert len(one["reason"]) > 20
