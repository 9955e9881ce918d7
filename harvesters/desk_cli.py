"""The site's harvest commands: sources, dry runs, runs, approvals, jobs. The site gives the engine and the desk."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from harvesters import desk_words, sources, stock
from harvesters.cli import ASKED_WRONGLY, BROKE_OFF, option_pair
from harvesters.context import read_options
from harvesters.engine import Engine
from harvesters.errors import HarvestError, RetryLaterError
from harvesters.keys import redact
from harvesters.locate import lasting
from harvesters.model import JobResult, Problem, Source
from harvesters.reader import recognise
from harvesters.spreadsheet import cell
from harvesters.store import Desk
from harvesters.store.jobs import LIVE

#: Exit code of a run that waits for a steward.
HELD = 3
_SHOWN = ("name", "type", "url", "agency", "schedule", "approved", "paused", "not_before")


def desk_commands(engine: Callable[[], Engine], desk: Callable[[], Desk], who: Callable[[], str]) -> click.Group:
    """The group ``harvest`` of a site; ``who`` names the person at the command line."""
    group = click.Group("harvest", help="Sources, runs and what waits for a steward.")
    group.add_command(_source_group(desk, engine))
    group.add_command(_run_command("run", engine, desk, dry=False))
    group.add_command(_run_command("dry-run", engine, desk, dry=True))
    group.add_command(_approve_command(desk, who))
    group.add_command(_reject_command(desk, who))
    group.add_command(_jobs_command(desk))
    group.add_command(_import_command(desk))
    return group


def _source_group(desk: Callable[[], Desk], engine: Callable[[], Engine]) -> click.Group:
    group = click.Group("source", help="Set sources up, show, pause and remove them.")
    group.add_command(_add_command(desk))

    @group.command("list")
    @click.option("--json", "as_json", is_flag=True)
    def list_command(as_json: bool) -> None:
        """Every source and its last job."""
        rows = [_source_row(row) for row in desk().sources()]
        _print(rows, as_json, lambda row: f"{row['name']}  {row['type']}  {row['url']}  {row['last'] or ''}")

    @group.command("show")
    @click.argument("name")
    def show_command(name: str) -> None:
        """One source with its settings, as JSON."""
        row = _guarded(lambda: desk().source(name))
        click.echo(_json(_source_row(row)))

    @group.command("pause")
    @click.argument("name")
    @click.option("--off", is_flag=True, help="Let it go on; this also ends its rest after failures.")
    def pause_command(name: str, off: bool) -> None:
        """Run a source no more until it is let go on."""
        _guarded(lambda: desk().pause(name, paused=not off))

    @group.command("remove")
    @click.argument("name")
    @click.confirmation_option(prompt="Its datasets are withdrawn from the catalog. Go on?")
    def remove_command(name: str) -> None:
        """Withdraw a source's datasets and forget the source."""
        _guarded(lambda: _remove(name, desk(), engine()))

    return group


def _remove(name: str, desk: Desk, engine: Engine) -> None:
    """Withdraw first: what dies half way is done again by the same command."""
    engine.sink.withdraw(engine.store.source(name), desk.brought(name))
    desk.remove(name)


def _add_command(desk: Callable[[], Desk]) -> click.Command:
    @click.command("add")
    @click.argument("name")
    @click.argument("url")
    @click.option("--type", "kind", default="", help="Source type; told from the content when left out.")
    @click.option("--agency", default=None, help="Whose data these are, whatever the feed says.")
    @click.option("--schedule", default=None, help="Cron text, such as '0 3 * * *'.")
    @click.option("--approve", is_flag=True, help="Stands for a steward's approval of the first run.")
    @click.option("--allow-host", multiple=True, help="A host whose private address may be read.")
    @click.option("--option", "given", multiple=True, metavar="NAME=VALUE", help="An option of the source type.")
    def add_command(**asked: Any) -> None:
        """Set up a source, or change its settings."""
        made: Source = _guarded(lambda: _source(**asked))
        _guarded(lambda: desk().add(made))
        click.echo(desk_words.after_add(made))

    return add_command


def _source(name: str, url: str, kind: str, **asked: Any) -> Source:
    """The source as it was asked for, its type recognised and its options checked."""
    options: dict[str, str | int | bool] = dict(option_pair(item) for item in asked["given"])
    hosts, url = tuple(asked["allow_host"]), lasting(url)
    made = Source(name, kind, url, asked["agency"], options, asked["schedule"], hosts, approved=asked["approve"])
    known = sources.source_type(kind) if kind else recognise(made)
    read_options(made, known.options)
    return Source(name, known.name, url, made.agency, options, made.schedule, hosts, approved=made.approved)


def _run_command(name: str, engine: Callable[[], Engine], desk: Callable[[], Desk], *, dry: bool) -> click.Command:
    @click.command(name, help="Say what a run would do." if dry else "Run a source now and wait for its end.")
    @click.argument("source")
    @click.option("--json", "as_json", is_flag=True)
    def command(source: str, as_json: bool) -> None:
        result = _guarded(lambda: _run(source, engine(), desk(), dry=dry))
        _print([result_json(result)], as_json, desk_words.result_line, single=True)
        if not as_json:
            _tell_plan(result, desk(), dry=dry)
        sys.exit({"done": 0, "held": 0 if dry else HELD}.get(result.state, BROKE_OFF))

    return command


