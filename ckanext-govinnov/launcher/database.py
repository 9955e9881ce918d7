"""This instance's database for commands that need nothing else: its PostgreSQL is started alone where none runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from launcher import account as accounts
from launcher import instance, locks, packages, paths, postgres, settings
from launcher.account import Account
from launcher.errors import LauncherError
from launcher.instance import Instance
from launcher.paths import Paths


def address() -> str:
    """How to reach the database of this instance, which is running when this returns.

    Raises:
        LauncherError: It could not be started; the sentence before says why.
    """
    user, places, known = _places()
    if known is None or ("postgres" in settings.services(known).own and not postgres.is_healthy(known)):
        if _as_user(user, lambda: _start(places)):
            raise LauncherError("PostgreSQL could not be started: run ./govinnov up.")
        known = instance.load(places.instance)
    if known is None:
        raise LauncherError(f"{places.instance} was not written: run ./govinnov up.")
    return settings.services(known).database


def _places() -> tuple[Account, Paths, Instance | None]:
    """Who runs the services, where, and what is remembered; the folders are made at the first start."""
    user = accounts.existing_account()
    places = paths.resolve(user)
    known = instance.load(places.instance)
    if known is None:
        packages.ensure(packages.DATABASE)
        user = accounts.service_account()
        places = paths.resolve(user)
        paths.make(places, user)
    return user, places, known


def _start(places: Paths) -> None:
    with locks.exclusive(places.state / "lock", "starting or stopping this instance"):
        postgres.ensure(places, instance.load_or_make(places.instance))


def _as_user(user: Account, work: Callable[[], None]) -> int:
    """Do work in a child with the rights of the services' user; the caller keeps its own to read its files."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os._exit(_child(user, work))
    return os.waitpid(child, 0)[1]


def _child(user: Account, work: Callable[[], None]) -> int:
    try:
        user.become()
        work()
    except LauncherError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0
