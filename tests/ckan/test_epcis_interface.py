"""The EPCIS interface on the real site: what is captured, what is answered, and to whom."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from trace_events import CONTEXT, Maker, as_xml
from trace_feeds import (
    EGGS,
    FARM,
    FARM_GLN,
    OTHER_EGGS,
    PACK,
    PACKER,
    PACKER_GLN,
    PALLET,
    SHOP,
    error,
    laid,
    loaded,
    packed,
    pallet_sent,
    shipped,
)

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.lineage.records import reported
from govinnov.trace.store import watching
from govinnov.trace.store.tables import METADATA

MOBILE = "010-2345-6789"


class Site(NamedTuple):
    """The site as programs with their tokens see it."""

    app: Any
    tokens: dict[str, str]

    def call(self, who: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; ``body`` is JSON, or bytes as they are."""
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if raw is not None:
            said.setdefault("Content-Type", "application/json")
        if who in self.tokens:
            said["Authorization"] = self.tokens[who]
        return self.app.test_client().open(f"/epcis{path}", method=method, data=raw, headers=said)

    def capture(self, *events: dict[str, Any], who: str = "captor", **headers: str) -> dict[str, Any]:
        """The job of a delivery."""
        answer = self.call(who, "POST", "/capture", Maker(0).document(list(events)), **headers)
        assert answer.status_code == 202, answer.text
        return dict(self.call(who, "GET", answer.headers["Location"].partition("/epcis")[2]).json)

    def ids(self, who: str = "captor", query: str = "") -> list[str]:
        """The ids of the events of a page."""
        answer = self.call(who, "GET", f"/events{query}")
        assert answer.status_code == 200, answer.text
        return [one["eventID"] for one in listed(answer.json)]


def listed(document: dict[str, Any]) -> list[dict[str, Any]]:
    return list(document["epcisBody"]["queryResults"]["resultsBody"]["eventList"])


def named(event: dict[str, Any]) -> dict[str, Any]:
    """An event with an id of its own."""
    return event | {"eventID": f"urn:uuid:{uuid.uuid4()}"}


@pytest.fixture(scope="module")
def _people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Tokens, and the file of the parties, made once for all tests of the module."""
    return {"parties": tmp_path_factory.mktemp("epcis") / "parties.json"}


@pytest.fixture
def people(app: Any, _people: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site with whatever is stored there."""
    if "tokens" not in _people:
        _people["tokens"] = _made(_people["parties"])
    monkeypatch.setitem(tk.config, "ckanext.govinnov.epcis_parties", str(_people["parties"]))
    return Site(app, _people["tokens"])


@pytest.fixture
def site(people: Site, _people: dict[str, Any]) -> Site:
    """The site with nothing stored."""
    _people.pop("filled", None)
    _empty()
    return people


def _empty() -> None:
    """Small tables are emptied quicker than they are truncated; rows of stewards' are only added."""
    only_added = "SELECT CAST(CAST(tgrelid AS regclass) AS text) FROM pg_trigger WHERE tgname = 'only_added'"
    with model.meta.engine.begin() as db:
        kept = {"trace.step", "trace_private.secret", *db.scalars(sa.text(only_added))}
        for name in sorted({table.fullname for table in METADATA.tables.values()} - kept):
            db.execute(sa.text(f"DELETE FROM {name}"))


def _made(parties: Path) -> dict[str, str]:
    """A stranger, two captors of organisations with a GLN, and a steward."""
    users = {who: factories.UserWithToken() for who in ("captor", "taker", "stranger")}
    listed = {}
    for who, gln in (("captor", FARM_GLN), ("taker", PACKER_GLN)):
        organisation = factories.Organization(users=[{"name": users[who]["name"], "capacity": "member"}])
        listed[organisation["name"]] = [gln]
    parties.write_text(json.dumps(listed))
    return {who: user["token"] for who, user in users.items()} | {"steward": factories.SysadminWithToken()["token"]}


