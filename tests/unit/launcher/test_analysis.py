"""The analysis in the background: what `status` says of it, and when `up` begins none."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from launcher import analysis, paths
from launcher.paths import Paths
from launcher.source import listing_key


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    made = Paths(clone=paths.CLONE, state=tmp_path / "state", cache=tmp_path / "cache")
    (made.state / "versions" / "dispatch").mkdir(parents=True)
    return made


def told(places: Paths, **facts: Any) -> None:
    (places.state / "versions" / "dispatch" / "state.json").write_text(json.dumps(facts), encoding="utf-8")


def running(places: Paths) -> None:
    """As if this very process were the run."""
    places.run.mkdir()
    started = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    analysis.program(places).file.write_text(f"{os.getpid()} {started}", encoding="utf-8")


def test_before_the_first_run_there_is_none(places: Paths) -> None:
    assert analysis.look(places) == {"state": "none"}
    assert "up --data DIR" in analysis.as_text(analysis.look(places))


@pytest.mark.parametrize("state", ["computing", "publishing"])
def test_a_run_at_work_without_its_process_was_killed(places: Paths, state: str) -> None:
    told(places, state=state)
    assert analysis.look(places)["state"] == "stopped"
    assert "goes on with it" in analysis.as_text(analysis.look(places))
    running(places)
    assert analysis.look(places)["state"] == state


def test_a_run_that_has_not_said_anything_yet_is_computing(places: Paths) -> None:
    running(places)
    assert analysis.look(places)["state"] == "computing"


def test_what_a_run_said_stands_in_the_report_without_our_key(places: Paths) -> None:
    told(places, state="done", key="k", run_id="0123456789abcdef", harvest={"added": 3})
    found = analysis.look(places)
    assert found == {"state": "done", "run_id": "0123456789abcdef", "harvest": {"added": 3}}
    assert "0123456789abcdef" in analysis.as_text(found)


def test_why_a_run_failed_is_told(places: Paths) -> None:
    told(places, state="failed", error={"code": "missing-input", "text": "관서 자료가 없음"})
    assert "관서 자료가 없음" in analysis.as_text(analysis.look(places))


@pytest.mark.parametrize("throwaway", ["", "1"])
def test_without_real_data_nothing_is_begun_and_the_sentence_says_what_is_needed(
    places: Paths, monkeypatch: pytest.MonkeyPatch, throwaway: str
) -> None:
    monkeypatch.delenv("GOVINNOV_DATA", raising=False)
    monkeypatch.delenv("GOVINNOV_THROWAWAY", raising=False)
    if throwaway:
        monkeypatch.setenv("GOVINNOV_THROWAWAY", throwaway)
        monkeypatch.setenv("GOVINNOV_DATA", str(places.state))
    assert "GOVINNOV_DATA" in analysis.begin(places, None)
    assert not places.run.exists()


def test_a_listing_knows_a_changed_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    before = listing_key(tmp_path)
    assert listing_key(tmp_path) == before
    (tmp_path / "a.csv").write_text("12", encoding="utf-8")
    assert listing_key(tmp_path) != before
