"""A limit is always a service, a clock and seconds; none is borrowed from another service."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Clock(StrEnum):
    """From which point of a run to which: t0 receipt, t1 dispatch, t2 wheels rolling, t3 scene, t4 patient."""

    RECEIPT_SCENE = "receipt-scene"
    DISPATCH_SCENE = "dispatch-scene"
    RECEIPT_PATIENT = "receipt-patient"


@dataclass(frozen=True, slots=True)
class Limit:
    """Seconds (inclusive) that a service has by a clock, and who says so."""

    service: str
    clock: Clock
    seconds: int
    source: str


#: Sources in docs/explanation/golden-time.md.
LIMITS = (
    Limit("police", Clock.RECEIPT_SCENE, 300, "strategy"),
    Limit("fire", Clock.RECEIPT_SCENE, 360, "strategy"),
    Limit("fire", Clock.RECEIPT_SCENE, 420, "fire agency: 2 min call handling + 5 min travel"),
    *(
        Limit("ambulance", clock, seconds, "common thresholds")
        for clock in (Clock.RECEIPT_SCENE, Clock.RECEIPT_PATIENT)
        for seconds in (300, 420, 600)
    ),
)
