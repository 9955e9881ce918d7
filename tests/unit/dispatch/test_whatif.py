"""What if: the shortcut says what a whole run with those posts in its inputs says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from country_makers import EAST, NORTH, country, lonlat, rows_of, table

from govinnov.dispatch.cli import dispatch
from govinnov.dispatch.clocks import LIMITS
from govinnov.dispatch.demand import Places, places_of
from govinnov.dispatch.demand.packed import packed, unpacked
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry import Shape
from govinnov.dispatch.run.columns import TABLES
from govinnov.dispatch.run.run import run
from govinnov.dispatch.whatif import MOST, Answer, Change, Ground, as_dict, ground_of, known_of, what_if

CENTRES = [(1000, 2000), (5100, 900), (300.123, 3900.4567)]


def grounds(out: Path) -> dict[str, Ground]:
    """Grounds of all governments of a run, from nothing but its files."""
    parameters = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["parameters"]
    known = known_of(rows_of(out / "posts.csv"), parameters)
    codes = sorted(path.name for path in (out / "governments").iterdir())
    return {code: ground_of(code, rows_of(out / "governments" / code / "ground.csv"), known) for code in codes}


def told(answer: Answer, side: str) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Electors within each limit and radius, before or after."""
    limits = {(one.service, one.clock.value, str(one.seconds)): reached for one, reached in answer.limits}
    found = {**limits, **{("km", str(km)): reached for km, reached in answer.radii}}
    ranges = {key: getattr(reached, side) for key, reached in found.items()}
    return {key: (int(one.lo), int(one.mid), int(one.hi)) for key, one in ranges.items()}


def written(out: Path, code: str) -> dict[tuple[str, ...], tuple[int, ...]]:
    """The same from the tables of a run."""
    golden = [row for row in rows_of(out / "golden-time.csv") if row["service"] != "police"]
    facts = [row for row in rows_of(out / "facts.csv") if row["post"] == "119-centre"]
    keys = [((row["service"], row["clock"], row["limit_s"]), row) for row in golden]
    keys += [(("km", row["radius_km"]), row) for row in facts]
    names = ("within_lo", "within", "within_hi")
    return {key: tuple(int(row[name]) for name in names) for key, row in keys if row["government_code"] == code}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("before"), CENTRES)


@pytest.fixture
def city(before: Path) -> Ground:
    return grounds(before)["99010"]


def made(folder: Path, centres: list[tuple[float, float]]) -> Path:
    """A run of the made country with these centres and some pharmacies."""
    inputs = country(folder / "in", centres=centres)
    shops = [(f"시 가로 {at}", "약국", *lonlat(700.1 * at % 7900, 431.7 * at % 3900)) for at in range(40)]
    table(inputs / "g.csv", "주소,종별코드명,x좌표,y좌표", shops)
    run(inputs, folder / "out")
    return folder / "out"


@pytest.mark.parametrize(
    ("added", "removed"),
    [([(2600, 1200)], []), ([], [1]), ([(7000, 3000), (10, 10)], [2, 3]), ([(6001, 2001)], [1])],
    ids=["a post more", "a post less", "two moved", "one moved"],
)
def test_the_answer_is_that_of_a_run_with_these_posts(
    before: Path, tmp_path: Path, added: list[tuple[float, float]], removed: list[int]
) -> None:
    kept = [one for at, one in enumerate(CENTRES, 1) if at not in removed]
    after = made(tmp_path, [*kept, *added])
    change = Change(tuple(lonlat(*one) for one in added), frozenset(removed))
    for code, ground in grounds(before).items():
        answer = what_if(ground, change)
        assert told(answer, "before") == written(before, code)
        assert told(answer, "after") == written(after, code)


def test_a_gain_is_the_difference_in_each_way_that_nobody_knows(city: Ground) -> None:
    answer = what_if(city, Change((lonlat(3000, 2000),)))
    for _, one in (*answer.limits, *answer.radii):
        assert one.gain.lo <= one.gain.mid <= one.gain.hi
        assert one.gain.mid in (one.after.mid - one.before.mid, 0)
    assert any(one.gain.mid > 0 for _, one in answer.limits)


def test_a_gain_of_one_to_four_electors_is_told_as_none(city: Ground) -> None:
    for x in range(0, 4000, 250):
        answer = what_if(city, Change((lonlat(x, 100),)))
        told = {part for _, one in answer.limits for part in (one.gain.lo, one.gain.mid, one.gain.hi)}
        assert not told & {1, 2, 3, 4}


def test_a_post_that_moves_nowhere_changes_nothing(city: Ground) -> None:
    post = city.known.posts[0]
    answer = what_if(city, Change(((post.lon, post.lat),), frozenset([post.number])))
    assert [one.gain.mid for _, one in answer.limits] == [0] * 8
    assert answer.mean_km.after.mid == pytest.approx(answer.mean_km.before.mid, abs=1e-4)


def test_the_mean_distance_is_that_of_the_electors(city: Ground) -> None:
    mean = what_if(city, Change()).mean_km.before
    exact = city.nearest[0] @ city.points.weights / 2000 / 1000
    assert (mean.lo, mean.mid, mean.hi) == pytest.approx((exact.min(), exact[1], exact.max()))


