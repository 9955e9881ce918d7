"""Posts within wishes: the best one after the other, within a bound that brute force never passes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.run.parameters import read_parameters
from govinnov.dispatch.whatif import Ground, Known, Post
from govinnov.dispatch.whatif.greedy import Sites, greedy, sites_of
from govinnov.dispatch.whatif.ground import Points

RADIUS = 500
SEEDS = range(60)


def ground(posts: np.ndarray, areas: np.ndarray) -> Ground:
    """Two areas, west and east of x = 1,002,000."""
    named = (("w", "서동", 100), ("e", "동동", 100))
    order = np.argsort(areas[:, 0] >= 1_002_000, kind="stable")
    points = Points(areas[order], np.ones((len(areas), 3)), (areas[order][:, 0] >= 1_002_000).astype(np.int64))
    known = Known(tuple(Post(at + 1, str(at), 0, 0) for at in range(len(posts))), posts, read_parameters({}))
    return Ground("99", known, points, (2,), (200,), named)


def instance(seed: int) -> tuple[Ground, Sites]:
    """Two posts, nine candidates and thirty cells of demand, at random on a square of 4 km."""
    draw = np.random.default_rng(seed)
    xy = draw.integers((1_000_000, 1_900_000), (1_004_000, 1_904_000), (41, 2))
    sites = Sites(xy[:2], xy[2:11], xy[11:], draw.integers(1, 50, 30), RADIUS)
    return ground(xy[:2].astype(float), xy[11:].astype(float)), sites


def covered(sites: Sites, chosen: tuple[int, ...]) -> int:
    """Weight that the posts and some candidates cover, counted one by one."""
    posts = [*sites.posts.tolist(), *sites.candidates[list(chosen)].tolist()]
    near = [
        any((x - px) ** 2 + (y - py) ** 2 <= sites.radius_m**2 for px, py in posts) for x, y in sites.cells.tolist()
    ]
    return int(sites.weights[near].sum())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_choice_of_posts_passes_the_bound(count: int) -> None:
    for seed in SEEDS:
        held, sites = instance(seed)
        told = greedy(held, sites, count)
        best = max(covered(sites, chosen) for chosen in combinations(range(9), count))
        reached = told.steps[-1].covered if told.steps else told.covered
        assert told.covered == covered(sites, ())
        assert reached <= best <= told.bound
        assert reached == best or count > 1


def test_each_step_adds_its_gain_to_what_is_covered() -> None:
    held, sites = instance(1)
    told = greedy(held, sites, 3)
    assert [step.covered for step in told.steps] == list(told.covered + np.cumsum([step.gain for step in told.steps]))


def test_wishes_are_kept() -> None:
    for seed in SEEDS:
        held, sites = instance(seed)
        assert {step.area for step in greedy(held, sites, 3, banned=["w"]).steps} <= {"e"}
        first = greedy(held, sites, 1, fixed=["w"], banned=["w"]).steps
        assert not first or [step.area for step in first] in (["w"], ["e"], ["w", "e"])


def test_an_instance_is_read_as_it_is_published() -> None:
    posts = np.array([[1_000_000, 1_900_000]])
    held = ground(posts.astype(float), np.array([[1_000_500.0, 1_900_000.0]]))
    text = "4 points: x\ty\tw\n1000000\t1900000\t0\n1000900\t1900000\t0\n1000500\t1900000\t7\n1009000\t1900000\t2\n"
    sites = sites_of(text, held, RADIUS)
    assert (sites.posts.tolist(), sites.candidates.tolist()) == ([[1_000_000, 1_900_000]], [[1_000_900, 1_900_000]])
    assert (sites.weights.tolist(), greedy(held, sites, 1).covered) == ([7, 2], 7)


@pytest.mark.parametrize("text", ["", "label", "label\n1", "label\n1 2", "label\n1 2 x"])
def test_what_is_no_instance_is_refused(text: str) -> None:
    held, _ = instance(0)
    with pytest.raises(InputError):
        sites_of(text, held, RADIUS)
