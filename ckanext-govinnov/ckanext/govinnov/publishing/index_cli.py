"""``ckan govinnov index``: compare the index with the database, mend it, write it anew."""

from __future__ import annotations

import json
import sys
import time

import click


@click.group("index")
def index() -> None:
    """The search index beside the database."""


@index.command()
@click.option("--fix", is_flag=True, help="Write anew what differs, and take ghosts out.")
@click.option("--json", "as_json", is_flag=True, help="One object on stdout, with the ids.")
def verify(fix: bool, as_json: bool) -> None:
    """Find missing, ghost, stale and wrongly labelled documents; exit 1 when any is left."""
    from ckanext.govinnov.publishing import verify as verifying

    found = verifying.compare()
    if fix and found.ids():
        verifying.mend(found)
    left = verifying.compare() if fix and found.ids() else found
    if as_json:
        kinds = {kind: list(getattr(found, kind)) for kind in found.counts()}
        click.echo(json.dumps({**kinds, "left": sum(left.counts().values())}))
    else:
        for kind, count in found.counts().items():
            click.echo(f"{kind}: {count}")
    sys.exit(1 if left.ids() else 0)


@index.command()
@click.option("--processes", default=2, show_default=True, help="How many processes share the work.")
@click.option("--part", default=0, hidden=True, help="The part that this process does; the others are its helpers.")
def rebuild(processes: int, part: int) -> None:
    """Write every document anew, then mend what differs still; readers find the old ones meanwhile."""
    from ckanext.govinnov import beside, collector
    from ckanext.govinnov.publishing import verify as verifying

    collector.spare()
    started = time.monotonic()
    others = range(1, processes) if part == 0 else ()
    asked = ("index", "rebuild", "--processes", str(processes), "--part")
    helpers = [beside.start(*asked, str(other)) for other in others]
    ids = verifying.indexable()
    verifying.index(ids[part::processes])
    failed = [helper for helper in helpers if helper.wait()]
    if part == 0:
        verifying.mend(verifying.compare())  # ghosts, and what came or changed while the parts were counted
        click.echo(f"{len(ids)} datasets in {time.monotonic() - started:.1f} s")
    sys.exit(1 if failed else 0)
