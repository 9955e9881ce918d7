"""Every real agency file decodes right, none is ambiguous, and only true defects of shape are told."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from govinnov.gate.decode import decode
from govinnov.gate.limits import DEFAULT_LIMITS
from govinnov.gate.model import Decoded
from govinnov.gate.receive import receive
from govinnov.gate.structure import examine

pytestmark = pytest.mark.data

TEXTS = ("*.csv", "*.csv.gz", "*.geojson", "*.json", "*.txt", "*.jsonld", "*.md")
#: What is wrong with the shape of a file of the folder; a file not named here is told nothing.
ODD = {
    "ems-yearly/2022_ex.xlsx": {"no-header"},
    "ems-yearly/2023_move.csv": {"blank-trailing-columns"},
}


def _decode(path: Path, folder: Path) -> Decoded:
    folder.mkdir()
    return decode(receive(path), folder, DEFAULT_LIMITS)


def _told_by_python(raw: bytes) -> str:
    """Hashes of the text as its only strict reading gives it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp949")
    return hashlib.sha256(text.encode()).hexdigest()


def test_every_real_text_decodes_right_and_none_is_ambiguous(real_data: Path, tmp_path: Path) -> None:
    paths = sorted(path for pattern in TEXTS for path in real_data.rglob(pattern))
    assert len(paths) > 150
    for number, path in enumerate(paths):
        decoded = _decode(path, tmp_path / str(number))
        codes = {found.code for found in decoded.findings}
        assert not codes & {"encoding-ambiguous", "encoding-refused", "text-unlikely", "replacement-character"}, path
        raw = path.read_bytes()
        text = gzip.decompress(raw) if path.suffix == ".gz" else raw
        assert decoded.text_sha256 == _told_by_python(text) or "format-unsupported" in codes, path


def test_only_true_defects_of_shape_are_told(real_data: Path, tmp_path: Path) -> None:
    paths = sorted(path for pattern in ("*.csv", "*.csv.gz", "*.xlsx") for path in real_data.rglob(pattern))
    told = {}
    for number, path in enumerate(paths):
        tables = _decode(path, tmp_path / str(number)).tables
        assert tables, path
        told[str(path.relative_to(real_data))] = {one.code for table in tables for one in examine(table).findings}
    assert {name: codes for name, codes in told.items() if codes} == ODD


def test_rings_of_two_points_are_the_one_fault_of_the_real_geometries(real_data: Path, tmp_path: Path) -> None:
    broken = _decode(real_data / "boundaries-2018" / "sgg_250_2018_simple.geojson", tmp_path / "a")
    whole = _decode(real_data / "boundaries-2022-vote" / "ver20220309_sgg_vote_simple.geojson", tmp_path / "b")
    assert {found.code for found in broken.findings} == {"geojson-invalid"}
    assert all("4" in found.message_en.split("ring", 1)[1] for found in broken.findings)
    assert whole.findings == ()
