"""What an event tells everybody of the parties in it: a field of our own, which our readers of feeds write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from govinnov.trace.codes.model import URN
from govinnov.trace.lineage.about import many, name

#: The prefix of our own fields in an event; each is a namespace declared by the document.
WHO = "govinnov"
_FIELD = f"{URN}who"
#: Those whose names everybody may read.
NAMED = frozenset({"slaughterhouse", "packer"})
#: Those of whose names one sign is told.
_RAISING = frozenset({"farm", "hatchery"})
_MASKED = re.compile(r"\S\*\*")
_DISTRICT = re.compile(r"[가-힣]+(?:도|시)(?: [가-힣]+(?:시|군|구)){0,2}")


class Who(NamedTuple):
    """What everybody may know of a party: what it is, its name (masked where it is a person's), its 시군구."""

    role: str
    name: str
    district: str


#: Somebody of whom nothing is told.
NOBODY = Who("", "", "")


def masked(text: str) -> str:
    """A name as the state masks them: its first character and two stars, whatever its length."""
    return f"{text[:1]}**"


def is_masked(text: str) -> bool:
    """Whether a text is a masked name, and nothing more."""
    return _MASKED.fullmatch(text) is not None


def is_district(text: str) -> bool:
    """Whether a text is 시도 and 시군구, and nothing nearer."""
    return _DISTRICT.fullmatch(text) is not None


def whos(event: Mapping[str, Any]) -> dict[str, Who]:
    """Parties of a canonical event, as far as it tells of them; a document may write anything for a 시군구."""
    found: dict[str, Who] = {}
    for one in many(event.get(_FIELD)):
        if isinstance(one, dict) and name(one.get(f"{URN}party")):
            role, told, district = (name(one.get(URN + key)) for key in ("role", "name", "district"))
            found[one[f"{URN}party"]] = Who(role, _shown(role, told), district if is_district(district) else "")
    return found


def _shown(role: str, told: str) -> str:
    """Of a name what everybody may read; of shops and whoever else trades nothing."""
    if role in NAMED:
        return told
    return masked(told) if told and role in _RAISING else ""
