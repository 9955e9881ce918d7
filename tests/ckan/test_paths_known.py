"""The list of actions and routes is the site's own: nothing is missing, nothing is unknown."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from ckan import logic

LIST = Path(__file__).parents[2] / "docs" / "reference" / "paths.yaml"
STATES = {"covered", "closed", "unchanged"}


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    """The list as it stands in the documents."""
    return yaml.safe_load(LIST.read_text(encoding="utf-8"))


def _names(listed: dict[str, Any], kind: str) -> list[str]:
    return [name for group in listed[kind] for name in group["names"]]


def test_every_action_of_the_site_is_listed_and_no_other(app: Any, listed: dict[str, Any]) -> None:
    logic.get_action("package_show")
    assert set(_names(listed, "actions")) == set(logic._actions)


def test_every_route_of_the_site_is_listed_and_no_other(app: Any, listed: dict[str, Any]) -> None:
    rules = {rule.rule for rule in app.flask_app.url_map.iter_rules()}
    assert set(_names(listed, "routes")) == rules


@pytest.mark.parametrize("kind", ["actions", "routes"])
def test_every_group_has_a_state_and_a_reason_and_no_name_stands_twice(listed: dict[str, Any], kind: str) -> None:
    assert all(group["state"] in STATES and len(group["why"]) > 10 for group in listed[kind])
    assert [name for name, times in Counter(_names(listed, kind)).items() if times > 1] == []
