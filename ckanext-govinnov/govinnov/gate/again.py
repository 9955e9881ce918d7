"""Read a file that was accepted before into its tables again; nothing is judged anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govinnov.gate.decode import decode
from govinnov.gate.limits import DEFAULT_LIMITS, Limits
from govinnov.gate.model import Table
from govinnov.gate.receive import receive
from govinnov.gate.structure import examine


class OtherBytesError(ValueError):
    """The file is not the one that was accepted: restore it from a backup, or hand it in again."""


def reopen(path: Path, name: str, sha256: str, workdir: Path, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Table, ...]:
    """The tables of an accepted file as its verdict had them: decoded, and cut to their written rows and columns.

    Args:
        path: The file.
        name: What its sender called it.
        sha256: The hash of the bytes that were accepted.
        workdir: An existing folder for decoded tables, the caller's to delete.
        limits: Bounds of sizes, archives and parsers.

    Raises:
        OtherBytesError: The file has other bytes.
        OSError: The file cannot be read, or the workdir not be written.
    """
    received = receive(path, name)
    if received.sha256 != sha256:
        raise OtherBytesError(f"{path.name} has other bytes than those accepted: restore it or hand it in again.")
    workdir = workdir.resolve()
    return tuple(_tables(decode(received, workdir, limits).tables, workdir))


def _tables(raw: tuple[Table, ...], workdir: Path) -> Iterator[Table]:
    for number, structured in enumerate(map(examine, raw)):
        table = structured.written(workdir / f"{number}.trimmed.csv")
        if table is not None:
            yield table
