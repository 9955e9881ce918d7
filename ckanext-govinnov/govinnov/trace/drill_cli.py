"""``govinnov trace drill``: recalls of some farms by chance, computed and timed by both engines."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govinnov.trace.store_cli import db_option, marked, opened, rehearsal_option

if TYPE_CHECKING:
    from govinnov.trace.drill import Row

_MOST_FARMS, _MOST_DAYS = 1_000, 400


@click.command()
@click.option("--farms", default=20, type=click.IntRange(1, _MOST_FARMS), help="How many farms (default: 20).")
@click.option("--days", default=30, type=click.IntRange(1, _MOST_DAYS), help="How many days of each (default: 30).")
@click.option("--seed", default=0, type=int, help="With the day, which farms (default: 0).")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the drill (default: today in Korea).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Put the day into the table there (CSV).")
@db_option
@rehearsal_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines.")
@click.pass_context
def drill(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context,
    farms: int,
    days: int,
    seed: int,
    day: datetime | None,
    out: Path | None,
    db: str | None,
    rehearsal: bool,
    as_json: bool,
) -> None:
    """Recall some farms by chance, in the database and without it; nothing is opened, and no farm is named.

    Exit 0: both engines say the same, 1: they do not, or no farm is known, 2: usage.
    """
    from govinnov.trace.drill.table import as_dict, write
    from govinnov.trace.store.drilling import drilled

    with opened(db, rehearsal=rehearsal) as engine, engine.begin() as connection:
        rows = drilled(connection, farms, seed, days, day.date() if day else None)
    if out:
        write(out, rows, rehearsal=rehearsal)
    if as_json:
        click.echo(json.dumps({"rows": list(map(as_dict, rows)), **marked(rehearsal)}, ensure_ascii=False))
    else:
        click.echo("\n".join(map(_line, rows)))
    context.exit(0 if rows and all(row.equal for row in rows) else 1)


def _line(row: Row) -> str:
    said = "=" if row.equal else "≠"
    times = f"{row.seconds_database} s {said} {row.seconds_files} s"
    return f"{row.number}: {row.seeds} → {row.lots} ({row.without_next}), {times}"
