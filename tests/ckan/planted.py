"""Plants what nobody outside its agency may read, each with words that stand nowhere else."""

from __future__ import annotations

import base64
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib import search
from handed import GOOD, REGISTRATION, dataset_dict, upload

from harvesters.model import Entry, Problem, Source
from harvesters.store import Desk, SqlStore

Act = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """One planted dataset: what a reader could know and put into an address."""

    what: str
    id: str
    name: str
    resource_id: str = "none"
    view_id: str = "none"

    def activities(self) -> list[str]:
        """Ids of its activities, oldest first."""
        from ckanext.activity.model import Activity

        return [row.id for row in model.Session.query(Activity.id).filter_by(object_id=self.id)]


@dataclass(slots=True)
class Garden:
    """Everything planted: the markers by what they stand for, and the spots that a crawler visits."""

    act: Act
    agency: dict[str, Any]
    steward: dict[str, Any]
    marks: dict[str, str] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    submissions: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)

    def mark(self, what: str) -> str:
        """A word of letters alone, so that no escaping changes it, remembered under what it stands for."""
        word = "zq" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(18))
        self.marks[what] = word
        return word

    def file(self, what: str, end: str = "") -> bytes:
        """A good table whose cells carry a marker; ``end`` is one more line."""
        return GOOD + f"{self.mark(what)},2020\n{end}".encode()

    def create(self, what: str, **more: Any) -> dict[str, Any]:
        """A dataset whose title and notes carry markers."""
        texts = {"title": self.mark(f"{what} title"), "notes": self.mark(f"{what} notes")}
        return self.act("package_create", **dataset_dict(self.agency, **texts) | more)

    def visit(self, what: str, dataset: dict[str, Any], resource_id: str = "none", view_id: str = "none") -> None:
        """Let the crawler put this dataset into addresses."""
        self.spots.append(Spot(what, dataset["id"], dataset["name"], resource_id, view_id))

    def needles(self) -> dict[bytes, str]:
        """Every form in which a marker could stand in an answer: as it is, and inside base64 at any offset."""
        forms = {}
        for what, word in self.marks.items():
            raw = word.encode()
            forms[raw] = what
            for shift in range(3):
                encoded = base64.b64encode(b"x" * shift + raw)
                forms[encoded[4:24]] = f"{what} in base64"
        return forms


def plant(act: Act, agency: dict[str, Any], steward: dict[str, Any]) -> Garden:
    """Plant everything once."""
    garden = Garden(act, agency, steward)
    for planting in (
        _private, _unmentioned, _quarantined, _refused_update, _deleted, _purged, _made_private, _revoked_version,
        _revoked_words, _held_source,
    ):  # fmt: skip
        planting(garden)
    model.Session.commit()
    model.Session.remove()
    return garden


def _private(garden: Garden) -> None:
    """A private dataset with a word in everything that it has."""
    say = garden.mark
    dataset = garden.create(
        "private", private=True, author=say("private author"), maintainer=say("private maintainer"),
        tags=[{"name": say("private tag")}], extras=[{"key": say("private key"), "value": say("private value")}],
    )  # fmt: skip
    resource = garden.act(
        "resource_create", package_id=dataset["id"], name=say("private resource"), format=say("private format"),
        description=say("private description"), upload=upload(garden.file("private cell")),
    )  # fmt: skip
    view = garden.act(
        "resource_view_create", resource_id=resource["id"], view_type="text_view", title=say("private view"),
        description=say("private view text"),
    )  # fmt: skip
    garden.visit("private", dataset, resource["id"], view["id"])
    table = garden.act(
        "datastore_create", resource={"package_id": dataset["id"], "name": "표"},
        fields=[{"id": say("private column"), "type": "text", "info": {"notes": say("private dictionary")}}],
        records=[{garden.marks["private column"]: say("private row")}],
    )  # fmt: skip
    garden.visit("private table", dataset, table["resource_id"])


def _unmentioned(garden: Garden) -> None:
    """A private dataset that no address mentions: its name and id are words too, also where a public one is linked."""
    dataset = garden.create("unmentioned", private=True, name=garden.mark("private name"))
    garden.marks["private id"] = dataset["id"]
    public = garden.act("package_create", **dataset_dict(garden.agency))
    garden.act("package_relationship_create", subject=public["id"], object=dataset["id"], type="links_to")
    search.clear(public["id"])  # read from the database, as where the index does not answer
    garden.visit("related", public)


