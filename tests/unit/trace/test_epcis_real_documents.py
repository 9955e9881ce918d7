"""GS1's own examples get the verdicts that they deserve: every one, by name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from govinnov.trace.epcis.reading import read, read_file
from govinnov.trace.epcis.verdict import Verdict, judge

pytestmark = pytest.mark.data

DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>\s*")
#: Examples with the simple context that are not valid, and why.
FAULTY = {
    "Example-TransactionEvents-2020_07_03y.jsonld": {"type-wrong"},
    "object_event_all_possible_fields.jsonld": {"ilmd-not-allowed"},
    "SensorDataExample12.jsonld": {"field-missing"},
    "SensorDataExample17.jsonld": {"version-invalid"},
}
#: Master data: valid, and without events.
MASTER_DATA = {"CBV-11.4-2020-06-16a.xml", "Example-masterData.xml", "masterdata_all_possible_fields.xml"}


@pytest.fixture
def examples(real_data: Path) -> Path:
    return real_data / "epcis" / "gs1-EPCIS"


def _verdicts(folder: Path, pattern: str) -> dict[Path, Verdict]:
    return {path: judge(read_file(path)) for path in sorted(folder.rglob(pattern))}


def _errors(verdict: Verdict) -> set[str]:
    return {found.code for found in verdict.findings if found.severity == "error"}


def test_every_json_ld_example_is_valid(examples: Path) -> None:
    verdicts = _verdicts(examples / "JSON", "*.jsonld")
    assert len(verdicts) == 47
    assert {path.name: _errors(verdict) for path, verdict in verdicts.items() if not verdict.valid} == {}
    assert all(verdict.events for verdict in verdicts.values())


def test_four_examples_with_the_simple_context_are_not_valid_and_the_reason_is_told(examples: Path) -> None:
    verdicts = _verdicts(examples / "JSON-simple-context", "*.jsonld")
    assert Counter(verdict.valid for verdict in verdicts.values()) == {True: 42, False: 4}
    assert {path.name: _errors(verdict) for path, verdict in verdicts.items() if not verdict.valid} == FAULTY


def test_xml_examples_are_valid_once_their_doctype_is_gone(examples: Path) -> None:
    refused = 0
    for path in sorted((examples / "XML").rglob("*.xml")):
        raw = path.read_bytes()
        if DOCTYPE.search(raw):
            refused += 1
            assert _errors(judge(read(raw))) == {"xml-doctype"}
        verdict = judge(read(DOCTYPE.sub(b"", raw)))
        expected = {"not-epcis"} if path.parent.name == "CaptureJob" else set()
        assert _errors(verdict) == expected, path
        assert (verdict.events == 0) == bool(expected or path.name in MASTER_DATA), path
    assert refused == 12


def test_turtle_is_not_taken(examples: Path) -> None:
    verdicts = _verdicts(examples / "Turtle", "*.ttl")
    assert verdicts
    assert {frozenset(_errors(verdict)) for verdict in verdicts.values()} == {frozenset({"format-unknown"})}


def test_a_term_that_only_looks_like_cbv_is_a_warning(examples: Path) -> None:
    verdict = judge(read_file(examples / "XML" / "WithSensorData" / "SensorDataExamples.xml"))
    assert verdict.valid
    assert {found.value for found in verdict.findings} == {"https://ref.gs1.org/cbv/Bizstep-sensor_reporting"}
