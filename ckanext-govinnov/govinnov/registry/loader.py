"""Reads the 228 slots and checks each against the rules of the registry."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from govinnov.registry.errors import RegistryError
from govinnov.registry.folder import datasets_folder
from govinnov.registry.model import PortalRows, Programme, Slot
from govinnov.registry.schemas import schema_names
from govinnov.registry.vocabularies import load_domains, load_programmes
from govinnov.registry.yamlfile import YamlFile

NAMED_BY = ("press", "portal", "us", "nobody")
EVIDENCE = ("A", "B", "C", "D")

_KEYS = {field.name for field in fields(Slot)}
_PORTAL_KEYS = {field.name for field in fields(PortalRows)}


def load_slots(folder: Path | None = None) -> tuple[Slot, ...]:
    """Every slot, by programme and number.

    Args:
        folder: The folder ``datasets/``; by default the project's own.

    Raises:
        RegistryError: A file breaks a rule, or a number is missing or given twice.
    """
    folder = folder or datasets_folder()
    slots: list[Slot] = []
    for programme in load_programmes(folder).values():
        slots += _load_programme(folder, programme)
    return tuple(slots)


def _load_programme(folder: Path, programme: Programme) -> list[Slot]:
    by_number: dict[int, Slot] = {}
    for path in sorted((folder / programme.key).glob("*.yaml")):
        slot = read_slot(path, folder)
        if slot.number in by_number:
            raise RegistryError(path, 1, f"the number {slot.number} is given twice.")
        by_number[slot.number] = slot
    for number in range(1, programme.slots + 1):
        if number not in by_number:
            raise RegistryError(folder / programme.key, 1, f"slot {number} of {programme.slots} is missing.")
    return [by_number[number] for number in sorted(by_number)]


def read_slot(path: Path, folder: Path) -> Slot:
    """One slot from its file.

    Raises:
        RegistryError: The file breaks a rule; the error names the line.
    """
    file = YamlFile(path)
    file.expect_keys(_KEYS)
    _check_place(file)
    _check_name(file)
    _check_references(file, folder)
    values = file.values | {key: tuple(file.values[key]) for key in ("agencies", "domains", "sources")}
    return Slot(**values | {"portal": _portal(file)})


def _check_place(file: YamlFile) -> None:
    number, programme = file.values["number"], file.values["programme"]
    if programme != file.path.parent.name:
        raise file.error("programme", f"the programme is {programme} but the folder is {file.path.parent.name}.")
    if not file.path.name.startswith(f"{number:03d}-"):
        raise file.error("number", f"the file of slot {number} must be named {number:03d}-….yaml.")


def _check_name(file: YamlFile) -> None:
    values = file.values
    _check_choice(file, "named_by", NAMED_BY)
    _check_choice(file, "evidence", EVIDENCE)
    if (values["name"] is None) != (values["named_by"] == "nobody"):
        raise file.error("name", "a slot without a name is named_by nobody, and only such a slot.")
    if values["evidence"] in ("A", "C") and not values["portal"]:
        raise file.error("portal", f"evidence {values['evidence']} needs entries of the portal.")
    if values["evidence"] != "D" and not values["sources"]:
        raise file.error("sources", f"evidence {values['evidence']} needs at least one source.")


def _check_references(file: YamlFile, folder: Path) -> None:
    known = load_domains(folder)
    for domain in file.values["domains"]:
        if domain not in known:
            raise file.error("domains", f"the domain {domain} is not in vocabularies/domains.yaml.")
    schema = file.values["schema"]
    if schema is not None and schema not in schema_names(folder):
        raise file.error("schema", f"there is no schemas/{schema}.json.")


def _check_choice(file: YamlFile, key: str, choices: tuple[str, ...]) -> None:
    if file.values[key] not in choices:
        raise file.error(key, f"{key} must be one of {', '.join(choices)}.")


def _portal(file: YamlFile) -> PortalRows | None:
    values: dict[str, Any] | None = file.values["portal"]
    if values is None:
        return None
    if set(values) != _PORTAL_KEYS:
        raise file.error("portal", f"portal needs exactly the keys {', '.join(sorted(_PORTAL_KEYS))}.")
    if values["keys_complete"] and len(values["keys"]) != values["rows"]:
        raise file.error("portal", f"{values['rows']} rows, but {len(values['keys'])} keys that are said to be all.")
    return PortalRows(**values | {"keys": tuple(values["keys"]), "examples": tuple(values["examples"])})
