"""What if in real governments: the same electors within each limit as the long way with the post in its place."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from govinnov.dispatch.demand import points_of, stands
from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.run import rows
from govinnov.dispatch.run.columns import GROUND, POSTS
from govinnov.dispatch.run.country import Country, read_country
from govinnov.dispatch.run.grounded import centres, grounded
from govinnov.dispatch.run.measure import draws, measure
from govinnov.dispatch.run.parameters import read_parameters
from govinnov.dispatch.run.placing import Placing
from govinnov.dispatch.run.posts import published
from govinnov.dispatch.run.roads import Driven
from govinnov.dispatch.run.table import Cells, Table
from govinnov.dispatch.run.task import CENTRE, Frame, Task
from govinnov.dispatch.run.tasks import tasks
from govinnov.dispatch.whatif import Answer, Change, Ground, Known, ground_of, known_of, what_if

pytestmark = pytest.mark.data

#: A district of Seoul, a city, an island, a county beside other provinces, and two provinces.
CODES = ("11110", "42110", "47940", "43800", "29", "50")
#: Electors within each limit: (service, clock, seconds) → least, middle, greatest.
Within = dict[tuple[str, str, int], tuple[int, int, int]]


@pytest.fixture(scope="module")
def country(real_data: Path) -> Country:
    return read_country(read_folder(real_data), "2022-03-09")


@pytest.fixture(scope="module")
def chosen(country: Country) -> dict[str, Task]:
    frame = Frame(False, read_parameters({}), "2022-03-09")
    none = Placing([], [], 0)
    made = tasks(country, none, Driven(np.empty((0, 2)), np.empty(0)), frame)
    return {one.government.code: one for one in made if one.government.code in CODES}


@pytest.fixture(scope="module")
def known(country: Country) -> Known:
    return known_of(texts(POSTS, list(centres(country.fire))), read_parameters({}).as_dict())


def texts(table: Table, cells: Sequence[Cells]) -> list[dict[str, str]]:
    """Rows as they are written."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, table.texts(row), strict=True)) for row in cells]


def the_long_way(task: Task, posts: np.ndarray) -> tuple[Within, list[Cells]]:
    """Electors within each limit by the functions of a run, and the rows of ``ground``."""
    stood = [stands(area, task.anchors) for area in task.areas]
    points = points_of(zip(stood, (area.total for area in task.areas), strict=True))
    held = replace(task.supplies[CENTRE], posts=published(posts))
    moved = replace(task, supplies={CENTRE: held})
    found = measure(
        points,
        [len(part) for part in task.parts],
        draws(points.places, published(posts), 0, np.random.default_rng(0)),
    )
    told = {
        (row["service"], row["clock"], row["limit_s"]): (row["within_lo"], row["within"], row["within_hi"])
        for row in rows.golden_time(moved, CENTRE, found)
    }
    return told, grounded(task, stood, found)["ground"]


def within(answer: Answer, side: str) -> Within:
    """Electors within each limit, before or after."""
    told = {(one.service, one.clock.value, one.seconds): getattr(reached, side) for one, reached in answer.limits}
    return {key: (int(one.lo), int(one.mid), int(one.hi)) for key, one in told.items()}


def a_change(ground: Ground, at: int) -> Change:
    """A post put into a 읍면동; every other time one moves there."""
    chance = random.Random(f"{ground.code} {at}")
    area = chance.choice(ground.areas)
    gone = [chance.choice(ground.own_posts).number] if at % 2 else []
    return Change(((area.lon, area.lat),), frozenset(gone))


@pytest.mark.parametrize("code", CODES)
def test_the_answer_is_that_of_the_long_way(chosen: dict[str, Task], known: Known, code: str) -> None:
    task = chosen[code]
    before, cells = the_long_way(task, known.places)
    ground = ground_of(code, texts(GROUND, cells), known)
    for at in range(4):
        change = a_change(ground, at)
        answer = what_if(ground, change)
        kept = [number - 1 for number in range(1, len(known.posts) + 1) if number not in change.removed]
        after, _ = the_long_way(task, np.concatenate([known.places[kept], change.places()]))
        for side, wanted in (("before", before), ("after", after)):
            assert within(answer, side) == wanted
