"""Stewards see and steer the sources of their agency by action, page and letter; a worker does what they say."""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.cli.db import _run_migrations
from ckan.tests import factories
from handed import PERSONAL, REGISTRATION, dataset_dict
from smtp_server import Mailbox, mail_server

from ckanext.govinnov import wiring
from ckanext.govinnov.harvesting import mail, worker
from harvesters.model import Source
from harvesters.stock import Known
from harvesters.store import Desk

SETS = tuple(f"하천 수질 {number}" for number in range(20))


class Feed:
    """A data.json whose datasets a test changes."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = SETS
        self.url = ""
        self.mark = secrets.token_hex(3)

    def body(self) -> bytes:
        items = [
            {"identifier": f"d{name}", "title": f"{name} {self.mark}", "description": "설명"} for name in self.names
        ]
        return json.dumps({"dataset": items}).encode()


@pytest.fixture
def feed() -> Iterator[Feed]:
    made = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(made.body())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}/data.json"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk(model.meta.engine)
    for source in made.sources():
        made.remove(source["name"])
    yield made
    for source in made.sources():
        made.remove(source["name"])


@pytest.fixture
def river(desk: Desk, feed: Feed, agency: dict[str, Any]) -> str:
    """A source of the steward's agency whose first run is not approved yet."""
    desk.add(Source("river", "datajson", feed.url, agency["title"], {"pause_ms": 0}, None, ("127.0.0.1",)))
    model.Session.commit()
    return "river"


def work() -> None:
    """A worker's round until nothing is ready; an approved job is not waited for."""
    model.Session.commit()
    engine = wiring.engine(lambda line: None)
    while engine.run_ready():
        model.Session.remove()


def public(feed: Feed) -> int:
    found = tk.get_action("package_search")({"user": ""}, {"q": f'title:"{feed.mark}"', "rows": 0})
    return int(found["count"])


def table(reader: Reader, address: str) -> list[dict[str, str]]:
    """The lines of a page's CSV."""
    return list(csv.DictReader(io.StringIO(reader.get(address).data.decode("utf-8-sig"))))


def harvested(desk: Desk, source: str) -> int:
    """Run once by hand and approve what is held."""
    result = wiring.engine(lambda line: None).run(source)
    if result.state == "held":
        desk.approve(result.job, "steward")
        result = wiring.engine(lambda line: None).run(source)
    model.Session.commit()
    return result.job


def test_a_dry_run_is_asked_for_looked_at_and_approved(
    act: Callable[..., Any], river: str, feed: Feed, desk: Desk
) -> None:
    job = act("govinnov_source_run", id=river, dry=True)["job"]
    assert act("govinnov_job_show", id=job)["state"] == "waiting"
    work()
    held = act("govinnov_job_show", id=job)
    assert (held["state"], held["added"], held["reason"]["code"]) == ("held", len(SETS), "first-run")
    assert [line["title"] for line in held["diff"]["added"]][:1] == [f"{SETS[0]} {feed.mark}"]
    assert public(feed) == 0
    assert act("govinnov_job_approve", id=job)["state"] == "delivering"
    assert wiring.engine(lambda line: None).run(river).added == len(SETS)
    assert public(feed) == len(SETS)
    shown = act("govinnov_source_show", id=river)
    assert (shown["approved"], shown["state"], shown["jobs"][0]["job"]) == (
        True, "done", job,
    )  # fmt: skip


@pytest.mark.parametrize(("choice", "gone"), [("all", 12), ("none", 0), (["d하천 수질 8", "d하천 수질 9"], 2)])
def test_a_held_deletion_is_approved_whole_in_part_or_not_at_all(
    choice: Any, gone: int, act: Callable[..., Any], river: str, feed: Feed
) -> None:
    harvested(Desk(model.meta.engine), river)
    feed.names = SETS[:8]
    act("govinnov_source_run", id=river)
    work()
    job = act("govinnov_source_show", id=river)["last"]
    assert (job["state"], job["missing"]) == ("held", 12)
    act("govinnov_job_approve", id=job["job"], missing=choice)
    result = wiring.engine(lambda line: None).run(river)
    assert (result.job, result.state, result.missing) == (job["job"], "done", gone)
    assert public(feed) == len(SETS), "what is gone is marked, not taken down"


def test_a_paused_source_is_not_run_until_it_goes_on(act: Callable[..., Any], river: str) -> None:
    assert act("govinnov_source_pause", id=river, paused=True)["state"] == "paused"
    with pytest.raises(tk.ValidationError):
        act("govinnov_source_run", id=river)
    assert act("govinnov_source_pause", id=river, paused=False)["paused"] is False


