"""Plans of one government: where the next posts should stand, how much each adds, and how many are enough."""

from govinnov.dispatch.plans.candidates import FEWEST, candidates
from govinnov.dispatch.plans.cells import gathered
from govinnov.dispatch.plans.government import WORK, Plans, plan_posts
from govinnov.dispatch.plans.ground import Ground, ground
from govinnov.dispatch.plans.priority import gains
from govinnov.dispatch.plans.targets import TARGETS

__all__ = ["FEWEST", "TARGETS", "WORK", "Ground", "Plans", "candidates", "gains", "gathered", "ground", "plan_posts"]
