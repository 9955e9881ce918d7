"""What of the dispatch analysis is not public, line by line: neither handed over by a run nor let in by anybody."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from country_makers import rows_of
from dispatched import part_of, publish
from handed import upload

from ckanext.govinnov.publishing import ruling

pytestmark = pytest.mark.usefixtures("fresh")
Act = Callable[..., Any]


def public_files(anonymous: Act) -> dict[str, list[str]]:
    """Names of the files of every public dataset of the run, by dataset."""
    found = anonymous("package_search", fq="name:dispatch-*", rows=100)[1]["result"]["results"]
    return {one["name"]: [resource["name"] for resource in one["resources"]] for one in found}


def codes_of(act: Act, dataset: Any, data: bytes, name: str) -> set[str]:
    """Why a file is not let in when a steward hands it in."""
    with pytest.raises(tk.ValidationError) as refused:
        act("resource_create", package_id=dataset["id"], name=name, upload=upload(data, name))
    submission = act("govinnov_submission_show", id=refused.value.error_dict["submission"][0])
    return {one["code"] for one in submission["findings"] if one["severity"] != "info"}


def as_csv(rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO(newline="")
    lines = csv.DictWriter(stream, list(rows[0]))
    lines.writeheader()
    lines.writerows(rows)
    return stream.getvalue().encode()


def test_cells_that_no_camera_sees_are_neither_handed_over_nor_let_in(
    outputs: Path, anonymous: Act, act: Act, dataset: Any
) -> None:
    (cells, *_) = sorted(outputs.rglob("blind-spots.csv"))
    publish(outputs)
    kept = {path.name for path in (outputs / "stewards").rglob("*") if path.is_file()}
    assert kept
    assert not kept & {name for names in public_files(anonymous).values() for name in names}
    assert codes_of(act, dataset, cells.read_bytes(), "cells.csv") == {"detail-not-public"}


def test_police_are_told_by_area_and_no_plan_of_theirs_is_let_in(outputs: Path, act: Act, dataset: Any) -> None:
    plans = [{**row, "service": "police"} for row in rows_of(outputs / "plan-sites.csv")]
    assert codes_of(act, dataset, as_csv(plans), "police.csv") == {"detail-not-public"}
    areas = [row for row in rows_of(outputs / "areas.csv") if row["post"] == "police-station"]
    assert areas
    assert not {"cell", "lon", "lat", "x", "y"} & set(areas[0])


@pytest.mark.parametrize(
    "text",
    ["구급차,경도,위도,수신일시\n1호,127.0,37.5,2024-01-01 09:00\n", "DCLR_TM,DSPT_TM\n092733,092811\n"],
    ids=["positions of vehicles", "calls by row"],
)
def test_what_an_agency_keeps_of_its_calls_is_not_let_in(act: Act, dataset: Any, text: str) -> None:
    assert "detail-not-public" in codes_of(act, dataset, text.encode(), "a.csv")


def test_groups_of_fewer_than_five_are_not_let_in(outputs: Path, tmp_path: Path, anonymous: Act) -> None:
    folder = part_of(outputs, tmp_path / "run", "golden-time")
    rows = rows_of(folder / "golden-time.csv")
    told = next(row for row in rows if row["within_lo"] and int(row["within_lo"]) > 10)
    told["within_lo"] = "3"
    (folder / "golden-time.csv").write_bytes(as_csv(rows))
    result = publish(folder)
    assert [error.record for error in result.errors if "5명" in error.message_ko] == ["golden-time"]
    assert "dispatch-golden-time" not in public_files(anonymous)


def test_proofs_of_an_agency_s_own_calls_are_not_handed_over(outputs: Path, tmp_path: Path, anonymous: Act) -> None:
    folder = part_of(outputs, tmp_path / "run", "99010", "99020")
    own = folder / "governments" / "99010" / "plans.csv"
    own.write_bytes(as_csv([{**row, "weight": "calls"} for row in rows_of(own)]))
    publish(folder)
    files = public_files(anonymous)
    assert [name for name in files["dispatch-government-99010"] if not name.endswith(".geojson")] == []
    assert "instance.txt" in files["dispatch-government-99020"]


def test_a_plan_with_a_post_in_a_protected_site_is_not_let_in(
    outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anonymous: Act
) -> None:
    site = rows_of(outputs / "governments" / "99020" / "plan-sites.csv")[-1]
    place = [float(site["lon"]), float(site["lat"])]
    (tmp_path / "sites.json").write_text(json.dumps([{"centre": place, "radius_m": 50}]), encoding="utf-8")
    monkeypatch.setitem(tk.config, "ckanext.govinnov.protected_sites", str(tmp_path / "sites.json"))
    ruling._sites.cache_clear()
    result = publish(part_of(outputs, tmp_path / "run", "plan-sites", "99020"))
    held = {error.record for error in result.errors}
    assert {"plan-sites", "government-99020"} <= held
    assert "dispatch-government-99020" not in public_files(anonymous)
