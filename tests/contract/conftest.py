"""What contract tests may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from agency_server import Agency, running
from harvest_bench import Bench
from own_postgres import postgres
from sqlalchemy import create_engine
from trace_store import Store


@pytest.fixture
def agency() -> Iterator[Agency]:
    with running() as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture(scope="session")
def trace_url() -> Iterator[str]:
    """The address of a PostgreSQL for traces."""
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def store(trace_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that keeps what tests before left; `empty` it first."""
    engine = create_engine(trace_url)
    yield Store(engine, tmp_path_factory.mktemp("feeds"))
    engine.dispose()
