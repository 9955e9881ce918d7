"""Real agency files: the accelerator and frictionless agree on them, and right files are not held."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from govinnov import gate
from govinnov.gate.decode import decode
from govinnov.gate.limits import DEFAULT_LIMITS
from govinnov.gate.model import Table
from govinnov.gate.receive import receive
from govinnov.gate.schema import infer
from govinnov.gate.structure import examine
from govinnov.gate.validate import accelerator, authority, validate

#: Frictionless reads 20,000 rows a second: of a long file only the head is compared.
ROWS = 700
SPOKEN = ["type", "rowNumber", "fieldNumber", "fieldName", "cell", "note"]

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def tables(real_data: Path) -> Iterator[list[Table]]:
    """Every CSV of the folder, decoded, cut to its first rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        yield [table for path in sorted(real_data.rglob("*.csv")) for table in _heads(path, folder)]


def _heads(path: Path, folder: Path) -> Iterator[Table]:
    for raw in decode(receive(path, path.name), folder, DEFAULT_LIMITS).tables:
        table = examine(raw).table
        if table:
            head = folder / f"head-{len(list(folder.iterdir()))}.csv"
            with table.path.open(encoding="utf-8", newline="") as text:
                head.write_text("".join(islice(text, ROWS)), encoding="utf-8", newline="")
            yield replace(table, path=head, rows=ROWS)


def test_there_are_real_files(tables: list[Table]) -> None:
    assert len(tables) >= 20


def test_accelerator_and_frictionless_agree_on_every_real_file(tables: list[Table]) -> None:
    for table in tables:
        schema = infer(table)
        for field in schema["fields"][:3]:
            field["constraints"] = {"unique": True}
        fast, whole = accelerator.validate(table, schema), authority.whole(table, schema)
        assert fast is None or fast.flatten(SPOKEN) == whole.flatten(SPOKEN), table.labels


def test_an_inferred_schema_never_has_a_type_error(tables: list[Table]) -> None:
    for table in tables:
        assert "type-error" not in {found.code for found in validate(table, infer(table)).findings}, table.labels


def _held(path: Path) -> Counter[str]:
    return Counter(found.code for found in gate.check(path).findings if found.severity != "info")


def test_busan_cameras_are_held_for_their_coordinates_alone(real_data: Path) -> None:
    [path] = (real_data / "cctv").glob("부산*.csv")
    assert _held(path) == {"coordinates-swapped": 42, "coordinate-outside-korea": 1, "coordinate-unreadable": 6}


def test_dates_mangled_by_a_spreadsheet_are_found(real_data: Path) -> None:
    assert set(_held(real_data / "cctv" / "seoul_standard_2019.csv")) == {"date-mangled"}


@pytest.mark.parametrize(
    "name",
    [
        "fire-stations/*.csv",
        "police-stations/*.csv",
        "poultry-farms/*.csv",
        "cctv/seoulCCTV.csv",
        "safety/legalDong.csv",
    ],
)
def test_right_files_are_not_held_by_validation(real_data: Path, name: str) -> None:
    for path in real_data.glob(name):
        assert not _held(path), path.name
