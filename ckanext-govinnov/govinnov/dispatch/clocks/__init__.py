"""Which time is meant: the five points of a run, the clocks between them, and the limits that services are held to."""

from govinnov.dispatch.clocks.limits import LIMITS, Clock, Limit
from govinnov.dispatch.clocks.runs import Runs, read_runs, runs_of
from govinnov.dispatch.clocks.share import NoCallsError, share_within

__all__ = ["LIMITS", "Clock", "Limit", "NoCallsError", "Runs", "read_runs", "runs_of", "share_within"]
