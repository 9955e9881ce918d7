"""What agencies send becomes events, what names people is kept apart, and what is wrong is held record by record."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import trace_reports as reports
from trace_reports import EGGS, FARM, FEED, MOVE, PACKING, SLAUGHTER, codes, pipe, read, table

from govinnov.gate.permits import Judged, permitted
from govinnov.gate.screen import ScreenSettings
from govinnov.trace.epcis.canonical import canonical
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.feeds.evidence import codes_of
from govinnov.trace.feeds.kinds import ACCESS, kind_of, kinds
from govinnov.trace.feeds.laying import Laid, laid
from govinnov.trace.feeds.page import page
from govinnov.trace.feeds.parties import Pseudonyms, district_of
from govinnov.trace.feeds.reading import Read
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.lookup.answer import answer
from govinnov.trace.lookup.farms import completed
from govinnov.trace.lookup.public import public

ON, NOW = date(2026, 8, 26), datetime(2026, 8, 26, 3, tzinfo=UTC)
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "trace-feeds.md"


def look(text: str, *found: Read, on: date = ON) -> dict[str, Any]:
    records = state_of([one.document for one in found]).records
    return public(completed(answer(text, changes_of(records), on, NOW), records, on))


def whole(folder: Path) -> list[Read]:
    return [read(folder, table(kind, row)) for kind, row in FEED]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("korean", [True, False])
@pytest.mark.parametrize("kind", [kind for kind, _ in FEED])
def test_a_table_is_known_by_its_header_in_either_language_and_encoding(
    tmp_path: Path, kind: str, korean: bool, encoding: str
) -> None:
    found = read(tmp_path, table(kind, dict(FEED)[kind], korean=korean, encoding=encoding))
    assert (found.form, found.records, found.held, codes(found)) == ("csv", 1, 0, [])
    assert found.events == read(tmp_path, table(kind, dict(FEED)[kind])).events


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("kind", [kind for kind, _ in FEED])
def test_a_table_may_be_divided_as_spreadsheets_divide_it(tmp_path: Path, kind: str, delimiter: str) -> None:
    plain = table(kind, dict(FEED)[kind])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(plain.decode(), newline="")))
    found = read(tmp_path, text.getvalue().encode())
    assert (found.form, found.records, found.held, codes(found)) == ("csv", 1, 0, [])
    assert found.events == read(tmp_path, plain).events


@pytest.mark.parametrize(("kind", "row"), FEED, ids=[kind for kind, _ in FEED])
def test_what_a_record_says_is_valid_epcis(tmp_path: Path, kind: str, row: dict[str, str]) -> None:
    document = read(tmp_path, table(kind, row)).document
    verdict = judge(document)
    assert (verdict.valid, verdict.findings) == (True, ())
    assert list(document.forms) == [canonical(event, document.prefixes) for event in document.events]


def test_the_look_up_tells_owner_masked_district_packer_by_name_and_amounts(tmp_path: Path) -> None:
    told = look("0823M3FSD2", *whole(tmp_path))
    steps = [tuple(step[name] for name in ("step", "date", "party", "district", "quantity")) for step in told["steps"]]
    assert steps == [
        ("commissioning", "2026-08-23", "김**", "충청북도 음성군", "30000"),
        ("receiving", "2026-08-24", "한빛선별포장", "경기도 안성시", "30000"),
        ("packing", "2026-08-24", "한빛선별포장", "경기도 안성시", "30000"),
        ("shipping", "2026-08-25", None, None, "1200"),
    ]
    assert told["origins"] == [{"farm": "M3FSD", "district": "충청북도 음성군", "share": [1, 1]}]


def test_meat_is_told_from_the_farm_through_the_slaughterhouse_by_name(tmp_path: Path) -> None:
    told = look("226082312301", *whole(tmp_path))
    assert [(step["step"], step["party"], step["district"]) for step in told["steps"]] == [
        ("commissioning", None, "전북특별자치도 익산시"),
        ("departing", "김**", "충청북도 음성군"),
        ("departing", "가온도계장", "전라남도 나주시"),
        ("killing", "가온도계장", "전라남도 나주시"),
        ("shipping", None, None),
    ]
    assert told["origins"] == [{"farm": "김**", "district": "충청북도 음성군", "share": [1, 1]}]


@pytest.mark.parametrize(
    ("day", "state", "days"), [(23, "awaited", -5), (28, "awaited", 0), (29, "overdue", 1), (31, "overdue", 3)]
)
def test_eggs_that_nobody_reports_further_are_awaited_for_five_days_and_then_overdue(
    tmp_path: Path, day: int, state: str, days: int
) -> None:
    told = look("0823M3FSD2", read(tmp_path, table("eggs", EGGS)), on=date(2026, 8, day))
    step = told["steps"][-1]
    assert (step["step"], step["date"], step["state"], step["days"]) == ("receiving", "2026-08-28", state, days)
    assert [one["state"] for one in told["steps"]] == ["reported", state]


def test_no_private_value_stands_in_an_event_or_an_answer(tmp_path: Path) -> None:
    feeds = whole(tmp_path)
    private = {one.value for feed in feeds for one in feed.private if len(one.value) > 2}
    assert {FARM["farm_mobile"], FARM["farm_number"], MOVE["taker_name"], "2118612342"} <= private
    shown = [look(code, *feeds) for code in ("0823M3FSD2", "L22608241234001", "226082312301")]
    said = json.dumps([[feed.events for feed in feeds], shown], ensure_ascii=False, default=str)
    named = {reports.PACKER["packer_name"], SLAUGHTER["slaughterhouse_name"]}
    assert [value for value in private - named if value in said] == []


def test_names_for_programs_depend_on_the_key_and_tell_no_number() -> None:
    row = {"farm_number": "410882"}
    assert Pseudonyms(b"a").party(row, "farm") != Pseudonyms(b"b").party(row, "farm")
    assert Pseudonyms(b"a").party({"farm_number": "410-882 "}, "farm") == Pseudonyms(b"a").party(row, "farm")
    assert "410882" not in Pseudonyms().party(row, "farm")


def test_a_personal_number_outside_private_columns_holds_its_record_and_not_the_file(tmp_path: Path) -> None:
    rows = [EGGS, EGGS | {"serial": "문의 010-2345-6789"}, EGGS | {"serial": "E3", "code": "0823K7PQA4"}]
    found = read(tmp_path, table("eggs", *rows))
    assert (found.records, found.held, codes(found)) == (3, 1, ["gate-holds"])
    assert {event["quantityList"][0]["epcClass"][-7:] for event in found.events} == {"M3FSD/2", "K7PQA/4"}
    (told,) = found.findings
    assert (told.path, told.value) == ("3:신고 일련번호", "mobile-phone")


def test_a_column_with_more_personal_numbers_than_are_listed_holds_the_file(tmp_path: Path) -> None:
    raw = table("packing", *(PACKING | {"unit": "-".join(["900101", "1234568"]), "serial": str(n)} for n in range(5)))
    few = _judged(tmp_path, raw, 6)
    assert few.permit is not None
    assert len(few.permit.held) == 5
    assert _judged(tmp_path, raw, 3).permit is None
    assert _judged(tmp_path, raw, 5).permit is None


def _judged(folder: Path, raw: bytes, listed: int) -> Judged:
    path = folder / "feed"
    path.write_bytes(raw)
    (found,) = laid(path, "csv", folder)
    assert isinstance(found, Laid)
    with permitted(path, found.schema, codes_of(found), ScreenSettings(listed_per_code=listed)) as judged:
        return judged


def test_a_telephone_planted_in_the_code_column_is_found_and_an_all_digit_mark_is_not(tmp_path: Path) -> None:
    january = [
        EGGS | {"serial": f"D{day}", "code": f"01{day:02}345671", "laid_on": f"2026-01-{day:02}"}
        for day in range(1, 32)
    ]
    found = read(tmp_path, table("eggs", *january, EGGS | {"serial": "X", "code": "01023456789"}))
    assert (found.records, found.held, codes(found)) == (32, 1, ["gate-holds"])


def test_columns_that_nobody_described_are_kept_as_private(tmp_path: Path) -> None:
    found = read(tmp_path, table("eggs", EGGS | {"비고": "사장님 010-2345-6789"}))
    assert (found.held, codes(found)) == (0, [])
    assert ("비고", "사장님 010-2345-6789") in [(one.field, one.value) for one in found.private]


@pytest.mark.parametrize(
    ("kind", "row", "wrong"),
    [
        ("eggs", EGGS | {"laid_on": "2026-08-24"}, "mark-contradicts-record"),
        ("eggs", EGGS | {"code": "egg10/2025-08-23/M3FSD/2"}, "mark-contradicts-record"),
        ("eggs", EGGS | {"code": "0823M3FSD7"}, "mark-housing-wrong"),
        ("eggs", EGGS | {"code": "O823M3FSD2"}, "record-code-wrong"),
        ("eggs", EGGS | {"code": "002123456789"}, "not-poultry"),
        ("eggs", EGGS | {"laid_on": "2026-02-30"}, "gate-holds"),
        ("eggs", EGGS | {"quantity": "-3"}, "record-amount-wrong"),
        ("packing", PACKING | {"handled": "1e400"}, "gate-holds"),
        ("packing", PACKING | {"handled": "NaN"}, "gate-holds"),
    ],
)
def test_what_contradicts_itself_is_a_finding_and_is_not_loaded(
    tmp_path: Path, kind: str, row: dict[str, str], wrong: str
) -> None:
    good = dict(FEED)[kind] | {"serial": "good"}
    found = read(tmp_path, table(kind, good, row))
    assert (found.records, found.held) == (2, 1)
    assert wrong in codes(found)
    assert {one.path.split(":")[0] for one in found.findings} == {"3"}
    assert found.events == read(tmp_path, table(kind, good)).events


@pytest.mark.parametrize(
    ("code", "moved", "year"),
    [("1231M3FSD2", "2027-01-02", 2026), ("0103M3FSD2", "2027-01-02", 2027), ("0104M3FSD2", "2027-01-02", 2026),
     ("0229M3FSD2", "2026-03-01", 2024)],
)  # fmt: skip
def test_the_year_of_a_mark_comes_from_its_record_alone(tmp_path: Path, code: str, moved: str, year: int) -> None:
    found = read(tmp_path, table("moves", MOVE | {"code": code, "moved_on": moved}))
    assert f"egg10/{year}-{code[:2]}-{code[2:4]}/" in found.events[0]["quantityList"][0]["epcClass"]


def test_a_day_that_the_gate_takes_without_zeros_before_is_that_day(tmp_path: Path) -> None:
    written = {**EGGS, "laid_on": EGGS["laid_on"].replace("-0", "-")}
    assert written != EGGS
    assert read(tmp_path, table("eggs", written)).events == read(tmp_path, table("eggs", EGGS)).events


def test_pipe_records_of_all_three_kinds_become_events(tmp_path: Path) -> None:
    farm = {"farm_number": "410882", "farm_owner": "김철수"}
    me = {"reporter_business_number": "1208147521"}
    issue = pipe("mtrace-issue", code="305011230001", issued_on="20230501", laid_on="20230430", quantity_king="10",
                 quantity_large="20", client_mobile="010-1234-5678", **farm, **me)  # fmt: skip
    packing = pipe("mtrace-packing", code="305011230001", packed_on="20230501", laid_on="20230430", received_king="30",
                   handled_king="28", discarded="2", **farm, **me)  # fmt: skip
    trade = pipe("mtrace-trade", code="305011230001", moved_on="20230502", direction="309002", serial="7",
                 taker_business_number="2118612342", quantity_king="28", **me)  # fmt: skip
    lines = "\n".join([issue, packing, trade, "a|b", trade.replace("309002", "309009")])
    found = read(tmp_path, lines.encode("cp949"))
    assert (found.form, found.records, found.held) == ("mtrace", 5, 2)
    assert sorted(codes(found)) == ["record-fields", "trade-unknown"]
    assert {event["quantityList"][0]["epcClass"] for event in found.events} == {
        "urn:x-govinnov:hist12/2023-05-01/305011230001"
    }
    assert [event["bizStep"] for event in found.events] == ["receiving", "receiving", "packing", "shipping"]
    envelope = json.dumps({"serviceKey": "addEggTrade", "item": [{"transParam": trade}]}).encode()
    assert read(tmp_path, envelope).events == found.events[-1:]


def test_every_kind_says_of_each_field_who_may_read_it() -> None:
    for kind in kinds().values():
        assert {field.descriptor[ACCESS] for field in kind.fields} <= {"public", "restricted", "private"}
        named = [
            field for field in kind.fields if field.name.rpartition("_")[2] in ("owner", "mobile", "phone", "address")
        ]
        assert {field.access for field in named} == {"private"}
    assert [len(kinds()[f"mtrace-{name}"].fields) for name in ("issue", "packing", "trade")] == [40, 57, 30]


def test_a_header_of_no_kind_is_none() -> None:
    assert kind_of(["날짜", "번호", "수량"]) is None


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("충북 음성군 대소면 오류리 12-3", "충청북도 음성군"),
        ("경기도 안산시 단원구 꽃우물길 86", "경기도 안산시 단원구"),
        ("세종특별자치시 연동면 1", "세종특별자치시"),
        ("음성군 대소면", ""),
        ("", ""),
    ],
)
def test_of_an_address_nothing_nearer_than_the_district_is_told(address: str, district: str) -> None:
    assert district_of(address) == district


def test_the_page_in_docs_is_what_the_schemas_say() -> None:
    again = "run: python -m govinnov.trace.feeds > docs/reference/trace-feeds.md"
    assert PAGE.read_text(encoding="utf-8") == page(), again


EKAPE = """<response><header><resultCode>00</resultCode></header><body><items>
<item><traceNoType>CHICKEN|HIST</traceNoType><histNo>226082312301</histNo><butcheryYmd>20260823</butcheryYmd>
<butcheryPlaceNm>가온도계장</butcheryPlaceNm><butcheryPlaceAddr>전라남도 나주시 금천면 2</butcheryPlaceAddr>
<farmNo>410882</farmNo><farmerNm>김**</farmerNm><farmAddr>충청북도 음성군 대소면</farmAddr><newTag>{}</newTag></item>
<item><traceNoType>CATTLE|CATTLE_NO</traceNoType><cattleNo>410002147460101</cattleNo></item>
</items></body></response>"""


def test_an_answer_of_ekape_keeps_tags_that_nobody_described_and_tells_cattle_apart(tmp_path: Path) -> None:
    found = read(tmp_path, EKAPE.format("처음 보는 값").encode())
    assert (found.form, found.records, found.held, codes(found)) == ("ekape-xml", 1, 0, ["not-poultry"])
    assert ("newTag", "처음 보는 값") in [(one.field, one.value) for one in found.private]
    told = look("226082312301", found)
    assert [(step["step"], step["party"]) for step in told["steps"]] == [
        ("departing", "가온도계장"),
        ("killing", "가온도계장"),
        ("shipping", None),
    ]
    assert told["origins"] == [{"farm": "김**", "district": "충청북도 음성군", "share": [1, 1]}]


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"<response><items>", ["xml-invalid"]),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><response><items>&b;</items></response>', ["xml-invalid"]),
        (b"<response><header><resultCode>99</resultCode></header><items></items></response>", ["ekape-refused"]),
    ],
)
def test_an_answer_that_is_none_is_told_and_nothing_of_it_is_loaded(
    tmp_path: Path, raw: bytes, wrong: list[str]
) -> None:
    found = read(tmp_path, raw)
    assert (codes(found), found.events) == (wrong, [])


@pytest.mark.data
def test_real_answers_about_cattle_are_told_to_be_no_poultry(tmp_path: Path) -> None:
    folder = Path(os.environ["GOVINNOV_DATA"]) / "ekape-xml"
    told = {path.name: set(codes(read(tmp_path, path.read_bytes()))) for path in folder.glob("*.xml")}
    assert told.pop("MockErrorResponse.xml") == {"ekape-refused"}
    assert len(told) == 5
    assert set(map(frozenset, told.values())) == {frozenset({"not-poultry"})}


@pytest.mark.data
def test_the_three_records_have_the_fields_of_the_public_specification() -> None:
    path = Path(os.environ["GOVINNOV_DATA"]) / "mtrace-transparam-fields.txt"
    counts = dict(re.findall(r"serviceKey (\w+) \((\d+)\)", path.read_text(encoding="utf-8")))
    assert {
        kind.service: str(len(kind.fields)) for kind in kinds().values() if kind.name.startswith("mtrace")
    } == counts


@pytest.mark.parametrize("planted", ["010-9999-8888", "한빛 ０１０９９９９８８８８", "hanbit@example.org"])
def test_a_number_in_the_name_of_a_plant_that_gives_or_takes_is_not_told(tmp_path: Path, planted: str) -> None:
    found = read(tmp_path, table("moves", {**MOVE, "giver_name": planted}))
    assert len(found.events) == 1
    assert planted not in json.dumps(found.events, ensure_ascii=False, default=str)
    assert planted in {one.value for one in found.private}
    named = read(tmp_path, table("moves", {**MOVE, "giver_name": "한빛 2024 포장"})).events
    assert "한빛 2024 포장" in json.dumps(named, ensure_ascii=False, default=str)
