"""What shares are computed from, as tables: anybody can add or move a post and compute them again.

Nothing but public data is in them: electors of areas, land, pharmacies, schools and 119 centres; never calls or police.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinnov.dispatch.demand import ELECTORS, Places, Stands, Weighted
from govinnov.dispatch.demand.packed import packed
from govinnov.dispatch.golden import FEWEST
from govinnov.dispatch.inputs.stations import Station, places
from govinnov.dispatch.run.heads import head
from govinnov.dispatch.run.measure import Measure
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import CENTRE, Task


def grounded(task: Task, stood: Sequence[Places | Stands], found: Measure | None) -> dict[str, list[Cells]]:
    """Rows of ``ground``, one for each area in the order of the task.

    There are none where there are no figures, and none where something else than electors is counted: where calls
    stand is not public.

    Args:
        task: Of a government.
        stood: Where electors of each of its areas may stand.
        found: What was measured of its 119 centres.
    """
    known = [where for where in stood if isinstance(where, Places)]
    if found is None or task.weight != ELECTORS or len(known) < len(stood):
        return {"ground": []}
    return {"ground": list(_rows(task, known, found))}


def centres(stations: Sequence[Station]) -> Iterator[Cells]:
    """Rows of ``posts``: the 119 centres that have a place, in the order in which they are used."""
    known = [one for one in stations if one.place]
    for number, (one, (x, y)) in enumerate(zip(known, places(known).tolist(), strict=True), 1):
        lon, lat = one.place or (None, None)
        yield {"post_number": number, "post": CENTRE, "post_name": one.name, "x": x, "y": y, "lon": lon, "lat": lat}


def _rows(task: Task, stood: Sequence[Places], found: Measure) -> Iterator[Cells]:
    method = task.frame.method_of("roads") if found.driven else task.frame.method
    for number, ((part, area), where) in enumerate(zip(_numbered(task), stood, strict=True), 1):
        yield {
            **head(task),
            "area_number": number,
            "part": part,
            "area_code": area.area.code,
            "area_name": area.area.name,
            "total": area.total if area.total >= FEWEST or not area.total else None,
            **packed(where),
            "method": method,
        }


def _numbered(task: Task) -> Iterator[tuple[int, Weighted]]:
    for number, part in enumerate(task.parts, 1):
        yield from ((number, area) for area in part)