def test_what_is_captured_is_told_by_its_job_and_found(site: Site) -> None:
    sent = [named(laid(EGGS, FARM)), named(shipped(EGGS, FARM, PACKER))]
    job = site.capture(*sent)
    assert (job["running"], job["success"], job["captureErrorBehaviour"], job["errors"]) == (
        False,
        True,
        "rollback",
        [],
    )
    answer = site.call("captor", "GET", "/events")
    assert [one["eventID"] for one in listed(answer.json)] == [one["eventID"] for one in sent]
    assert answer.headers["GS1-EPCIS-Version"] == answer.headers["GS1-CBV-Version"] == "2.0.0"
    assert listed(answer.json)[1]["bizStep"] == "shipping"
    document = read(answer.data)
    assert isinstance(document, Document) and judge(document).valid


def test_with_rollback_one_wrong_event_holds_all_and_with_proceed_itself_alone(site: Site) -> None:
    good, wrong = named(laid(EGGS, FARM)), named(laid(OTHER_EGGS, FARM)) | {"bizStep": "laying"}
    held = named(laid(OTHER_EGGS, FARM)) | {"farm:contact": MOBILE}
    job = site.capture(good, wrong, held)
    assert (job["success"], len(job["errors"])) == (False, 2)
    assert site.ids() == []
    job = site.capture(good, wrong, held, GS1_Capture_Error_Behaviour="proceed")
    assert (job["success"], job["captureErrorBehaviour"], len(job["errors"])) == (False, "proceed", 2)
    assert site.ids() == [good["eventID"]]
    told = json.dumps(job, ensure_ascii=False)
    assert "eventList[1].bizStep" in told and "eventList[2].contact" in told and "mobile-phone" in told
    assert "2345" not in told
    assert all(error["type"] == "epcisException:ValidationException" for error in job["errors"])


