"""What an anonymous reader finds about one scene: up to a bounded number of addresses, the likeliest first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import crawler
from ckan import logic
from scenes import Scene

#: Addresses after each fault; others after each.
MOST = 40


def leaks(app: Any, scene: Scene, most: int = MOST) -> list[str]:
    """The addresses whose answers hold the scene's marker, asked for by nobody in particular."""
    needles = scene.garden().needles()
    return [address for address in _addresses(app, scene, most) if _holds(_body(app, address), needles)]


def download(app: Any, scene: Scene) -> bytes:
    """The file that is served."""
    return bytes(app.get(f"/dataset/{scene.dataset['id']}/resource/{scene.resource_id}/download/x.csv").data)


def _holds(body: bytes, needles: dict[bytes, str]) -> bool:
    return any(needle in body for needle in needles)


def _body(app: Any, address: str) -> bytes:
    answer = app.get(address, follow_redirects=False)
    return f"{answer.headers}".encode() + answer.data


def _addresses(app: Any, scene: Scene, most: int) -> list[str]:
    first = [address for address in _likely(scene) if "None" not in address]
    others = sorted(set(_everything(app, scene)) - set(first))
    chosen = random.Random(scene.marker).sample(others, min(len(others), most - len(first)))
    return [*first, *chosen]


def _likely(scene: Scene) -> Iterator[str]:
    """Where a file or a title would show."""
    marker, dataset, resource = scene.marker, scene.dataset.get("id"), scene.resource_id
    api = "/api/3/action"
    yield from (f"{api}/package_search?q={marker}", f"{api}/package_search?q=*:*&rows=1000&sort=metadata_created+desc")
    yield from (
        "/dataset/?q=zq*",
        f"{api}/resource_search?query=name:{marker}",
        f"/organization/{scene.agency['name']}",
    )
    yield from (f"/dataset/{dataset}", f"{api}/package_show?id={dataset}", f"/dataset/{dataset}.jsonld")
    yield from (f"{api}/package_activity_list?id={dataset}", f"/feeds/organization/{scene.agency['name']}.atom")
    place = f"/dataset/{dataset}/resource/{resource}"
    yield from (place, f"{place}/download/x.csv", f"{api}/resource_show?id={resource}", f"{place}/history")
    yield from (f"{api}/datastore_search?resource_id={resource}&limit=100", f"/datastore/dump/{resource}")


def _everything(app: Any, scene: Scene) -> Iterator[str]:
    """Every address that the whole crawler would ask about the scene."""
    garden = scene.garden()
    if not garden.spots:
        return
    rules = [rule.rule for rule in app.flask_app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    yield from crawler.routes(sorted(set(rules)), garden)
    logic.get_action("package_show")
    reading = sorted(name for name, one in logic._actions.items() if getattr(one, "side_effect_free", False))
    yield from (f"/api/3/action/{name}?{query}" for name, query in crawler.calls(reading, garden))
