"""``govinnov trace original``: a private file as it came, for a named steward who says why."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from govinnov.trace.store_cli import db_option, opened


@click.command()
@click.argument("sha256")
@click.option("--steward", required=True, help="Who reads it.")
@click.option("--reason", required=True, help="Why; it is kept with the steward's name.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@db_option
@click.pass_context
def original(  # noqa: PLR0913, PLR0917 - click hands over one argument per option
    context: click.Context, sha256: str, steward: str, reason: str, out: Path, db: str | None
) -> None:
    """Write a loaded file as it was received; it names people, so who reads it and why is kept. Exit 1: not there."""
    from govinnov.trace.store.privately import read_bytes

    if not steward.strip() or not reason.strip():
        raise click.UsageError(
            "누가(--steward) 왜(--reason) 읽는지 쓰세요. Say who reads it (--steward) and why (--reason)."
        )
    with opened(db) as engine, engine.begin() as connection:
        raw = read_bytes(connection, sha256, steward, reason, datetime.now(UTC))
    if raw is None:
        click.echo("그런 파일이 없거나 보관 기간이 지났습니다. There is no such file, or its time is over.", err=True)
        context.exit(1)
    out.touch(mode=0o600)
    out.chmod(0o600)
    out.write_bytes(raw)
