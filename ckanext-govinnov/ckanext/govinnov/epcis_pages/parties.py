"""Which organisation has which GLNs. The operator says so: whoever could say it himself would read others' goods."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import ckan.plugins.toolkit as tk

log = logging.getLogger(__name__)
SETTING = "ckanext.govinnov.epcis_parties"
_GLN = re.compile(r"\d{13}", re.ASCII)


def glns_of(organisations: frozenset[str]) -> frozenset[str]:
    """The GLNs of organisations by their names or ids; of a file that can't be read, nobody has any."""
    listed = _listed()
    return frozenset(gln for name in organisations for gln in listed.get(name, ()))


def _listed() -> dict[str, list[str]]:
    path = str(tk.config.get(SETTING) or "")
    if not path:
        return {}
    try:
        return _checked(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        log.error("%s can't be read: %s", SETTING, error)
        return {}


def _checked(said: object) -> dict[str, list[str]]:
    """The object of the file.

    Raises:
        ValueError: It is no object of lists of GLNs.
    """
    if not isinstance(said, dict):
        raise ValueError("it has to be an object: organisation's id or name to a list of GLNs")
    for name, glns in said.items():
        if not isinstance(glns, list) or not all(isinstance(one, str) and _GLN.fullmatch(one) for one in glns):
            raise ValueError(f"{name} has to have a list of GLNs of 13 digits")
    return said
