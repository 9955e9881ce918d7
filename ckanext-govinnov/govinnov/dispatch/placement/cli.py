"""``dispatch place`` and ``dispatch verify``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.output import NOT_VALID, Answering, refusals, tell

if TYPE_CHECKING:
    from govinnov.dispatch.placement.model import Plan, Problem

#: No id of a site is longer.
_DIGITS = 18
FILE = click.Path(path_type=Path)
PROBLEM = (
    click.option("--pmed", type=FILE, help="An OR-Library instance: n m p, then edges."),
    click.option("--mclp", type=FILE, help="A covering instance: lines of x, y and demand."),
    click.option("--radius", help="How far a site of --mclp covers, in the unit of its coordinates."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
)


def _problem(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of ``PROBLEM`` to a command."""
    return reduce(lambda made, option: option(made), reversed(PROBLEM), command)


@click.command("place", cls=Answering)
@_problem
@click.option("--sites", type=int, help="How many sites; --pmed brings its own number.")
@click.option("--fixed", default="", metavar="IDS", help="Sites that are part of the plan: 3,14,15.")
@click.option("--banned", default="", metavar="IDS", help="Sites that are not.")
@click.option("--work", type=click.IntRange(min=1), help="Nodes of the search at most.")
@click.option(
    "--mexclp", "busy", metavar="Q", help="Posts are busy with this probability: further covers of --mclp count."
)
@click.option("--certificate", type=FILE, help="Write the proof here; compressed when it ends in .gz.")
def place_command(  # noqa: PLR0913, PLR0917 - one for each option
    pmed: Path | None,
    mclp: Path | None,
    radius: str | None,
    as_json: bool,
    sites: int | None,
    fixed: str,
    banned: str,
    work: int | None,
    busy: str | None,
    certificate: Path | None,
) -> None:
    """Place posts, and prove that no plan is better. Exit 0: computed, 2: bad input."""
    from govinnov.dispatch.placement import place

    started = time.perf_counter()
    with refusals(as_json=as_json):
        problem = _read(pmed, mclp, radius)
        p = _count(problem, sites)
        problem = _asked(problem, p, busy)
        plan = place(problem, p, fixed=_ids(fixed), banned=_ids(banned), work=work)
        written = _kept(plan, certificate)
    told = {"model": plan.model, "n": plan.n, "p": plan.p, **_outcome(plan)}
    tell({**told, "seconds": _since(started), "certificate": written}, as_json=as_json)


@click.command("verify", cls=Answering)
@_problem
@click.option("--certificate", type=FILE, required=True, help="The proof that dispatch place wrote.")
def verify_command(pmed: Path | None, mclp: Path | None, radius: str | None, as_json: bool, certificate: Path) -> None:
    """Replay a certificate. Exit 0: it proves its plan, 1: it does not, 2: bad input."""
    from govinnov.dispatch.placement import check, load
    from govinnov.dispatch.placement.certificate import without_banned

    started = time.perf_counter()
    with refusals(as_json=as_json, valid=False):
        proof = load(certificate)
        # A large covering instance fits in memory only without the columns of points that are no candidates.
        banned = proof.banned if mclp and all(0 < site < 10**_DIGITS for site in proof.banned) else ()
        verdict = check(_read(pmed, mclp, radius, banned), without_banned(proof) if banned else proof)
    told = {name: getattr(verdict, name) for name in ("valid", "reason", "objective", "bound", "nodes")}
    tell({**told, "seconds": _since(started)}, as_json=as_json)
    sys.exit(0 if verdict.valid else NOT_VALID)


def _read(pmed: Path | None, mclp: Path | None, radius: str | None, banned: tuple[int, ...] = ()) -> Problem:
    from govinnov.dispatch.placement import read_mclp, read_pmed

    if pmed is not None and mclp is None:
        return read_pmed(pmed)
    if mclp is None or pmed is not None:
        raise InputError("missing-option", option="--pmed FILE | --mclp FILE --radius R")
    if radius is None:
        raise InputError("missing-option", option="--radius R")
    return read_mclp(mclp, radius, banned)


def _asked(problem: Problem, p: int, busy: str | None) -> Problem:
    """The problem, or its expected covering."""
    from govinnov.dispatch.placement import expected
    from govinnov.dispatch.placement.model import Covering

    if busy is None:
        return problem
    if not isinstance(problem, Covering):
        raise InputError("missing-option", option="--mclp FILE --radius R")
    return expected(problem, p, busy)


def _count(problem: Problem, sites: int | None) -> int:
    p = sites if sites is not None else problem.p
    if p is None:
        raise InputError("missing-option", option="--sites P")
    return p


def _ids(text: str) -> list[int]:
    words = text.replace(",", " ").split()
    if not all(word.isdecimal() and len(word) <= _DIGITS for word in words):
        raise InputError("bad-ids")
    return [int(word) for word in words]


def _kept(plan: Plan, path: Path | None) -> str | None:
    """The file that the proof was written to; none for an expected covering: the citizen's verifier knows none."""
    from govinnov.dispatch.placement import save

    if path is None or plan.certificate is None or plan.model == "mexclp":
        return None
    try:
        save(plan.certificate, path)
    except OSError as error:
        raise InputError("unwritable", file=path.name, why=type(error).__name__) from error
    return str(path)


def _outcome(plan: Plan) -> dict[str, Any]:
    told = {name: getattr(plan, name) for name in ("objective", "bound", "gap", "proven")}
    return {**told, "sites": list(plan.sites), "nodes": plan.nodes}


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
