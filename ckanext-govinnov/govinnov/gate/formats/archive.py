"""What an archive may hold: not too many members, not too much unpacked, no passwords."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from govinnov.gate.codes import finding
from govinnov.gate.limits import MIB, Limits
from govinnov.gate.model import Finding

ENCRYPTED = 0x1
UTF8_NAME = 0x800


def refuse_archive(archive: zipfile.ZipFile, limits: Limits) -> tuple[Finding, ...]:
    """Say why an archive is not unpacked; empty when it may be. Reads its directory only."""
    members = archive.infolist()
    if len(members) > limits.archive_members:
        return (finding("archive-too-many-members", count=len(members), limit=limits.archive_members),)
    return tuple(_refuse(members, limits))


def _refuse(members: list[zipfile.ZipInfo], limits: Limits) -> Iterator[Finding]:
    for member in members:
        if member.flag_bits & ENCRYPTED:
            yield finding("file-encrypted", member=member_name(member))
        elif is_bomb(member.file_size, member.compress_size, limits):
            yield finding("archive-ratio", member=member_name(member), limit=limits.archive_ratio)
    if sum(member.file_size for member in members) > limits.archive_bytes:
        largest = max(members, key=lambda member: member.file_size)
        yield finding("archive-too-large", member=member_name(largest), limit=limits.archive_bytes)


def is_bomb(unpacked: int, packed: int, limits: Limits) -> bool:
    """Tell a bomb from good compression; below 1 MiB nothing explodes."""
    return unpacked > MIB and unpacked > limits.archive_ratio * max(1, packed)


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's name; without the flag for UTF-8 Korean programs write CP949, which ``zipfile`` reads as CP437."""
    if member.flag_bits & UTF8_NAME:
        return member.filename
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
