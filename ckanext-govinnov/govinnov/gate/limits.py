"""How much the gate takes before it says no: sizes, archives, and what a parser may use."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one check. Bytes, seconds and counts; a bound passed is a finding, never a crash.

    ``archive_ratio`` is unpacked bytes per packed byte; ``archive_bytes`` bounds everything an archive unpacks to.
    ``parser_*`` bound the child process that reads workbooks and JSON, ``gate_*`` the one of a whole confined check.
    """

    file_bytes: int = 20 * GIB
    archive_depth: int = 2
    archive_members: int = 1_000
    archive_ratio: int = 200
    archive_bytes: int = 20 * GIB
    parser_memory_bytes: int = 2 * GIB
    parser_cpu_s: int = 600
    parser_wall_s: int = 900
    gate_memory_bytes: int = 4 * GIB
    gate_wall_s: int = 1_800


DEFAULT_LIMITS = Limits()
