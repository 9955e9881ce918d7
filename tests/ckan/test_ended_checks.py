"""A check that does not end is ended: in a request, in the worker, and never at the cost of what is published."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from handed import GOOD, upload

from ckanext.govinnov import wiring
from ckanext.govinnov.publishing import judging, outbox, projector, rescreen, submissions, versions
from harvesters.model import Source

Act = Callable[..., Any]
#: A pattern that backtracks for ever, and a file on whose cell it does.
ENDLESS = {"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "(a+)+"}}]}
HARD = b"a\n" + b"a" * 40 + b"!\n"


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> None:
    """One second for each check."""
    monkeypatch.setitem(tk.config, "ckanext.govinnov.gate_seconds", 1)


def work() -> None:
    """Do all that is due in the outbox, as the worker does it: failed work waits for another try.

    What other tests left is done too: an endless check that stayed there would meet them without a bound.
    """
    model.Session.commit()
    while projector.step():
        model.Session.remove()


def test_in_a_write_with_its_files_it_is_a_finding(act: Act, dataset: Any, second: None) -> None:
    started = time.monotonic()
    resource = {"name": "측정", "schema": ENDLESS, "upload": upload(HARD)}
    with pytest.raises(tk.ValidationError) as refused:
        act("package_patch", id=dataset["id"], resources=[resource])
    assert time.monotonic() - started < 20
    (error,) = refused.value.error_dict["resources"]
    assert submissions.get(error["submission"][0]).report["findings"][0]["code"] == "gate-timeout"


def test_in_an_upload_it_becomes_the_workers_and_is_held_there(act: Act, dataset: Any, second: None) -> None:
    made = act("resource_create", package_id=dataset["id"], name="측정", schema=ENDLESS, upload=upload(HARD))
    assert made["state"] == "pending"
    work()
    held = submissions.get(made["submission_id"])
    assert held.state == "quarantined"
    assert [found["code"] for found in held.report["findings"]] == ["gate-timeout"]


def test_a_test_before_handing_in_ends_as_well(act: Act, second: None) -> None:
    (told,) = act("govinnov_gate_check", upload=upload(HARD), schema=ENDLESS)["files"]
    assert [found["code"] for found in told["findings"]] == ["gate-timeout"]


def test_a_check_without_memory_is_a_finding_too(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.govinnov.gate_memory_mib", 1)
    (told,) = act("govinnov_gate_check", upload=upload(GOOD))["files"]
    assert [found["code"] for found in told["findings"]] == ["gate-died"]


def test_what_is_published_stays_when_its_check_is_ended(
    act: Act, dataset: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = act("resource_create", package_id=dataset["id"], name="측정", upload=upload(GOOD))
    work()
    monkeypatch.setitem(tk.config, "ckanext.govinnov.rules_strict", ["split-decimal"])
    monkeypatch.setitem(tk.config, "ckanext.govinnov.gate_seconds", 0)
    assert rescreen.order() > 0
    row = versions.current(made["id"])
    with pytest.raises(judging.StoppedError):
        rescreen.version_again(row.id)
    work()
    assert versions.current(made["id"]).certificate_id
    waiting = [one for one in _outbox() if one.key == row.id]
    assert [one.kind for one in waiting] == [outbox.RESCREEN]
    assert "StoppedError" in waiting[0].last_error


def test_a_harvested_file_whose_check_broke_is_checked_again_by_the_next_run(
    agency: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "공원.csv").write_bytes(GOOD)
    source = Source(f"ended-{agency['name']}", "files", str(tmp_path), agency["title"], approved=True)
    with monkeypatch.context() as little:
        little.setitem(tk.config, "ckanext.govinnov.gate_memory_mib", 1)
        for _ in range(2):
            told = wiring.run(source, lambda line: None)
            assert (told.failed, told.held, told.errors[0].code) == (1, 0, "failed")
    assert [one.source for one in submissions.listing("quarantined")].count(source.name) == 1
    assert wiring.run(source, lambda line: None).added == 1
    assert source.name not in {one.source for one in submissions.listing("quarantined")}


def _outbox() -> list[Any]:
    return list(model.Session.execute(outbox.outbox.select()))
