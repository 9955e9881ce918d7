"""Odd amounts, years and shapes get a clear answer, and soon: from feeds, and from documents by the commands."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from trace_events import Maker
from trace_feeds import EGGS as LOT
from trace_reports import CERTIFICATE, EGGS, INSPECTION, MOVE, PACKING, SLAUGHTER, codes, read, table
from trace_reports import LOT as FLOCK

COMMAND = [sys.executable, "-c", "from govinnov.cli import main; main(prog_name='govinnov')", "trace"]
MARK_MOVE = MOVE | {"code": "0823M3FSD2"}
GENERATED = "1.12345678901234567890"


@pytest.mark.parametrize(
    "amount",
    [GENERATED, "0.00000000000000000001", "1e-400", "1e-99999999", "1e300", "1e400", "-1", "NaN", "Infinity", "1e15"],
)
@pytest.mark.parametrize(("kind", "row", "field"), [("moves", MOVE, "quantity"), ("slaughter", SLAUGHTER, "weight_kg")])
def test_an_amount_that_nobody_can_have_counted_holds_its_record(
    tmp_path: Path, kind: str, row: dict[str, str], field: str, amount: str
) -> None:
    found = read(tmp_path, table(kind, row | {"serial": "good"}, row | {field: amount}))
    assert (found.records, found.held, len(codes(found))) == (2, 1, 1)
    assert found.events == read(tmp_path, table(kind, row | {"serial": "good"})).events


@pytest.mark.parametrize("amount", ["0", "0.000000000000001", "999999999999999", "1200.50", "1e3"])
def test_an_amount_of_fifteen_digits_is_exact(tmp_path: Path, amount: str) -> None:
    found = read(tmp_path, table("inspection", INSPECTION | {"value": amount}))
    assert (found.held, codes(found), len(found.official)) == (0, [], 1)


@pytest.mark.parametrize(
    ("kind", "row", "field"),
    [
        ("eggs", EGGS, "laid_on"),
        ("packing", PACKING, "packed_on"),
        ("packing", PACKING, "laid_on"),
        ("moves", MOVE, "moved_on"),
        ("moves", MARK_MOVE, "moved_on"),
        ("moves", MARK_MOVE, "laid_on"),
        ("slaughter", SLAUGHTER, "slaughtered_on"),
        ("lots", FLOCK, "hatched_on"),
        ("inspection", INSPECTION, "inspected_on"),
        ("certificate", CERTIFICATE, "first"),
    ],
)
@pytest.mark.parametrize("year", ["1900", "1999", "2100"])
def test_a_day_of_no_likely_year_holds_its_record(
    tmp_path: Path, kind: str, row: dict[str, str], field: str, year: str
) -> None:
    found = read(tmp_path, table(kind, row | {field: f"{year}-08-23"}))
    assert (found.records, found.held, codes(found)) == (1, 1, ["record-day-unlikely"])
    assert found.findings[0].path == f"2:{field}"


def test_a_certificate_may_end_in_another_century(tmp_path: Path) -> None:
    found = read(tmp_path, table("certificate", CERTIFICATE | {"last": "2100-01-01"}))
    assert (found.held, codes(found), len(found.official)) == (0, [], 1)


def document(folder: Path, *events: dict[str, Any]) -> Path:
    path = folder / "document.jsonld"
    path.write_text(json.dumps(Maker(0).document(list(events))), encoding="utf-8")
    return path


def answered(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of a command that must end within two seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run([*COMMAND, *map(str, arguments), "--json"], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
    assert ended.stderr == b""
    return ended.returncode, json.loads(ended.stdout)


def made(inputs: list[str], outputs: list[str], at: str = "24T09") -> dict[str, Any]:
    lists = {"inputEPCList": inputs, "outputEPCList": outputs, "bizLocation": {"id": feeds.PACKER}}
    return feeds.event("TransformationEvent", at, "packing", **lists)


def test_one_event_of_ten_thousand_by_ten_thousand_is_judged_and_followed_soon(tmp_path: Path) -> None:
    inputs = [LOT, *(f"urn:x:in:{number}" for number in range(9_999))]
    path = document(tmp_path, made(inputs, [f"urn:x:out:{number}" for number in range(10_000)]))
    code, judged = answered("validate", path)
    assert (code, judged["valid"], judged["events"]) == (0, True, 1)
    code, told = answered("lookup", "0823M3FSD2", "--on", "2026-08-26", "--files", path)
    assert (code, told["match"], [one["code"] for one in told["unknown"]]) == (0, "exact", ["answer-cut"])
    assert told["next"]


@pytest.mark.parametrize("around", [[LOT], [LOT, "urn:x:lot:1"], [LOT, *(f"urn:x:lot:{n}" for n in range(99))]])
def test_lots_that_are_made_of_each_other_are_told_and_followed_once(tmp_path: Path, around: list[str]) -> None:
    pairs = zip(around, [*around[1:], around[0]], strict=True)
    path = document(tmp_path, feeds.laid(LOT, feeds.FARM), *(made([one], [after]) for one, after in pairs))
    assert answered("validate", path)[0] == 0
    code, told = answered("lookup", "0823M3FSD2", "--on", "2026-08-26", "--files", path)
    assert (code, len(told["steps"])) == (0, len(around) + 1)
    assert "make-cycle" in {one["code"] for one in told["unknown"]}


def test_twenty_decimals_of_a_document_are_told_exactly(tmp_path: Path) -> None:
    path = document(tmp_path, feeds.laid(LOT, feeds.FARM))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"quantity": 30000', f'"quantity": {GENERATED}'), encoding="utf-8")
    _, told = answered("lookup", "0823M3FSD2", "--on", "2026-08-26", "--files", path)
    assert told["steps"][0]["quantity"] == GENERATED.rstrip("0")


@pytest.mark.parametrize("year", [1900, 2100])
def test_a_mark_of_another_century_is_never_answered_in_the_place_of_ours(tmp_path: Path, year: int) -> None:
    path = document(tmp_path, feeds.laid(LOT.replace("2026", str(year)), feeds.FARM))
    code, told = answered("lookup", "0823M3FSD2", "--on", "2026-08-26", "--files", path)
    assert (code, told["match"], told["steps"], told["other_dates"]) == (1, "unknown", [], [])
