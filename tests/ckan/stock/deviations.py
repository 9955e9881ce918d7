"""Marks CKAN's own tests that our gate makes fail on purpose: tests/ckan/deviations.yaml says which, and why each."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

LIST = Path(__file__).parents[1] / "deviations.yaml"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect every listed test to fail; a listed test that its module no longer has is an error of the list."""
    reasons = read(LIST)
    found = {node_id(item): item for item in items}
    for name, reason in reasons.items():
        if name in found:
            found[name].add_marker(pytest.mark.xfail(strict=True, reason=reason))
    modules = {name.partition("::")[0] for name in found}
    gone = [name for name in reasons if name.partition("::")[0] in modules and name not in found]
    if gone and not any("::" in argument for argument in items[0].config.args):
        raise pytest.UsageError(f"{LIST.name} lists tests that do not exist: {', '.join(gone)}")


def read(file: Path) -> dict[str, str]:
    """Reason by test, as `ckan/tests/….py::Class::test`.

    Raises:
        UsageError: An entry has no reason.
    """
    entries = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    reasons = {entry["test"]: entry.get("reason", "").strip() for entry in entries}
    bare = [name for name, reason in reasons.items() if not reason]
    if bare:
        raise pytest.UsageError(f"{file.name} gives no reason for: {', '.join(bare)}")
    return reasons


def node_id(item: pytest.Item) -> str:
    """A test's name from its package on, wherever the package is installed."""
    parts = item.path.parts
    start = len(parts) - parts[::-1].index("site-packages")
    return f"{'/'.join(parts[start:])}::{item.nodeid.partition('::')[2]}"
