"""Plans in a run: rows, and certificates that the citizen's verifier accepts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from country_makers import country, rows_of

from govinnov.dispatch.run.run import run

VERIFIER = Path(__file__).parents[3] / "docs" / "verify_placement.py"
PARAMETERS = "plans.most: {value: 2, unit: posts, source: test, date: 2026-01-01}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("plans")
    inputs = country(folder / "in")
    (inputs / "parameters.yaml").write_text(PARAMETERS, encoding="utf-8")
    return folder / "out", run(inputs, folder / "out", ["99010"], more=("plans",))


def test_each_more_post_covers_more_and_no_plan_passes_its_bound(made: tuple[Path, dict[str, Any]]) -> None:
    curve = rows_of(made[0] / "governments" / "99010" / "plans.csv")
    assert [row["added"] for row in curve] == ["0", "1", "2"]
    assert [int(row["covered"]) for row in curve] == sorted({int(row["covered"]) for row in curve})
    assert all(int(row["covered"]) <= int(row["bound"]) <= int(row["total"]) == 2000 for row in curve)
    assert made[1]["plans"] == {"solved": 2, "proven": 2, "worst_gap": 0.0}


def test_new_posts_and_priority_areas_are_named_and_placed(made: tuple[Path, dict[str, Any]]) -> None:
    folder = made[0] / "governments" / "99010"
    sites = rows_of(folder / "plan-sites.csv")
    assert [row["added"] for row in sites] == ["1", "2", "2"]
    assert {row["area_name"] for row in sites} <= {"가동", "나동"}
    assert all(float(row["lon"]) > 124 and float(row["lat"]) > 33 for row in sites)
    areas = rows_of(folder / "priority-areas.csv")
    assert [row["rank"] for row in areas] == [str(at) for at in range(1, len(areas) + 1)]
    assert [int(row["gain"]) for row in areas] == sorted((int(row["gain"]) for row in areas), reverse=True)
    assert [row["target"] for row in rows_of(folder / "posts-needed.csv")] == ["0.80", "0.90", "0.95"]


def test_the_citizens_verifier_accepts_each_certificate(made: tuple[Path, dict[str, Any]]) -> None:
    folder = made[0] / "governments" / "99010"
    (radius,) = {row["radius_m"] for row in rows_of(folder / "plans.csv")}
    certificates = sorted(folder.glob("plan-*.json.gz"))
    assert len(certificates) == 2
    for one in certificates:
        told = subprocess.run(
            [sys.executable, VERIFIER, one, "--mclp", folder / "instance.txt", "--radius", radius],
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stdout + told.stderr


def test_without_plans_there_are_none(tmp_path: Path) -> None:
    told = run(country(tmp_path / "in"), tmp_path / "out", ["99010"])
    assert told["plans"] == {"solved": 0, "proven": 0, "worst_gap": None}
    assert rows_of(tmp_path / "out" / "governments" / "99010" / "plans.csv") == []
