"""A file of an analysis: what it is, its bytes' hash, and who says so."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.tables import lines

Row = dict[str, str]
#: What a shapefile's rows, encoding and reference system stand in.
_BESIDE = (".dbf", ".cpg", ".prj")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and the kind it is used as.

    Attributes:
        path: Where it is.
        name: Its path within the folder.
        kind: Name of the kind.
        columns: Our names of columns → the file's.
        synthetic: It was made up.
        licence: What its publisher allows, if said.
    """

    path: Path
    name: str
    kind: str
    columns: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = False
    licence: str = ""

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Rows of a table with their line numbers, under our names of columns; cells are trimmed.

        Raises:
            InputError: ``unreadable``, or ``missing-column``: a named column is not in the header.
        """
        table = lines(text_of(self.path), self.path.name)
        header = header_of([cell for _, cells in islice(table, 1) for cell in cells])
        missing = sorted(set(self.columns.values()) - set(header))
        if missing:
            raise InputError("missing-column", 1, self.path.name, columns=", ".join(missing))
        at = {ours: header.index(theirs) for ours, theirs in self.columns.items()}
        for line, cells in table:
            if any(cells):
                yield line, {ours: cells[n].strip() if n < len(cells) else "" for ours, n in at.items()}

    def as_dict(self) -> dict[str, Any]:
        """The file as a manifest names it, with the other files that belong to a shapefile."""
        told = {"path": self.name, "kind": self.kind, **_hashed(self.path)}
        beside = [self.path.with_suffix(suffix) for suffix in _BESIDE if self.path.suffix.lower() == ".shp"]
        if found := [{"path": one.name, **_hashed(one)} for one in beside if one.is_file()]:
            told["beside"] = found
        return {**told, "licence": self.licence, "synthetic": self.synthetic}


def _hashed(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def header_of(cells: list[str]) -> list[str]:
    """Names of columns in lower case."""
    return [cell.strip().lower() for cell in cells]


def bytes_of(path: Path) -> bytes:
    """Bytes of a file, unpacked if it is gzip."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(_GZIP) else data


def text_of(path: Path) -> str:
    """Text of a file in UTF-8 or CP949.

    Raises:
        InputError: ``unreadable``.
    """
    try:
        data = bytes_of(path)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp949")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error
