"""What moved far since the public version waits for a person's word, where its schema says how far is far."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govinnov import gate

HEADER = "코드,이름,비율"
BEFORE = [("11", "종로구", "0.62"), ("12", "중구", "0.50"), ("13", "용산구", "")]
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "코드", "type": "string"},
        {"name": "이름", "type": "string"},
        {"name": "비율", "type": "number", "govinnov:most-change": 0.05},
    ],
    "missingValues": [""],
    "primaryKey": ["코드"],
    "govinnov:named-by": "이름",
}
Check = Callable[..., gate.Verdict]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Judge rows as the next version of ``BEFORE``."""

    def write(name: str, rows: list[tuple[str, ...]]) -> Path:
        (tmp_path / name).write_text("\n".join([HEADER, *map(",".join, rows)]) + "\n", encoding="utf-8")
        return tmp_path / name

    def call(rows: list[tuple[str, ...]], schema: Any = SCHEMA, **more: Any) -> gate.Verdict:
        previous = gate.Reference(write("before.csv", BEFORE), "before.csv", schema)
        return gate.check(write("now.csv", rows), schema=schema, previous=previous, **more)

    return call


def told(verdict: gate.Verdict) -> list[tuple[str, str | None]]:
    return [(found.code, found.field) for found in verdict.findings]


def test_a_change_beyond_the_bound_holds_the_file_and_names_the_place(check: Check) -> None:
    verdict = check([("11", "종로구", "0.56"), ("12", "중구", "0.51")])
    assert isinstance(verdict, gate.Quarantined)
    assert told(verdict) == [("change-too-large", "비율")]
    assert "종로구 0.62 → 0.56" in verdict.findings[0].message_ko
    assert "중구" not in verdict.findings[0].message_ko


def test_the_bound_itself_is_no_large_change_however_floats_round(check: Check) -> None:
    assert told(check([("11", "종로구", "0.67"), ("12", "중구", "0.45")])) == []


def test_rows_that_are_new_gone_or_without_a_value_are_no_change(check: Check) -> None:
    assert told(check([("13", "용산구", "0.9"), ("12", "중구", ""), ("14", "성동구", "0.1")])) == []


def test_a_steward_lets_it_pass_with_a_reason(check: Check) -> None:
    waiver = gate.Waiver("change-too-large", "비율", ("담당자",), "관서가 새로 생김")
    verdict = check([("11", "종로구", "0.9")], waivers=[waiver])
    assert isinstance(verdict, gate.Accepted)
    assert verdict.waivers == (waiver,)


def test_without_a_bound_or_a_key_nothing_is_compared(check: Check) -> None:
    unbounded = {**SCHEMA, "fields": [*SCHEMA["fields"][:2], {"name": "비율", "type": "number"}]}
    assert told(check([("11", "종로구", "0.1")], unbounded)) == []
    assert told(check([("11", "종로구", "0.1")], {**SCHEMA, "primaryKey": []})) == []


def test_a_bound_that_is_no_number_bounds_nothing(check: Check) -> None:
    odd = {**SCHEMA, "fields": [*SCHEMA["fields"][:2], {**SCHEMA["fields"][2], "govinnov:most-change": "far"}]}
    assert told(check([("11", "종로구", "0.1")], odd)) == []


def test_many_places_are_counted_and_the_farthest_are_named(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [(str(at), f"곳{at}", "0.5") for at in range(30)]
    monkeypatch.setitem(globals(), "BEFORE", many)
    verdict = check([(code, name, f"{0.6 + int(code) / 1000:.3f}") for code, name, _ in many])
    (found,) = verdict.findings
    assert "곳29 0.5 → 0.629" in found.message_ko
    assert "(+10)" in found.message_ko
    assert "30곳" in found.message_ko
