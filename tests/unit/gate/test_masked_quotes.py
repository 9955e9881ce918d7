"""No step's finding quotes a personal number, also when it is another step that quotes the cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov import gate

NUMBER = "900101-1234568"
INTEGER = {"fields": [{"name": "번호", "type": "integer"}, {"name": "b", "type": "string"}]}
LISTED = {"fields": [{"name": "번호", "type": "string", "constraints": {"enum": ["x"]}}, {"name": "b"}]}
ROWS = "".join(f"{number},x\n" for number in range(50))


@pytest.mark.parametrize("schema", [None, INTEGER, LISTED])
@pytest.mark.parametrize("cell", [NUMBER, f"홍길동 {NUMBER}"])
def test_a_quoted_cell_is_masked(tmp_path: Path, schema: gate.Schema | None, cell: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"번호,b\n{ROWS}{cell},x\n", encoding="utf-8")
    findings = gate.check(path, schema=schema).findings
    assert len({found.code for found in findings}) > 1
    assert NUMBER not in str(findings)
