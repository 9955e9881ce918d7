"""The 226 beside each other: how shares spread, in each kind of place, and between which ranks each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from govinnov.dispatch.golden import rank_ranges, spread_of
from govinnov.dispatch.run.step import Step
from govinnov.dispatch.run.table import Cells

#: All governments but the provinces, and the kinds of them that their names end with.
_ALL, _KINDS = "시·군·구", ("시", "군", "구")
#: Areas whose names end so are the country; the others are towns.
_TOWN, _RURAL, _RURAL_ENDS = "동", "읍·면", ("읍", "면")
_PROVINCE_DIGITS = 2
_AREA_KM = 2


def comparison(steps: Sequence[Step]) -> Iterator[Cells]:
    """P10, median and P90 of the share: of governments by limit; of areas within 2 km of a post, town and country."""
    for rows in _by(_governments(steps), "service", "clock", "limit_s", "weight"):
        for place in (_ALL, *_KINDS):
            shares = [row["share"] for row in rows if place in (_ALL, row["government_name"][-1])]
            yield from _spread(rows[0], place, shares)
    for rows in _by(_areas(steps), "post", "weight"):
        for place in (_TOWN, _RURAL):
            shares = [row["share_2km"] for row in rows if (place == _RURAL) == row["area_name"].endswith(_RURAL_ENDS)]
            yield from _spread({**rows[0], "radius_km": _AREA_KM}, place, shares)


def ranks(steps: Sequence[Step]) -> Iterator[Cells]:
    """Between which ranks each government stands, 1 being the greatest share."""
    for rows in _by(_governments(steps), "service", "clock", "limit_s", "weight"):
        found = rank_ranges([row["share_lo"] for row in rows], [row["share_hi"] for row in rows])
        for row, (best, worst) in zip(rows, found, strict=True):
            yield {**row, "rank_from": best, "rank_to": worst, "n": len(rows)}


def _spread(row: Cells, place: str, shares: Sequence[float]) -> Iterator[Cells]:
    if shares:
        told = spread_of(shares)
        quantiles = {"share_p10": told.p10, "share_median": told.median, "share_p90": told.p90}
        yield {"radius_km": None, **row, "place": place, "n": told.n, **quantiles}


def _governments(steps: Sequence[Step]) -> Iterator[Cells]:
    """Computed rows of all but provinces."""
    rows = (row for one in steps if len(one.code) > _PROVINCE_DIGITS for row in one.rows["golden-time"])
    return (row for row in rows if row["status"] == "computed")


def _areas(steps: Sequence[Step]) -> Iterator[Cells]:
    return (row for one in steps for row in one.rows["areas"] if row.get("share_2km") is not None)


def _by(rows: Iterator[Cells], *names: str) -> list[list[Cells]]:
    groups: dict[tuple[object, ...], list[Cells]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return [groups[key] for key in sorted(groups, key=str)]
