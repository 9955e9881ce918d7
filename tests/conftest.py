"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

DATA = "GOVINNOV_DATA"
# How long an example may take says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("govinnov", deadline=None)
hypothesis.settings.load_profile("govinnov")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the real-file lane out, and say so, when nobody named the folder."""
    if os.environ.get(DATA):
        return
    lane = [item for item in items if item.get_closest_marker("data")]
    items[:] = [item for item in items if item not in lane]
    if lane:
        config.hook.pytest_deselected(items=lane)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Without the variable the summary says that this lane did not run."""
    if not os.environ.get(DATA):
        terminalreporter.write_line(f"{DATA} is not set: the real-file lane did not run.")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real agency files; a missing folder fails, it never skips."""
    folder = Path(os.environ[DATA]).resolve()
    if not folder.is_dir():
        pytest.fail(f"{DATA} names {folder}, which is not a folder.")
    return folder
