"""What may be asked of the trace, and with which sentence the rest is refused."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from ckanext.govinnov.trace_pages import asked
from ckanext.govinnov.trace_pages.asked import Asked
from ckanext.govinnov.trace_pages.refusals import MOST_BYTES, REFUSALS, Refusal

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "trace-api.md").read_text(encoding="utf-8")


def code_of(found: Asked | Refusal) -> str:
    return found.code if isinstance(found, Refusal) else "asked"


@pytest.mark.parametrize(
    ("codes", "on", "at", "outcome"),
    [
        (["0823M3FSD2"], "", "", "asked"),
        (["x"] * 100, "2026-08-24", "2026-08-24T09:00:00+09:00", "asked"),
        (["x"], " ", "2026-08-24T09:00:00 09:00", "asked"),
        (["x"], "2019-01-01", "", "asked"),
        ([], "", "", "code-missing"),
        (["x"] * 101, "", "", "too-many-codes"),
        (["x"], "2018-12-31", "", "on-wrong"),
        (["x"], "1900-01-01", "", "on-wrong"),
        (["x"], "2100-01-01", "", "on-wrong"),
        (["x"], "9999-12-31", "", "on-wrong"),
        (["x"], "24.8.2026", "", "on-wrong"),
        (["x"], "20260824T00", "", "on-wrong"),
        (["x"], "", "2026-08-24", "at-wrong"),
        (["x"], "", "2026-08-24T09:00:00", "at-wrong"),
        (["x"], "", "\x00", "at-wrong"),
        (["x"], "", "0001-01-01T00:00:00+14:00", "at-wrong"),
        (["x"], "", "9999-12-31T23:59:59-14:00", "at-wrong"),
        (["x"], "", "2099-12-31T23:59:59Z", "asked"),
    ],
)
def test_a_question_is_taken_or_refused(codes: list[str], on: str, at: str, outcome: str) -> None:
    assert code_of(asked.of(codes, on, at)) == outcome


def test_without_a_day_it_is_today_and_without_a_time_now() -> None:
    assert asked.of(["x"], "", "") == Asked(("x",), asked.today(), None)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b'{"codes": ["0823M3FSD2"], "on": "2026-08-24", "at": null}', "asked"),
        (b'{"codes": []}', "code-missing"),
        (b"", "body-wrong"),
        (b"[" * 100_000, "body-wrong"),
        (b"\xff\xfe", "body-wrong"),
        (b'"0823M3FSD2"', "body-wrong"),
        (b'{"codes": "0823M3FSD2"}', "body-wrong"),
        (b'{"codes": [1]}', "body-wrong"),
        (b'{"codes": ["x"], "on": 2026}', "body-wrong"),
        (b'{"codes": ["x"], "when": "now"}', "body-wrong"),
        (b" " * (MOST_BYTES + 1), "body-too-large"),
        (json.dumps({"codes": ["x"] * 10_000}).encode(), "too-many-codes"),
    ],
)
def test_a_body_is_taken_or_refused(body: bytes, outcome: str) -> None:
    assert code_of(asked.of_body(body)) == outcome


def test_the_page_lists_every_refusal_with_its_status_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|", PAGE, re.MULTILINE)
    assert {name: int(status) for name, status in listed} == {one.code: one.status for one in REFUSALS.values()}
    assert all(one.message_ko.endswith((".", "보기: 2026-08-24", "+09:00")) for one in REFUSALS.values())


def test_no_day_is_so_far_off_that_a_mark_has_hundreds_of_years() -> None:
    assert code_of(asked.of(["x"], date.max.isoformat(), "")) == "on-wrong"
