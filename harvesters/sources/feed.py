"""Feeds of the poultry trace as files: restricted, for they name people; each goes whole to the trace's own gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harvesters.context import Context
from harvesters.filerecord import FORMATS_OPTION
from harvesters.model import Entry, Option, RemoteRecord
from harvesters.ports import Probe
from harvesters.sources.files import Files

_FORMATS = Option(FORMATS_OPTION.name, str, "csv,tsv,txt,xml,json,jsonld", FORMATS_OPTION.help)


class Feed:
    """The source type ``feed``: read as ``files`` is, and never published."""

    name = "feed"
    restricted = True
    options = (_FORMATS,)

    def __init__(self) -> None:
        self._files = Files()

    def recognises(self, probe: Probe) -> int:
        """Never: a file of people's data must not be told from one of data by a guess; the steward names the type."""
        return 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every file, as ``files`` lists them."""
        yield from self._files.gather(context)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The file as it came, to be kept privately."""
        return replace(self._files.fetch(entry, context), restricted=True)
