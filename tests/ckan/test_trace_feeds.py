"""Feeds of the trace through the site: what passes is looked up, and no private byte of them is public anywhere."""

from __future__ import annotations

import base64
import html
import io
import json
import logging
import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_from_bytes

import ckan.plugins.toolkit as tk
import crawler
import derived
import polars
import pytest
import sqlalchemy as sa
from ckan import logic, model
from emptied import empty
from planted import Garden, Spot
from trace_events import Maker
from trace_feeds import FARM, laid
from trace_reports import EGGS, FEED, pipe, table

from ckanext.govinnov import wiring
from ckanext.govinnov.harvesting.feeds import TraceVault
from ckanext.govinnov.trace_tables import source
from harvesters import tracewords
from harvesters.canonical import file_hash
from harvesters.model import JobResult, RemoteRecord, RemoteResource, Source
from harvesters.vault import FileVault

CODES = ("0823M3FSD2", "L22608241234001", "226082312301", "M3FSD")
ON = "2026-08-26"
#: Each stands in one private cell and nowhere else; the numbers end in their check digits.
MARKERS = {
    "farm_number": "734918265",
    "farm_name": "별빛골짜기양계",
    "farm_owner": "남궁별솔",
    "farm_mobile": "010-7349-1826",
    "farm_phone": "043-734-9182",
    "farm_address": "충북 음성군 별솔읍 골짜기리 734918-57",
    "giver_business_number": "1208147521",
    "giver_owner": "독고달솔",
    "taker_business_number": "2118612342",
    "taker_name": "달솔나루마트",
    "taker_owner": "선우나루",
    "taker_mobile": "010-8461-3927",
    "taker_address": "부산 해운대구 나루솔동 846139-27",
    "packer_mobile": "010-5513-7784",
    "slaughterhouse_owner": "제갈솔메",
    "slaughterhouse_phone": "061-551-3778",
    "hatchery_name": "솔메둥지부화",
    "serial": "솔메일련734",
    "비고": "사장님 010-9472-6613 솔나루",
}
#: What everybody may read of some of them.
SHOWN = {"충북", "음성군", "부산", "해운대구"}


