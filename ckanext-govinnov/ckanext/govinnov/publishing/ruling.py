"""The rules in force on this site: stricter ones that are on, and the operator's files, each read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException

from govinnov.gate.districts import DistrictsError, DistrictTable, load_districts
from govinnov.gate.rules import rules_version
from govinnov.gate.screen import ScreenSettings
from govinnov.gate.screen.files import ScreenFileError, load_known_codes, load_sites
from govinnov.gate.screen.sites import ProtectedSite

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate is given beside a file; ``districts`` None is the list that comes with the project."""

    screen: ScreenSettings
    districts: DistrictTable | None

    @property
    def version(self) -> str:
        """The rules version that verdicts carry."""
        return rules_version(self.screen, self.districts)


def in_force() -> Ruling:
    """The rules that the settings name.

    Raises:
        ValueError: A strict rule is unknown or a file is wrong; nothing can be judged then, and nothing is published.
    """
    screen = ScreenSettings(
        strict=tuple(tk.aslist(tk.config["ckanext.govinnov.rules_strict"])),
        protected_sites=_named("protected_sites", _sites) or (),
        known_codes=_named("known_codes", _codes) or {},
    )
    return Ruling(screen, _named("districts", _districts))


def require() -> None:
    """Read everything at start.

    Raises:
        CkanConfigurationException: The site does not start; the sentence names the setting and what to change.
    """
    try:
        in_force()
    except ValueError as error:
        raise CkanConfigurationException(f"The gate's rules can't be read. {error}") from error


def _named(setting: str, read: Callable[[str], Read]) -> Read | None:
    """What the file of a setting holds; None when the setting is empty."""
    path = tk.config[f"ckanext.govinnov.{setting}"]
    if not path:
        return None
    try:
        return read(path)
    except (DistrictsError, ScreenFileError) as error:
        raise ValueError(f"ckanext.govinnov.{setting}: {error}") from error


@cache
def _sites(path: str) -> tuple[ProtectedSite, ...]:
    return load_sites(path)


@cache
def _codes(path: str) -> Mapping[str, frozenset[str]]:
    return load_known_codes(path)


@cache
def _districts(path: str) -> DistrictTable:
    return load_districts(path)
