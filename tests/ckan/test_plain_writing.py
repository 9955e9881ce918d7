"""What is written without CKAN's actions is what they write: rows, documents and dataset, for words of every kind."""

from __future__ import annotations

import os
import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan import plugins as p
from ckan.lib import signals
from ckan.plugins import core, toolkit
from ckan.tests.helpers import changed_config
from handed import REGISTRATION
from written import documents_of, purge, rows_of

from ckanext.govinnov.harvesting.agencies import Agencies
from ckanext.govinnov.publishing import outbox, together
from ckanext.govinnov.publishing.plain import batch, fits, setting, site, tags, witness
from launcher.settings import PLUGINS

SEED = 20261129
#: With GOVINNOV_LONG, as many as convince.
CASES = 3_000 if os.environ.get("GOVINNOV_LONG") else 60
_WORDS = (
    "수질", "측정 결과", "Water quality", " 앞뒤 ", "두\n줄", "<b>굵게</b>", "쉼표, 둘", "café", "𠮷野", "\u200b",
    "'; DROP", "2024-01-02", "0", "-", "(NULL)", "日本", "a" * 101, "끝.", "밑_줄", "ＡＢＣ", "e\u0301",
    "%s {x}", "\\", '"', "",
)  # fmt: skip
_FORMATS = ("CSV", "csv", "XLSX", "text/csv", "HTML", "API", "PNG", "application/json", "무엇", " csv ", "")
_URLS = (
    "https://agency.example/{}.csv", "http://agency.example/{}?a=b&c=가", "ftp://agency.example/{}",
    "agency.example/{}", " https://agency.example/{} ", "https://agency.example/%20{}#x", "HTTPS://AGENCY.EXAMPLE/{}.png",
)  # fmt: skip
_EXTRAS = ("subject", "harvest_source", "issued_date", "odd key", "Title", "res_name", "title", "spatial", "가", "a.b")


@pytest.fixture
def context(app: Any) -> dict[str, Any]:
    user = toolkit.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return {"user": user, "ignore_auth": True}


@pytest.fixture
def agency(context: dict[str, Any]) -> str:
    return Agencies(context).id_of("가온시")


@pytest.fixture
def user(context: dict[str, Any]) -> Any:
    return model.User.get(context["user"])


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[batch.Trust]:
    """A process in which CKAN was the witness a moment ago, and will not be one again."""
    monkeypatch.setattr(batch, "EVERY", CASES + 1)
    trust = batch.Trust()
    trust.seen([])
    monkeypatch.setattr(batch, "TRUST", trust)
    yield trust


def package(agency: str, **given: Any) -> dict[str, Any]:
    """A dataset as the wiring hands it over."""
    package_id = str(uuid.uuid4())
    plain = {
        "id": package_id, "name": f"plain-{package_id}", "title": "수질 측정", "notes": "", "url": "", "private": False,
        "state": "active", "owner_org": agency, "extras": [{"key": "harvest_source", "value": "plain"}],
        "tags": [{"name": "수질"}], "resources": [link("https://agency.example/1")],
    }  # fmt: skip
    return plain | given


def link(url: str, **given: str) -> dict[str, str]:
    """A resource that links."""
    return {"name": "바로가기", "url": url, "format": "HTML", "description": ""} | given


def all_pass(package: Mapping[str, Any]) -> bool:
    """A gate that was asked before."""
    return True


def drawn(agency: str, draw: random.Random) -> dict[str, Any]:
    """A dataset of words that CKAN likes or doesn't."""

    def words(most: int) -> str:
        return " ".join(draw.choices(_WORDS, k=draw.randint(0, most)))

    return package(
        agency,
        title=words(3),
        notes=words(8),
        url=draw.choice(_URLS).format(draw.randint(0, 9)),
        extras=[{"key": key, "value": words(2)} for key in draw.sample(_EXTRAS, draw.randint(0, 3))],
        tags=[{"name": word} for word in draw.sample(_WORDS, draw.randint(0, 4))],
        resources=[
            link(draw.choice(_URLS).format(n), name=words(2), format=draw.choice(_FORMATS), description=words(4))
            for n in range(draw.randint(0, 3))
        ],
    )


def fitting(agency: str) -> list[dict[str, Any]]:
    """Drawn datasets that are written without CKAN's actions."""
    draw, found = random.Random(SEED), []
    while len(found) < CASES:
        one = drawn(agency, draw)
        if fits.fits(one):
            found.append(one)
    return found


