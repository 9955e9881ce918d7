"""What named persons decide is given to the gate and sealed into its verdict; personal data take two persons."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov import gate

PERSONAL = "이름,번호\n첫째,{}\n둘째,2\n".format("-".join(["900101", "1234568"])).encode()
NAMES = "상호,대표자\n가게,홍길동\n나게,김철수\n다게,이영희\n".encode()


def _file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "자료.csv"
    path.write_bytes(data)
    return path


def _held(verdict: gate.Verdict) -> gate.Finding:
    return next(found for found in verdict.findings if found.severity != "info")


def test_a_personal_finding_takes_two_persons() -> None:
    with pytest.raises(ValueError, match="2 person"):
        gate.Waiver("resident-number", "번호", ("kim",), "공개된 견본 번호")
    with pytest.raises(ValueError, match="2 person"):
        gate.Waiver("resident-number", "번호", ("kim", "kim"), "공개된 견본 번호")


def test_a_waiver_gives_its_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        gate.Waiver("row-ragged", None, ("kim",), " ")


def test_a_waived_finding_stays_in_the_verdict_masked_beside_the_waiver(tmp_path: Path) -> None:
    path = _file(tmp_path, PERSONAL)
    found = _held(gate.check(path))
    waiver = gate.Waiver(found.code, found.field, ("kim", "lee"), "법령 서식의 견본 번호")
    verdict = gate.check(path, waivers=[waiver])
    assert isinstance(verdict, gate.Accepted)
    assert verdict.waivers == (waiver,)
    assert found in verdict.findings
    assert "1234568" not in str(verdict.findings)


def test_a_waiver_for_another_column_lets_nothing_through(tmp_path: Path) -> None:
    path = _file(tmp_path, PERSONAL)
    other = gate.Waiver(_held(gate.check(path)).code, "이름", ("kim", "lee"), "다른 열")
    verdict = gate.check(path, waivers=[other])
    assert isinstance(verdict, gate.Quarantined)
    assert verdict.waivers == ()


def test_a_yes_for_a_column_is_remembered_by_the_schema(tmp_path: Path) -> None:
    path = _file(tmp_path, NAMES)
    found = _held(gate.check(path))
    assert found.severity == "confirm"
    verdict = gate.check(path, confirmed={found.field or "": [found.code]})
    assert isinstance(verdict, gate.Accepted)
    assert gate.confirmed_in(verdict.schema) == {found.field: [found.code]}
    assert isinstance(gate.check(path, schema=verdict.schema), gate.Accepted)
