"""Tables of the trace on the real site: public with certificates, told anew for five; a rehearsal's are none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from derived import forget, publish, resource_of, rows_of
from derived_flow import EUMSEONG, as_bytes, laid, mark, sent, void
from trace_reports import EGGS, table

from ckanext.govinnov import wiring
from ckanext.govinnov.trace_tables import accepted, folders, making, source
from govinnov.gate.permits import Permits
from govinnov.trace import store
from govinnov.trace.drill import table as drills
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import Step
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import write
from govinnov.trace.store import stewarding
from govinnov.trace.store.rehearsing import rehearsing
from harvesters import tracewords

Act = Callable[..., Any]
DAY, FIRST = date(2026, 8, 23), datetime(2026, 9, 10, tzinfo=UTC)
WHY = "농장 검사에서 피프로닐이 기준을 넘었습니다."


@pytest.fixture
def nothing(_site: None) -> Iterator[None]:
    """Nothing is known of any goods, before and after."""
    forget()
    yield
    forget()


def load(path: Path, hours: int = 0) -> None:
    (loaded,) = store.load(model.meta.engine, [path], FIRST + timedelta(hours=hours), gate=Permits())
    assert not loaded.is_held, loaded.findings


def feed(folder: Path) -> Path:
    """A table of an agency: six farms of 음성군, four of 안성시 and seven of 나주시."""
    places = ["충북 음성군 대소면 1"] * 6 + ["경기 안성시 미양면 2"] * 4 + ["전남 나주시 금천면 3"] * 7
    rows = [
        {**EGGS, "serial": f"E{n}", "code": f"0823{mark(n, DAY)[-7:-2]}2", "farm_number": f"4108{n:02}",
         "farm_address": place}
        for n, place in enumerate(places)
    ]  # fmt: skip
    path = folder / "eggs.csv"
    path.write_bytes(table("eggs", *rows, encoding="cp949"))
    return path


def known_of_stewards() -> None:
    with model.meta.engine.begin() as db:
        for farm in range(5):
            found = Inspection(DAY, "피프로닐", "pass", farm=mark(farm, DAY)[-7:-2])
            stewarding.inspected(db, found, FIRST)
        days = Predicate(DAY, DAY, mark(2, DAY)[-7:-2])
        number = stewarding.propose(db, days, Step("draft", "담당", "초안", "draft", FIRST))
        stewarding.advance(db, number, Step("open", "담당", WHY, "Too much.", FIRST + timedelta(hours=1)))


def told(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_a_loaded_feed_becomes_public_tables_with_certificates_and_four_farms_are_not_told(
    nothing: None, app: Any, anonymous: Act, tmp_path: Path
) -> None:
    load(feed(tmp_path))
    known_of_stewards()
    result = publish()
    assert (result.state, result.added, result.held, result.failed) == ("done", 6, 0, 0), result.errors
    for name in tracewords.TABLES:
        resource = resource_of(anonymous, name)
        assert resource["schema"]["name"] == f"trace-{name}"
        assert resource["certificate_id"]
        assert app.get(f"/dataset/{resource['package_id']}").status_code == 200
    assert told(rows_of(app, anonymous, "lots"), "step", "kind", "level", "district", "businesses", "quantity") == [
        ("begun", "egg", "nation", "전국", "17", "510000"),
        ("begun", "egg", "district", "전라남도 나주시", "7", "210000"),
        ("begun", "egg", "elsewhere", "", "", ""),
    ]
    ((row),) = rows_of(app, anonymous, "recalls")
    assert (row["code"], row["state"], row["reason_ko"]) == (mark(2, DAY)[15:], "recalled", WHY)
    assert told(rows_of(app, anonymous, "inspections"), "level", "businesses") == [("nation", "5"), ("district", "5")]


def test_what_did_not_change_for_five_is_not_written_again_and_what_did_is_in_the_next_tables(
    nothing: None, app: Any, anonymous: Act, tmp_path: Path
) -> None:
    first = {**laid(0, EUMSEONG, DAY), "eventID": "urn:uuid:00000000-0000-4000-8000-000000000001"}
    path = tmp_path / "feed.jsonld"
    path.write_bytes(as_bytes([first, *(laid(farm, EUMSEONG, DAY) for farm in range(1, 6)), sent(1, EUMSEONG, 1, DAY)]))
    load(path)
    assert publish().added == 6
    before = resource_of(anonymous, "lots")
    again = publish()
    assert (again.added, again.changed, again.unchanged) == (0, 0, 6)
    assert resource_of(anonymous, "lots") == before
    path.write_bytes(as_bytes([void(first)]))
    load(path, 24)
    publish()
    assert resource_of(anonymous, "lots")["hash"] == before["hash"]
    path.write_bytes(as_bytes([laid(farm, EUMSEONG, DAY + timedelta(days=1)) for farm in range(1, 6)]))
    load(path, 48)
    assert publish().changed > 0
    assert {(row["businesses"], row["lots"]) for row in rows_of(app, anonymous, "lots")} == {("6", "10")}


def test_a_drill_is_done_once_a_day(nothing: None, app: Any, anonymous: Act, tmp_path: Path) -> None:
    load(feed(tmp_path))
    publish()
    ((row),) = rows_of(app, anonymous, "drill")
    assert (row["farms"], row["days"], row["equal"]) == ("17", "30", "true")
    path = folders.real() / drills.named(rehearsal=False)
    before = path.read_bytes()
    making.make(source.source())
    assert path.read_bytes() == before


def test_the_source_comes_with_the_site_every_day_and_keeps_what_a_steward_set(nothing: None) -> None:
    wiring.add_trace(None)
    row = wiring.desk().source(source.SOURCE)
    assert (row["type"], row["schedule"], row["approved"]) == ("trace-datasets", "20 4 * * *", True)
    wiring.desk().pause(source.SOURCE)
    wiring.add_trace(None)
    assert wiring.desk().source(source.SOURCE)["paused"]


def test_the_folder_of_another_source_of_tables_is_read_and_never_written(nothing: None, tmp_path: Path) -> None:
    load(feed(tmp_path))
    folder = tmp_path / "theirs"
    folder.mkdir()
    wiring.desk().add(dataclasses.replace(source.source(), name="theirs", url=str(folder)))
    result = wiring.engine(lambda line: None).run("theirs")
    wiring.desk().remove("theirs")
    assert (result.state, [one.code for one in result.errors]) == ("failed", ["no-tables"])
    assert list(folder.iterdir()) == []


def test_a_site_of_which_nothing_is_known_publishes_nothing_and_says_no_error(nothing: None) -> None:
    result = publish()
    assert (result.state, result.added, result.errors) == ("done", 0, ())


def test_the_count_of_animals_among_the_agencies_files_stands_beside_the_stock(
    nothing: None, app: Any, anonymous: Act, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    lines = ["시도,시군구,축종,사육두수(두),농가수(호)", "충청북도,음성군,닭,70000,9", "경기도,안성시,닭,1000,3"]
    (data / "any.csv").write_text("\n".join(lines), encoding="cp949")
    wiring.add_trace(data)
    load(feed(tmp_path))
    publish()
    columns = ("kind", "level", "district", "counted_farms", "counted_heads")
    assert told(rows_of(app, anonymous, "stock"), *columns) == [
        ("chicken", "nation", "전국", "12", "71000"),
        ("chicken", "elsewhere", "", "", ""),
    ]
    kept = folders.count_of_animals()
    assert kept is not None
    kept.unlink()


@pytest.fixture
def rehearsed(nothing: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal beside real goods, and its tables."""
    monkeypatch.setitem(tk.config, "ckanext.govinnov.trace_rehearsal", "on")
    paths = [path for path in write(Flow(Nation(5, 0.02), 2), tmp_path).files if path.suffix == ".jsonld"]
    assert not any(one.is_held for one in store.load(rehearsing(model.meta.engine), paths, FIRST))
    load(feed(tmp_path))
    publish()


