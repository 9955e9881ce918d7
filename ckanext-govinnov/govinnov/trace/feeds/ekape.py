"""Answers of the livestock look-up (EKAPE) → a table of its items: tags that nobody described are kept, as private."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from govinnov.trace.feeds.kinds import Kind, kinds
from govinnov.trace.findings import Finding, finding

Table = tuple[Kind, list[str], list[list[str]]]
_KIND = "ekape"
#: Tags that tell the animal, and what stands there for poultry.
_ANIMAL = ("traceNoType", "judgeKindNm", "liveStockNm", "lsTypeNm")
_POULTRY = ("CHICKEN", "DUCK", "EGG", "닭", "오리", "계란", "달걀")


def table_of(raw: bytes) -> Iterator[Table | Finding]:
    """The items of an answer about poultry; other animals, an error of the service and an empty answer are told."""
    try:
        root = ElementTree.fromstring(raw)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        yield finding("xml-invalid", reason=type(error).__name__)
        return
    code = (root.findtext(".//resultCode") or "").strip()
    if code not in ("", "00", "0"):
        yield finding("ekape-refused", value=code)
    items = [_item(one) for one in root.iterfind(".//item")]
    yield from (_other(one) for one in items if not _is_poultry(one))
    poultry = [one for one in items if _is_poultry(one)]
    if poultry:
        labels = sorted({tag for one in poultry for tag in one})
        yield kinds()[_KIND], labels, [[one.get(tag, "") for tag in labels] for one in poultry]


def _item(element: Any) -> dict[str, str]:
    return {str(child.tag): " ".join("".join(child.itertext()).split()) for child in element}


def _is_poultry(item: dict[str, str]) -> bool:
    return any(word in item.get(tag, "").upper() for tag in _ANIMAL for word in _POULTRY)


def _other(item: dict[str, str]) -> Finding:
    number = next((item[tag] for tag in ("cattleNo", "animalNo", "pigNo") if tag in item), "")
    return finding("not-poultry", value=number, kind_ko="소나 돼지", kind_en="beef or pork")