def test_nothing_private_of_a_delivery_lies_where_the_look_ups_role_reads(site: Site) -> None:
    site.capture(named(laid(EGGS, FARM)) | {"farm:contact": MOBILE}, named(laid(EGGS, FARM)),
                 GS1_Capture_Error_Behaviour="proceed")  # fmt: skip
    with model.meta.engine.begin() as db:
        tables = list(db.scalars(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'trace'")))
        rows = [str(tuple(row)) for name in tables for row in db.execute(sa.text(f'SELECT * FROM trace."{name}"'))]
    assert rows and not any("2345" in row for row in rows)


def test_xml_goes_in_and_out(site: Site) -> None:
    raw = as_xml([named(laid(EGGS, FARM)), named(packed()), error(named(laid(OTHER_EGGS, FARM)))]).encode()
    answer = site.call("captor", "POST", "/capture", raw, Content_Type="application/xml")
    assert answer.status_code == 202
    path = answer.headers["Location"].partition("/epcis")[2]
    job = fromstring(site.call("captor", "GET", path, Accept="application/xml").data)
    assert (job.tag, job.get("success")) == ("{urn:epcglobal:epcis:xsd:2}EPCISCaptureJob", "true")
    as_json, as_xml_again = (
        read(site.call("captor", "GET", "/events", Accept=form).data) for form in ("*/*", "text/xml")
    )
    assert isinstance(as_json, Document) and isinstance(as_xml_again, Document)
    assert judge(as_json).findings == judge(as_xml_again).findings == ()
    assert (as_json.format, as_xml_again.format) == ("epcis-jsonld", "epcis-xml")
    assert [one.key for one in reported(as_json)] == [one.key for one in reported(as_xml_again)]
    assert [one.declared for one in reported(as_xml_again)].count(True) == 1


def test_a_single_event_is_stored_once_and_its_declaration_whenever_it_comes(site: Site) -> None:
    one = {"@context": [CONTEXT], **named(laid(EGGS, FARM))}
    first = site.call("captor", "POST", "/events", one)
    assert first.status_code == 201
    assert first.headers["Location"].endswith(f"/epcis/events/{quote(one['eventID'], safe='')}")
    assert first.json["eventID"] == one["eventID"]
    again = site.call("captor", "POST", "/events", one)
    assert (again.status_code, again.json["type"]) == (409, "epcisException:ResourceAlreadyExistsException")
    assert [site.call("captor", "POST", "/events", error(one)).status_code for _ in range(2)] == [201, 201]
    told = listed(site.call("captor", "GET", f"/events/{quote(one['eventID'], safe='')}").json)
    assert sorted("errorDeclaration" in event for event in told) == [False, True]
    assert len(site.ids(query="?EXISTS_errorDeclaration=true")) == 1
    assert site.call("captor", "POST", "/events", Maker(0).document([one])).status_code == 400


def test_an_event_without_an_id_is_found_by_its_hash(site: Site) -> None:
    answer = site.call("captor", "POST", "/events", {"@context": [CONTEXT], **laid(EGGS, FARM)})
    name = answer.json["eventID"]
    assert name.startswith("ni:///sha-256;")
    for path in (answer.headers["Location"].partition("/epcis")[2], f"/events/{quote(name)}"):
        assert [one["eventID"] for one in listed(site.call("captor", "GET", path).json)] == [name]
    assert site.ids(query=f"?EQ_eventID={quote(name, safe='')}") == [name]
    assert site.call("captor", "POST", "/events", {"@context": [CONTEXT], **laid(EGGS, FARM)}).status_code == 409


def test_what_others_captured_nobody_makes_void(site: Site) -> None:
    one = named(shipped(EGGS, FARM, PACKER))
    site.capture(one)
    job = site.capture(error(one), who="taker")
    assert (job["success"], len(job["errors"])) == (False, 1)
    assert site.call("taker", "POST", "/events", {"@context": [CONTEXT], **error(one)}).status_code == 400
    assert site.ids(query="?EXISTS_errorDeclaration=true") == []
    assert site.capture(error(one), who="steward")["success"]
    assert site.capture(error(one))["success"]


def test_what_somebody_sends_again_does_not_become_his_to_make_void(site: Site) -> None:
    one = named(shipped(EGGS, FARM, PACKER))
    site.capture(one)
    assert site.capture(one, who="taker")["success"]
    assert site.ids("taker") == [one["eventID"]]
    assert not site.capture(error(one), who="taker")["success"]
    assert site.capture(error(one))["success"]


def test_what_only_has_the_hash_of_anothers_event_does_not_make_it_void(site: Site) -> None:
    site.capture(named(laid(EGGS, FARM)))
    alike = {"farm:note": "left out of the hash", **error(laid(EGGS, FARM))}
    document = Maker(0).document([alike]) | {"farm:ignoreFields": ["farm:note"]}
    answer = site.call("taker", "POST", "/capture", document)
    job = site.call("taker", "GET", answer.headers["Location"].partition("/epcis")[2]).json
    assert (job["success"], len(job["errors"])) == (False, 1)
    with model.meta.engine.begin() as db:
        assert db.execute(sa.text("SELECT FROM trace.void")).first() is None


@pytest.fixture
def filled(people: Site, _people: dict[str, Any]) -> tuple[Site, dict[str, str]]:
    """A small feed of the captor, with the name of each event; made once for the tests that only ask."""
    if "filled" not in _people:
        _empty()
        _people["filled"] = _fill(people)
    return people, _people["filled"]


def _fill(site: Site) -> dict[str, str]:
    events = {
        "laid": laid(EGGS, FARM),
        "sent": shipped(EGGS, FARM, PACKER),
        "made": packed(transformationID="urn:farm:t1"),
        "loaded": loaded("ADD", "24T12"),
        "pallet": pallet_sent("24T15", PACKER, SHOP) | {"readPoint": {"id": PACKER}, "disposition": "in_transit"},
        "traded": pallet_sent("24T16") | {"type": "TransactionEvent", "parentID": BOX, "bizTransactionList": [PAPER]},
        "wrong": error(laid(OTHER_EGGS, FARM)),
    }
    named_ones = {name: named(one) for name, one in events.items()}
    job = site.capture(*named_ones.values())
    assert job["success"], job
    return {one["eventID"]: name for name, one in named_ones.items()}


BOX = "urn:epc:id:sscc:8800003.0000000009"
PAPER = {"type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:8800003000012:1"}
EVERY = {"laid", "sent", "made", "loaded", "pallet", "traded", "wrong"}


QUERIES = [
    ("", EVERY),
    ("eventType=TransformationEvent|AggregationEvent", {"made", "loaded"}),
    ("GE_eventTime=2026-08-24T09:00:00%2B09:00", {"made", "loaded", "pallet", "traded"}),
    ("LT_eventTime=2026-08-24T09:00:00+09:00", {"laid", "sent", "wrong"}),
    ("GE_recordTime=2999-01-01T00:00:00Z", set()),
    ("LT_recordTime=2999-01-01T00:00:00Z", EVERY),
    ("EQ_action=ADD", {"laid", "loaded", "wrong"}),
    ("EQ_bizStep=shipping", {"sent", "pallet", "traded"}),
    ("EQ_bizStep=urn:epcglobal:cbv:bizstep:packing|https://ref.gs1.org/cbv/BizStep-loading", {"made", "loaded"}),
    ("EQ_disposition=in_transit", {"pallet"}),
    (f"EQ_readPoint={PACKER}", {"pallet"}),
    (f"EQ_bizLocation={FARM}", {"laid", "wrong"}),
    ("EQ_transformationID=urn:farm:t1", {"made"}),
    (f"MATCH_epc={PALLET}", {"pallet", "traded"}),
    (f"MATCH_anyEPC={PALLET}", {"loaded", "pallet", "traded"}),
    (f"MATCH_epcClass={EGGS}", {"laid", "sent"}),
    (f"MATCH_epcClass={PACK}|{OTHER_EGGS}", {"loaded", "wrong"}),
    (f"MATCH_anyEPCClass={EGGS}", {"laid", "sent", "made"}),
    (f"MATCH_anyEPCClass={EGGS}&EQ_bizStep=packing", {"made"}),
    (f"MATCH_parentID={PALLET}", {"loaded"}),
    (f"MATCH_parentID={BOX}", {"traded"}),
    ("EXISTS_errorDeclaration=true", {"wrong"}),
    ("EXISTS_errorDeclaration=false", EVERY),
    ("MATCH_epc=urn:x:none", set()),
]


def test_a_query_finds_what_it_asks_for(filled: tuple[Site, dict[str, str]]) -> None:
    site, names = filled
    answers = {query: {names[one] for one in site.ids(query=f"?{query}")} for query, _ in QUERIES}
    assert answers == dict(QUERIES)


def test_the_events_of_one_epc(filled: tuple[Site, dict[str, str]]) -> None:
    site, names = filled
    for epc, query, found in (
        (PALLET, "", {"loaded", "pallet", "traded"}),
        (EGGS, "", {"laid", "sent", "made"}),
        (PALLET, "?EQ_action=ADD", {"loaded"}),
    ):
        answer = site.call("captor", "GET", f"/epcs/{quote(epc, safe='')}/events{query}")
        assert {names[one["eventID"]] for one in listed(answer.json)} == found


def test_pages_neither_overlap_nor_miss_whatever_is_captured_meanwhile(site: Site) -> None:
    names = _fill(site)
    for order in ("", "&orderBy=eventTime&orderDirection=DESC", "&orderBy=recordTime"):
        known = set(site.ids(query="?perPage=500"))
        pages = _paged(site, f"/events?perPage=3{order}")
        seen = [one for page in pages for one in page]
        assert len(seen) == len(set(seen)) and set(seen) == known
        if not order:
            assert [names[one] for one in seen if names[one] != "wrong"][:2] == ["laid", "sent"]


def _paged(site: Site, address: str) -> list[list[str]]:
    """The ids of all pages; two events are captured after each, one before all others and one after."""
    pages = []
    while address:
        answer = site.call("captor", "GET", address)
        pages.append([one["eventID"] for one in listed(answer.json)])
        link = answer.headers.get("Link", "")
        assert ("GS1-Next-Page-Token-Expires" in answer.headers) == bool(link)
        address = link.partition("/epcis")[2].partition(">")[0]
        site.capture(named(laid(EGGS, FARM, "23T06")), named(laid(EGGS, FARM, "25T06")))
    return pages


def test_a_token_of_a_page_is_nobody_elses_and_of_no_other_question(filled: tuple[Site, dict[str, str]]) -> None:
    site, _ = filled
    address = site.call("captor", "GET", "/events?perPage=3").headers["Link"].partition("/epcis")[2].partition(">")[0]
    assert site.call("captor", "GET", address).status_code == 200
    for who, asked in (
        ("steward", address),
        ("captor", f"{address}&EQ_action=ADD"),
        ("captor", address[:-3] + "abc"),
        ("captor", "/events?nextPageToken=x"),
        ("captor", "/events?nextPageToken=%C3%A9"),
    ):
        answer = site.call(who, "GET", asked)
        assert (answer.status_code, answer.json["type"]) == (400, "epcisException:QueryParameterException")


def test_jobs_are_listed_page_by_page(site: Site) -> None:
    made = [site.capture(named(laid(EGGS, FARM)))["captureID"] for _ in range(5)]
    site.capture(named(laid(EGGS, FARM)), who="taker")
    address, seen = "/capture?perPage=2", []
    while address:
        answer = site.call("captor", "GET", address)
        seen += [one["captureID"] for one in answer.json]
        address = answer.headers.get("Link", "").partition("/epcis")[2].partition(">")[0]
    assert seen == made[::-1]
    assert len(site.call("steward", "GET", "/capture").json) == 6


#: For each path: what the anonymous, a stranger, the captor, the taker that is named, another captor and a steward get.
MATRIX = [
    ("OPTIONS", "/", (401, 204, 204, 204, 204)),
    ("GET", "/", (401, 200, 200, 200, 200)),
    ("OPTIONS", "/capture", (401, 204, 204, 204, 204)),
    ("POST", "/capture", (401, 403, 202, 202, 202)),
    ("GET", "/capture", (401, 200, 200, 200, 200)),
    ("OPTIONS", "/capture/{job}", (401, 204, 204, 204, 204)),
    ("GET", "/capture/{job}", (401, 404, 200, 404, 200)),
    ("OPTIONS", "/events", (401, 204, 204, 204, 204)),
    ("POST", "/events", (401, 403, 201, 201, 201)),
    ("GET", "/events", (401, 200, 200, 200, 200)),
    ("OPTIONS", "/events/{laid}", (401, 204, 204, 204, 204)),
    ("GET", "/events/{laid}", (401, 404, 200, 404, 200)),
    ("GET", "/events/{sent}", (401, 404, 200, 200, 200)),
    ("OPTIONS", "/epcs/{lot}/events", (401, 204, 204, 204, 204)),
    ("GET", "/epcs/{lot}/events", (401, 200, 200, 200, 200)),
    ("GET", "/eventTypes", (401, 501, 501, 501, 501)),
    ("POST", "/queries", (401, 501, 501, 501, 501)),
    ("DELETE", "/events/{laid}", (401, 501, 501, 501, 501)),
    ("GET", "/nothing", (401, 404, 404, 404, 404)),
]
WHO = ("nobody", "stranger", "captor", "taker", "steward")


def test_who_may_what(people: Site) -> None:
    for method, path, statuses in MATRIX:
        _check(people, method, path, statuses)


def _check(site: Site, method: str, path: str, statuses: tuple[int, ...]) -> None:
    sent = {"laid": named(laid(EGGS, FARM)), "sent": named(shipped(EGGS, FARM, PACKER))}
    job = site.capture(*sent.values())["captureID"]
    names = {name: quote(one["eventID"], safe="") for name, one in sent.items()}
    address = path.format(job=job, lot=quote(EGGS, safe=""), **names)
    for who, status in zip(WHO, statuses, strict=True):
        body = None
        if method == "POST":
            one = {"@context": [CONTEXT], **named(laid(OTHER_EGGS, FARM))}
            body = one if path == "/events" else Maker(0).document([one])
        answer = site.call(who, method, address, body)
        assert answer.status_code == status, (who, method, path, answer.text)
        if status >= 400:
            assert answer.json["status"] == status and answer.mimetype == "application/problem+json"


def test_who_sees_which_events(site: Site) -> None:
    own, sent = named(laid(EGGS, FARM)), named(shipped(EGGS, FARM, PACKER))
    other = named(shipped(OTHER_EGGS, FARM, SHOP))
    site.capture(own, sent, other)
    site.capture(theirs := named(packed()), who="taker")
    ids = {who: set(site.ids(who)) for who in WHO[1:]}
    captured = {one["eventID"] for one in (own, sent, other)}
    assert ids == {
        "stranger": set(),
        "captor": captured,
        "taker": {sent["eventID"], theirs["eventID"]},
        "steward": captured | {theirs["eventID"]},
    }
    for who, count in (("stranger", 0), ("captor", 2), ("taker", 2), ("steward", 3)):
        assert len(listed(site.call(who, "GET", f"/epcs/{quote(EGGS, safe='')}/events").json)) == count


def test_what_a_steward_asks_of_others_events_is_kept_before_it_is_told(site: Site) -> None:
    one = named(laid(EGGS, FARM))
    site.capture(one)
    before = len(_viewed())
    for who in ("captor", "taker", "stranger"):
        site.ids(who)
    assert len(_viewed()) == before
    paths = (f"/events/{quote(one['eventID'], safe='')}", f"/epcs/{quote(EGGS, safe='')}/events", "/events?perPage=1")
    statuses = [site.call("steward", "GET", path).status_code for path in (*paths, "/events/%00")]
    assert statuses == [200, 200, 200, 404]
    assert _viewed()[before:] == [
        f"/epcis/events/{one['eventID']}",
        f"/epcis/epcs/{EGGS}/events",
        "/epcis/events?perPage=1",
        "/epcis/events/?",
    ]


def _viewed() -> list[str]:
    """What was asked, the oldest first."""
    with model.meta.engine.begin() as db:
        rows = watching.viewings(db, 10_000)
    return [one.subject for one in sorted(rows) if one.page == "epcis"]


def test_a_cookie_is_no_token(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.flask_app.config, "WTF_CSRF_ENABLED", True)
    password = "correct-horse-1"
    user = factories.Sysadmin(password=password)
    client = site.app.test_client(use_cookies=True)
    client.environ_base["REMOTE_USER"] = user["name"]
    for method, path in (("GET", "/epcis/events"), ("POST", "/epcis/events"), ("POST", "/epcis/capture")):
        answer = client.open(path, method=method, json={}, extra_environ={"REMOTE_USER": user["name"]})
        assert answer.status_code in (400, 401), answer.text
    assert site.capture(named(laid(EGGS, FARM)))["success"]


def test_what_is_no_token_of_ours_is_refused(people: Site) -> None:
    for token in ("x", "Bearer x", "eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiJ4In0.x", "\x7f"):
        assert people.call("nobody", "GET", "/events", Authorization=token).status_code == 401


def test_a_token_of_a_user_who_is_gone_is_refused(site: Site) -> None:
    user = factories.UserWithToken()
    tokens = Site(site.app, {"gone": user["token"]})
    assert tokens.ids("gone") == []
    tk.get_action("user_delete")({"ignore_auth": True}, {"id": user["id"]})
    assert tokens.call("gone", "GET", "/events").status_code == 401


def test_an_organisation_that_is_listed_by_its_id_keeps_its_glns_whatever_it_is_called(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = [factories.UserWithToken() for _ in range(2)]
    first, other = (factories.Organization(users=[{"name": one["name"], "capacity": "admin"}]) for one in users)
    (tmp_path / "parties.json").write_text(json.dumps({first["id"]: [PACKER_GLN]}))
    monkeypatch.setitem(tk.config, "ckanext.govinnov.epcis_parties", str(tmp_path / "parties.json"))
    rename, names = tk.get_action("organization_patch"), [factories.Organization.stub().name, first["name"]]
    for one, user, called in zip((first, other), users, names, strict=True):
        rename({"user": user["name"]}, {"id": one["id"], "name": called})
    tokens = Site(site.app, {"first": users[0]["token"], "other": users[1]["token"]})
    assert [tokens.call(who, "POST", "/capture", {}).status_code for who in tokens.tokens] == [202, 403]


def test_of_a_wrong_list_of_parties_nobody_has_a_gln(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("[]", "{", '{"a": "8800001000014"}', '{"a": [1]}', '{"a": ["88"]}'):
        (tmp_path / "wrong.json").write_text(text)
        monkeypatch.setitem(tk.config, "ckanext.govinnov.epcis_parties", str(tmp_path / "wrong.json"))
        assert site.call("captor", "POST", "/capture", {}).status_code == 403


WRONG_QUERIES = [
    ("EQ_quantity=1", 501, "Implementation"),
    ("MATCH_inputEPC=urn:x:1", 501, "Implementation"),
    ("eventCountLimit=1", 501, "Implementation"),
    ("EQ_example:field=1", 501, "Implementation"),
    ("orderBy=example:field", 501, "Implementation"),
    ("MATCH_epc=urn:epc:idpat:sgtin:8800001.*.*", 501, "Implementation"),
    ("what=1", 400, "QueryParameter"),
    ("EQ_action=EAT", 400, "QueryParameter"),
    ("EQ_action=", 400, "QueryParameter"),
    ("EQ_action=ADD&EQ_action=DELETE", 400, "QueryParameter"),
    ("GE_eventTime=yesterday", 400, "QueryParameter"),
    ("GE_eventTime=2026-08-23T07:00:00", 400, "QueryParameter"),
    ("LT_recordTime=0001-01-01T00:00:00%2B14:00", 400, "QueryParameter"),
    ("EXISTS_errorDeclaration=yes", 400, "QueryParameter"),
    ("orderBy=bizStep", 400, "QueryParameter"),
    ("orderDirection=UP", 400, "QueryParameter"),
    ("perPage=0", 400, "QueryParameter"),
    ("perPage=1e3", 400, "QueryParameter"),
    ("EQ_bizStep=%00", 400, "QueryParameter"),
    ("EQ_bizStep=" + "|".join(map(str, range(300))), 400, "QueryParameter"),
    ("EQ_bizStep=" + "a" * 9000, 414, "URITooLong"),
]


def test_a_wrong_question_is_answered_with_what_is_wrong(people: Site) -> None:
    for query, status, exception in WRONG_QUERIES:
        answer = people.call("captor", "GET", f"/events?{query}")
        told = answer.status_code, answer.json["type"]
        assert told == (status, f"epcisException:{exception}Exception"), query[:80]


FORMS = [
    ({"Accept": "text/turtle"}, 406),
    ({"Accept": "application/xml;q=0.9, application/json"}, 200),
    ({"GS1_EPCIS_Min": "2.1"}, 406),
    ({"GS1_EPCIS_Max": "1.2"}, 406),
    ({"GS1_CBV_Min": "x"}, 406),
    ({"GS1_EPCIS_Min": "1.0", "GS1_EPCIS_Max": "2.0.0"}, 200),
    ({"GS1_EPC_Format": "Always_EPC_URN"}, 406),
    ({"GS1_EPC_Format": "No_Preference"}, 200),
    ({"GS1_CBV_XML_Format": "Always_URN", "Accept": "application/xml"}, 406),
]


def test_versions_and_forms_that_are_not_spoken_are_refused(people: Site) -> None:
    for headers, status in FORMS:
        assert people.call("captor", "GET", "/events", **headers).status_code == status, headers


WRONG_BODIES = [
    (b"{", {}, 400),
    (b"[" * 100_000, {}, 400),
    (b"", {}, 400),
    (b'{"type": "EPCISDocument"}', {}, 400),
    (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', {"Content_Type": "application/xml"}, 400),
    (b" " * ((4 << 20) + 1), {}, 413),
    (b"{}", {"Content_Type": "text/turtle"}, 415),
    (b"{}", {"GS1_Capture_Error_Behaviour": "hope"}, 400),
    (b"{}", {"GS1_EPCIS_Version": "1.2"}, 406),
]


def test_a_wrong_delivery_is_refused(people: Site) -> None:
    for raw, headers, status in WRONG_BODIES:
        assert people.call("captor", "POST", "/capture", raw, **headers).status_code == status, (raw[:40], headers)


def test_more_events_than_may_come_at_once_are_refused(people: Site) -> None:
    document = Maker(0).document([{"type": "ObjectEvent"}] * 1001)
    assert people.call("captor", "POST", "/capture", document).status_code == 413


def test_a_name_with_a_sign_that_no_database_keeps_is_that_of_nothing(people: Site) -> None:
    for path in ("/capture/%00", "/capture/%ED%A0%80", "/events/%00", "/events/a%00", "/epcs/%00/events"):
        assert people.call("captor", "GET", path).status_code == 404, path


def test_a_question_of_a_text_that_no_jsonb_keeps_is_answered(site: Site) -> None:
    odd = named(laid(EGGS, FARM)) | {
        "farm:note": "\U0001f414 \\u0000 \\\\ud83d",
        "farm:half": "\ud800",
        "farm:nul": "a\\",
    }
    job = site.capture(odd)
    assert job["success"], job
    assert site.ids(query="?EQ_bizStep=commissioning") == [odd["eventID"]]