def test_tables_of_a_rehearsal_say_so_and_are_files_of_their_own_page_while_people_may_rehearse(
    rehearsed: None, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = app.get("/trace/rehearsal/data").text
    assert re.findall(r"<title>\s*(\S+)", page)[0].startswith("연습")
    names = re.findall(r'href="(/trace/rehearsal/data/[^"]+)"', page)
    titles = re.findall(r'href="/trace/rehearsal/data/[^"]+">([^<]+)<', page)
    assert len(names) == len(titles) == 6
    assert all(title.startswith("연습") for title in titles)
    for name in names:
        assert unquote(name).startswith("/trace/rehearsal/data/연습-")
        assert {line.split(",")[0] for line in app.get(name).data.decode().splitlines()} == {"연습"}
    assert app.get("/trace/rehearsal/data/tables.json").status_code == 404
    monkeypatch.setitem(tk.config, "ckanext.govinnov.trace_rehearsal", "off")
    assert {app.get(place).status_code for place in ("/trace/rehearsal/data", names[0])} == {404}
    making.make(source.source())
    assert not folders.rehearsal().exists()
    assert not folders.rehearsed().exists()


def test_a_table_of_a_rehearsal_is_read_only_once_the_gate_accepted_it(rehearsed: None, app: Any) -> None:
    name = "연습-recalls.csv"
    page, before = "/trace/rehearsal/data", app.get(f"/trace/rehearsal/data/{name}").data
    path = folders.rehearsal() / name
    named = path.read_text(encoding="utf-8").replace("nothing,,", "nothing,,010-2345-6789")
    path.write_text(named, encoding="utf-8")
    assert "010-2345-6789" in named
    assert app.get(f"{page}/{name}").data == before
    accepted.put_up(folders.rehearsal(), folders.rehearsed())
    assert app.get(f"{page}/{name}").status_code == 404
    assert len(re.findall(r'href="/trace/rehearsal/data/[^"]+"', app.get(page).text)) == 5


def test_nothing_of_a_rehearsal_is_in_any_count_list_feed_or_dump(rehearsed: None, app: Any, anonymous: Act) -> None:
    found = anonymous("package_search", q="*:*", rows=1000)[1]["result"]
    assert [one["title"] for one in found["results"] if "연습" in str(one)] == []
    ours = [one for one in found["results"] if one["name"].startswith("trace-")]
    assert len(ours) == 6
    titles = model.Session.scalars(sa.select(model.Package.title)).all()
    assert [one for one in titles if "연습" in one] == []
    for place in ("/catalog.ttl", "/catalog.jsonld", "/feeds/dataset.atom", "/api/3/action/package_list", "/dataset"):
        assert "연습" not in app.get(place).data.decode(), place
    resource = resource_of(anonymous, "lots")
    rows = anonymous("datastore_search", resource_id=resource["id"])[1]["result"]
    assert {row["district"] for row in rows["records"]} == {"전국", "전라남도 나주시", None}
