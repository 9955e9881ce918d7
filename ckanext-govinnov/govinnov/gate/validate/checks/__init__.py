"""Checks of ours beside frictionless's: one small file each, listed here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from govinnov.gate.validate.checks import business, coordinates, dates, district_codes, future, nul, units
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import Check, Maker, Subject

__all__ = ["CHECKS", "Check", "Districts", "Subject", "checks_for"]

CHECKS: tuple[Maker, ...] = (
    nul.make,
    coordinates.make,
    dates.make,
    future.make,
    business.make,
    district_codes.make,
    units.make,
)


def checks_for(subjects: Sequence[Subject], districts: Districts | None) -> list[Check]:
    """The checks that a table's columns call for."""
    return [check for make in CHECKS for check in make(subjects, districts)]
