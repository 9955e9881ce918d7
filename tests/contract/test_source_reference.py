"""docs/reference/sources.md names every source type and every option with its kind and default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harvesters import sources
from harvesters.context import COMMON_OPTIONS
from harvesters.model import Option

PAGE = (Path(__file__).parents[2] / "docs/reference/sources.md").read_text(encoding="utf-8")
SECTIONS = {match[0]: match[1] for match in re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)}


def documented(text: str) -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|([^|]*)\|", text, re.MULTILINE)
    return {name: (kind, default.strip()) for name, kind, default in rows}


def declared(options: tuple[Option, ...]) -> dict[str, tuple[str, str]]:
    return {option.name: (option.kind.__name__, _shown(option.default)) for option in options}


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_type_has_its_section_and_no_other() -> None:
    assert set(SECTIONS) == set(sources.names())


@pytest.mark.parametrize("name", sources.names())
def test_every_option_is_documented_with_kind_and_default(name: str) -> None:
    assert documented(SECTIONS[name]) == declared(sources.source_type(name).options)


def test_the_common_options_are_documented() -> None:
    assert documented(PAGE.split("\n## ", 1)[0]) == declared(COMMON_OPTIONS)


@pytest.mark.parametrize("name", sources.names())
def test_a_restricted_type_says_so(name: str) -> None:
    assert ("**Restricted**" in SECTIONS[name]) == sources.source_type(name).restricted