def put(packages: Sequence[Mapping[str, Any]], context: dict[str, Any]) -> list[bool]:
    """Write datasets in one batch; says of each whether it went without CKAN's actions."""
    with together.writing(context, packages, lambda: None) as (shared, within):
        taken = []
        for one in packages:
            taken.append(shared.take(one))
            if not taken[-1]:
                toolkit.get_action("package_create")(dict(within), dict(one))
    return taken


def test_it_writes_what_ckans_actions_write(context: dict[str, Any], agency: str, trusted: batch.Trust) -> None:
    packages = fitting(agency)
    ids, waiting = [one["id"] for one in packages], outbox.waiting()
    for one in packages:
        toolkit.get_action("package_create")(dict(context), dict(one))
        model.Session.remove()
    rows, documents = rows_of(ids), documents_of(ids)
    purge(ids)
    for at in range(0, len(packages), 20):
        assert all(put(packages[at : at + 20], context))
        model.Session.remove()
    found, indexed = rows_of(ids), documents_of(ids)
    purge(ids)
    assert len(rows["package"]) == CASES
    for table in rows:
        for theirs, ours in zip(rows[table], found[table], strict=True):
            assert ours == theirs
    for one in ids:
        assert indexed[one] == documents[one]
    assert outbox.waiting() == waiting


def test_ckan_is_the_witness_of_the_first_of_a_process(
    context: dict[str, Any], agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust = batch.Trust()
    monkeypatch.setattr(batch, "TRUST", trust)
    packages = [package(agency) for _ in range(3)]
    assert put(packages, context) == [False, True, True]
    assert trust.kept
    purge([one["id"] for one in packages])


def test_a_witness_that_differs_ends_the_trust_for_good(
    context: dict[str, Any], agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust = batch.Trust()
    monkeypatch.setattr(batch, "TRUST", trust)
    trigger(_OTHERWISE)
    packages = [package(agency) for _ in range(3)]
    try:
        assert put(packages, context) == [False, False, False]
    finally:
        trigger("DROP TRIGGER plain_test ON package; DROP FUNCTION plain_test()")
    assert not trust.kept
    assert "package.version" in trust.differences
    assert len(rows_of([one["id"] for one in packages])["package"]) == 3
    packages.append(package(agency))
    assert put(packages[3:], context) == [False]
    purge([one["id"] for one in packages])


def test_a_witness_that_differs_takes_back_what_its_batch_has_written(
    context: dict[str, Any], agency: str, trusted: batch.Trust
) -> None:
    assert not any(trusted.asks() for _ in range(batch.EVERY - 1))
    trigger(_OTHERWISE)
    packages = [package(agency) for _ in range(3)]
    try:
        with pytest.raises(batch.DoubtError, match=r"package\.version"):
            put(packages, context)
        assert not any(rows_of([one["id"] for one in packages]).values())
        assert put(packages, context) == [False, False, False]
    finally:
        trigger("DROP TRIGGER plain_test ON package; DROP FUNCTION plain_test()")
    purge([one["id"] for one in packages])


_OTHERWISE = """
CREATE FUNCTION plain_test() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.version := '1'; RETURN NEW; END $$;
CREATE TRIGGER plain_test BEFORE INSERT ON package FOR EACH ROW EXECUTE FUNCTION plain_test();
"""


def trigger(sql: str) -> None:
    """Change the database in a transaction of its own."""
    model.Session.rollback()
    with model.meta.engine.begin() as connection:
        connection.exec_driver_sql(sql)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "다른 제목"}, {"as read: title", "as shown: title", "package.title", "activity.data"}),
        ({"tags": []}, {"as read: tags", "as read: num_tags", "package_tag.count"}),
        ({"extras": [{"key": "가", "value": "나"}]}, {"as read: extras", "package.extras"}),
        ({"resources": [link("https://agency.example/2")]}, {"as read: resources", "resource.url"}),
    ],
)
def test_the_witness_tells_every_difference(
    context: dict[str, Any], agency: str, user: Any, changed: dict[str, Any], said: set[str]
) -> None:
    made = package(agency)
    toolkit.get_action("package_create")(dict(context), dict(made))
    assert witness.differences(made, setting.of(user, [made], all_pass)) == []
    other = made | changed
    assert said <= set(witness.differences(other, setting.of(user, [other], all_pass)))
    purge([made["id"]])


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": " 앞 빈칸"},
        {"title": None},
        {"notes": None},
        {"name": "Upper"},
        {"name": "new"},
        {"id": "no-uuid"},
        {"private": True},
        {"state": "draft"},
        {"license_id": "cc-by"},
        {"extras": [{"key": "title", "value": "가"}]},
        {"extras": [{"key": "spatial", "value": "{}"}]},
        {"extras": [{"key": "가", "value": "나"}] * 2},
        {"extras": [{"key": "가", "value": ""}]},
        {"tags": [{"name": "한"}]},
        {"tags": [{"name": "쉼표, 둘"}]},
        {"tags": [{"name": "가" * 101}]},
        {"tags": [{"name": "두 번"}] * 2},
        {"resources": [link("agency.example/no-scheme")]},
        {"resources": [link(" https://agency.example/1")]},
        {"resources": [link("https://agency.example/1", format="")]},
        {"resources": [link("https://agency.example/1", format="image/png")]},
        {"resources": [link("https://agency.example/1.png", format="PNG")]},
        {"resources": [{**link("https://agency.example/1"), "upload": b"x"}]},
    ],
)
def test_what_ckan_might_refuse_or_change_is_left_to_it(app: Any, changed: dict[str, Any]) -> None:
    assert fits.fits(package("agency"))
    assert not fits.fits(package("agency") | changed)


