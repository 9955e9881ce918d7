"""The backtest: calibration leaves the judged region out, baselines know no station, and the page says who wins."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.spatial import cKDTree

from govinnov.dispatch import backtest, grid
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.tables import number, rows

FORM = "service: fire\nclock: receipt-scene\nlimit_s: 420\nsource: us\nperiods:\n- from: 2020-01-01\n  to: 2020-06-30\n"


def figures(**shares: float) -> backtest.Published:
    table = pd.DataFrame({"region": list(shares), "share": list(shares.values()), "begin": "", "end": ""})
    return backtest.Published("fire", "receipt-scene", 420, "us", table)


def test_the_published_figures_are_whole() -> None:
    told = backtest.published()
    shares = told.shares.set_index("region")["share"]
    assert (told.service, told.clock, told.limit_s, len(shares)) == ("fire", "receipt-scene", 420, 16)
    assert (shares["서울"], shares["경북"], shares["제주"]) == pytest.approx((0.926, 0.383, 0.574))
    assert set(told.shares["begin"]) == {"2020-01-01", "2021-01-01"}


@pytest.mark.parametrize("bad", ["  shares: {서울: 120}", "  shares: 3", "", "\x00", "  shares: {서울: 많음}"])
def test_figures_of_another_form_are_refused(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "published.yaml"
    path.write_text(FORM + bad, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        backtest.read_published(path)
    assert refused.value.code == "bad-published"


def test_an_agencys_own_figures_are_read(tmp_path: Path) -> None:
    path = tmp_path / "published.yaml"
    path.write_text(FORM + "  shares: {나: 50, 가: 10}\n", encoding="utf-8")
    assert backtest.read_published(path).shares["share"].tolist() == [0.1, 0.5]


def test_shares_within_a_limit_are_those_of_the_weight() -> None:
    table = backtest.within(["a", "a", "a", "b"], [1, 2, 1, 0], [300, 100, 300, 5], [99, 100, 300])
    assert table.loc["a"].tolist() == [0, 0.5, 1]
    assert table.loc["b"].isna().all()
    assert table.columns.tolist() == [99, 100, 300]


def test_no_region_judges_its_own_calibration() -> None:
    modelled = pd.DataFrame({1000: [0.2, 0.2, 0.9], 2000: [0.5, 0.5, 0.1]}, index=["a", "b", "c"])
    told = backtest.leave_one_out(pd.Series({"a": 0.2, "b": 0.2, "c": 0.1}), modelled)
    assert told["parameter"].tolist() == [2000, 2000, 1000]
    assert told["told"].tolist() == [0.5, 0.5, 0.9]


def test_baselines_leave_the_region_out_too() -> None:
    published = pd.Series({"a": 0.1, "b": 0.4, "c": 0.5, "d": 0.9})
    assert backtest.by_median(published).tolist() == [0.5, 0.5, 0.4, 0.4]
    density = pd.Series({"a": 1.0, "b": 10.0, "c": 100.0, "d": 1000.0})
    line = pd.Series({"a": 0.1, "b": 0.3, "c": 0.5, "d": 0.7})
    assert backtest.by_density(line, density).tolist() == pytest.approx(line.tolist())


def test_a_line_never_tells_more_than_all() -> None:
    published = pd.Series({"a": 0.5, "b": 0.9, "c": 0.9})
    assert backtest.by_density(published, pd.Series({"a": 1.0, "b": 10.0, "c": 1000.0}))["c"] == 1


def test_a_score_names_its_worst_region() -> None:
    published = pd.Series({"a": 0.1, "b": 0.4, "c": 0.5})
    found = backtest.score(published, pd.Series({"a": 0.2, "b": 0.4, "c": 0.8}))
    assert (found.n, found.where) == (3, "c")
    assert (found.mean, found.worst, found.rho) == pytest.approx((40 / 3, 30, 1))
    assert backtest.score(published, published, ranked=False).rho is None


def test_the_page_says_who_wins_whatever_it_is() -> None:
    published = figures(a=0.1, b=0.3, c=0.5, d=0.7)
    model = pd.DataFrame({1: [0.1, 0.3, 0.5, 0.7]}, index=list("abcd"))
    lost = backtest.backtest(published, model, pd.Series({"a": 1.0, "b": 10.0, "c": 100.0, "d": 1000.0}))
    assert (lost.beats_density, lost.is_good) == (False, False)
    assert "낫지 않습니다" in lost.sentences[0]
    assert "does not beat density" in lost.sentences[1]
    won = backtest.backtest(published, model, pd.Series({"a": 1000.0, "b": 1.0, "c": 100.0, "d": 10.0}))
    assert (won.beats_density, won.is_good) == (True, True)
    assert "does not" not in won.sentences[1]


def test_regions_that_are_not_modelled_are_named() -> None:
    model = pd.DataFrame({1: [0.1, 0.3, 0.5, np.nan]}, index=list("abcd"))
    found = backtest.backtest(figures(a=0.1, b=0.3, c=0.5, d=0.7, e=0.9), model, pd.Series(dict.fromkeys("abc", 2.0)))
    assert found.missing == ("d", "e")
    with pytest.raises(ValueError, match="three"):
        backtest.backtest(figures(a=0.1, b=0.3), model, pd.Series({"a": 1.0, "b": 2.0}))


def test_every_column_stands_on_the_page() -> None:
    page = (Path(__file__).parents[3] / "docs" / "explanation" / "backtest.md").read_text(encoding="utf-8")
    model = pd.DataFrame({1: [0.1, 0.3, 0.5]}, index=list("abc"))
    found = backtest.backtest(figures(a=0.1, b=0.3, c=0.5), model, pd.Series({"a": 1.0, "b": 2.0, "c": 3.0}))
    assert [column for column in found.regions if f"`{column}`" not in page] == []


def spread_electors(folder: Path) -> tuple[pd.DataFrame, pd.Series]:
    """Electors of each 시군구 spread evenly over its land on a 500 m grid, with the short name of its 시도; km² too."""
    text = (folder / "boundaries-2022-vote/ver20220309_sgg_vote_simple.geojson").read_text(encoding="utf-8")
    parts = []
    for feature in json.loads(text)["features"]:
        told, shape = feature["properties"], feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        spans = grid.inside([grid.metres(ring) for polygon in polygons for ring in polygon], 500)
        row = np.repeat(spans.row, spans.end - spans.begin)
        column = np.concatenate([np.arange(a, b) for a, b in zip(spans.begin, spans.end, strict=True)])
        weight, region = told["POPU_ALL"] / len(row), short(told["SIDONM"])
        parts.append(pd.DataFrame({"region": region, "x": column * 500 + 250, "y": row * 500 + 250, "weight": weight}))
    table = pd.concat(parts, ignore_index=True)
    return table, table.groupby("region").size() / 4


def short(name: str) -> str:
    """서울특별시 → 서울, 충청남도 → 충남."""
    return name[0] + name[2] if name[2:] in ("남도", "북도") or (len(name) == 4 and name[3] == "도") else name[:2]


@pytest.mark.data
def test_on_the_straight_line_the_model_does_not_beat_density(real_data: Path) -> None:
    places, area = spread_electors(real_data)
    path = next((real_data / "fire-stations").glob("소방청_119안전센터_현황_위경도포함*"))
    stations = [(number(row, "경도"), number(row, "위도")) for _, row in rows(path)]
    posts = grid.metres([(lon, lat) for lon, lat in stations if lon and lat])
    metres = cKDTree(posts).query(places[["x", "y"]].to_numpy())[0]
    modelled = backtest.within(places["region"], places["weight"], metres, np.arange(500, 6001, 50))
    density = places.groupby("region")["weight"].sum() / area
    found = backtest.backtest(backtest.published(), modelled, density)
    assert (found.model.n, found.missing) == (16, ())
    scores = {name: getattr(found, name) for name in ("model", "density", "median")}
    assert {name: round(one.mean, 1) for name, one in scores.items()} == {"model": 11.7, "density": 7.9, "median": 15.2}
    assert [round(one.rho, 2) for one in scores.values() if one.rho is not None] == [0.80, 0.78]
    assert not found.beats_density
