"""The public calls of the gate: sealed verdicts, kept tables, findings that never change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from gate_makers import TEXT, xlsx, zipped

from govinnov import gate
from govinnov.gate.schema import SchemaError


def write(folder: Path, content: bytes, name: str = "자료.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_only_the_gate_makes_a_verdict(tmp_path: Path) -> None:
    verdict = gate.check(write(tmp_path, TEXT.encode()))
    facts = {name: getattr(verdict, name) for name in verdict.__dataclass_fields__} | {"seal": object()}
    with pytest.raises(TypeError, match="made by the gate alone"):
        gate.Accepted(**facts)
    with pytest.raises(TypeError, match="made by the gate alone"):
        gate.AcceptedTexts(sha256="", rules_version="", findings=(), seal=None)


def test_the_tables_stay_as_long_as_the_callers_folder(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode("cp949"))
    folder = tmp_path / "work"
    folder.mkdir()
    verdict = gate.check(path, workdir=folder)
    assert verdict.tables[0].path.read_text(encoding="utf-8") == TEXT
    assert verdict.tables[0].path.is_relative_to(folder)


def test_without_a_folder_the_verdict_names_no_table_that_is_gone(tmp_path: Path) -> None:
    assert gate.check(write(tmp_path, xlsx())).tables == ()


def test_a_with_block_keeps_the_tables(tmp_path: Path) -> None:
    with gate.checked(write(tmp_path, xlsx())) as verdict:
        kept = verdict.tables[0].path
        assert kept.read_text(encoding="utf-8").startswith("시도,건수,비고\n서울,1,가\n")
    assert not kept.exists()


def test_blank_edges_are_left_out_of_the_table_but_not_of_the_report(tmp_path: Path) -> None:
    with gate.checked(write(tmp_path, "시도,건수,\n서울,1,\n,,\n".encode())) as verdict:
        assert isinstance(verdict, gate.Accepted)
        assert verdict.tables[0].path.read_text(encoding="utf-8") == "시도,건수\n서울,1\n"
    assert verdict.report["tasks"][0]["labels"] == ["시도", "건수", ""]


def test_texts_are_screened_with_the_file_and_alone(tmp_path: Path) -> None:
    texts = {"notes": "문의 900101-1234567"}
    assert isinstance(gate.check(write(tmp_path, TEXT.encode()), texts=texts), gate.Quarantined)
    assert isinstance(gate.check_texts(texts), gate.QuarantinedTexts)
    assert isinstance(gate.check_texts({"title": "구급차 현황"}), gate.AcceptedTexts)


@pytest.mark.parametrize(
    "content",
    [
        zipped(("900101-1234567.csv", TEXT.encode())),
        b'{"by": "900101-1234567", "data": [{"a": 1}]}',
        b"900101-1234567,b\n1,2\n",
    ],
)
def test_what_a_file_says_outside_of_its_cells_is_screened_too(content: bytes, tmp_path: Path) -> None:
    verdict = gate.check(write(tmp_path, content))
    assert "resident-number" in {found.code for found in verdict.findings}


def test_notes_on_cells_of_a_workbook_are_screened(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    def note(book: Any) -> None:
        book.active["A2"].comment = Comment("900101-1234567", "누군가")

    verdict = gate.check(write(tmp_path, xlsx(change=note)))
    assert "resident-number" in {found.code for found in verdict.findings}


def test_a_schema_that_is_none_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SchemaError):
        gate.check(tmp_path / "missing", schema={"fields": 3})


def test_limits_are_findings(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode())
    assert [found.code for found in gate.check(path, limits=gate.Limits(file_bytes=10)).findings] == ["file-too-large"]
    book = write(tmp_path, xlsx())
    limits = gate.Limits(parser_memory_bytes=16 << 20)
    assert [found.code for found in gate.check(book, limits=limits).findings] == ["parser-died"]
    late = gate.Limits(parser_wall_s=0)
    assert [found.code for found in gate.check(book, limits=late).findings] == ["parser-timeout"]


def test_findings_name_the_member_when_there_are_several(tmp_path: Path) -> None:
    bad = b"a,b\n1,2\n1\n"
    verdict = gate.check(write(tmp_path, zipped(("good.csv", TEXT.encode()), ("bad.csv", bad))))
    assert all(found.message_ko.startswith("[bad.csv] ") for found in verdict.findings)
    assert isinstance(verdict, gate.Quarantined)


FINDINGS = (
    "import json, sys; from govinnov import gate; from dataclasses import asdict; "
    "print(json.dumps([asdict(one) for one in gate.check(sys.argv[1]).findings]))"
)


def test_findings_are_the_same_bytes_in_any_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    path = write(tmp_path, ("2023 현황,,\n" + TEXT + "합계,10,\n부산,x\n※ 자료,,\n").encode("cp949"))
    told = {
        subprocess.run(
            [sys.executable, "-c", FINDINGS, str(path)],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for zone, locale, seed in (("Asia/Seoul", "C.UTF-8", "1"), ("America/New_York", "C", "2"))
    }
    assert len(told) == 1
    assert len(json.loads(told.pop())) >= 4
