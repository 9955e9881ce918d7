"""What of a run is not let through: results of made-up inputs, and shares that moved far without a steward's word."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from dispatched import forget, made_inputs, made_run, part_of, publish, work

from ckanext.govinnov.publishing import submissions, versions
from govinnov.dispatch.run.run import run
from harvesters.model import JobResult
from harvesters.runfolder import run_id

pytestmark = pytest.mark.usefixtures("fresh")
Act = Callable[..., Any]
#: What of a run is published here.
PARTS = ("golden-time", "facts", "99020")
#: The county's post moved to its far end: fewer are reached in time.
MOVED = ((1000.0, 2000.0), (7900.0, 3900.0))


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_run(tmp_path_factory.mktemp("moved"), MOVED)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same run with one made-up input."""
    folder = tmp_path_factory.mktemp("synthetic")
    inputs = made_inputs(folder / "in")
    names = sorted(one.name for one in inputs.iterdir() if one.name != "parameters.yaml")
    entries = [f"  - {{path: {name}, synthetic: {str(name == 'f.csv').lower()}}}" for name in names]
    (inputs / "inputs.yaml").write_text("\n".join(["files:", *entries]), encoding="utf-8")
    run(inputs, folder / "out", more=("maps",))
    return folder / "out"


def held(name: str) -> Any:
    """The submission of a file that is held."""
    return next(row for row in submissions.listing("quarantined") if row.filename == name)


def sysadmin(action: str, **data: Any) -> Any:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return tk.get_action(action)({"user": user, "ignore_auth": True}, data)


def run_of(anonymous: Act, dataset: str) -> str:
    extras = anonymous("package_show", id=dataset)[1]["result"]["extras"]
    return next(one["value"] for one in extras if one["key"] == "dispatch_run")


def test_a_second_run_of_the_same_bytes_writes_nothing_and_a_far_change_waits_for_a_steward(
    made_outputs: Path, moved: Path, tmp_path: Path, anonymous: Act
) -> None:
    outputs, moved = (part_of(run, tmp_path / run.parent.name, *PARTS) for run in (made_outputs, moved))
    first = publish(outputs)
    again = publish(outputs)
    assert (again.unchanged, again.added, again.changed, again.held) == (first.added, 0, 0, 0)
    before, after = (json.loads((one / "manifest.json").read_text())["run_id"] for one in (outputs, moved))
    assert publish(moved).held == 1
    assert (run_of(anonymous, "dispatch-golden-time"), run_of(anonymous, "dispatch-facts")) == (before, after)
    submission = held("golden-time.csv")
    (found,) = (one for one in submission.report["findings"] if one["severity"] == "error")
    assert (found["code"], found["field"]) == ("change-too-large", "share")
    assert "군 " in found["message_ko"] and "→" in found["message_ko"]
    with pytest.raises(tk.ValidationError):
        sysadmin("govinnov_submission_decide", id=submission.id, decision="publish")
    model.Session.rollback()
    said = {"code": found["code"], "field": found["field"], "reason": "안전센터가 옮겨졌음을 확인함"}
    sysadmin("govinnov_submission_decide", id=submission.id, decision="waive", **said)
    sysadmin("govinnov_submission_decide", id=submission.id, decision="publish")
    work()
    assert run_of(anonymous, "dispatch-golden-time") == after
    shown = anonymous("package_show", id="dispatch-golden-time")[1]["result"]
    (waiver,) = versions.current(shown["resources"][0]["id"]).waivers
    assert waiver["why"] == said["reason"]


def nothing_is_public(result: JobResult, anonymous: Act) -> bool:
    found = anonymous("package_search", fq="name:dispatch-*")[1]["result"]["count"]
    return (result.added, result.changed, found) == (0, 0, 0)


def test_a_run_with_one_made_up_input_is_refused_whole_and_nobody_can_let_it_pass(
    synthetic: Path, tmp_path: Path, anonymous: Act
) -> None:
    result = publish(part_of(synthetic, tmp_path / "part", "golden-time", "gazetteer", "99010"))
    assert nothing_is_public(result, anonymous)
    submission = held("SYNTHETIC-golden-time.csv")
    codes = {one["code"] for one in submission.report["findings"] if one["severity"] == "error"}
    assert codes == {"synthetic-input"}
    with pytest.raises(tk.ValidationError):
        said = {"code": "synthetic-input", "field": "method", "reason": "시험"}
        sysadmin("govinnov_submission_decide", id=submission.id, decision="waive", **said)


def renamed(synthetic: Path, folder: Path) -> Path:
    """A part of the run with plain file names: a table with the column of methods, one without, a government."""
    part_of(synthetic, folder, "golden-time", "gazetteer", "99010")
    for path in [path for path in folder.rglob("SYNTHETIC-*") if path.is_file()]:
        path.rename(path.with_name(path.name.removeprefix("SYNTHETIC-")))
    return folder


def test_one_whose_names_hide_it_is_refused_by_its_manifest_and_its_rows(
    synthetic: Path, tmp_path: Path, anonymous: Act
) -> None:
    folder = renamed(synthetic, tmp_path / "renamed")
    assert nothing_is_public(publish(folder), anonymous)
    forget()
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told |= {"synthetic": False, "inputs": [{**one, "synthetic": False} for one in told["inputs"]]}
    told["run_id"] = run_id(told)
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert nothing_is_public(publish(folder), anonymous)


def test_one_whose_rows_hide_it_too_is_refused_by_its_manifest(synthetic: Path, tmp_path: Path, anonymous: Act) -> None:
    folder = renamed(synthetic, tmp_path / "renamed")
    for path in (path for path in folder.rglob("*") if path.suffix in (".csv", ".geojson")):
        path.write_text(path.read_text(encoding="utf-8").replace("SYNTHETIC ", ""), encoding="utf-8")
    assert nothing_is_public(publish(folder), anonymous)