def _tell_plan(result: JobResult, desk: Desk, *, dry: bool) -> None:
    """What a dry run or a held job would do, and how to answer it."""
    if result.state == "held" or (dry and result.state == "done"):
        for line in desk_words.diff_lines(desk.diff(result.job)):
            click.echo(line)
    if result.state == "held":
        click.echo(desk_words.after_held(result.job))


def _run(source: str, engine: Engine, desk: Desk, *, dry: bool) -> JobResult:
    """Run it, or wait for the end of the run that another worker has in hand."""
    while True:
        try:
            return engine.run(source, dry=dry)
        except RetryLaterError as error:
            click.echo(f"{error.message_ko} {error.message_en}", err=True)
        job = desk.history(source, 1)[0]
        while job["state"] in LIVE and job["lease_until"] > engine.clock.now().timestamp():
            engine.clock.sleep(1.0)
            job = desk.history(source, 1)[0]
        if not dry and not job["dry"] and job["state"] not in LIVE:
            return desk.job(job["id"])


def _approve_command(desk: Callable[[], Desk], who: Callable[[], str]) -> click.Command:
    @click.command("approve")
    @click.argument("job", type=int)
    @click.option("--missing", multiple=True, help="Remote id that may go; all when left out.")
    @click.option("--none-missing", is_flag=True, help="Let nothing go, only add and change.")
    def approve_command(job: int, missing: tuple[str, ...], none_missing: bool) -> None:
        """Let a held job go on with the next run of its source."""
        chosen = [] if none_missing else list(missing) or None
        _guarded(lambda: desk().approve(job, who(), chosen))
        click.echo(desk_words.after_approve(job, desk().job_row(job)["source"]))

    return approve_command


def _reject_command(desk: Callable[[], Desk], who: Callable[[], str]) -> click.Command:
    @click.command("reject")
    @click.argument("job", type=int)
    def reject_command(job: int) -> None:
        """Close a held job without doing anything."""
        _guarded(lambda: desk().reject(job, who()))

    return reject_command


def _jobs_command(desk: Callable[[], Desk]) -> click.Command:
    @click.command("jobs")
    @click.option("--source", default=None)
    @click.option("--limit", default=20, show_default=True)
    @click.option("--json", "as_json", is_flag=True)
    @click.option("--csv", "as_csv", is_flag=True, help="One line for each error of each job.")
    def jobs_command(source: str | None, limit: int, as_json: bool, as_csv: bool) -> None:
        """The newest jobs first."""
        if as_csv:
            _error_table(desk(), desk().history(source, limit))
            return
        results = [(row["source"], desk().job(row["id"])) for row in desk().history(source, limit)]
        rows = [{"source": name, **result_json(result), "seconds": result.seconds} for name, result in results]
        _print(rows, as_json, lambda row: f"{row['source']}  {desk_words.result_line(row)}")

    return jobs_command


def _import_command(desk: Callable[[], Desk]) -> click.Command:
    @click.command("import-stock")
    @click.argument("database", metavar="DATABASE_URL")
    def import_command(database: str) -> None:
        """Take over a site that harvested with ckanext-harvest: its sources, and which record became which dataset."""
        click.echo(_json(_guarded(lambda: _import(database, desk()))))

    return import_command


def _import(database: str, desk: Desk) -> dict[str, Any]:
    """Sources that are known here keep their settings; what is taken over waits for a steward's approval."""
    known = {row["name"] for row in desk.sources()}
    told: dict[str, Any] = {"sources": [], "skipped": []}
    for moved in list(stock.read(database)):
        name = moved.source.name
        if moved.reason:
            told["skipped"].append({"name": name, "message_ko": moved.reason[0], "message_en": moved.reason[1]})
            continue
        if name not in known:
            desk.add(moved.source)
        new = desk.adopt(name, moved.records)
        told["sources"].append({"name": name, "type": moved.source.type, "records": len(moved.records), "new": new})
    return told


def result_json(result: JobResult) -> dict[str, Any]:
    """A job's result as the commands print it."""
    counts = ("job", "state", "added", "changed", "unchanged", "missing", "held", "failed")
    errors = [_problem_json(item) for item in result.errors if item.kind == "error" or result.state == "held"]
    return {**{name: getattr(result, name) for name in counts}, "errors": errors}


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {key: value for key, value in asdict(problem).items() if key != "kind"}


def _source_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A source without the key that its address or options may hold."""
    source = {key: row[key] for key in _SHOWN}
    last = row["last"]
    return {**source, "url": redact(row["url"]), "last": last.state if last else None}


def _error_table(desk: Desk, jobs: Sequence[Mapping[str, Any]]) -> None:
    """Every error of some jobs as CSV; ids and sentences come from strangers, so no cell of it is a formula."""
    writer = csv.writer(sys.stdout)
    writer.writerow(("job", "source", "state", "code", "record", "message_ko", "message_en"))
    for job in jobs:
        for item in desk.errors(job["id"]):
            told = (item.code, item.record, item.message_ko, item.message_en)
            writer.writerow([cell(value) for value in (job["id"], job["source"], job["state"], *told)])


def _print(
    rows: list[dict[str, Any]], as_json: bool, line: Callable[[dict[str, Any]], str], *, single: bool = False
) -> None:
    if as_json:
        click.echo(_json(rows[0] if single else rows))
        return
    for row in rows:
        click.echo(line(row))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _guarded(work: Callable[[], Any]) -> Any:
    """Do it, or say in both languages what must change first."""
    try:
        return work()
    except HarvestError as error:
        click.echo(f"[{error.code}] {error.message_ko} {error.message_en}", err=True)
        sys.exit(ASKED_WRONGLY)
