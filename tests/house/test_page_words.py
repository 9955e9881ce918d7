"""Every word of a page is translated, the compiled words are those of the catalogue, and pages ask nobody outside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import extract, mofile, pofile

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "ckanext-govinnov" / "ckanext" / "govinnov"
WORDS = PAGES / "i18n" / "ko_KR" / "LC_MESSAGES" / "ckanext-govinnov.po"
TEMPLATES = sorted((PAGES / "templates").rglob("*.html"))
KEYWORDS = {"_": None, "ungettext": (1, 2), "gettext": None}


def messages_in_pages() -> Iterator[str]:
    """Every English message of our templates and Python files, singular."""
    rules = [("ckanext/govinnov/templates/**.html", "ckan"), ("ckanext/govinnov/**.py", "python")]
    for _, _, message, _, _ in extract.extract_from_dir(PAGES.parents[1], rules, keywords=KEYWORDS):
        yield message[0] if isinstance(message, tuple) else message


def words() -> dict[str, str]:
    catalogue = pofile.read_po(io.BytesIO(WORDS.read_bytes()), locale="ko_KR")
    return {_one(message.id): _one(message.string) for message in catalogue if message.id}


def _one(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def test_every_message_has_its_korean_words() -> None:
    known = words()
    assert [message for message in messages_in_pages() if not known.get(message)] == []


def test_no_korean_words_are_left_over() -> None:
    assert set(words()) - set(messages_in_pages()) == set()


def test_placeholders_are_the_same_in_both_languages() -> None:
    hole = re.compile(r"\{\w+\}")
    differing = [en for en, ko in words().items() if set(hole.findall(en)) != set(hole.findall(ko))]
    assert differing == []


def test_the_compiled_words_are_those_of_the_catalogue() -> None:
    compiled = mofile.read_mo(io.BytesIO(WORDS.with_suffix(".mo").read_bytes()))
    assert {_one(message.id): _one(message.string) for message in compiled if message.id} == words()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PAGES)))
def test_a_template_needs_no_other_server_and_no_style_or_script_of_its_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href|action)=["']https?:""", text)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PAGES)))
def test_a_template_holds_no_korean_that_english_readers_would_get(template: Path) -> None:
    """Korean stands in the catalogue; a template may hold example queries and the name of the language."""
    text = re.sub(r"\{% for word in \(.*?\) %\}|한국어|수질\"'", "", template.read_text(encoding="utf-8"))
    assert not re.search("[가-힣]", text)
