"""The harvester: runs what is due by schedule, asked for or approved, and tells stewards what they must hear of."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.harvesting import mail
from ckanext.govinnov.stopping import Stop
from harvesters.engine import Engine
from harvesters.errors import LeaseLostError

log = logging.getLogger(__name__)

IDLE_S = 0.5
TROUBLE_S = 10.0


class Stopping(SystemExit):
    """Somebody asked us to stop in the middle of a job; another worker takes it up when its lease ends."""


class Signals(Stop):
    """Stops a job in hand too, between two of its steps."""

    def checkpoint(self, label: str) -> None:
        """Stop here when asked to: between two steps of a job nothing is half done."""
        if self.asked:
            raise Stopping(0)


def run(engine: Callable[[], Engine], signals: Signals, *, once: bool) -> None:
    """Work until told to stop, or with ``once`` until nothing is ready; each job has an engine of its own."""
    while not signals.asked:
        busy = step(engine())
        if not busy and once:
            return
        if not busy:
            time.sleep(IDLE_S)


def step(engine: Engine) -> bool:
    """One job, or else a share of another's, and one letter; a database that can't be reached is waited for."""
    try:
        ran = engine.run_ready() is not None or engine.assist_ready()
        told = mail.send_next(ckan_model.meta.engine)
    except LeaseLostError as error:
        log.warning("%s", error)
        return True
    except sa.exc.OperationalError:
        log.exception("the database can't be reached; waiting")
        time.sleep(TROUBLE_S)
        return False
    finally:
        ckan_model.Session.remove()
    return ran or told
