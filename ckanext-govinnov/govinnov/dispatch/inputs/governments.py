"""The local governments of a day: provinces (시도) and what is within them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.inputs.source import Source

#: How a list marks provinces.
_PROVINCE = "광역"
_CODE = re.compile(r"[0-9]{2,5}")


@dataclass(frozen=True, slots=True)
class Government:
    """A local government.

    Attributes:
        code: Of the Interior Ministry: 2 digits for a province, else 5.
        name: As its list has it.
        province: Name of its province.
        is_province: It is one of the 17.
        districts: Codes of the 시군구 that it consists of; a province's stand with its governments.
        at: File and line.
    """

    code: str
    name: str
    province: str
    is_province: bool
    districts: tuple[str, ...]
    at: tuple[str, int] = ("", 0)


def read_governments(sources: Iterable[Source], findings: list[Finding]) -> list[Government]:
    """Governments of a list, by code; a row without a code of digits (it names folders) or without a name is none."""
    found: dict[str, Government] = {}
    for source in sources:
        for line, row in source.rows():
            if not (_CODE.fullmatch(row["code"]) and row["name"]):
                findings.append(Finding("government-unreadable", source.name, line))
                continue
            level = row["level"] == _PROVINCE
            districts = tuple(row["districts"].split())
            one = Government(row["code"], row["name"], row["province"], level, districts, (source.name, line))
            found.setdefault(one.code, one)
    return [found[code] for code in sorted(found)]


def parts(one: Government, governments: Iterable[Government], districts: Iterable[str]) -> list[tuple[str, ...]]:
    """What a government is summed from, as codes of districts.

    A province: each of its governments, and each district that belongs to none (Sejong, the two cities of Jeju).
    Another: itself.
    """
    if not one.is_province:
        return [one.districts]
    own = [other.districts for other in governments if not other.is_province and other.code.startswith(one.code)]
    taken = {code for part in own for code in part}
    left = [(code,) for code in districts if code.startswith(one.code) and code not in taken]
    return sorted([*own, *left])