@pytest.mark.parametrize("action", ["show", "pause", "run"])
def test_another_agencys_steward_reaches_nothing(action: str, river: str) -> None:
    other = factories.User()
    factories.Organization(users=[{"name": other["name"], "capacity": "admin"}])
    context = {"user": other["name"], "ignore_auth": False}
    with pytest.raises(tk.NotAuthorized):
        tk.get_action(f"govinnov_source_{action}")(context, {"id": river})
    assert tk.get_action("govinnov_source_list")(context, {}) == []


def test_a_source_of_many_agencies_is_the_administrators_alone(act: Callable[..., Any], desk: Desk, feed: Feed) -> None:
    desk.add(Source("many", "datajson", feed.url))
    with pytest.raises(tk.NotAuthorized):
        act("govinnov_source_show", id="many")
    admin = {"user": factories.Sysadmin()["name"], "ignore_auth": False}
    assert tk.get_action("govinnov_source_show")(admin, {"id": "many"})["state"] == "new"


def test_a_key_is_shown_to_nobody(act: Callable[..., Any], desk: Desk, agency: dict[str, Any]) -> None:
    address = "https://agency.example/api?serviceKey=SeCrEt123"
    desk.add(Source("keyed", "portal-api", address, agency["title"], {"service_key": "SeCrEt123"}))
    assert "SeCrEt123" not in json.dumps(act("govinnov_source_show", id="keyed"))


@contextmanager
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with mail_server() as box:
        monkeypatch.setitem(tk.config, "smtp.server", box.address)
        monkeypatch.setitem(tk.config, "smtp.mail_from", "catalog@govinnov.example")
        yield box


