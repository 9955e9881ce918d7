"""Reading an operator's files for the screen: protected sites, and sets of known codes; both JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govinnov.gate.screen.sites import ProtectedSite, read_sites


class ScreenFileError(ValueError):
    """A file of the operator's that can't be used; the message says what to change."""


def load_sites(path: str | Path) -> tuple[ProtectedSite, ...]:
    """Read protected sites: ``[{"names": […], "centre": [lon, lat], "radius_m": 500}, {"ring": [[lon, lat], …]}]``.

    Raises:
        ScreenFileError: The file can't be read, is no such list, or an entry is no site.
    """
    entries = _json(Path(path), "protected sites")
    if not isinstance(entries, list) or not entries:
        raise ScreenFileError(f"{path}: write a JSON list with an object for each protected site.")
    try:
        return read_sites(entries)
    except ValueError as error:
        raise ScreenFileError(f"{path}: {error}.") from error


def load_known_codes(path: str | Path) -> Mapping[str, frozenset[str]]:
    """Read known codes: ``{"family": ["code", …]}``; a schema field names its family as ``govinnov:codes``.

    Raises:
        ScreenFileError: The file can't be read, or is no such object.
    """
    families = _json(Path(path), "known codes")
    if not isinstance(families, dict) or not families:
        raise ScreenFileError(f"{path}: write a JSON object with a list of codes for each family.")
    for family, codes in families.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) and code.strip() for code in codes):
            raise ScreenFileError(f"{path}: the family '{family}' is no list of texts: put every code in quotes.")
    return MappingProxyType({family: frozenset(map(str.strip, codes)) for family, codes in families.items()})


def _json(path: Path, what: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ScreenFileError(f"The {what} {path} can't be read ({error.strerror}): name a JSON file.") from error
    except ValueError as error:
        raise ScreenFileError(f"The {what} {path} are not JSON in UTF-8 ({error}): correct the file.") from error
