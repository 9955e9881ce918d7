"""The detectors in force, in the order their findings are reported."""

from __future__ import annotations

from govinnov.gate.ports import Detector
from govinnov.gate.screen.resident import ResidentNumbers

DETECTORS: tuple[Detector, ...] = (ResidentNumbers(),)
