"""Real roads in a run: minutes are driven where a network spans a government, elsewhere on the straight line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from country_makers import country, lonlat, table

from govinnov.dispatch.run.run import run

#: Cells of 250 m along the city's sides; each holds 1,000 / 128 electors.
SIDE, EACH = 16, 1000 / 128
#: The post's cell: column and row.
POST = (4, 8)


def roads(folder: Path, *, columns: int = SIDE) -> None:
    """A street each 250 m, driven in 30 s both ways, over the westernmost columns."""
    cells = [(x, y) for x in range(columns) for y in range(SIDE)]
    nodes = [(f"{x}-{y}", *lonlat(250 * x + 125, 250 * y + 125)) for x, y in cells]
    ways = [(one, (one[0] + dx, one[1] + dy)) for one in cells for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    links = [
        (at, f"{one[0]}-{one[1]}", f"{other[0]}-{other[1]}", 30, 250)
        for at, (one, other) in enumerate(ways)
        if 0 <= other[0] < columns and 0 <= other[1] < SIDE
    ]
    table(folder / "r.csv", "LINK_ID,F_NODE,T_NODE,MAX_SPD,LENGTH", links)
    table(folder / "n.csv", "NODE_ID,LON,LAT", nodes)


def golden(out: Path, code: str) -> dict[str, str]:
    with (out / "governments" / code / "golden-time.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = [row for row in csv.DictReader(stream) if (row["service"], row["limit_s"]) == ("fire", "420")]
    return row


def within(seconds: float) -> int:
    steps = [abs(x - POST[0]) + abs(y - POST[1]) for x in range(SIDE) for y in range(SIDE)]
    return round(sum(30 * step <= seconds for step in steps) * EACH)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return country(tmp_path / "in", centres=[(250 * POST[0] + 125, 250 * POST[1] + 125)])


def test_minutes_are_driven_where_the_network_spans_the_government(made: Path, tmp_path: Path) -> None:
    """Of 420 s after the call 120 go to handling it; the rest is driven at 0.7, 1.0 and 1.2 times the roads' speeds."""
    roads(made)
    run(made, tmp_path / "out")
    city = golden(tmp_path / "out", "99010")
    assert [int(city[name]) for name in ("within_lo", "within", "within_hi")] == [within(210), within(300), within(360)]
    assert (city["grade"], city["method"]) == ("B", "roads")


def test_without_a_network_of_its_own_a_government_stays_on_the_straight_line(made: Path, tmp_path: Path) -> None:
    roads(made)
    run(made, tmp_path / "out")
    assert golden(tmp_path / "out", "99020")["method"] == "straight line"
    assert golden(tmp_path / "out", "99")["method"] == "straight line"


def test_a_cut_of_a_network_is_not_taken_for_the_whole(made: Path, tmp_path: Path) -> None:
    roads(made, columns=8)
    run(made, tmp_path / "out")
    city = golden(tmp_path / "out", "99010")
    assert (city["grade"], city["method"]) == ("C", "straight line")


def test_facts_are_kilometres_on_the_straight_line_also_with_roads(made: Path, tmp_path: Path) -> None:
    roads(made)
    run(made, tmp_path / "out", ["99010"])
    run(country(tmp_path / "bare", centres=[(250 * POST[0] + 125, 250 * POST[1] + 125)]), tmp_path / "other", ["99010"])

    def rows(out: Path) -> list[dict[str, str]]:
        with (out / "governments" / "99010" / "facts.csv").open(encoding="utf-8", newline="") as stream:
            return [{**row, "run_id": ""} for row in csv.DictReader(stream)]

    assert rows(tmp_path / "out") == rows(tmp_path / "other")
