"""A run's tables, maps and proofs reach the public through the engine and the gate, as any agency's data do."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dispatched import forget, made_run, publish

Act = Callable[..., Any]
VERIFIER = Path(__file__).parents[2] / "docs" / "verify_placement.py"
#: Tables that a run of the small country writes: it has too few published regions for a backtest.
TABLES = (
    "golden-time", "facts", "distances", "areas", "comparison", "ranks", "plans", "plan-sites", "posts-needed",
    "priority-areas", "cctv", "cctv-areas", "gazetteer", "ground", "posts",
)  # fmt: skip
RECORDS = len(TABLES) + 3 + 1


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def fresh() -> Iterator[None]:
    forget()
    yield
    forget()


def test_every_table_government_and_the_run_itself_are_public_datasets(
    fresh: None, outputs: Path, anonymous: Act
) -> None:
    result = publish(outputs)
    assert (result.state, result.added, result.held, result.failed) == ("done", RECORDS, 0, 0), result.errors
    for name in TABLES:
        status, answer = anonymous("package_show", id=f"dispatch-{name}")
        assert status == 200
        (resource,) = answer["result"]["resources"]
        assert resource["schema"]["name"] == f"dispatch-{name}"
        assert resource["certificate_id"]


def test_the_map_s_other_forms_have_the_bytes_that_the_run_gave_them(
    fresh: None, outputs: Path, anonymous: Act, app: Any
) -> None:
    publish(outputs)
    place = place_of(anonymous, "dispatch-government-99010", "map.geojson")
    for kind in ("gpkg", "png"):
        data = app.get(f"{place}/rendition/{kind}").data
        assert data == (outputs / "governments" / "99010" / f"map.{kind}").read_bytes()


def test_a_downloaded_proof_holds_for_the_downloaded_demand(
    fresh: None, outputs: Path, anonymous: Act, app: Any, tmp_path: Path
) -> None:
    publish(outputs)
    for name in ("plan-02.json.gz", "instance.txt"):
        place = place_of(anonymous, "dispatch-government-99020", name)
        (tmp_path / name).write_bytes(app.get(f"{place}/download/{name}").data)
    radius = row_of(outputs, "governments/99020/plans.csv")["radius_m"]
    asked = ["plan-02.json.gz", "--mclp", "instance.txt", "--radius", radius]
    done = subprocess.run([sys.executable, VERIFIER, *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()[:5]) == (0, "valid")


def place_of(anonymous: Act, dataset: str, name: str) -> str:
    """The address of a public dataset's resource."""
    shown = anonymous("package_show", id=dataset)[1]["result"]
    (resource,) = (one for one in shown["resources"] if one["name"] == name)
    return f"/dataset/{shown['id']}/resource/{resource['id']}"


def row_of(outputs: Path, name: str) -> dict[str, str]:
    with (outputs / name).open(encoding="utf-8", newline="") as stream:
        return next(csv.DictReader(stream))
