"""What the words of an answer are in plain Korean and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from govinnov.trace.lookup.printed import Product, product


@dataclass(frozen=True, slots=True)
class Words:
    """One thing in both languages."""

    word: str
    word_en: str


#: Steps by the words of CBV 2.0; those that a citizen would not tell apart have one name.
STEPS: Mapping[str, Words] = {
    "accepting": Words("받음", "Received"),
    "arriving": Words("도착함", "Arrived"),
    "collecting": Words("모음", "Collected"),
    "commissioning": Words("등록함", "Registered"),
    "creating_class_instance": Words("등록함", "Registered"),
    "cycle_counting": Words("재고를 셈", "Counted"),
    "decommissioning": Words("이 번호를 끝냄", "The code was retired"),
    "departing": Words("떠남", "Left"),
    "destroying": Words("버림", "Destroyed"),
    "dispensing": Words("나눠 줌", "Dispensed"),
    "disassembling": Words("나눔", "Taken apart"),
    "entering_exiting": Words("드나듦", "Entered or left"),
    "holding": Words("따로 둠", "Held apart"),
    "inspecting": Words("검사함", "Inspected"),
    "killing": Words("잡음", "Slaughtered"),
    "loading": Words("실음", "Loaded"),
    "packing": Words("골라 담음", "Graded and packed"),
    "picking": Words("주문대로 모음", "Picked"),
    "receiving": Words("받음", "Received"),
    "removing": Words("꺼냄", "Removed"),
    "repackaging": Words("다시 담음", "Packed again"),
    "replacing": Words("바꿈", "Replaced"),
    "reserving": Words("예약함", "Reserved"),
    "retail_selling": Words("팔림", "Sold"),
    "sampling": Words("시료를 뽑음", "Sampled"),
    "sensor_reporting": Words("온도 따위를 잼", "Measured"),
    "shipping": Words("내보냄", "Sent on"),
    "staging_outbound": Words("내보낼 준비를 함", "Made ready to leave"),
    "stocking": Words("진열함", "Put on the shelf"),
    "stock_taking": Words("재고를 셈", "Counted"),
    "storing": Words("보관함", "Stored"),
    "transporting": Words("나름", "Carried"),
    "unloading": Words("내림", "Unloaded"),
    "unpacking": Words("꺼냄", "Unpacked"),
    "void_shipping": Words("내보낸 것을 무름", "Sending was undone"),
}
OTHER_STEP = Words("그 밖의 일", "Something else")
_FIRST: Mapping[Product, Words] = {
    "egg": Words("농장에서 낳음", "Laid at the farm"),
    "chicken": Words("처음 등록함", "First registered"),
    "duck": Words("처음 등록함", "First registered"),
}

#: Housing by the last sign of a mark. Source: the Livestock Products Labelling Standards of Korea's food ministry.
HOUSINGS: Mapping[str, Words] = {
    "1": Words("풀어놓고 기름(방사)", "free range"),
    "2": Words("축사 안 바닥에서 기름(평사)", "barn"),
    "3": Words("개선된 닭장에서 기름", "enriched cage"),
    "4": Words("기존 닭장에서 기름", "cage"),
}

#: Units of UN/CEFACT Recommendation 20 that feeds use; without one, and with those of pieces, things are counted.
_UNITS: Mapping[str, str] = {"KGM": "kg", "GRM": "g", "TNE": "t", "LTR": "L"}
_PIECES = frozenset({None, "EA", "C62", "H87"})


def step_words(step: str, code: str) -> Words:
    """What happened, by the step's word and what it happened to."""
    first = _FIRST.get(product(code)) if step in ("commissioning", "creating_class_instance") else None
    return first or STEPS.get(step, OTHER_STEP)


def amount(quantity: str | None, unit: str | None) -> Words | None:
    """``30000`` → ``30,000개``; nothing where it was not reported."""
    if quantity is None:
        return None
    grouped = f"{Decimal(quantity):,}"
    if unit in _PIECES:
        return Words(f"{grouped}개", grouped)
    both = f"{grouped} {_UNITS.get(unit or '', unit)}"
    return Words(both, both)
