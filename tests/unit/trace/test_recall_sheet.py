"""The sheet of a recall: one row for each event and lot, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from openpyxl import load_workbook
from test_trace_recall import AUGUST, options, run
from trace_feeds import EGGS, FARM_GLN, FEED, PACK, PACKER_GLN, SHOP_GLN, changes

from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall import InMemory
from govinnov.trace.recall.output import recall
from govinnov.trace.recall.sheet import COLUMNS

EGG, PACKED = code_of(EGGS), code_of(PACK)


def written(folder: Path, *events: dict[str, Any]) -> list[list[str]]:
    recall(InMemory(changes(*events)), AUGUST, feeds.NOW, folder)
    with (folder / "sheet.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def test_each_event_of_each_recalled_lot_has_a_row(tmp_path: Path) -> None:
    header, *rows = written(tmp_path / "new", *FEED)
    assert tuple(header) == COLUMNS
    shown = [(row[0], row[9], row[1], row[4], row[5], row[6]) for row in rows]
    assert shown == [
        (EGG, "commissioning", "30000", FARM_GLN, FARM_GLN, "2026-08-23"),
        (EGG, "shipping", "30000", FARM_GLN, PACKER_GLN, "2026-08-23"),
        (EGG, "packing", "20000", PACKER_GLN, PACKER_GLN, "2026-08-24"),
        (PACKED, "packing", "3000", PACKER_GLN, PACKER_GLN, "2026-08-24"),
        (PACKED, "shipping", "", PACKER_GLN, SHOP_GLN, "2026-08-24"),
    ]
    assert [row[11:] for row in rows][3] == ["0.6667", "0.6667", "2000", "2000"]
    assert {row[8] for row in rows if row[0] == PACKED} == {""}
    assert {row[7] for row in rows if row[0] == PACKED} == {PACKER_GLN}


def test_an_event_names_its_documents(tmp_path: Path) -> None:
    papers = [{"type": "desadv", "bizTransaction": "urn:x:paper:7"}, {"type": "po", "bizTransaction": "urn:x:order:9"}]
    _, *rows = written(tmp_path, FEED[0], {**FEED[2], "bizTransactionList": papers})
    assert rows[1][8] == "po urn:x:order:9; desadv urn:x:paper:7"


def test_the_workbook_says_the_same(tmp_path: Path) -> None:
    lines = written(tmp_path, *FEED)
    cells = [["" if cell is None else str(cell) for cell in row] for row in _cells(tmp_path)]
    assert cells == lines


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_is_a_formula(tmp_path: Path, sign: str) -> None:
    odd = {**FEED[2], "destinationList": [{"type": "possessing_party", "destination": f"{sign}cmd:x"}]}
    lines = written(tmp_path, FEED[0], odd)
    assert [row[5] for row in lines][2] == f"'{sign}cmd:x"
    assert all(not str(cell).startswith(sign) for row in _cells(tmp_path) for cell in row)


def _cells(folder: Path) -> list[list[Any]]:
    return [list(row) for row in load_workbook(folder / "sheet.xlsx").active.iter_rows(values_only=True)]


def test_the_command_writes_it(tmp_path: Path) -> None:
    path = feeds.write(tmp_path, *FEED)
    ended = run(*options(), "--files", path, "--out", tmp_path / "out")
    assert ended.returncode == 0
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        "events.jsonld",
        "events.xml",
        "sheet.csv",
        "sheet.xlsx",
    ]
    files = path, tmp_path / "out" / "events.jsonld", tmp_path / "out" / "events.xml"
    first, *again = (json.loads(run(*options(), "--files", file, "--json").stdout)["lots"] for file in files)
    assert again == [first, first]
