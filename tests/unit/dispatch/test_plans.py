"""Plans of one government on hand-made land: whole demand, candidates on land, true curves, areas that come first."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from govinnov.dispatch import plans
from govinnov.dispatch.placement import check, load, read_mclp, save
from govinnov.dispatch.placement.certificate import without_banned

WEST, SOUTH = 1_000_000, 1_800_000


def square(column: int, row: int, side: int = 4_000) -> list[np.ndarray]:
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) + np.array([column, row])
    return [corners * float(side) + np.array([WEST, SOUTH])]


AREAS = {"a": square(0, 0), "b": square(1, 0), "c": square(0, 1)}


def made(radius_m: int = 1500, fewest: int = 48) -> plans.Ground:
    """Three squares; half of the weight stands in b; one post in the middle of a, and one far away."""
    draw = np.random.default_rng(5)
    offsets = {"a": (0, 0), "b": (4_000, 0), "c": (0, 4_000)}
    places = np.concatenate(
        [draw.uniform(0, 4_000, (80, 2)) + np.array([WEST + x, SOUTH + y]) for x, y in offsets.values()]
    )
    weights = np.repeat([1.25, 5.0, 3.75], 80)
    posts = [(WEST + 2_000.4, SOUTH + 2_000.4), (WEST + 90_000, SOUTH)]
    return plans.ground(AREAS, (places, weights), posts, radius_m, (500, fewest))


def test_demand_is_gathered_in_whole_numbers_with_its_sum() -> None:
    centres, whole = plans.gathered(
        [[10, 10], [240, 20], [260, 20], [10, 260], [800, 800]], [0.5, 0.6, 1.4, 1.5, 0], 250
    )
    assert centres.tolist() == [[125, 125], [375, 125], [125, 375]]
    assert whole.tolist() == [1, 1, 2]
    assert [len(part) for part in plans.gathered(np.empty((0, 2)), [], 250)] == [0, 0]


def test_candidates_stand_on_land_and_are_enough() -> None:
    places, areas = plans.candidates(AREAS)
    assert 600 <= len(places) < 700
    x, y = (places - (WEST, SOUTH)).T
    expected = np.where(y >= 4_000, "c", np.where(x >= 4_000, "b", "a")).tolist()
    assert areas == expected
    assert (np.minimum(x, y) < 4_000).all()


def test_land_without_room_has_as_many_candidates_as_fit() -> None:
    places, areas = plans.candidates({"islet": square(0, 0, 100)})
    assert (len(places), set(areas)) == (25, {"islet"})


def test_posts_that_cover_nothing_are_left_out_and_neighbours_are_not() -> None:
    ground = made()
    assert (ground.posts, list(ground.fixed)) == (1, [1])
    assert ground.instance.xy[0].tolist() == [WEST + 2_000, SOUTH + 2_000]
    assert ground.total == 800


def test_the_curve_rises_by_less_and_less_and_is_proven() -> None:
    ground = made()
    found = plans.plan_posts(ground)
    curve = found.curve
    assert curve["posts"].tolist() == list(range(11))
    assert curve["proven"].all() and (curve["covered"] == curve["bound"]).all()
    assert curve["share"].is_monotonic_increasing and curve["mean_m"].is_monotonic_decreasing
    assert curve["share"].tolist() == pytest.approx((curve["covered"] / 800).tolist())
    assert [len(plan.sites) for plan in found.plans] == [count + 1 for count in range(1, 11)]
    assert (found.sites.groupby("posts").size() == range(1, 11)).all()


def test_no_two_posts_cover_more_than_the_plan_says() -> None:
    ground = made()
    pairs = itertools.combinations(range(1, ground.instance.sites), 2)
    best = max(ground.covered(np.array([0, *pair])) for pair in pairs)
    assert plans.plan_posts(ground, [1, 2]).curve["covered"].tolist()[2] == best


def test_each_certificate_holds_for_the_instances_file(tmp_path: Path) -> None:
    ground = made()
    (tmp_path / "points.txt").write_bytes(ground.instance.text)
    for plan in plans.plan_posts(ground, range(1, 4)).plans:
        assert plan.certificate is not None
        save(ground.instance.published(plan.certificate), tmp_path / "proof.json.gz")
        proof = load(tmp_path / "proof.json.gz")
        assert check(read_mclp(tmp_path / "points.txt", "1500", proof.banned), without_banned(proof)).valid


def test_areas_come_first_by_what_their_best_post_adds() -> None:
    ground = made()
    table = plans.gains(ground)
    assert sorted(table["area"]) == ["a", "b", "c"]
    assert table["gain"].is_monotonic_decreasing
    assert table["area"].iloc[0] == "b"
    first = plans.plan_posts(ground, [1])
    assert first.sites["area"].tolist() == ["b"]
    assert table["gain"].iloc[0] == first.curve["covered"].diff().iloc[1]
    assert table["gain_share"].tolist() == pytest.approx((table["gain"] / 800).tolist())


def test_targets_are_brackets_that_the_curve_agrees_with() -> None:
    ground = made()
    whole = plans.plan_posts(ground, range(1, 16))
    short = plans.plan_posts(ground, range(1, 3))
    for target, few, many in zip(plans.TARGETS, short.targets.itertuples(), whole.targets.itertuples(), strict=True):
        least = int(np.flatnonzero(whole.curve["share"] >= target)[0])
        assert (many.posts_lo, many.posts_hi, many.proven) == (least, least, True)
        assert few.posts_lo <= least <= few.posts_hi


def test_what_candidates_cannot_cover_has_no_count() -> None:
    ground = made(radius_m=100, fewest=9)
    assert plans.plan_posts(ground, [1]).targets["posts_hi"].isna().all()


def test_without_posts_or_demand_there_is_still_an_answer() -> None:
    none = plans.ground(AREAS, (np.array([[WEST + 10, SOUTH + 10]]), [3.0]), [], 1000, (500, 48))
    found = plans.plan_posts(none, [1])
    assert found.curve["covered"].tolist() == [0, 3]
    empty = plans.ground(AREAS, (np.empty((0, 2)), []), [], 1000, (500, 48))
    assert plans.plan_posts(empty, [1]).curve["covered"].tolist() == [0, 0]


def test_a_second_plan_is_the_same() -> None:
    one, other = (plans.plan_posts(made(), range(1, 6)) for _ in range(2))
    assert one.curve.equals(other.curve) and one.sites.equals(other.sites)
    assert [plan.certificate for plan in one.plans] == [plan.certificate for plan in other.plans]


def test_every_column_stands_on_the_page() -> None:
    page = (Path(__file__).parents[3] / "docs" / "explanation" / "placement.md").read_text(encoding="utf-8")
    found = plans.plan_posts(made(), [1])
    names = {*found.curve, *found.sites, *found.targets, *found.areas}
    assert sorted(name for name in names if f"`{name}`" not in page) == []
