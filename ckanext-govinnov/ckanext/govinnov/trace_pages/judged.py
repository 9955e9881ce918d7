"""The gate's word on what somebody wrote into an answer: reasons of recalls, what was inspected and certified, names.

Codes, dates and quantities have forms of their own (``govinnov.trace.lookup.public``); these texts may hold anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ckanext.govinnov.publishing import judging
from govinnov.trace.lineage.who import is_masked

_HIDDEN = "…"
_WRITTEN = {"inspections": ("item", "unit"), "certificates": ("kind",), "steps": ("party",)}
_REASONS = ("reason_ko", "reason_en")

#: The object that holds a text, and the text's key in it.
Place = tuple[dict[str, Any], str]


def judged(told: dict[str, Any]) -> dict[str, Any]:
    """An answer in which every text that the gate does not let pass is left out.

    Args:
        told: An answer as the public may see it; its parts are copied before they are changed.
    """
    copied = told | {key: [dict(one) for one in told[key]] for key in _WRITTEN} | {"recall": dict(told["recall"])}
    places = {str(number): place for number, place in enumerate(_places(copied))}
    hide(places)
    return copied


def hide(places: Mapping[str, Place]) -> None:
    """Leave out each text that the gate does not let pass, where it stands."""
    texts = {number: holder[key] for number, (holder, key) in places.items()}
    for found in judging.words(texts).findings if texts else ():
        place = places.get(found.field or "")
        if found.severity != "info" and place:
            holder, key = place
            holder[key] = _HIDDEN


def _places(told: dict[str, Any]) -> Iterator[Place]:
    yield from ((told["recall"], key) for key in _REASONS if told["recall"][key])
    for part, keys in _WRITTEN.items():
        yield from ((one, key) for one in told[part] for key in keys if _may_be_anything(key, one[key]))


def _may_be_anything(key: str, text: str | None) -> bool:
    """Whether somebody wrote it: who a step was by is also told by a number or a masked name, which have forms."""
    return bool(text) and not (key == "party" and (str(text).isdigit() or is_masked(str(text))))
