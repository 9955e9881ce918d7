"""Every format the gate asks, in order."""

from __future__ import annotations

from govinnov.gate.formats.delimited import Delimited
from govinnov.gate.formats.geojson import GeoJson
from govinnov.gate.formats.gzip import Gzip
from govinnov.gate.formats.json import Json
from govinnov.gate.formats.jsonl import JsonLines
from govinnov.gate.formats.unsupported import Unsupported
from govinnov.gate.formats.xls import Xls
from govinnov.gate.formats.xlsx import Xlsx
from govinnov.gate.formats.zip import Zip
from govinnov.gate.ports import Format

#: The order matters: a workbook is an archive too, GeoJSON is JSON too, and any text can be CSV.
FORMATS: tuple[Format, ...] = (
    Xlsx(),
    Zip(),
    Gzip(),
    Xls(),
    Unsupported(),
    GeoJson(),
    JsonLines(),
    Json(),
    Delimited(),
)
