"""ZIP: every data file in it decoded by its own format, names in CP949 read right, bombs and passwords refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.formats.archive import member_name, refuse_archive
from govinnov.gate.formats.nested import combine, decode_member
from govinnov.gate.formats.unsupported import AS_GEOJSON, AS_TABLE, refuse
from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Finding, Received

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
#: Files that operating systems add and nobody meant to submit.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
#: A member that gives a known document away, its name, and what to submit instead.
DOCUMENTS: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("word/document.xml", "DOCX", AS_TABLE),
    ("ppt/presentation.xml", "PPTX", AS_TABLE),
    ("xl/workbook.bin", "XLSB", AS_TABLE),
    ("Contents/content.hpf", "HWPX", AS_TABLE),
    ("META-INF/manifest.xml", "OpenDocument", AS_TABLE),
    ("META-INF/MANIFEST.MF", "JAR", AS_TABLE),
    (".shp", "Shapefile", AS_GEOJSON),
    (".gdb/", "File Geodatabase", AS_GEOJSON),
    (".kml", "KMZ", AS_GEOJSON),
)


class Zip:
    """Archives of the ZIP kind that are no document themselves."""

    name = "zip"

    def recognises(self, head: bytes, path: Path) -> bool:
        """Look for the first bytes of an archive."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))

    def decode(self, received: Received, workdir: Path, limits: Limits) -> Decoded:
        """Unpack member by member, each within what the limits leave."""
        try:
            with zipfile.ZipFile(received.path) as archive:
                return _decode(archive, received, workdir, limits)
        except BROKEN:
            return _refused(finding("archive-broken", member=received.name))


def _refused(*findings: Finding) -> Decoded:
    return Decoded("zip", None, findings=findings)


def _decode(archive: zipfile.ZipFile, received: Received, workdir: Path, limits: Limits) -> Decoded:
    if limits.archive_depth < 1:
        return _refused(finding("archive-too-deep", member=received.name))
    if refused := refuse_archive(archive, limits):
        return _refused(*refused)
    for sign, name, advice in DOCUMENTS:
        if any(member.casefold().endswith(sign.casefold()) for member in archive.namelist()):
            return refuse(name, advice)
    members = list(_data(archive))
    if not members:
        return _refused(finding("archive-empty"))
    return _decode_members(archive, members, workdir, limits)


def _data(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in sorted(archive.infolist(), key=member_name):
        name = member_name(member)
        if not member.is_dir() and not name.startswith(LITTER[0]) and Path(name).name not in LITTER[1:]:
            yield member


def _decode_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], workdir: Path, limits: Limits) -> Decoded:
    inner = replace(limits, archive_depth=limits.archive_depth - 1)
    decoded = []
    for number, member in enumerate(members, start=1):
        folder = workdir / f"member{number}"
        folder.mkdir(exist_ok=True)
        with archive.open(member) as stream:
            one = decode_member(stream, member_name(member), folder, replace(inner, file_bytes=member.file_size))
        decoded.append((member_name(member), one))
    return combine(decoded, "zip")