def test_a_held_deletion_and_a_failed_run_reach_the_steward_by_letter_once(
    river: str, feed: Feed, desk: Desk, steward: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    harvested(desk, river)
    feed.names = ()
    work()
    with letters(monkeypatch) as box:
        while mail.send_next(model.meta.engine):
            pass
        box.letters.clear()
        held = wiring.engine(lambda line: None).run(river)
        wiring.engine(lambda line: None).run(river)
        while mail.send_next(model.meta.engine):
            pass
        [(people, letter)] = box.letters
        assert people == [steward["email"]]
        text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "확인을 기다립니다" in letter["subject"] and "river" in letter["subject"]
        assert "20건이 목록에서 사라졌습니다" in text and "20 of 20 records are gone" in text
        assert f"/steward/harvest/job/{held.job}" in text


def test_a_letter_that_cannot_be_sent_is_sent_later(
    river: str, monkeypatch: pytest.MonkeyPatch, desk: Desk, feed: Feed
) -> None:
    wiring.engine(lambda line: None).run(river)
    with letters(monkeypatch) as box:
        box.refuses = True
        assert mail.send_next(model.meta.engine)
        assert box.letters == [] and not mail.send_next(model.meta.engine)
        box.refuses = False
        with model.meta.engine.begin() as db:
            db.exec_driver_sql("UPDATE govinnov_harvest_notice SET not_before = now()")
        assert mail.send_next(model.meta.engine) and len(box.letters) == 1
        assert not mail.send_next(model.meta.engine)


def test_without_a_steward_the_letter_goes_to_administrators(desk: Desk) -> None:
    admin = factories.Sysadmin()
    assert admin["email"] in {address for _, address in mail.recipients(None)}
    assert admin["email"] in {address for _, address in mail.recipients("없는 기관")}


def test_the_harvester_does_a_round_and_stops(river: str, desk: Desk, feed: Feed) -> None:
    desk.ask(river)
    model.Session.commit()
    signals = worker.Signals()
    worker.run(lambda: wiring.engine(lambda line: None, signals.checkpoint), signals, once=True)
    assert desk.source(river)["last"].state == "held"
    signals.asked = True
    desk.ask(river)
    with pytest.raises(worker.Stopping):
        wiring.engine(lambda line: None, signals.checkpoint).run(river)


@pytest.fixture
def guarded(app: Any, steward: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The site with its check against forgery on, and the steward logged in."""
    monkeypatch.setitem(app.flask_app.config, "WTF_CSRF_ENABLED", True)
    monkeypatch.setitem(app.flask_app.config, "SESSION_COOKIE_DOMAIN", urlsplit(tk.config["ckan.site_url"]).hostname)
    app.set_session_user(steward["id"])
    return app


POSTS = (
    "/steward/harvest/source/river/run",
    "/steward/harvest/source/river/pause",
    "/steward/harvest/job/1/approve",
    "/steward/harvest/job/1/reject",
    "/steward/harvest/proposal/1/decide",
)


@pytest.mark.parametrize("address", POSTS)
def test_a_form_without_its_token_does_nothing(address: str, guarded: Any, river: str) -> None:
    assert guarded.post(address, data={}).status_code == 400


@pytest.mark.parametrize("address", POSTS)
def test_who_is_not_logged_in_is_sent_to_the_log_in(address: str, app: Any, river: str) -> None:
    answer = app.post(address, data={}, follow_redirects=False)
    assert (answer.status_code, "/user/login" in answer.headers["Location"]) == (302, True)


class Reader:
    """Asks for pages as somebody with a token."""

    def __init__(self, app: Any, token: str) -> None:
        self.app, self.headers = app, {"Authorization": token}

    def get(self, address: str) -> Any:
        return self.app.get(address, headers=self.headers)

    def post(self, address: str, data: dict[str, Any]) -> Any:
        return self.app.post(address, data=data, headers=self.headers)


@pytest.fixture
def reader(app: Any, steward: dict[str, Any]) -> Reader:
    return Reader(app, steward["token"])


def test_pages_say_first_what_waits(reader: Reader, river: str, desk: Desk, feed: Feed) -> None:
    harvested(desk, river)
    assert "수집 소스 1개, 확인할 일이 없습니다" in reader.get("/steward/harvest/sources").text
    feed.names = SETS[:8]
    held = wiring.engine(lambda line: None).run(river)
    assert "수집 소스의 1가지 일이 확인을 기다립니다" in reader.get("/steward/harvest/sources").text
    page = reader.get(f"/steward/harvest/job/{held.job}").text
    assert "12건이 목록에서 사라졌습니다" in page and "모두 승인하기(12건 내림)" in page
    assert f"{SETS[-1]} {feed.mark}" in page
    english = reader.get(f"/en/steward/harvest/job/{held.job}").text
    assert "12 of 20 records are gone" in english and "Approve all, 12 records go" in english
    table = reader.get(f"/steward/harvest/job/{held.job}/errors.csv")
    assert table.data.startswith(b"\xef\xbb\xbfcode,record,message_ko") and b"mass-deletion" in table.data
    assert b"river,held" in reader.get("/steward/harvest/jobs.csv").data


def test_what_the_gate_holds_is_told_in_both_languages(
    act: Callable[..., Any], agency: dict[str, Any], desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "민원.csv").write_bytes(PERSONAL)
    desk.add(Source("letters", "files", str(tmp_path), agency["title"]))
    [held] = act("govinnov_job_error_list", id=harvested(desk, "letters"))
    assert (held["code"], held["record"]) == ("quarantined", "민원.csv")
    assert "주민등록번호" in held["message_ko"] and "resident registration number" in held["message_en"].lower()
    assert REGISTRATION not in json.dumps(held)


def test_a_jobs_errors_stay_on_its_page_and_in_its_table_when_later_jobs_run(
    reader: Reader, act: Callable[..., Any], river: str, desk: Desk, feed: Feed
) -> None:
    body = json.loads(feed.body())
    body["dataset"][0]["title"] = ""
    broken, good = json.dumps(body).encode(), feed.body
    feed.body = lambda: broken  # type: ignore[method-assign]
    job = harvested(desk, river)
    feed.body = good  # type: ignore[method-assign]
    assert act("govinnov_job_show", id=harvested(desk, river))["errors"] == []
    [kept] = act("govinnov_job_error_list", id=job)
    assert (kept["code"], kept["record"]) == ("no-title", f"d{SETS[0]}")
    assert kept["message_ko"] in reader.get(f"/steward/harvest/job/{job}").text
    [line] = table(reader, f"/steward/harvest/job/{job}/errors.csv")
    assert (line["code"], line["record"]) == ("no-title", f"d{SETS[0]}")
    jobs = {line["job"]: line for line in table(reader, "/steward/harvest/jobs.csv")}
    assert jobs[str(job)]["failed"] == "1" and float(jobs[str(job)]["seconds"]) >= 0


def test_errors_from_before_each_job_had_its_own_go_to_the_last_job_that_saw_them(
    act: Callable[..., Any], river: str, desk: Desk, feed: Feed
) -> None:
    body = json.loads(feed.body())
    body["dataset"][0]["title"] = ""
    feed.body = lambda: json.dumps(body).encode()  # type: ignore[method-assign]
    job = harvested(desk, river)
    before = act("govinnov_job_error_list", id=job)
    model.Session.remove()
    _run_migrations("govinnov", "govinnov0002", forward=False)
    _run_migrations("govinnov")
    assert act("govinnov_job_error_list", id=job) == before != []


@pytest.mark.parametrize("names", [SETS[:1], SETS], ids=["alone", "together"])
def test_what_a_stock_site_harvested_keeps_its_address(
    names: tuple[str, ...], act: Callable[..., Any], agency: dict[str, Any], desk: Desk, feed: Feed
) -> None:
    moved = {name: act("package_create", **dataset_dict(agency)) for name in names[:2]}
    feed.names = names
    desk.add(Source("parks", "datajson", feed.url, agency["title"], {"pause_ms": 0}, None, ("127.0.0.1",)))
    desk.adopt("parks", [Known(f"d{name}", known["id"], known["title"]) for name, known in moved.items()])
    harvested(desk, "parks")
    for name, known in moved.items():
        shown = act("package_show", id=known["name"])
        assert (shown["id"], shown["title"]) == (known["id"], f"{name} {feed.mark}")
    assert public(feed) == len(names)


def test_files_of_one_name_that_a_stock_site_harvested_keep_their_ids(
    act: Callable[..., Any], river: str, agency: dict[str, Any], desk: Desk, feed: Feed
) -> None:
    links = [{"name": "표", "url": f"https://agency.example/{number}.csv"} for number in range(3)]
    known = act("package_create", **dataset_dict(agency, resources=links))
    desk.adopt(river, [Known(f"d{SETS[0]}", known["id"], known["title"])])
    body = json.loads(feed.body())
    body["dataset"][0]["distribution"] = [{"title": "표", "downloadURL": link["url"]} for link in links]
    feed.body = lambda: json.dumps(body).encode()  # type: ignore[method-assign]
    harvested(desk, river)
    shown = act("package_show", id=known["id"])
    assert [one["name"] for one in shown["resources"]] == ["표", "표 (2)", "표 (3)"]
    assert [(one["id"], one["url"]) for one in shown["resources"]] == [
        (one["id"], one["url"]) for one in known["resources"]
    ]


def test_a_form_approves_a_part(reader: Reader, river: str, desk: Desk, feed: Feed) -> None:
    harvested(desk, river)
    feed.names = SETS[:8]
    held = wiring.engine(lambda line: None).run(river)
    model.Session.commit()
    answer = reader.post(
        f"/steward/harvest/job/{held.job}/approve",
        data={"choice": "part", "missing": ["d하천 수질 8", "d하천 수질 9"]},
    )
    assert "승인했습니다" in answer.text
    assert wiring.engine(lambda line: None).run(river).missing == 2
    again = reader.post(f"/steward/harvest/job/{held.job}/approve", data={"choice": "all"})
    assert "처리를 기다리는 작업" in again.text


def test_a_renamed_record_is_decided_on_the_page(
    reader: Reader, act: Callable[..., Any], river: str, desk: Desk, feed: Feed
) -> None:
    harvested(desk, river)
    title = SETS[-1]
    feed.names = SETS[:-1]
    body = json.loads(feed.body())
    body["dataset"].append({"identifier": "moved", "title": f"{title} {feed.mark}", "description": "설명"})
    feed.body = lambda: json.dumps(body).encode()  # type: ignore[method-assign]
    wiring.engine(lambda line: None).run(river)
    [pair] = act("govinnov_proposal_list")
    assert (pair["kind"], pair["remote_id"]) == ("rename", "moved")
    page = reader.get("/steward/harvest/sources").text
    assert "같은 데이터셋입니까?" in page and "moved" in page
    reader.post(f"/steward/harvest/proposal/{pair['id']}/decide", data={"decision": "accepted"})
    assert act("govinnov_proposal_list") == []
    assert wiring.engine(lambda line: None).run(river).added == 0
    assert public(feed) == len(SETS)
    again = {"identifier": f"d{title}", "title": f"다른 자료 {feed.mark}", "description": "설명"}
    body["dataset"].append(again)
    assert wiring.engine(lambda line: None).run(river).added == 1
    assert public(feed) == len(SETS) + 1, "an old id that comes again is no renamed dataset"


def test_a_withdrawn_dataset_is_public_again_when_its_record_comes_back(river: str, desk: Desk, feed: Feed) -> None:
    harvested(desk, river)
    engine = wiring.engine(lambda line: None)
    ids = desk.brought(river)
    engine.sink.withdraw(engine.store.source(river), ids)
    job = engine.store.take(river, dry=False, lease_s=60)
    engine.store.forget(job, ids)
    engine.store.finish(job, "done", [])
    assert public(feed) == 0
    assert wiring.engine(lambda line: None).run(river).added == len(SETS)
    assert public(feed) == len(SETS)
    assert set(desk.brought(river)) == set(ids)
