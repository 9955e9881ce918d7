"""Kills a service of this lane as a crash would, and starts it again."""

from __future__ import annotations

import signal
from dataclasses import replace

from launcher import account, instance, paths, postgres, redis_server, solr
from launcher.instance import Instance
from launcher.paths import Paths


def restart_postgres() -> None:
    """End PostgreSQL at once, without a checkpoint, and start it."""
    places, known = _lane()
    replace(postgres.program(places), stop_signal=signal.SIGQUIT).stop()
    postgres.ensure(places, known)


def restart_redis() -> None:
    """Kill Redis and start it."""
    places, known = _lane()
    replace(redis_server.program(places), stop_signal=signal.SIGKILL).stop()
    redis_server.ensure(places, known)


def restart_solr() -> None:
    """Kill Solr and start it."""
    places, known = _lane()
    replace(solr.program(places), stop_signal=signal.SIGKILL).stop()
    solr.begin(places, known)
    solr.await_ready(places, known)


def _lane() -> tuple[Paths, Instance]:
    places = paths.resolve(account.existing_account())
    return places, instance.load_or_make(places.instance)
