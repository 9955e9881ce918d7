"""Every action of ours stands in the documents, and the documents name none that is gone."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ROOT / "ckanext-govinnov" / "ckanext" / "govinnov"
DOCUMENT = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
_ACTION = re.compile(r"^def (govinnov_\w+)\(context: Context, data_dict: DataDict\) -> ", re.MULTILINE)


def test_every_action_is_documented_and_no_other() -> None:
    actions = {name for file in ROOMS.rglob("*.py") for name in _ACTION.findall(file.read_text(encoding="utf-8"))}
    assert actions
    assert set(re.findall(r"^## `(\w+)`", DOCUMENT, re.MULTILINE)) == actions


def test_every_field_of_an_action_is_documented() -> None:
    for file in ROOMS.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for name in _ACTION.findall(text):
            fields = re.findall(r":param (\w+):", text.split(f"def {name}(", 1)[1].split("\ndef ", 1)[0])
            section = DOCUMENT.split(f"## `{name}`", 1)[1].split("\n## ", 1)[0]
            assert [field for field in fields if f"`{field}`" not in section] == [], name
