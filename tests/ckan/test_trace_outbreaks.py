"""An outbreak: stewards see farms and places, and the public reads districts as long as a steward says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from ckan import model
from desked import HOME, RECEIVED, Reader, heading, seen, trace_steward, words
from emptied import empty
from handed import REGISTRATION

from govinnov.trace import store
from govinnov.trace.codes.model import URN

SICK = {"farm": "M3FSD", "day": "2026-08-25", "days": "21", "steps": "1"}
WHY = {"reason_ko": "고병원성 조류인플루엔자가 확진되었습니다.", "reason_en": "Avian influenza is confirmed."}
DISTRICT = "충청북도 음성군"
_FARM = {"govinnov:party": feeds.OTHER_GLN, "govinnov:role": "farm", "govinnov:name": "남궁별솔"}
#: A farm's eggs go to the packer, and its district is told.
KNOWN = feeds.FEED[3] | {"govinnov:who": [_FARM | {"govinnov:district": DISTRICT}]}


def load(folder: Path, *events: dict[str, Any]) -> None:
    """Load events that tell who is in them."""
    path = feeds.write(folder, *events)
    told = json.loads(path.read_text(encoding="utf-8"))
    told["@context"].append({"govinnov": URN})
    path.write_text(json.dumps(told), encoding="utf-8")
    assert [one.held for one in store.load(model.meta.engine, [path], RECEIVED)] == [0]


@pytest.fixture
def steward_of_trace(app: Any, tmp_path: Path) -> Iterator[Reader]:
    """A steward who knows a feed in which two farms met at a packer, and the district of one of them."""
    empty()
    load(tmp_path, *feeds.FEED[:3], KNOWN, *feeds.FEED[4:])
    with trace_steward() as user:
        yield Reader(app, user)
    empty()


def public(app: Any) -> list[dict[str, Any]]:
    answer = app.get("/api/trace/outbreaks")
    assert answer.status_code == 200
    return list(answer.json)


def test_a_steward_sees_farms_and_places_and_that_is_kept(steward_of_trace: Reader) -> None:
    page = steward_of_trace.get(f"{HOME}/outbreak", **SICK).text
    assert heading(page) == "M3FSD와 닿았을 수 있는 농장이 1곳입니다"
    for told in (feeds.OTHER_GLN, feeds.PACKER_GLN, DISTRICT, "남**", "같은 날 같은 포장업체", "2026-08-23"):
        assert told in words(page), told
    assert seen() == [(steward_of_trace.name, "outbreak", "M3FSD 2026-08-04–2026-08-25")]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"farm": "ZZZZZ"}, "농장이 0곳입니다"),
        ({"day": "2026-08-22"}, "농장이 0곳입니다"),
        ({"steps": "3"}, "날짜를 읽을 수 없습니다"),
        ({"days": "-1"}, "날짜를 읽을 수 없습니다"),
        ({"day": "1e400"}, "날짜를 읽을 수 없습니다"),
        ({"farm": " "}, "아픈 농장과 닿았을 수 있는 농장 찾기"),
    ],
)
def test_whatever_is_asked_the_page_says_what_came_of_it(
    steward_of_trace: Reader, asked: dict[str, str], sentence: str
) -> None:
    answer = steward_of_trace.get(f"{HOME}/outbreak", **(SICK | asked))
    assert (answer.status_code, sentence in heading(answer.text)) == (200, True)


def test_the_public_reads_districts_from_when_a_steward_says_so_until_it_ends(
    app: Any, steward_of_trace: Reader
) -> None:
    assert public(app) == []
    assert heading(app.get("/trace/outbreaks").text) == "알리고 있는 가금 질병 발생이 없습니다"
    address = steward_of_trace.post(f"{HOME}/outbreaks", follow=False, **SICK, **WHY).headers["Location"]
    (told,) = public(app)
    assert [one["district"] for one in told["districts"]] == [DISTRICT]
    assert (told["reason_ko"], told["from"], told["to"]) == (WHY["reason_ko"], "2026-08-04", "2026-08-25")
    page = words(app.get("/trace/outbreaks").text)
    assert DISTRICT in page and WHY["reason_ko"] in page
    steward_of_trace.post(f"{address}/step", state="closed", reason_ko="끝났습니다.", reason_en="It is over.")
    assert public(app) == []
    steps = words(steward_of_trace.get(address).text)
    for one in (steward_of_trace.name, *WHY.values(), "끝났습니다.", "It is over."):
        assert one in steps, one


def test_the_public_reads_no_farm_no_place_no_steward(app: Any, steward_of_trace: Reader) -> None:
    steward_of_trace.post(f"{HOME}/outbreaks", **SICK, **WHY)
    for address in ("/api/trace/outbreaks", "/trace/outbreaks", "/en/trace/outbreaks"):
        told = app.get(address).text
        for hidden in ("M3FSD", "K7PQA", feeds.OTHER_GLN, feeds.PACKER_GLN, "남**", steward_of_trace.name):
            assert hidden not in told, (address, hidden)


def test_what_is_reported_later_is_told_when_a_steward_tells_it_anew(
    app: Any, steward_of_trace: Reader, tmp_path: Path
) -> None:
    address = steward_of_trace.post(f"{HOME}/outbreaks", follow=False, **SICK, **WHY).headers["Location"]
    load(tmp_path, feeds.error(KNOWN))
    assert len(public(app)[0]["districts"]) == 1
    steward_of_trace.post(f"{address}/step", state="open", reason_ko="신고가 취소되었습니다.", reason_en="Undone.")
    (told,) = public(app)
    assert (told["reason_en"], told["districts"]) == ("Undone.", [])


def test_a_reason_that_must_not_be_read_is_refused(app: Any, steward_of_trace: Reader) -> None:
    told = {"reason_ko": f"문의 {REGISTRATION}", "reason_en": "why"}
    assert "주민등록번호" in words(steward_of_trace.post(f"{HOME}/outbreaks", **SICK, **told).text)
    assert "두 언어로" in words(steward_of_trace.post(f"{HOME}/outbreaks", **SICK, reason_ko="왜").text)
    assert public(app) == []
    assert steward_of_trace.post(f"{HOME}/outbreaks/77/step", state="closed", **WHY).status_code == 404
