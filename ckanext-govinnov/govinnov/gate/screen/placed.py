"""The rows of what the screen tells of whole columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinnov.gate.model import Schema, Table
from govinnov.gate.screen.batches import batches
from govinnov.gate.screen.column import columns_of
from govinnov.gate.screen.detectors import OF_CELLS, of_plain
from govinnov.gate.screen.settings import ScreenSettings
from govinnov.gate.screen.sieve import Sieve


def rows_with(
    table: Table, schema: Schema, wanted: Mapping[str, set[str]], settings: ScreenSettings
) -> Iterator[tuple[int, set[str]]]:
    """Rows of a table in which a column has one of the finding codes that are wanted of it.

    Args:
        table: Delimited UTF-8 text on disk.
        schema: Its schema.
        wanted: Column → finding codes.
        settings: The rules in force.
    """
    columns = [(place, one) for place, one in enumerate(columns_of(table, schema)) if one.name in wanted]
    sieves = [(place, Sieve(one, of_plain(settings), OF_CELLS, settings), wanted[one.name]) for place, one in columns]
    if not sieves:
        return
    for batch in batches(table, settings.chunk_bytes, settings.record_bytes):
        for place, sieve, codes in sieves:
            texts = [text or "" for text in batch.frame.to_series(place).to_list()]
            for offset, hit in sieve.hits(texts):
                if hit.code in codes:
                    yield batch.first_row + offset, {hit.code}
