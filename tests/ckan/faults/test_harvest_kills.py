"""A harvester killed at any of twenty points: nothing lost, nothing twice, and the index as the database by itself."""

from __future__ import annotations

import json
import random
import secrets
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from cases import LONG
from ckan import model

from harvesters.fields import SOURCE_NAME
from harvesters.model import Source
from harvesters.store import Desk

Order = Callable[..., dict[str, Any]]

#: Where the engine itself can die: its checkpoint, and which pass of it.
STEPS = (
    ("taken", 1), ("staged", 1), ("staged", 2), ("staged", 3), ("gathered", 1), ("planned", 1), ("fetched", 1),
    ("fetched", 2), ("fetched", 3), ("handed-over", 1), ("handed-over", 2), ("handed-over", 3), ("settled", 1),
    ("settled", 2), ("settled", 3), ("archived", 1), ("delivered", 1),
)  # fmt: skip
#: Where it can die in the middle of publishing (``injection.POINTS``).
WITHIN = ("written", "committed", "indexed")
POINTS = [*STEPS, *((point, 0) for point in WITHIN)]
SEEDS = range(5) if LONG else range(1)


@dataclass
class Catalog:
    """A source of one file, and what the agency last said in it: titles by id."""

    path: Path
    seed: int
    source: str = field(default_factory=lambda: f"kills-{secrets.token_hex(5)}")
    said: dict[str, str] = field(default_factory=dict)

    def first(self) -> None:
        """Say nine to twelve datasets."""
        chance = random.Random(self.seed)
        self.said = {f"d{n}": f"관측 {n} {self.source}" for n in range(chance.randint(9, 12))}
        self._write()

    def second(self) -> set[str]:
        """Change some, add one, leave one or two out; returns the ids left out."""
        chance = random.Random(self.seed + 100)
        gone = set(chance.sample(sorted(self.said), chance.randint(1, 2)))
        kept = {key: title for key, title in self.said.items() if key not in gone}
        for key in chance.sample(sorted(kept), 6):
            kept[key] += " 개정"
        self.said = {**kept, "new": f"새 관측 {self.source}"}
        self._write()
        return gone

    def _write(self) -> None:
        items = [{"identifier": key, "title": title, "description": "설명"} for key, title in self.said.items()]
        self.path.write_text(json.dumps({"dataset": items}), encoding="utf-8")


def test_there_are_twenty_points() -> None:
    assert len(POINTS) == len(set(POINTS)) == 20


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("label", "nth"), POINTS)
def test_a_killed_harvester_loses_and_doubles_nothing(  # noqa: PLR0917 - fixtures
    label: str, nth: int, seed: int, order: Order, tmp_path: Path, agency: dict[str, Any]
) -> None:
    tmp_path.chmod(0o755)
    catalog = Catalog(tmp_path / "data.json", seed)
    catalog.first()
    desk = Desk(model.meta.engine)
    desk.add(Source(catalog.source, "datajson", str(catalog.path), agency["title"], approved=True))
    gone: set[str] = set()
    if label == "archived" or seed % 2:
        assert order("harvest_job", {"source": catalog.source})["result"]["state"] == "done"
        gone = catalog.second()
    told = _kill(order, catalog.source, label, nth)
    assert told["signal"] == signal.SIGKILL, told
    after = order("harvest_job", {"source": catalog.source})
    assert after["result"] and after["result"]["state"] == "done", after
    assert order("work", {})["error"] is None, "the index follows within a minute"
    _check(catalog, gone)
    again = order("harvest_job", {"source": catalog.source})["result"]
    assert (again["added"], again["changed"], again["missing"], again["failed"]) == (0, 0, 0, 0)
    desk.remove(catalog.source)


def _kill(order: Order, source: str, label: str, nth: int) -> dict[str, Any]:
    if label in WITHIN:
        return order("harvest_job", {"source": source}, fault="is killed", point=label)
    return order("harvest_job", {"source": source, "label": label, "nth": nth})


def _check(catalog: Catalog, gone: set[str]) -> None:
    """Each record is one dataset, in the database as in the index; those left out stay up, marked."""
    model.Session.rollback()
    package = model.Package
    every = model.Session.query(package).filter(package.title.like(f"%{catalog.source}%"), package.state == "active")
    found = every.all()
    titles = sorted(one.title for one in found)
    left = [one for one in found if one.extras.get("source_missing")]
    assert len(left) == len(gone)
    assert titles == sorted([*catalog.said.values(), *(one.title for one in left)])
    indexed = tk.get_action("package_search")(
        {"ignore_auth": True},
        {"fq": f'extras_{SOURCE_NAME}:"{catalog.source}"', "rows": 100, "use_default_schema": True},
    )
    assert {item["id"]: item["title"] for item in indexed["results"]} == {one.id: one.title for one in found}
    shown = {item["id"]: item["metadata_modified"] for item in indexed["results"]}
    assert shown == {one.id: one.metadata_modified.isoformat() for one in found}
