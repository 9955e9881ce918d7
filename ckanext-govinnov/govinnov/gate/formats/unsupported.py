"""Formats the gate knows by their first bytes and does not read: each with what to submit instead."""

from __future__ import annotations

import re
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Finding, Received

AS_TABLE = ("표는 CSV(UTF-8)나 XLSX로 저장해 올려 주세요.", "Save its tables as CSV (UTF-8) or XLSX.")
AS_GEOJSON = ("QGIS 등에서 GeoJSON(WGS84)으로 내보내 주세요.", "Export it as GeoJSON in WGS84, for instance from QGIS.")
AS_ZIP = ("ZIP이나 GZIP으로 다시 압축해 주세요.", "Pack it again as ZIP or GZIP.")

#: Where the bytes stand, what they are, the format's name, and the advice.
MAGIC: tuple[tuple[int, bytes, str, tuple[str, str]], ...] = (
    (0, b"%PDF", "PDF", AS_TABLE),
    (0, b"PAR1", "Parquet", AS_TABLE),
    (0, b"ARROW1", "Arrow", AS_TABLE),
    (0, b"FEA1", "Feather", AS_TABLE),
    (0, b"ORC", "ORC", AS_TABLE),
    (0, b"Obj\x01", "Avro", AS_TABLE),
    (0, b"HWP Document File", "HWP", AS_TABLE),
    (0, b"{\\rtf", "RTF", AS_TABLE),
    (0, b"SQLite format 3\x00", "SQLite", AS_TABLE),
    (0, b"\x89HDF", "HDF5", AS_TABLE),
    (0, b"CDF\x01", "NetCDF", AS_TABLE),
    (0, b"CDF\x02", "NetCDF", AS_TABLE),
    (0, b"$FL2", "SPSS", AS_TABLE),
    (0, b"\x00\x00\x27\x0a", "Shapefile", AS_GEOJSON),
    (0, b"AC10", "DWG", AS_GEOJSON),
    (0, b"\x89PNG", "PNG", AS_TABLE),
    (0, b"\xff\xd8\xff", "JPEG", AS_TABLE),
    (0, b"GIF8", "GIF", AS_TABLE),
    (0, b"II*\x00", "TIFF", AS_TABLE),
    (0, b"MM\x00*", "TIFF", AS_TABLE),
    (0, b"RIFF", "RIFF", AS_TABLE),
    (4, b"ftyp", "MP4", AS_TABLE),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip", AS_ZIP),
    (0, b"Rar!", "RAR", AS_ZIP),
    (0, b"BZh", "bzip2", AS_ZIP),
    (0, b"\xfd7zXZ", "XZ", AS_ZIP),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard", AS_ZIP),
    (0, b"ALZ\x01", "ALZ", AS_ZIP),
    (0, b"EGGA", "EGG", AS_ZIP),
    (257, b"ustar", "TAR", AS_ZIP),
    (0, b"\x7fELF", "ELF", AS_TABLE),
    (0, b"MZ\x90", "EXE", AS_TABLE),
)
TURTLE = re.compile(rb"(?:\s|#[^\n]*\n)*(?:@prefix|@base|prefix)\s+\S*:?\s*<", re.IGNORECASE)
TOPOLOGY = re.compile(rb'\s*\{\s*"type"\s*:\s*"Topology"')
MARKUP: tuple[tuple[re.Pattern[bytes], str, tuple[str, str]], ...] = (
    (TURTLE, "Turtle", AS_TABLE),
    (TOPOLOGY, "TopoJSON", AS_GEOJSON),
    (re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE), "HTML", AS_TABLE),
    (re.compile(rb"\s*<(?:\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<?kml\b", re.IGNORECASE | re.DOTALL), "KML", AS_GEOJSON),
    (re.compile(rb"\s*<(?:\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<?svg\b", re.IGNORECASE | re.DOTALL), "SVG", AS_TABLE),
    (
        re.compile(rb"\s*<(?:\?xml|!doctype|!--|[a-z][\w.-]*(?::[\w.-]+)?(?:\s[^<>]*)?/?>)", re.IGNORECASE),
        "XML",
        AS_TABLE,
    ),
)
CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
BINARY_SHARE = 0.05


def refuse(name: str, advice: tuple[str, str]) -> Decoded:
    """A decoded file without tables, and the sentence saying what to submit instead."""
    return Decoded(name.lower(), None, findings=(_finding(name, advice),))


def _finding(name: str, advice: tuple[str, str]) -> Finding:
    return finding("format-unsupported", value=name, format=name, advice_ko=advice[0], advice_en=advice[1])


class Unsupported:
    """Claims every known format that no other module reads, and bytes that are no text."""

    name = "unsupported"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for known first bytes, markup, or too many control characters."""
        return self._known(head) is not None

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Refuse the file."""
        with received.path.open("rb") as stream:
            name, advice = self._known(stream.read(1 << 16).removeprefix(b"\xef\xbb\xbf")) or ("XML", AS_TABLE)
        return refuse(name, advice)

    @staticmethod
    def _known(head: bytes) -> tuple[str, tuple[str, str]] | None:
        for at, magic, name, advice in MAGIC:
            if head.startswith(magic, at):
                return name, advice
        for pattern, name, advice in MARKUP:
            if pattern.match(head):
                return name, advice
        return ("Binary", AS_TABLE) if is_binary(head) else None


def is_binary(head: bytes) -> bool:
    """Tell bytes that are no text: more than one in twenty is a control character, and they are not UTF-16's NULs."""
    nuls = (head[0::2].count(0), head[1::2].count(0))
    if min(nuls) == 0 and max(nuls) > 0.2 * len(head) / 2:
        return False
    controls = len(head) - len(head.translate(None, CONTROL))
    return controls > BINARY_SHARE * len(head)
