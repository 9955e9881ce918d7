"""What contract tests may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from agency_server import Agency, running
from harvest_bench import Bench


@pytest.fixture
def agency() -> Iterator[Agency]:
    with running() as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
