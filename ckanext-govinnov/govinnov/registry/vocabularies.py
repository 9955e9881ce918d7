"""The words of the registry: programmes, evidence, states and domains, from ``vocabularies/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from govinnov.registry.folder import datasets_folder
from govinnov.registry.model import Evidence, Programme, SlotState
from govinnov.registry.yamlfile import YamlFile


def load_programmes(folder: Path | None = None) -> dict[str, Programme]:
    """The programmes by key, in the order of the file."""
    return {key: Programme(key=key, **values) for key, values in _read("programmes", folder).items()}


def load_states(folder: Path | None = None) -> dict[str, SlotState]:
    """The four states of a slot by key, best first."""
    return {key: SlotState(key=key, **values) for key, values in _read("states", folder).items()}


def load_evidence(folder: Path | None = None) -> dict[str, dict[str, Evidence]]:
    """What the letters A to D mean, by programme and letter."""
    return {
        programme: {letter: Evidence(letter=letter, **values) for letter, values in letters.items()}
        for programme, letters in _read("evidence", folder).items()
    }


def load_domains(folder: Path | None = None) -> dict[str, str]:
    """The portal's themes in Korean, each with its English name."""
    return _read("domains", folder)


def _read(name: str, folder: Path | None) -> dict[str, Any]:
    return _values((folder or datasets_folder()) / "vocabularies" / f"{name}.yaml")


@cache
def _values(path: Path) -> dict[str, Any]:
    """The file's content; read once per process, for the registry does not change while it runs."""
    return YamlFile(path).values
