"""The verbs of ./govinnov, one function each."""

from __future__ import annotations

import os
from collections.abc import Callable

from launcher import account as accounts
from launcher import database, environment, instance, paths, settings, site, status, testing, up
from launcher.errors import LauncherError, UsageError
from launcher.instance import Instance
from launcher.paths import Paths

Verb = Callable[[list[str]], int]


def find(arguments: list[str]) -> Verb:
    """The verb that a command line begins with.

    Raises:
        UsageError: There is none, or it is unknown.
    """
    settings.load_local(paths.CLONE / "config" / "local.env")
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        raise UsageError(USAGE)
    return verb


def start(arguments: list[str]) -> int:
    """`up [--data DIR]`: install what is missing, start everything, seed."""
    up.parse(arguments).run()
    return 0


def stop(arguments: list[str]) -> int:
    """`down`: stop everything that `up` started, CKAN first."""
    _no_arguments("down", arguments)
    places = _places()
    for program in status.programs(places):
        if program.stop():
            print(f"{program.name} stopped")
    return 0


def show(arguments: list[str]) -> int:
    """`status [--json]`: one line per service; exit 1 when something that the gate depends on is missing."""
    if arguments not in ([], ["--json"]):
        raise UsageError("Usage: ./govinnov status [--json]")
    places = _places()
    report = status.look(places, _known(places))
    print(status.as_json(report) if arguments else status.as_text(report))
    return 0 if report.ok else 1


def token(arguments: list[str]) -> int:
    """`token`: a fresh API token of this instance's admin."""
    _no_arguments("token", arguments)
    places = _places()
    return _become_ckan(places, ["govinnov", "token", _known(places).admin])


def ckan(arguments: list[str]) -> int:
    """`ckan …`: CKAN's own command line with this instance's settings."""
    places = _places()
    _known(places)
    return _become_ckan(places, arguments)


def _become_ckan(places: Paths, arguments: list[str]) -> int:
    command = site.command(places, arguments)
    os.execve(command[0], command, site.environ(places))  # noqa: S606 (the verb is that program from here on)


def test(arguments: list[str]) -> int:
    """`test [--ckan] [--faults] [--only LANE] [-- ARGUMENTS]`: run the tests, on services of their own."""
    return testing.run(testing.parse(arguments))


def bench(arguments: list[str]) -> int:
    """`bench NAME …`: run tests/bench/bench_NAME.py."""
    script = paths.CLONE / "tests" / "bench" / f"bench_{arguments[0] if arguments else ''}.py"
    if not script.exists():
        names = sorted(file.stem.removeprefix("bench_") for file in script.parent.glob("bench_*.py"))
        raise UsageError(f"Usage: ./govinnov bench NAME; NAME is one of: {' '.join(names)}")
    return _program([str(script), *arguments[1:]])


def gate(arguments: list[str]) -> int:
    """`gate …`: the serverless gate; `gate purge …` alone needs this instance."""
    if arguments[:1] == ["purge"]:
        return ckan(["govinnov", *arguments])
    return serverless("gate")(arguments)


def harvest(arguments: list[str]) -> int:
    """`harvest preview …` and `harvest types` need no server; every other `harvest …` is of this instance."""
    if arguments[:1] in (["preview"], ["types"], ["--help"], []):
        return serverless("harvest")(arguments)
    return ckan(["govinnov", "harvest", *arguments])


def trace(arguments: list[str]) -> int:
    """`trace …`: serverless, but what keeps and reads the store gets this instance's database."""
    if needs_store(arguments) and not os.environ.get("GOVINNOV_DATABASE_URL"):
        os.environ["GOVINNOV_DATABASE_URL"] = database.address()
    return serverless("trace")(arguments)


_STORED = tuple([name] for name in ("load", "dump", "lookup", "recall", "original", "outbreak", "drill", "datasets"))


def needs_store(arguments: list[str]) -> bool:
    """Whether a `trace …` is one that reads or writes the store of this instance."""
    elsewhere = any(word in ("--files", "--help", "--db") or word.startswith("--db=") for word in arguments)
    return arguments[:1] in _STORED and not elsewhere


def serverless(name: str) -> Verb:
    """`gate …`, `dispatch …`: the serverless half, with what follows passed on."""
    return lambda arguments: _program(["-m", "govinnov.cli", name, *arguments])


def _program(arguments: list[str]) -> int:
    """Become a Python program of the environment, which is made first where it is missing."""
    places = paths.resolve(accounts.existing_account())
    environment.ensure(places)
    os.execv(environment.python(places), [str(environment.python(places)), *arguments])  # noqa: S606 (as above)


def _places() -> Paths:
    """The places of this instance; from here on with the rights of the services' user only."""
    user = accounts.existing_account()
    places = paths.resolve(user)
    if places.state.exists():
        user.become()
    return places


def _known(places: Paths) -> Instance:
    known = instance.load(places.instance)
    if known is None or not environment.is_ready(places):
        raise LauncherError(f"Nothing was started here yet (state: {places.state}). Run ./govinnov up.")
    return known


def _no_arguments(verb: str, arguments: list[str]) -> None:
    if arguments:
        raise UsageError(f"Usage: ./govinnov {verb}")


VERBS: dict[str, Verb] = {
    "up": start,
    "down": stop,
    "status": show,
    "token": token,
    "ckan": ckan,
    "test": test,
    "bench": bench,
    "gate": gate,
    "harvest": harvest,
    "dispatch": serverless("dispatch"),
    "trace": trace,
}

USAGE = f"Usage: ./govinnov VERB …; VERB is one of: {' '.join(VERBS)}. See docs/reference/commands.md."