def _quarantined(garden: Garden) -> None:
    """A public dataset for which a file was handed in that the gate holds."""
    dataset = garden.act("package_create", **dataset_dict(garden.agency))
    data = garden.file("held cell", end=f"둘째,{REGISTRATION}\n")
    with pytest.raises(tk.ValidationError) as refused:
        garden.act(
            "resource_create", package_id=dataset["id"], name=garden.mark("held resource"),
            upload=upload(data, f"{garden.mark('held filename')}.csv"),
        )  # fmt: skip
    garden.submissions += refused.value.error_dict["submission"]
    garden.visit("quarantined", dataset)


def _refused_update(garden: Garden) -> None:
    """A public dataset with a good file; new words and a new file were refused."""
    dataset = garden.act("package_create", **dataset_dict(garden.agency))
    resource = garden.act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    with pytest.raises(tk.ValidationError):
        garden.act("package_patch", id=dataset["id"], notes=f"{garden.mark('refused notes')} {REGISTRATION}")
    with pytest.raises(tk.ValidationError):
        bad = garden.file("refused cell", end=f"둘째,{REGISTRATION}\n")
        garden.act("resource_update", id=resource["id"], name=garden.mark("refused name"), upload=upload(bad))
    garden.visit("refused update", dataset, resource["id"])


def _with_file(garden: Garden, what: str) -> tuple[dict[str, Any], str]:
    dataset = garden.create(what, tags=[{"name": garden.mark(f"{what} tag")}])
    resource = garden.act(
        "resource_create", package_id=dataset["id"], name=garden.mark(f"{what} resource"),
        upload=upload(garden.file(f"{what} cell")),
    )  # fmt: skip
    garden.visit(what, dataset, resource["id"])
    return dataset, resource["id"]


def _deleted(garden: Garden) -> None:
    garden.act("package_delete", id=_with_file(garden, "deleted")[0]["id"])


def _purged(garden: Garden) -> None:
    dataset, _ = _with_file(garden, "purged")
    sysadmin: Any = {"ignore_auth": True, "user": garden.steward["name"]}
    tk.get_action("dataset_purge")(sysadmin, {"id": dataset["id"]})


def _made_private(garden: Garden) -> None:
    garden.act("package_patch", id=_with_file(garden, "made private")[0]["id"], private=True)


def _revoked_version(garden: Garden) -> None:
    """A public dataset whose first file was taken back, and whose second is good."""
    dataset = garden.act("package_create", **dataset_dict(garden.agency))
    resource = garden.act(
        "resource_create", package_id=dataset["id"], name="측정", upload=upload(garden.file("revoked cell"))
    )
    garden.act("resource_update", id=resource["id"], name="측정", upload=upload(GOOD))
    garden.act("govinnov_version_revoke", resource_id=resource["id"], number=1, reason="개인정보")
    garden.visit("revoked version", dataset, resource["id"])


def _revoked_words(garden: Garden) -> None:
    """A public dataset whose words were taken back, and which is public again with other words."""
    dataset, _ = _with_file(garden, "revoked words")
    garden.act("govinnov_metadata_revoke", id=dataset["id"], reason="개인정보")
    shown = garden.act("package_show", id=dataset["id"])
    clean = {"title": "고친 제목", "notes": "고친 설명", "tags": [], "private": False}
    resources = [{**shown["resources"][0], "name": "측정", "upload": upload(GOOD)}]
    garden.act("package_update", **shown | clean | {"resources": resources})
    garden.act("govinnov_version_revoke", resource_id=resources[0]["id"], number=1, reason="개인정보")


def _held_source(garden: Garden) -> None:
    """A source of the agency with a key, whose first job waits with a record and an error."""
    desk = Desk(model.meta.engine)
    name = f"source-{secrets.token_hex(6)}"
    address = f"https://agency.example/data.json?serviceKey={garden.mark('source key')}"
    agency = garden.agency["title"]
    desk.add(Source(name, "datajson", address, agency, options={"after_parse": garden.mark("source option")}))
    store = SqlStore(model.meta.engine)
    job = store.take(name, dry=False, lease_s=60)
    store.stage(job, [Entry(garden.mark("source record"), garden.mark("source title"))])
    store.plan(job)
    store.finish(job, "held", [Problem("first-run", garden.mark("source reason"), garden.marks["source reason"])])
    garden.sources.append(name)
    garden.jobs.append(str(job.id))
