"""Which rules the gate applies: their version is part of every verdict and certificate."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from govinnov.gate.codes import CODES
from govinnov.gate.districts import DistrictTable, shipped
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings

#: Raise it with every change that may turn an accepted file into a held one; what is published is then screened again.
RULES = "2026.1"

#: How a table is read, not what is found in it.
_NEUTRAL = frozenset({"chunk_bytes", "record_bytes"})


@lru_cache(maxsize=16)
def rules_version(settings: ScreenSettings = DEFAULT, districts: DistrictTable | None = None) -> str:
    """Name the rules: the hand-raised ``RULES`` and twelve hex digits of what is decided by tables and settings.

    The digits are a sha256 over every finding code with its level and severity, over the screen's settings and the
    table of district codes: turning on a stricter rule, adding a protected site, naming a newer table of districts or
    moving a code from info to error is a new version; wording is not.
    """
    decided = {
        "codes": sorted((code.name, code.level, code.severity) for code in CODES.values()),
        "districts": (districts or shipped()).sha256,
        "settings": {name: value for name, value in _plain(settings).items() if name not in _NEUTRAL},
    }
    text = json.dumps(decided, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{RULES}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _plain(settings: ScreenSettings) -> dict[str, Any]:
    """The settings as JSON has them; sets, and rules whose order means nothing, are sorted."""
    known = {family: sorted(codes) for family, codes in settings.known_codes.items()}
    sites = [asdict(site) for site in settings.protected_sites]
    return {
        **{name: getattr(settings, name) for name in settings.__slots__},
        "known_codes": known,
        "protected_sites": sites,
        "strict": sorted(settings.strict),
        "agency_domains": sorted(settings.agency_domains),
    }


#: The rules in force without settings.
RULES_VERSION = rules_version()
