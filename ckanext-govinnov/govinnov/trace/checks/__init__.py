"""What does not add up in what was reported: small checks over events, each a stream of findings.

Nothing here refuses a record: stewards are told, and ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from govinnov.trace.checks import awaited, balance, order, robots
from govinnov.trace.checks.facts import Facts, Found
from govinnov.trace.checks.robots import Score, scores
from govinnov.trace.findings import Finding
from govinnov.trace.lineage import Changes
from govinnov.trace.recall.official import Certification

__all__ = ["CHECKS", "Facts", "Found", "Score", "check", "found", "scores"]

#: The checks that ask for nothing but events.
CHECKS = (
    balance.eggs,
    balance.weights,
    balance.holdings,
    order.laying,
    order.times,
    order.circles,
    awaited.awaited,
    robots.robots,
)


def check(changes: Changes, at: datetime, certificates: Iterable[Certification] = ()) -> Iterator[Finding]:
    """Everything that does not add up.

    Args:
        changes: What is known.
        at: The moment of the check: what is overdue depends on it.
        certificates: Certificates of farms.
    """
    yield from (one.finding for one in found(Facts(changes, at), certificates))


def found(facts: Facts, certificates: Iterable[Certification] = ()) -> Iterator[Found]:
    """The same, each finding with the party and the lot that it is about."""
    for one in CHECKS:
        yield from one(facts)
    yield from order.housing(facts, certificates)
