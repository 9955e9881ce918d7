"""Posts that may move: up to k of the existing ones leave, and p stand in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement.model import Plan, Problem
from govinnov.dispatch.placement.solve import place

#: Choices of the posts that stay are looked at one by one; more than these are refused.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Moved:
    """The best plan, and the best for each choice of the posts that stay.

    Attributes:
        plan: The best of ``choices``, the first of equals.
        choices: One plan for each choice, each with its own certificate. Together they are the proof: whatever plan
            keeps all but k of the existing posts keeps those of some choice.
    """

    plan: Plan
    choices: tuple[Plan, ...]

    @property
    def proven(self) -> bool:
        """Whether no plan is better: each choice's own is proven."""
        return all(one.proven for one in self.choices)


def place_movable(  # noqa: PLR0913 - each is the caller's to say
    problem: Problem,
    p: int,
    existing: Iterable[int],
    k: int,
    *,
    banned: Iterable[int] = (),
    work: int | None = None,
) -> Moved:
    """Choose p sites that keep all but at most k of the existing posts (counted from 1).

    Raises:
        InputError: ``too-many-moves``: there are over ``MOST`` choices of the posts that stay; or as ``place``.
    """
    posts = sorted(set(existing))
    stay = max(0, len(posts) - max(0, k))
    if (count := comb(len(posts), stay)) > MOST:
        raise InputError("too-many-moves", count=count, most=MOST)
    outside = tuple(banned)
    choices = tuple(place(problem, p, fixed=kept, banned=outside, work=work) for kept in combinations(posts, stay))
    return Moved(min(choices, key=lambda one: (problem.shown(one.objective), one.sites)), choices)