def test_without_any_post_nobody_is_reached(city: Ground) -> None:
    answer = what_if(city, Change(removed=frozenset([1, 2, 3])))
    assert {one.after.hi for _, one in answer.limits} == {0}
    assert answer.mean_km.after.mid == np.inf


def test_posts_are_told_that_somebody_is_nearest_to(city: Ground) -> None:
    assert [post.name for post in city.own_posts] == ["센터0", "센터1", "센터2"]


def test_the_middle_of_an_area_is_in_it(city: Ground) -> None:
    assert [area.name for area in city.areas] == ["가동", "나동"]
    assert city.areas[0].lon == pytest.approx(lonlat(1000, 2000)[0], abs=0.003)


def refusal(ground: Ground, change: Change, *services: str) -> str:
    with pytest.raises(InputError) as refused:
        what_if(ground, change, services or ("fire",))
    return refused.value.code


def test_what_cannot_be_asked_is_refused(city: Ground) -> None:
    assert refusal(city, Change(), "police") == "not-public"
    assert refusal(city, Change((lonlat(20_000, 0),))) == "post-elsewhere"
    assert refusal(city, Change(((37.5, 127.0),))) == "post-elsewhere"
    assert refusal(city, Change(removed=frozenset([4]))) == "no-such-post"
    assert refusal(city, Change(removed=frozenset([0]))) == "no-such-post"
    assert refusal(city, Change((lonlat(1, 1),) * (MOST + 1))) == "too-many-changes"


def test_a_government_without_rows_or_on_roads_is_refused(city: Ground, before: Path) -> None:
    rows = rows_of(before / "governments" / "99010" / "ground.csv")
    for given, code in (([], "no-ground"), ([{**row, "method": "roads"} for row in rows], "ground-on-roads")):
        with pytest.raises(InputError) as refused:
            ground_of("99010", given, city.known)
        assert refused.value.code == code


@pytest.mark.parametrize("box", [(0, 0, 2000, 2000), (10, 10, 300, 900), (1, 1, 2, 1.5)], ids=["wide", "small", "thin"])
def test_places_come_back_to_the_last_bit(box: tuple[float, float, float, float]) -> None:
    west, south, east, north = (np.array(box) + np.tile([EAST, NORTH], 2)).tolist()
    ring = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])
    anchors = np.round(np.random.default_rng(0).uniform((EAST, NORTH), (EAST + 2000, NORTH + 2000), (50, 2)), 6)
    given = places_of(Shape([ring]), anchors[np.argsort(anchors[:, 0])])
    assert same(given, unpacked(**packed(given)))


def same(one: Places, other: Places) -> bool:
    arrays = zip(one.weighted(100), other.weighted(100), strict=True)
    return len(one.land) > 0 and all(np.array_equal(a, b) for a, b in arrays)


def test_what_is_published_names_no_area_of_one_to_four_electors(tmp_path: Path) -> None:
    inputs = country(tmp_path / "in")
    (inputs / "e.csv").write_text("ELEC_CD,ELEC_EMD,ELECTORS\n0,가동,3\n1,나동,1997\n", encoding="utf-8")
    run(inputs, tmp_path / "out")
    named = {
        row["area_name"]: row["total"] for row in rows_of(tmp_path / "out" / "governments" / "99010" / "ground.csv")
    }
    assert named == {"가동": "", "나동": "1997"}


def asked(run: Path, *words: str) -> Result:
    return CliRunner().invoke(dispatch, ["what-if", "--run", str(run), "--government", *words, "--json"])


def test_the_command_tells_the_same_from_the_folder_of_a_run(before: Path, city: Ground) -> None:
    lon, lat = lonlat(3000, 2000)
    found = asked(before, "99010", "--add", f"{lon},{lat}", "--remove", "2")
    told = json.loads(found.output)
    assert found.exit_code == 0
    assert told.pop("seconds") < 1
    assert told == as_dict(what_if(city, Change(((lon, lat),), frozenset([2]))))
    assert {(one["service"], one["clock"], one["limit_s"]) for one in told["limits"]} == {
        (one.service, one.clock, one.seconds) for one in LIMITS if one.service != "police"
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["99010", "--service", "police"], "not-public"),
        (["99010", "--add", "here"], "bad-place"),
        (["99010", "--add", "nan,nan"], "post-elsewhere"),
        (["99010", "--add", "inf,1e99"], "post-elsewhere"),
        (["../.."], "no-ground"),
        (["98"], "no-ground"),
    ],
)
def test_the_command_says_what_is_wrong(before: Path, words: list[str], code: str) -> None:
    found = asked(before, *words)
    assert (found.exit_code, json.loads(found.output)["error"]["code"]) == (2, code)


def test_no_police_station_is_in_what_is_published(before: Path) -> None:
    assert {row["post"] for row in rows_of(before / "posts.csv")} == {"119-centre"}
    assert "ground" in {table.name for table in TABLES}
