"""Files of instances: what is read, what is refused, and with which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement import place, read_mclp, read_pmed

SQUARE = "4 4 2\n1 2 3\n2 3 4\n3 4 5\n4 1 6\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "instance.txt"
    path.write_bytes(text.encode())
    return path


def test_distances_are_shortest_ways_and_the_last_of_repeated_edges_counts(tmp_path: Path) -> None:
    problem = read_pmed(written(tmp_path, "\ufeff 3 4 1 \r\n1 2 9\r\n\r\n2\t3 1\r\n2 1 2 \r\n3 3 7\r\n\x1a"))
    assert problem.costs.tolist() == [[0, 2, 3], [2, 0, 1], [3, 1, 0]]
    assert (problem.p, problem.model) == (1, "p-median")


def test_a_square_of_streets_by_hand(tmp_path: Path) -> None:
    """Sites 1 and 3 serve 2 at 3 and 4 at 5; no other pair costs less than 8."""
    plan = place(read_pmed(written(tmp_path, SQUARE)), 2)
    assert (plan.objective, plan.bound, plan.proven) == (7, 7, True)
    assert plan.sites in ((2, 4), (2, 3), (1, 3), (1, 4))


def test_points_at_the_radius_are_covered_exactly(tmp_path: Path) -> None:
    """0.3² + 0.4² is 0.25, though not in floats of every way to write it."""
    problem = read_mclp(written(tmp_path, "0.1 0.1 5\n0.4 0.5 7 a city\n0.4 0.500000000001 9\n"), "0.5")
    assert (problem.costs == 0).tolist() == [[True, True, False], [True, True, True], [False, True, True]]
    assert problem.total == 21


def test_points_that_the_same_sites_cover_are_one_row(tmp_path: Path) -> None:
    problem = read_mclp(written(tmp_path, "4\r\n0\t0\t1\r\n9 9 2\r\n0 0 4\r\n9 9 8\r\n"), "1")
    assert problem.costs.tolist() == [[0, 5, 0, 5], [10, 0, 10, 0]]


def test_a_first_line_that_does_not_count_the_others_is_a_point(tmp_path: Path) -> None:
    assert read_mclp(written(tmp_path, "3 0 1\n0 0 1\n"), "0").n == 2
    assert read_mclp(written(tmp_path, "1 0 1\n0 0 1\n"), "0").n == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-instance", 1),
        ("4 4\n", "bad-header", 1),
        ("4 4 0\n", "bad-header", 1),
        ("4 4 5\n", "too-many-sites", 1),
        ("4 4 2\n1 2 3\n2 3 4\n", "truncated-instance", 3),
        (SQUARE + "1 3 1\n", "too-many-lines", 6),
        (SQUARE.replace("2 3 4", "2 3"), "bad-line", 3),
        (SQUARE.replace("2 3 4", "2 3 4.5"), "bad-line", 3),
        (SQUARE.replace("2 3 4", "2 5 4"), "no-such-vertex", 3),
        (SQUARE.replace("2 3 4", "2 3 -4"), "negative-cost", 3),
        (SQUARE.replace("2 3 4", "2 3 999999999999"), "costs-too-large", 3),
        ("3 1 1\n1 2 3\n", "too-few-edges", 1),
        ("4 3 1\n1 2 3\n1 2 4\n3 4 1\n", "not-connected", None),
    ],
)
def test_a_broken_graph_is_refused_with_its_line(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    with pytest.raises(InputError) as refused:
        read_pmed(written(tmp_path, text))
    assert (refused.value.code, refused.value.line) == (code, line)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("3\n0 0 1\n", "truncated-instance", 2),
        ("0 0 1\n0 0\n", "bad-line", 2),
        ("0 0 1\n0 x 1\n", "bad-line", 2),
        ("0 0 1\n0 nan 1\n", "bad-line", 2),
        ("0 0 1\n\n0 1 -1\n", "negative-demand", 3),
        ("0 0 1\n0 1 1.5\n", "fractional-demand", 2),
        ("0 0 1\n0 1 9999999999999\n", "costs-too-large", None),
        ("0 0 1\n0 1e17 1\n0.00001 0 1\n", "costs-too-large", None),
    ],
)
def test_broken_points_are_refused_with_their_line(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    with pytest.raises(InputError) as refused:
        read_mclp(written(tmp_path, text), "1")
    assert (refused.value.code, refused.value.line) == (code, line)


@pytest.mark.parametrize("radius", ["-1", "x", "nan", "1e99"])
def test_a_radius_that_is_none_is_refused(tmp_path: Path, radius: str) -> None:
    with pytest.raises(InputError, match="radius"):
        read_mclp(written(tmp_path, "0 0 1\n"), radius)


@pytest.mark.parametrize(
    ("p", "fixed", "banned", "code"),
    [
        (0, [], [], "bad-sites"),
        (5, [], [], "too-many-sites"),
        (3, [], [1, 2], "too-many-sites"),
        (1, [1, 2], [], "too-many-fixed"),
        (1, [5], [], "no-such-site"),
        (1, [1], [1], "fixed-and-banned"),
    ],
)
def test_a_wish_that_no_plan_fulfils_is_refused(
    tmp_path: Path, p: int, fixed: list[int], banned: list[int], code: str
) -> None:
    with pytest.raises(InputError) as refused:
        place(read_pmed(written(tmp_path, SQUARE)), p, fixed=fixed, banned=banned)
    assert refused.value.code == code
