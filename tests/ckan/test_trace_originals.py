"""Files as they came: listed by source and day, read by name and with a reason, and every reading is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from ckan import model
from desked import HOME, RECEIVED, Reader, heading, seen, trace_steward, words
from emptied import empty
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from trace_reports import EGGS, table

from ckanext.govinnov import wiring
from govinnov.trace import store
from govinnov.trace.store import privately
from harvesters.model import Source

ADDRESS = f"{HOME}/originals"
WHY = "보낸 곳이 신고 수가 다르다고 합니다."


@pytest.fixture
def steward_of_trace(app: Any) -> Iterator[Reader]:
    empty()
    with trace_steward() as user:
        yield Reader(app, user)
    empty()


@pytest.fixture
def file(steward_of_trace: Reader, tmp_path: Path) -> bytes:
    """The bytes of a file that was loaded by hand."""
    path = feeds.write(tmp_path, *feeds.FEED)
    list(store.load(model.meta.engine, [path], RECEIVED))
    return path.read_bytes()


def test_a_file_is_listed_with_the_day_until_which_it_is_kept(steward_of_trace: Reader, file: bytes) -> None:
    page = words(steward_of_trace.get(ADDRESS).text)
    until = RECEIVED.date() + timedelta(days=privately.KEPT_DAYS)
    for told in ("직접 실음", "feed.jsonld", "epcis-jsonld", sha256(file).hexdigest()[:12], str(until)):
        assert told in page, told


def test_what_a_harvest_brought_is_told_by_its_source_and_day(steward_of_trace: Reader, tmp_path: Path) -> None:
    (tmp_path / "eggs.csv").write_bytes(table("eggs", EGGS))
    wiring.run(Source("eggs-of-august", "feed", str(tmp_path), approved=True), lambda line: None)
    assert "eggs-of-august (1)" in words(steward_of_trace.get(ADDRESS).text)
    assert 'scope="row"' in steward_of_trace.get(ADDRESS, source="eggs-of-august").text
    nothing = {"source": "another"}, {"source": "a\x00b"}
    for asked in (*nothing, {"day": "2020-01-01"}, {"source": "' OR 1=1"}, {"page": "2"}):
        assert "이 소스와 날에는 없습니다" in words(steward_of_trace.get(ADDRESS, **asked).text), asked


def test_a_file_is_read_with_a_reason_which_everybody_who_may_sees(steward_of_trace: Reader, file: bytes) -> None:
    address = f"{ADDRESS}/{sha256(file).hexdigest()}"
    assert "아직 아무도 읽지 않았습니다" in words(steward_of_trace.get(address).text)
    refused = steward_of_trace.post(address, reason="  ")
    assert (seen(), "이유를 적으십시오" in words(refused.text)) == ([], True)
    answer = steward_of_trace.post(address, reason=WHY)
    assert (answer.data, answer.content_type) == (file, "application/octet-stream")
    assert steward_of_trace.post(address, reason="a\x00b").data == file
    for page in (address, f"{HOME}/log"):
        told = words(steward_of_trace.get(page).text)
        assert steward_of_trace.name in told and WHY in told, page


def test_a_file_whose_time_is_over_is_said_to_be_deleted(steward_of_trace: Reader, file: bytes) -> None:
    address = f"{ADDRESS}/{sha256(file).hexdigest()}"
    with model.meta.engine.begin() as db:
        assert privately.forget(db, date(2100, 1, 1)) == 1
    assert "보관 기한이 지나 지웠습니다" in heading(steward_of_trace.get(address).text)
    assert "보관 기한이 지나 파일을 지웠습니다" in words(steward_of_trace.post(address, reason=WHY).text)


def test_a_file_that_is_not_there_is_not_found(steward_of_trace: Reader) -> None:
    for name in ("0" * 64, "..", "A" * 64):
        assert steward_of_trace.get(f"{ADDRESS}/{name}").status_code == 404
        assert steward_of_trace.post(f"{ADDRESS}/{name}", reason=WHY).status_code == 404
    assert seen() == []


@pytest.mark.parametrize("table", ["trace_private.reading", "trace_private.viewing"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET steward = 'nobody'"])
def test_no_line_of_the_log_is_changed(table: str, change: str) -> None:
    with pytest.raises(DatabaseError, match="are only added"), model.meta.engine.begin() as db:
        db.execute(text(change.format(table)))
