"""What only a run of the whole country can tell: how governments compare, and what the model is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinnov.dispatch.backtest import Published
from govinnov.dispatch.run import columns
from govinnov.dispatch.run.comparison import comparison, ranks
from govinnov.dispatch.run.files import Output, Writer
from govinnov.dispatch.run.step import Step
from govinnov.dispatch.run.task import Frame
from govinnov.dispatch.run.validation import judged, rows, summary


def national(writer: Writer, frame: Frame, steps: Sequence[Step], told: Published) -> Iterator[Output]:
    """Write the country's tables, the comparison, the ranks and the backtest."""
    for table in columns.TABLES:
        yield from writer.table(table, [row for one in steps for row in one.rows[table.name]], parquet=True)
    yield from writer.table(columns.COMPARISON, comparison(steps), parquet=True)
    yield from writer.table(columns.RANKS, ranks(steps), parquet=True)
    found = judged(told, [one.modelled for one in steps if one.modelled])
    if found:
        method = {"method": frame.method}
        yield from writer.table(columns.BACKTEST, [{**method, **row} for row in rows(told, found)], parquet=True)
        yield writer.document("backtest.json", {**writer.of_run, **method, **summary(told, found)})
