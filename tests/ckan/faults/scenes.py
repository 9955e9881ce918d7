"""What stands before a write, the write itself as an order, and how to see afterwards whether it is public."""

from __future__ import annotations

import hashlib
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from handed import GOOD, REGISTRATION, dataset_dict, upload
from planted import Garden, Spot

from ckanext.govinnov.publishing.model import certificate, metadata_certificate, version

Act = Callable[..., Any]
Order = dict[str, Any]


def word() -> str:
    """Letters that stand nowhere else, the same in every escaping."""
    return "zq" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(18))


@dataclass(slots=True)
class Scene:
    """One dataset before a write that brings ``marker`` in; ``bad`` writes carry a registration number too.

    ``settings`` hold for the write and for the worker; ``old`` is the file that is up before, if any.
    """

    act: Act
    agency: dict[str, Any]
    steward: dict[str, Any]
    folder: Path
    bad: bool
    marker: str = field(default_factory=word)
    dataset: dict[str, Any] = field(default_factory=dict)
    resource_id: str = "none"
    order: Order = field(default_factory=dict)
    old: bytes | None = None
    tail: str = ""
    words_alone: bool = False
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """The file that the write hands in."""
        return GOOD.decode() + f"{self.marker},2020\n{self.tail}" + (f"{REGISTRATION},2021\n" if self.bad else "")

    @property
    def text(self) -> str:
        """The words that the write brings in."""
        return f"{self.marker} {REGISTRATION}" if self.bad else self.marker

    @property
    def user(self) -> str:
        """Who writes."""
        return str(self.steward["name"])

    def find(self) -> None:
        """Learn which dataset and resource the write made, when it could not be known before."""
        package, resource = model.Package, model.Resource
        with model.meta.engine.connect() as connection:
            if not self.dataset:
                made = sa.select(package.id, package.name).where(package.owner_org == self.agency["id"])
                row = connection.execute(made).first()
                self.dataset = dict(row._mapping) if row else {}
            if self.dataset and self.resource_id == "none":
                known = sa.select(resource.id).where(resource.package_id == self.dataset["id"])
                self.resource_id = connection.scalar(known) or "none"

    def garden(self) -> Garden:
        """The scene as a crawler sees it."""
        self.find()
        spots = [Spot("scene", self.dataset["id"], self.dataset["name"], self.resource_id)] if self.dataset else []
        return Garden(self.act, self.agency, self.steward, {"marker": self.marker}, spots)

    def is_certified(self) -> bool:
        """Whether the database says that the marker may be read: asked anew, on a connection of its own."""
        self.find()
        if not self.dataset:
            return False
        with model.meta.engine.connect() as connection:
            if self.words_alone:
                return bool(connection.scalar(_WORDS, {"id": self.dataset["id"], "marker": f"%{self.marker}%"}))
            digest = hashlib.sha256(self.content.encode()).hexdigest()
            return bool(connection.scalar(_public_file(self.dataset["id"], digest)))


_WORDS = sa.text(
    "SELECT 1 FROM package p JOIN govinnov_metadata_certificate c ON c.package_id = p.id "
    "WHERE p.id = :id AND p.title LIKE :marker AND p.state = 'active' AND NOT p.private AND c.revoked_at IS NULL"
)


def _public_file(package_id: str, sha256: str) -> sa.Select[Any]:
    package = model.Package
    return (
        sa.select(certificate.c.id)
        .join(version, version.c.id == certificate.c.version_id)
        .join(metadata_certificate, metadata_certificate.c.package_id == version.c.package_id)
        .join(package, package.id == version.c.package_id)
        .where(package.id == package_id, version.c.sha256 == sha256, version.c.is_current,
               certificate.c.revoked_at.is_(None), package.private.is_(False), package.state == "active")
    )  # fmt: skip


def _with_file(scene: Scene, **more: Any) -> None:
    """A dataset with a good file."""
    scene.dataset = scene.act("package_create", **dataset_dict(scene.agency, **more))
    _add(scene, GOOD)
    scene.old = GOOD


def _add(scene: Scene, data: bytes) -> None:
    made = scene.act("resource_create", package_id=scene.dataset["id"], name="표", upload=upload(data))
    scene.resource_id = made["id"]


def a_dataset_with_its_file(scene: Scene) -> None:
    """``package_create`` with an upload: nothing stands before."""
    scene.dataset = dataset_dict(scene.agency) | {"id": model.types.make_uuid()}
    scene.order = _order("create", package=scene.dataset, content=scene.content, user=_site_user())


