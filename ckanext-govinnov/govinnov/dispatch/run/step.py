"""One government's step: from its task to its rows. A pure function, so that any executor may run it."""

from __future__ import annotations

from dataclasses import dataclass

from govinnov.dispatch.demand import Points, points_of, stands
from govinnov.dispatch.run import rows
from govinnov.dispatch.run.draws import generator
from govinnov.dispatch.run.files import Lines
from govinnov.dispatch.run.grounded import grounded
from govinnov.dispatch.run.mapped import mapped
from govinnov.dispatch.run.measure import Measure, draws, measure
from govinnov.dispatch.run.planned import planned
from govinnov.dispatch.run.residents import residents
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import CENTRE, Task
from govinnov.dispatch.run.validation import Modelled, modelled
from govinnov.dispatch.run.watched import watched
from govinnov.dispatch.run.zoned import zoned

#: Which function makes the rows of which table.
_MAKERS = {
    "facts": rows.facts,
    "distances": rows.distances,
    "golden-time": rows.golden_time,
    "areas": rows.areas,
}


@dataclass(frozen=True, slots=True)
class Step:
    """What a step found.

    Attributes:
        code: Of the government.
        rows: Of each table, by its name.
        reasons: Why kinds of posts have no figures.
        modelled: What a backtest needs, of a province with 119 centres.
        files: Other files by name (base64): maps, the plans' instance and certificates.
        stewards: Files that are never published.
        cells: The table of cells that no camera sees; never published either.
        stopped: The guard ended its plans.
        fault: What went wrong where the step failed; then there are no figures.
    """

    code: str
    rows: dict[str, list[Cells]]
    reasons: dict[str, str]
    modelled: Modelled | None
    files: dict[str, str]
    stewards: dict[str, str]
    cells: Lines
    stopped: bool = False
    fault: str = ""


def step(task: Task) -> Step:
    """Compute one government."""
    stood = [stands(area, task.anchors) for area in task.areas]
    points = points_of(zip(stood, (area.total for area in task.areas), strict=True))
    measures = {post: _measure(task, post, points) for post in task.supplies}
    made = {
        table: [row for post, found in measures.items() for row in maker(task, post, found)]
        for table, maker in _MAKERS.items()
    }
    plans = planned(task, points)
    zones = zoned(task, measures[CENTRE])
    files = plans.files | mapped(task, measures[CENTRE], plans.rows["plan-sites"]) | zones.files
    cameras = watched(task)
    made |= cameras.rows | plans.rows | grounded(task, stood, measures[CENTRE])
    made |= {"zones": zones.rows, "residents": list(residents(task, measures[CENTRE]))}
    reasons = {post: one.reason for post, one in task.supplies.items() if one.reason}
    return Step(
        task.government.code,
        made,
        reasons,
        _modelled(task, measures[CENTRE]),
        files,
        plans.stewards,
        cameras.cells,
        plans.stopped,
    )


def _modelled(task: Task, found: Measure | None) -> Modelled | None:
    if found is None or not task.government.is_province:
        return None
    land = sum(area.area.shape.square_metres for area in task.areas)
    return modelled(task.government.name, found.whole[0], sum(area.total for area in task.areas), task.electors / land)


def _measure(task: Task, post: str, points: Points) -> Measure | None:
    posts = task.supplies[post].posts
    if posts is None or task.supplies[post].reason:
        return None
    stream = generator(int(task.frame.parameters["seed"]), task.government.code, f"errors of {post}")
    metres = draws(points.places, posts, int(task.frame.parameters["station.draws"]), stream)
    seconds = task.roads.to(points) if post == CENTRE else None
    return measure(points, [len(part) for part in task.parts], metres, seconds)
