"""Eggs of a farm that fails: what is reported of them, in the order in which it comes; nothing else is about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import trace_feeds as feeds
from conftest import launch
from trace_feeds import amount
from trace_reports import INSPECTION, table

EGG, PACK, LATER = "0822R8VNC1", "L22608235678001", "L22608245678002"
_EGGS, _OTHERS = "urn:x-govinnov:egg10/2026-08-22/R8VNC/1", "urn:x-govinnov:egg10/2026-08-22/W4JXT/3"
_PACK, _LATER = (f"urn:x-govinnov:bundle15/2026-08-{day}/2/5678/00{serial}" for day, serial in ((23, 1), (24, 2)))
_FARM, _OTHER_FARM = "urn:epc:id:sgln:8800005.00001.0", "urn:epc:id:sgln:8800006.00001.0"
_PACKER = "urn:epc:id:pgln:8800007.00001"


def _packed(at: str, pack: str) -> dict[str, object]:
    inputs, outputs = [amount(_EGGS, 2_000), amount(_OTHERS, 1_000)], [amount(pack, 300)]
    return feeds.packed(at, inputQuantityList=inputs, outputQuantityList=outputs, bizLocation={"id": _PACKER})


_PACKING = _packed("23T09", _PACK)
_REPORTED = (
    feeds.laid(_EGGS, _FARM, "22T07"),
    feeds.laid(_OTHERS, _OTHER_FARM, "22T07"),
    feeds.shipped(_EGGS, _FARM, _PACKER, "22T10"),
    feeds.shipped(_OTHERS, _OTHER_FARM, _PACKER, "22T11"),
    _PACKING,
    feeds.shipped(_PACK, _PACKER, feeds.SHOP, "23T15", 300),
)


def report(folder: Path) -> None:
    """Two days ago: the farm passed an inspection, its eggs were packed with another farm's, the pack was sold."""
    then = ["--received-at", (datetime.now(UTC) - timedelta(days=2)).isoformat()]
    launch("trace", "load", str(feeds.write(folder, *_REPORTED)), str(_inspection(folder, "2026-08-20")), *then)


def fail(folder: Path, item: str) -> None:
    """The farm fails an inspection."""
    failed = {"item": item, "value": "0.0363", "verdict": "부적합"}
    launch("trace", "load", str(_inspection(folder, "2026-08-24", **failed)))


def report_late(folder: Path) -> None:
    """A pack of the same eggs is reported only now."""
    launch("trace", "load", str(feeds.write(folder, _packed("24T09", _LATER), name="late.jsonld")))


def correct(folder: Path) -> None:
    """The first packing is declared an error: it did not occur."""
    launch("trace", "load", str(feeds.write(folder, feeds.error(_PACKING), name="correction.jsonld")))


def _inspection(folder: Path, day: str, **said: str) -> Path:
    path = folder / f"inspection-{day}.csv"
    path.write_bytes(table("inspection", INSPECTION | {"inspected_on": day, "farm_code": "R8VNC"} | said))
    return path
