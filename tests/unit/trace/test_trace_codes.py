"""Every form of the reference page is read as it says; years, slips and impossible texts."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinnov.trace.codes import Answer, Reading, Repair, egg, latest, read_code
from govinnov.trace.codes.model import Family
from govinnov.trace.codes.slips import look_alikes
from govinnov.trace.findings import Finding
from govinnov.trace.findings.marks import CODES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "trace-codes.md").read_text(encoding="utf-8")
ON = date(2026, 8, 24)
EXAMPLES = re.findall(r"^\| `(.+?)` \| (.*?) ?\| (.*?) ?\|$", PAGE.split("## Examples")[1], re.MULTILINE)


def read(text: str, on: date = ON) -> Answer:
    return read_code(text, on)


def only(text: str, on: date = ON) -> Reading:
    (reading,) = read(text, on).readings
    return reading


@pytest.mark.parametrize(("text", "readings", "findings"), EXAMPLES, ids=[text for text, _, _ in EXAMPLES])
def test_an_example_of_the_page_is_read_as_it_says(text: str, readings: str, findings: str) -> None:
    answer = read(text)
    told = ", ".join(f"{one.code}{'*' if one.repairs else ''}" for one in answer.readings)
    assert (told, ", ".join(one.code for one in answer.findings)) == (readings, findings)


def test_the_page_shows_every_family_and_every_finding() -> None:
    shown = {reading.split("/")[0] for _, readings, _ in EXAMPLES for reading in readings.split(", ") if reading}
    assert shown == set(get_args(Family))
    assert [name for name in get_args(Family) if f"| `{name}` " not in PAGE] == []
    elsewhere = {"code-too-long", "mark-contradicts-record"}
    assert {code.name for code in CODES} - elsewhere == {
        finding for _, _, findings in EXAMPLES for finding in findings.split(", ") if finding
    }


@pytest.mark.parametrize(
    ("mark", "on", "laid"),
    [
        ("1231", date(2026, 1, 2), date(2025, 12, 31)),
        ("0103", date(2026, 1, 2), date(2026, 1, 3)),
        ("0104", date(2026, 1, 2), date(2025, 1, 4)),
        ("0101", date(2025, 12, 31), date(2026, 1, 1)),
        ("0229", date(2027, 8, 1), date(2024, 2, 29)),
        ("0229", date(2028, 2, 28), date(2028, 2, 29)),
        ("0229", date(2028, 2, 27), date(2024, 2, 29)),
        ("1231", date.max, date.max),
        ("0101", date.min, date.min),
    ],
)
def test_the_year_of_a_mark_is_that_of_the_latest_such_day(mark: str, on: date, laid: date) -> None:
    assert latest(int(mark[:2]), int(mark[2:]), on) == laid


@given(st.dates(date(2019, 1, 1), date(2100, 12, 31)), st.integers(0, 365))
def test_a_mark_of_the_last_year_gets_its_own_date_back(laid: date, days: int) -> None:
    on = date.fromordinal(laid.toordinal() + days - 1)
    again = latest(laid.month, laid.day, on)
    assert again is not None
    assert again == laid or (again - laid).days >= 365


def test_earlier_years_are_listed_newest_first_back_to_the_first_marks() -> None:
    reading = only("0823M3FSD2")
    assert [day.year for day in reading.other_dates] == [2025, 2024, 2023, 2022, 2021, 2020, 2019]
    assert only("0823M3FSD2", date(2019, 8, 24)).other_dates == ()
    before = only("0823M3FSD2", date(2018, 1, 1))
    assert (before.on, before.needs) == (None, "date")


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        ("O823M3FSD2", [(1, "O", "0")]),
        ("Q8Z3M3FSDZ", [(1, "Q", "0"), (3, "Z", "2"), (10, "Z", "2")]),
        ("L11GM3FSDI", [(1, "L", "1"), (4, "G", "6"), (10, "I", "1")]),
        ("Z6O823I23OO1", [(1, "Z", "2"), (3, "O", "0"), (7, "I", "1"), (10, "O", "0"), (11, "O", "0")]),
        ("LS260823A2B4O01", [(2, "S", "5"), (13, "O", "0")]),
    ],
)
def test_a_slip_in_a_digits_place_is_repaired_and_said(text: str, repairs: list[tuple[int, str, str]]) -> None:
    assert [(one.position, one.read, one.taken) for one in only(text).repairs] == repairs


def test_a_farms_signs_are_never_repaired_but_look_alikes_can_be_asked_about() -> None:
    assert only("0823O3FSD2").code == "egg10/2026-08-23/O3FSD/2"
    known = {"O3FSD", "03F5D", "03FSD", "Q3F5D", "X3FSD"}
    assert look_alikes("Q3FSD", known) == ["03F5D", "03FSD", "O3FSD", "Q3F5D"]
    assert look_alikes("O3FSD", known) == []
    assert look_alikes("OOO55", {"00055", "000S5", "000SS"}) == []


def test_readings_without_repairs_come_first() -> None:
    first, second = read("07051").readings
    assert (first.repairs, second.repairs) == ((), ())
    assert [one.family for one in read("08LSI").readings] == ["farm5", "old"]
    assert Repair(5, "Z", "2") not in first.repairs


def test_both_layouts_of_a_trace_number_are_shown_and_its_inside_refuses_none() -> None:
    dated, plain = only("226082312301").insides
    assert dated == {"kind": "chicken", "day": "2026-08-23", "plant": "123", "serial": "01"}
    assert plain == {"kind": "chicken", "plant": "260", "serial": "82312301"}
    (alone,) = only("599999999999").insides
    assert alone["kind"] == "duck"


@pytest.mark.parametrize(
    ("number", "on", "issued"),
    [
        ("301240000001", date(2026, 8, 24), date(2024, 1, 24)),
        ("301250000001", date(2026, 8, 24), date(2023, 1, 25)),
        ("312310000001", date(2022, 1, 2), date(2021, 12, 31)),
    ],
)
def test_numbers_of_eggs_end_with_the_day_on_which_they_were_last_issued(number: str, on: date, issued: date) -> None:
    assert only(number, on).on == issued


def test_a_finding_of_a_mark_tells_the_position() -> None:
    assert [(one.path, one.value) for one in read("1301M3FSD7").findings] == [("1-2", "13"), ("10", "7")]
    (day,) = read("0431M3FSD2").findings
    assert "4월" in day.message_ko
    assert "month 4" in day.message_en


def test_a_mark_that_contradicts_its_record_is_told() -> None:
    mark = only("0823M3FSD2")
    assert egg.contradiction(mark, date(2025, 8, 23)) is None
    found = egg.contradiction(mark, date(2026, 8, 24))
    assert isinstance(found, Finding)
    assert "2026-08-24" in found.message_ko


@given(st.text(max_size=40))
def test_any_text_has_a_reading_or_a_reason(text: str) -> None:
    answer = read(text)
    assert answer.readings or answer.findings


@given(st.from_regex(r"[01][0-9][0-3][0-9][A-Z0-9]{5}[1-4]", fullmatch=True))
def test_a_canonical_code_and_its_uri_read_as_themselves(text: str) -> None:
    for reading in read(text).readings:
        if reading.on:
            assert only(reading.code).code == only(reading.uri).code == reading.code


def test_a_megabyte_and_ten_thousand_codes_take_no_time() -> None:
    started = time.process_time()
    (found,) = read("0823M3FSD2" * 100_000).findings
    assert found.code == "code-too-long"
    assert all(read(f"0823M{number:04d}2").readings for number in range(10_000))
    assert time.process_time() - started < 2


@given(st.sampled_from(["old/01", "urn:x-govinnov:old/17", "egg10/", "(01)", "urn:epc:id:giai:", ""]), st.text())
def test_no_reading_holds_a_sign_that_no_database_takes(start: str, rest: str) -> None:
    """PostgreSQL takes neither NUL nor half a surrogate pair."""
    assert all(reading.uri.isprintable() for reading in read(start + rest).readings)


@pytest.mark.parametrize("text", ["old/01\x00\x00", "old/01\ud800\ud800", "old/01가\x00나"])
def test_an_old_mark_is_letters_or_digits_also_in_its_canonical_form(text: str) -> None:
    assert [one.code for one in read(text).findings] == ["code-unknown"]


@pytest.mark.parametrize("sign", "\u00ad\u200b\u200e\u202a\u202e\u2060\u2066\u2069\ufeff")
def test_a_sign_that_nobody_sees_changes_nothing(sign: str) -> None:
    assert only(f"{sign}0823{sign}M3FSD2{sign}").code == "egg10/2026-08-23/M3FSD/2"
