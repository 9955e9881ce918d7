"""The registry's files as data: complete, honest, and complained about with file and line."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from govinnov.registry import RegistryError, load_evidence, load_programmes, load_slots
from govinnov.registry.folder import datasets_folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the registry that a test may break."""
    return Path(shutil.copytree(datasets_folder(), tmp_path / "datasets"))


def change(path: Path, **values: object) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8")) | values
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_there_are_128_and_100_slots_numbered_without_a_gap() -> None:
    slots = load_slots()
    for programme in load_programmes().values():
        numbers = [slot.number for slot in slots if slot.programme == programme.key]
        assert numbers == list(range(1, programme.slots + 1))


def test_evidence_of_the_national_programme_is_counted_as_found() -> None:
    letters = Counter(slot.evidence for slot in load_slots() if slot.programme == "national-priority")
    assert letters == {"A": 80, "B": 16, "C": 24, "D": 8}


def test_only_names_that_somebody_published_count_as_press() -> None:
    slots = load_slots()
    assert sum(slot.named_by == "press" for slot in slots if slot.programme == "national-priority") == 96
    assert sum(slot.named_by == "press" for slot in slots if slot.programme == "new-industry") == 7


def test_nothing_is_said_to_be_confirmed_by_a_steward() -> None:
    assert {slot.confirmed_by for slot in load_slots()} == {None}


def test_every_letter_has_its_words_in_both_languages() -> None:
    evidence = load_evidence()
    for slot in load_slots():
        words = evidence[slot.programme][slot.evidence]
        assert words.text and words.text_en


def test_an_unknown_domain_is_refused_with_file_and_line(copy: Path) -> None:
    path = copy / "national-priority" / "001-building-administration.yaml"
    change(path, domains=["우주"])
    with pytest.raises(RegistryError) as caught:
        load_slots(copy)
    assert caught.value.path == path
    assert path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1].startswith("domains:")


def test_a_missing_number_is_refused(copy: Path) -> None:
    (copy / "new-industry" / "001-road-safety.yaml").unlink()
    with pytest.raises(RegistryError, match="slot 1 of 100 is missing"):
        load_slots(copy)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"evidence": "E"}, "evidence must be one of"),
        ({"name": None}, "named_by nobody"),
        ({"portal": None}, "needs entries of the portal"),
        ({"sources": []}, "needs at least one source"),
        ({"schema": "no-such"}, "there is no schemas/no-such.json"),
        ({"number": 2}, "must be named 002-"),
        ({"colour": "blue"}, "the key colour is unknown"),
    ],
)
def test_a_slot_that_breaks_a_rule_is_refused(copy: Path, values: dict[str, object], problem: str) -> None:
    change(copy / "national-priority" / "001-building-administration.yaml", **values)
    with pytest.raises(RegistryError, match=problem):
        load_slots(copy)


def test_a_file_that_is_not_yaml_names_the_line(copy: Path) -> None:
    path = copy / "national-priority" / "001-building-administration.yaml"
    path.write_text("number: 1\nname: [\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r":\d+: this is not YAML"):
        load_slots(copy)
