"""A run's tables, maps and proofs reach the public through the engine and the gate, as any agency's data do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from country_makers import rows_of
from dispatched import publish

from harvesters import runtables

Act = Callable[..., Any]
VERIFIER = Path(__file__).parents[2] / "docs" / "verify_placement.py"
#: Tables with rows of the small country's run: it has too few published regions for a backtest, and no residents.
TABLES = tuple(name for name in runtables.TABLES if name not in ("backtest", "residents"))
RECORDS = len(TABLES) + 3 + 1


def test_tables_maps_proofs_and_the_run_itself_are_public_and_hold(
    fresh: None, outputs: Path, anonymous: Act, app: Any, tmp_path: Path
) -> None:
    result = publish(outputs)
    assert (result.state, result.added, result.held, result.failed) == ("done", RECORDS, 0, 0), result.errors
    for name in TABLES:
        status, answer = anonymous("package_show", id=f"dispatch-{name}")
        assert status == 200
        (resource,) = answer["result"]["resources"]
        assert resource["schema"]["name"] == f"dispatch-{name}"
        assert resource["certificate_id"]

    check_other_forms_of_the_map(outputs, anonymous, app)
    check_a_proof(outputs, anonymous, app, tmp_path)


def check_other_forms_of_the_map(outputs: Path, anonymous: Act, app: Any) -> None:
    """They have the bytes that the run itself gave them."""
    place = place_of(anonymous, "dispatch-government-99010", "map.geojson")
    for kind in ("gpkg", "png"):
        data = app.get(f"{place}/rendition/{kind}").data
        assert data == (outputs / "governments" / "99010" / f"map.{kind}").read_bytes()


def check_a_proof(outputs: Path, anonymous: Act, app: Any, folder: Path) -> None:
    """One that is downloaded holds for the demand that is downloaded."""
    for name in ("plan-02.json.gz", "instance.txt"):
        place = place_of(anonymous, "dispatch-government-99020", name)
        (folder / name).write_bytes(app.get(f"{place}/download/{name}").data)
    radius = rows_of(outputs / "governments" / "99020" / "plans.csv")[0]["radius_m"]
    asked = ["plan-02.json.gz", "--mclp", "instance.txt", "--radius", radius]
    done = subprocess.run([sys.executable, VERIFIER, *asked], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()[:5]) == (0, "valid")


def place_of(anonymous: Act, dataset: str, name: str) -> str:
    """The address of a public dataset's resource."""
    shown = anonymous("package_show", id=dataset)[1]["result"]
    (resource,) = (one for one in shown["resources"] if one["name"] == name)
    return f"/dataset/{shown['id']}/resource/{resource['id']}"