@pytest.fixture
def _errors_are_answers(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a real site, what breaks answers 500: that answer is read too."""
    monkeypatch.setitem(app.flask_app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app.flask_app, "testing", False)


@pytest.fixture
def harvested(tmp_path: Path) -> JobResult:
    """A folder of feeds, each private cell of which has its marker; one record has a mobile where none may stand."""
    empty()
    for kind, row in FEED:
        said = {name: value for name, value in MARKERS.items() if _stands_in(kind, name)}
        rows = [{**row, **said, "비고": MARKERS["비고"]}]
        if kind == "eggs":
            rows += [{**rows[0], "farm_number": f"{n}34918265", "code": f"0823K{n}PQA4"} for n in range(1, 6)]
            rows.append({**EGGS, "serial": f"E9 {MARKERS['farm_mobile']}", "code": "0823K7PQA4"})
        (tmp_path / f"{kind}.csv").write_bytes(table(kind, *rows, encoding="cp949"))
    name = f"poultry-{secrets.token_hex(4)}"
    return wiring.run(Source(name, "feed", str(tmp_path), approved=True), lambda line: None)


def _stands_in(kind: str, name: str) -> bool:
    from govinnov.trace.feeds.kinds import kinds

    return any(field.name == name for field in kinds()[kind].fields)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.LogCaptureFixture]:
    """All that the site logs, but what SQLAlchemy prints of every row at its loudest."""
    known = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    for logger in [one for one in known if not one.name.startswith("sqlalchemy")]:
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", True)
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_a_folder_of_feeds_is_harvested_gated_and_looked_up(app: Any, harvested: JobResult) -> None:
    assert (harvested.state, harvested.added, harvested.held) == ("done", len(FEED) - 1, 1)
    text = app.get("/trace", query_string={"code": "0823M3FSD2", "on": ON}).text
    for told in ("농장주 남**", "충청북도 음성군", "한빛선별포장", "30,000개"):
        assert told in text, told
    told = app.get("/api/trace", query_string={"code": "0823K7PQA4", "on": ON}).json
    assert told["match"] == "unknown"


def test_events_of_a_document_meet_the_gate_one_by_one(app: Any, tmp_path: Path) -> None:
    mobile = "010-7349-1826"
    lot = "urn:x-govinnov:egg10/2026-08-23/{}/2"
    events = [laid(lot.format("D7K2P"), FARM), laid(lot.format("R4T9B"), FARM) | {"farm:note": f"전화 {mobile}"}]
    (tmp_path / "events.jsonld").write_text(json.dumps(Maker(0).document(events)))
    name = f"poultry-{secrets.token_hex(4)}"
    told = wiring.run(Source(name, "feed", str(tmp_path), approved=True), lambda line: None)
    assert (told.state, told.held) == ("done", 1)
    answers = [
        app.get("/api/trace", query_string={"code": f"0823{farm}2", "on": ON}).json for farm in ("D7K2P", "R4T9B")
    ]
    assert [one["match"] for one in answers] == ["exact", "unknown"]
    with model.meta.engine.begin() as db:
        stored = db.scalars(sa.text("SELECT count(*) FROM trace.event WHERE content LIKE '%7349%'")).one()
    assert stored == 0


def test_nothing_of_a_feed_becomes_a_dataset(app: Any, harvested: JobResult) -> None:
    count = "SELECT count(*) FROM package WHERE title ~ 'eggs|moves|packing|slaughter|lots'"
    with model.meta.engine.begin() as db:
        assert db.execute(sa.text(count)).scalar_one() == 0


def test_lines_are_loaded_together_and_one_that_is_held_is_told_by_itself(tmp_path: Path) -> None:
    trade = {"code": "305011230001", "moved_on": "20230502", "reporter_business_number": "1208147521"}
    ways = {"1": "309002", "2": "309009", "3": "309002"}
    records = [
        _line(tmp_path / f"{n}.txt", pipe("mtrace-trade", serial=n, direction=way, **trade)) for n, way in ways.items()
    ]
    vault = TraceVault(FileVault(tmp_path / "vault"))
    first, second, third = vault.keep(Source("trades", "mtrace", "x"), records)
    assert (first, third) == (None, None)
    assert second is not None
    assert second.code == "trace-held"
    assert "trade-unknown" in second.message_en and "309009" not in second.message_en
    assert vault.keep(Source("trades", "mtrace", "x"), records[:1]) == [None]


def test_what_was_kept_long_enough_is_deleted_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.govinnov.storage_path", str(tmp_path))
    file = tmp_path / "restricted" / "farm" / "old"
    file.parent.mkdir(parents=True)
    for is_there in (False, True):
        file.write_text("1|2")
        os.utime(file, times=(0, 0))
        wiring.engine(lambda line: None)
        assert file.exists() is is_there


def _line(path: Path, line: str) -> RemoteRecord:
    """A record of mtrace as its source hands it over."""
    path.write_text(line + "\n", encoding="utf-8")
    kept = RemoteResource("addEggTrade", None, "TXT", path, file_hash(path))
    return RemoteRecord(path.stem, "addEggTrade", resources=(kept,), restricted=True)


@pytest.mark.usefixtures("_errors_are_answers")
def test_no_private_byte_of_a_feed_is_public(
    app: Any, logged: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("harvested")
    assert derived.publish().held == 0
    with model.meta.engine.begin() as db:
        kept = set(db.scalars(sa.text("SELECT value FROM trace_private.party")))
    assert {value for name, value in MARKERS.items() if name != "serial"} <= kept
    needles = _needles()
    tables = {name: source.id_of(name) for name in tracewords.TABLES}
    spots = [Spot(name, place, f"trace-{name}", _resource(place)) for name, place in tables.items()]
    answers = {address: _get(app, address) for address in _addresses(app, spots[:1])}
    assert len(answers) > 300
    answers |= {spot.name: _table(app, spot) for spot in spots}
    assert "음성군".encode() in answers["trace-lots"]
    answers["the logs"] = logged.text.encode()
    found = [(where, needles[one]) for where, body in answers.items() for one in needles if one in body]
    assert found == []
    assert any("남**".encode() in body for body in answers.values())
    derived.forget()


def _resource(package: str) -> str:
    return str(model.Session.query(model.Resource.id).filter_by(package_id=package, state="active").one().id)


def _table(app: Any, spot: Spot) -> bytes:
    """A public table in each form that it is given out in, unpacked where the form is packed."""
    place = f"/dataset/{spot.id}/resource/{spot.resource_id}"
    parquet = polars.read_parquet(io.BytesIO(app.get(f"{place}/rendition/parquet").data)).write_csv().encode()
    plain = [app.get(f"{place}/{form}").data for form in ("rendition/csv", f"download/{spot.what}.csv")]
    dumped = app.get(f"/datastore/dump/{spot.resource_id}").data
    return b"\n".join([parquet, *plain, dumped])


def test_every_form_of_a_marker_would_be_found() -> None:
    needles = _needles()
    owner = MARKERS["farm_owner"]
    for form in (
        owner.encode(),
        owner.encode("cp949"),
        json.dumps(owner).encode(),
        quote(owner).encode(),
        quote_from_bytes(owner.encode("cp949")).encode(),
        base64.b64encode(f"a{owner}".encode()),
        base64.b64encode(owner.encode("cp949")),
        "".join(f"&#{ord(sign)};" for sign in owner).encode(),
        MARKERS["farm_mobile"].replace("-", "").encode(),
    ):
        assert any(one in form for one in needles), form


def _addresses(app: Any, spots: Sequence[Spot]) -> Iterator[str]:
    """Every page and every reading action, asked for what the feed brought; and what is asked wrongly."""
    garden = Garden(
        lambda *_, **__: None,
        {"name": "none", "id": "none"},
        {"name": "none", "id": "none"},
        spots=[Spot("feed", "none", "none"), *spots],
    )
    garden.sources, garden.jobs, garden.submissions = ["poultry", "1"], ["1", "2"], ["none"]
    rules = sorted({rule.rule for rule in app.flask_app.url_map.iter_rules() if "GET" in (rule.methods or ())})
    yield from crawler.routes(rules, garden)
    logic.get_action("package_show")
    reading = sorted(name for name, action in logic._actions.items() if getattr(action, "side_effect_free", False))
    yield from (f"/api/3/action/{name}?{query}" for name, query in crawler.calls(reading, garden))
    for code in CODES:
        yield from (f"{path}?code={code}&on={ON}" for path in ("/trace", "/en/trace", "/api/trace"))
    yield from ("/trace?code=0823M3FSD2&on=x", "/api/trace?code=0823M3FSD2&at=x", "/api/trace", "/trace?code=734918")


def _get(app: Any, address: str) -> bytes:
    answer = app.get(address, follow_redirects=False)
    return f"{answer.status}\n{answer.headers}\n".encode() + answer.data


def _needles() -> dict[bytes, str]:
    """Every form in which a word of a marker could stand in an answer."""
    words = {word: name for name, value in MARKERS.items() for word in value.split() if word not in SHOWN}
    bare = {word.replace("-", ""): name for word, name in words.items() if len(word) > 5}
    forms: dict[bytes, str] = {}
    for word, name in {**words, **bare}.items():
        raws = {word.encode(), word.encode("cp949"), word.encode("utf-16-le")}
        forms |= dict.fromkeys(raws, name)
        forms |= dict.fromkeys((quote_from_bytes(raw).encode() for raw in raws), name)
        forms[json.dumps(word)[1:-1].encode()] = name
        forms[html.escape(word).encode("ascii", "xmlcharrefreplace")] = name
        forms |= {_inside_base64(raw, shift): name for raw in raws for shift in range(3)}
    return {form: name for form, name in forms.items() if len(form) > 4}


def _inside_base64(raw: bytes, shift: int) -> bytes:
    """The signs of a base64 text that some bytes alone decide, whatever stands around them."""
    return base64.b64encode(b"x" * shift + raw)[-(-shift * 4 // 3) : (shift + len(raw)) * 4 // 3]