def test_the_plugins_of_a_site_are_tried_and_no_others_are(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(PLUGINS.split()) <= site.TRIED
    assert site.is_tried()
    with signals.action_succeeded.connected_to(lambda sender, **told: None):
        assert not site.is_tried()
    monkeypatch.setitem(core._PLUGINS_SERVICE, "stranger", Stranger(name="stranger"))
    assert not site.is_tried()


def test_a_form_that_was_not_tried_is_left_to_ckan(app: Any) -> None:
    with changed_config("scheming.dataset_schemas", "ckanext.other:dataset.yaml"):
        assert not site.is_tried()
    with changed_config("scheming.presets", "ckanext.scheming:presets.json ckanext.other:presets.json"):
        assert not site.is_tried()
    assert site.is_tried()


class Stranger(p.SingletonPlugin):
    """A plugin that would like to be asked."""

    p.implements(p.IPackageController, inherit=True)


def test_the_second_of_two_with_one_name_is_left_to_ckan(
    context: dict[str, Any], agency: str, trusted: batch.Trust
) -> None:
    one, other = package(agency), package(agency)
    other["name"] = one["name"]
    with pytest.raises(toolkit.ValidationError, match="name"):
        put([one, other], context)
    assert model.Package.get(one["id"]) is None


def test_an_agency_that_is_none_is_left_to_ckan(context: dict[str, Any], trusted: batch.Trust) -> None:
    with pytest.raises(toolkit.ValidationError, match="owner_org"):
        put([package(str(uuid.uuid4()))], context)


def test_of_several_tags_of_one_name_it_takes_the_one_that_ckan_takes(context: dict[str, Any], agency: str) -> None:
    names = [f"겹친 {uuid.uuid4()}" for _ in range(4)]
    for name in names * 3:
        model.Session.add(model.Tag(name))
        model.Session.commit()
    made = package(agency, tags=[{"name": name} for name in names])
    toolkit.get_action("package_create")(dict(context), dict(made))
    assert witness.differences(made, setting.of(model.User.get(context["user"]), [made], all_pass)) == []
    purge([made["id"]])


def test_tags_of_a_dataset_that_the_gate_holds_are_not_made(
    context: dict[str, Any], agency: str, trusted: batch.Trust
) -> None:
    word = f"새 낱말 {uuid.uuid4()}"
    with pytest.raises(toolkit.ValidationError):
        put([package(agency), package(agency, notes=REGISTRATION, tags=[{"name": word}])], context)
    with pytest.raises(toolkit.ObjectNotFound):
        toolkit.get_action("tag_show")(dict(context), {"id": word})


def test_workers_that_meet_a_new_word_at_once_make_one_tag(app: Any) -> None:
    names = {f"새 낱말 {uuid.uuid4()}" for _ in range(20)}

    def meet(_: int) -> dict[str, str]:
        with app.flask_app.test_request_context():
            return tags.ids_of(names)

    with ThreadPoolExecutor(4) as workers:
        first, *others = workers.map(meet, range(4))
    assert all(other == first for other in others)
    count = sa.select(sa.func.count()).select_from(model.tag_table).where(model.tag_table.c.name.in_(names))
    assert model.Session.scalar(count) == 20
