"""What the public may see of an answer: names masked, customers and distributors left out, amounts onward rounded.

A feed may say anything anywhere, so what is shown is what is known to be public; all else is left out. Marks, numbers
and bundles are printed on the goods. Packers and slaughterhouses are named; everybody else who had the goods is not,
and what they got on one day is one step, so that nobody can count them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from govinnov.trace.codes import written
from govinnov.trace.crowds import two_digits
from govinnov.trace.gs1.links import identity
from govinnov.trace.gs1.urns import HOST
from govinnov.trace.lineage.who import is_district, is_masked, masked
from govinnov.trace.lookup.onward import MAKING
from govinnov.trace.lookup.printed import printed
from govinnov.trace.lookup.words import STEPS

#: Where goods begin: what the farm reports of itself is exact.
_FIRST = frozenset({"commissioning", "creating_class_instance"})
_OTHER = "other"
_MARK = re.compile(r"[A-Z0-9]{5}", re.ASCII)
_GLN = re.compile(r"\d{13}", re.ASCII)
_UNIT = re.compile(r"[A-Z0-9]{2,3}", re.ASCII)
#: Keys of GS1 that stand for somebody, not for goods.
_GS1 = "gs1/"
_SOMEBODY = re.compile(r"gs1/(?:414|417|8017|8018)/")
#: Findings that quote a feed, not what was typed.
_QUOTES = frozenset({"event-id-conflict", "corrective-not-known", "make-cycle"})
#: And those that quote a code, which may stand on the goods.
_NAMES_CODE = "move-not-reported"
_HIDDEN = "…"


def public(told: dict[str, Any]) -> dict[str, Any]:
    """An answer of ``trace lookup`` as everybody may see it, in the same form."""
    return {
        **told,
        "steps": _together(_steps(told)),
        "origins": [_origin(one) for one in told["origins"]],
        "inspections": [_inspection(one) for one in told["inspections"]],
        "certificates": [one | {"farm": _farm(one["farm"])} for one in told["certificates"]],
        "onward": told["onward"] | {"districts": [_row(one) for one in told["onward"]["districts"]]},
        "recall": told["recall"] | {"path": [code for code in told["recall"]["path"] if shown_code(code)]},
        "unknown": _once(map(_finding, told["unknown"])),
    }


def _steps(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Steps without those who are not named, nor their own numbers of GS1, which begin with who gave them."""
    named = {step["party"] for step in told["steps"] if step["step"] in MAKING}
    steps = [_step(one, named) for one in told["steps"]]
    seen = {told["code"], *(one["code"] for one in steps if is_exact(one))}
    return [one if one["code"] in seen or not _is_gs1(one["code"]) else {**one, "code": None} for one in steps]


def _is_gs1(code: str | None) -> bool:
    return code is not None and code.startswith(_GS1)


def _together(steps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is alike of one day as one step, with the days between anew."""
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for place, step in enumerate(steps):
        alike.setdefault(_alike(step, place), []).append(step)
    made, before = [], None
    for step in map(_sum, alike.values()):
        if step["state"] != "reported":
            made.append(step)
            continue
        day = date.fromisoformat(step["date"])
        made.append({**step, "days": (day - before).days if before else 0})
        before = day
    return made


def _alike(step: dict[str, Any], place: int) -> tuple[Any, ...]:
    """Steps of those who are not named are told apart by day, kind, code, district and unit alone."""
    if is_exact(step):
        return (place,)
    return tuple(step[name] for name in ("date", "step", "code", "district", "unit", "state"))


def is_exact(step: dict[str, Any]) -> bool:
    """Whether a step is told as it was reported: by somebody who is named, or by a farm of its own goods."""
    return step["party"] is not None or step["step"] in _FIRST


def _step(step: dict[str, Any], named: set[str]) -> dict[str, Any]:
    word, party = step["step"], step["party"]
    return {
        **step,
        "step": word if word in STEPS else _OTHER,
        "code": shown_code(step["code"]),
        "party": party if _may_be_told(party, named) else None,
        "district": _district(step["district"]),
        "unit": step["unit"] if _is_unit(step["unit"]) else None,
    }


def _may_be_told(party: str | None, named: set[str]) -> bool:
    """Whether everybody may read who a step was by: a masked owner; a plant by its number or its name."""
    if not party or is_masked(party):
        return bool(party)
    return party in named and (bool(_GLN.fullmatch(party)) or _is_name(party))


def _sum(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Steps that look alike as one: their sum, to two digits where it tells of somebody who is not named."""
    first = steps[0]
    if is_exact(first):
        return first
    amounts = [Decimal(one["quantity"]) for one in steps if one["quantity"] is not None]
    known = len(amounts) == len(steps)
    return {**first, "quantity": two_digits(sum(amounts, Decimal())) if known else None}


def _inspection(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"farm": _farm(one["farm"]), "code": shown_code(one["code"])}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A district's customers, with the amounts whose unit is one."""
    return row | {"quantities": [one for one in row["quantities"] if one["unit"] is None or _is_unit(one["unit"])]}


def _is_unit(text: str | None) -> bool:
    return _UNIT.fullmatch(text or "") is not None


def _origin(origin: dict[str, Any]) -> dict[str, Any]:
    return {**origin, "farm": _farm(origin["farm"]), "district": _district(origin["district"])}


def _farm(farm: str | None) -> str | None:
    """A mark stands on shells; a number of a farm is nobody's business, and a name is masked."""
    if not farm or _MARK.fullmatch(farm):
        return farm
    return masked(farm) if _is_name(farm) else None


def _is_name(text: str) -> bool:
    return bool(re.match(r"\W?[가-힣A-Za-z]", text)) and ":" not in text


def shown_code(code: str | None) -> str | None:
    """A code that stands on goods; an identifier of somebody's own making may hold anything."""
    if code is None:
        return None
    if _is_gs1(code):
        link = HOST + code.removeprefix(_GS1)
        return code if identity(link) == link and not _SOMEBODY.match(code) else None
    return code if written.one(code) else None


def _district(text: str | None) -> str | None:
    """시도 and 시군구, nothing nearer."""
    return text if text and is_district(text) else None


def _finding(found: dict[str, Any]) -> dict[str, Any]:
    """A finding without what a feed said, but for codes that are printed on the goods, as they are printed."""
    value = found["value"]
    if not value or found["code"] not in {*_QUOTES, _NAMES_CODE}:
        return found
    code = value if found["code"] == _NAMES_CODE and written.one(value) else None
    said = printed(code) if code else _HIDDEN
    told = {name: found[name].replace(value, said) for name in ("message_ko", "message_en")}
    return {**found, "value": code, **told}


def _once(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings that read alike without what a feed said, one of each."""
    told: list[dict[str, Any]] = []
    for one in found:
        told += [] if one in told else [one]
    return told