def a_new_resource(scene: Scene) -> None:
    """``resource_create`` in a public dataset."""
    scene.dataset = scene.act("package_create", **dataset_dict(scene.agency))
    data = {"package_id": scene.dataset["id"], "name": "표"}
    scene.order = _order("file", user=scene.user, action="resource_create", data=data, content=scene.content)


def a_new_version(scene: Scene) -> None:
    """``resource_update`` of a public resource."""
    _with_file(scene)
    data = {"id": scene.resource_id, "name": "표"}
    scene.order = _order("file", user=scene.user, action="resource_update", data=data, content=scene.content)


def a_large_file(scene: Scene) -> None:
    """An upload that waits for the worker."""
    a_new_version(scene)
    scene.settings = {"ckanext.govinnov.inline_max_bytes": 10}


def a_form(scene: Scene) -> None:
    """The page's form for a new resource."""
    scene.dataset = scene.act("package_create", **dataset_dict(scene.agency))
    place = f"/dataset/{scene.dataset['id']}/resource/new"
    data = {"name": "표", "id": ""}
    scene.order = _order("form", token=scene.steward["token"], place=place, data=data, content=scene.content)


def new_words(scene: Scene) -> None:
    """``package_patch`` of a title."""
    _with_file(scene)
    scene.words_alone = True
    _say(scene, "package_patch", id=scene.dataset["id"], title=scene.text)


def a_private_dataset_made_public(scene: Scene) -> None:
    """``package_patch`` of ``private``, with a file that nobody certified."""
    _private(scene)
    _say(scene, "package_patch", id=scene.dataset["id"], private=False)


def datasets_made_public_in_bulk(scene: Scene) -> None:
    """``bulk_update_public``."""
    _private(scene)
    _say(scene, "bulk_update_public", datasets=[scene.dataset["id"]], org_id=scene.agency["id"])


def a_decision(scene: Scene) -> None:
    """A steward publishes a held file, having let pass what held it; personal data can't be let pass."""
    scene.dataset = scene.act("package_create", **dataset_dict(scene.agency))
    scene.tail = "셋째,2021,덧붙임\n"
    with pytest.raises(tk.ValidationError) as refused:
        _add(scene, scene.content.encode())
    (submission_id,) = refused.value.error_dict["submission"]
    submission = scene.act("govinnov_submission_show", id=submission_id)
    found = {(one["code"], one["field"]) for one in submission["findings"] if one["severity"] != "info"}
    for code, column in sorted(found, key=str):
        _let_pass(scene, id=submission_id, code=code, field=column)
    _say(scene, "govinnov_submission_decide", id=submission_id, decision="publish")


def _let_pass(scene: Scene, **which: Any) -> None:
    try:
        scene.act("govinnov_submission_decide", decision="waive", reason="원본 그대로 공개", **which)
    except tk.ValidationError:
        assert scene.bad, which


def a_harvest(scene: Scene) -> None:
    """A source's job brings a dataset with its file."""
    path = scene.folder / f"{scene.agency['name']}.csv"
    path.write_text(scene.content)
    source = f"faults-{model.types.make_uuid()[:8]}"
    scene.order = _order("harvest", source=source, folder=str(scene.folder), agency=scene.agency["title"])


def rows_of_the_datastore(scene: Scene) -> None:
    """``datastore_create`` in a private dataset that is then made public: its rows passed no gate."""
    scene.bad = True
    scene.dataset = scene.act("package_create", **dataset_dict(scene.agency, private=True))
    table = scene.act(
        "datastore_create", resource={"package_id": scene.dataset["id"], "name": "표"},
        fields=[{"id": "이름", "type": "text"}], records=[{"이름": scene.text}],
    )  # fmt: skip
    scene.resource_id = table["resource_id"]
    _say(scene, "package_patch", id=scene.dataset["id"], private=False)


def _private(scene: Scene) -> None:
    scene.dataset = scene.act("package_create", **dataset_dict(scene.agency, private=True))
    _add(scene, scene.content.encode())


def _say(scene: Scene, action: str, **data: Any) -> None:
    scene.order = _order("call", user=scene.user, action=action, data=data)


def _order(write: str, **arguments: Any) -> Order:
    return {"write": write, "arguments": arguments}


def _site_user() -> str:
    """CKAN lets nobody else choose a dataset's id."""
    return str(tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"])


SCENES: dict[str, Callable[[Scene], None]] = {
    one.__name__: one
    for one in (
        a_dataset_with_its_file, a_new_resource, a_new_version, a_large_file, a_form, new_words,
        a_private_dataset_made_public, datasets_made_public_in_bulk, a_decision, a_harvest, rows_of_the_datastore,
    )
}  # fmt: skip
