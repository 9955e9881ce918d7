"""An accepted file read again gives the tables of its verdict, and nothing but its own bytes does."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from govinnov import gate
from govinnov.gate import canonical
from govinnov.gate.again import OtherBytesError

TEXTS = {
    "plain": "이름,연도\n중앙,2018\n수변,2019\n".encode(),
    "blank edges": "이름,연도,,\n중앙,2018,,\n수변,2019,,\n,,,\n".encode(),
    "cp949": "이름,연도\n중앙공원,2018\n".encode("cp949"),
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
def test_the_tables_are_those_of_the_verdict(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "공원.csv"
    path.write_bytes(content)
    folders = [tmp_path / name for name in ("checked", "again")]
    for folder in folders:
        folder.mkdir()
    verdict = gate.check(path, workdir=folders[0])
    assert isinstance(verdict, gate.Accepted) and verdict.schema
    (table,) = gate.reopen(path, path.name, verdict.sha256, folders[1])
    (judged,) = verdict.tables
    assert (table.labels, table.rows) == (judged.labels, judged.rows)
    assert canonical.frame(table, verdict.schema).equals(canonical.frame(judged, verdict.schema))


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "공원.csv"
    path.write_bytes(TEXTS["plain"])
    with pytest.raises(OtherBytesError, match="other bytes"):
        gate.reopen(path, path.name, hashlib.sha256(b"").hexdigest(), tmp_path)
