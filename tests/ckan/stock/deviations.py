"""Marks CKAN's own tests that our gate makes fail on purpose: tests/ckan/deviations.yaml says which, and why each."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

LIST = Path(__file__).parents[1] / "deviations.yaml"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect every listed test to fail; a listed test that its module no longer has is an error of the list."""
    reasons = read(LIST)
    listed = {item: name for item in items for name in (node_id(item), whole_test(item)) if name in reasons}
    for item, name in listed.items():
        item.add_marker(pytest.mark.xfail(strict=True, reason=reasons[name]))
    modules = {node_id(item).partition("::")[0] for item in items}
    gone = [name for name in reasons if name.partition("::")[0] in modules and name not in listed.values()]
    if gone and not any("::" in argument for argument in items[0].config.args):
        raise pytest.UsageError(f"{LIST.name} lists tests that do not exist: {', '.join(gone)}")


def read(file: Path) -> dict[str, str]:
    """Reason by test, as `ckan/tests/….py::Class::test`; a test with parameters may be named without them.

    Raises:
        UsageError: A group has no reason, or a test stands in two groups.
    """
    groups = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    bare = [name for group in groups if not group.get("reason", "").strip() for name in group["tests"]]
    if bare:
        raise pytest.UsageError(f"{file.name} gives no reason for: {', '.join(bare)}")
    pairs = [(name, group["reason"].strip()) for group in groups for name in group["tests"]]
    reasons = dict(pairs)
    if len(reasons) < len(pairs):
        raise pytest.UsageError(f"{file.name} lists a test twice.")
    return reasons


def whole_test(item: pytest.Item) -> str:
    """A test's name without its parameters."""
    return node_id(item).partition("[")[0]


def node_id(item: pytest.Item) -> str:
    """A test's name from its package on, wherever the package is installed."""
    parts = item.path.parts
    start = len(parts) - parts[::-1].index("site-packages")
    return f"{'/'.join(parts[start:])}::{item.nodeid.partition('::')[2]}"
