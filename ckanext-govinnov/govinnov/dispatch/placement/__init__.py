"""Where posts should stand: plans with proofs that anyone can check."""

from govinnov.dispatch.placement.certificate import Certificate, load, save
from govinnov.dispatch.placement.expected import Expected, expected
from govinnov.dispatch.placement.guard import Guard, GuardError
from govinnov.dispatch.placement.instance import Instance
from govinnov.dispatch.placement.mclp import read_mclp
from govinnov.dispatch.placement.model import Plan, Problem
from govinnov.dispatch.placement.movable import Moved, place_movable
from govinnov.dispatch.placement.pmed import read_pmed
from govinnov.dispatch.placement.replay import Verdict, check, verify
from govinnov.dispatch.placement.solve import Sweep, Terms, place, sweep
from govinnov.dispatch.placement.travel import Travel

__all__ = [
    "Certificate",
    "Expected",
    "Guard",
    "GuardError",
    "Instance",
    "Moved",
    "Plan",
    "Problem",
    "Sweep",
    "Terms",
    "Travel",
    "Verdict",
    "check",
    "expected",
    "load",
    "place",
    "place_movable",
    "read_mclp",
    "read_pmed",
    "save",
    "sweep",
    "verify",
]
