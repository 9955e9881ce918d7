"""A run's tables, maps and proofs reach the public through the engine and the gate, as any agency's data do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dispatched import forget, made_run, publish

Act = Callable[..., Any]
#: Tables that a run of the small country writes: it has too few published regions for a backtest.
TABLES = (
    "golden-time", "facts", "distances", "areas", "comparison", "ranks", "plans", "plan-sites", "posts-needed",
    "priority-areas", "cctv", "cctv-areas", "gazetteer",
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
