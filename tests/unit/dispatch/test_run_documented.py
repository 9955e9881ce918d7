"""Every column that a run writes, every finding and every parameter stands in the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govinnov.dispatch.findings import FINDINGS
from govinnov.dispatch.run import columns
from govinnov.dispatch.run.parameters import read_parameters
from govinnov.dispatch.run.table import Table

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "docs" / "explanation" / f"{name}.md" for name in ("golden-time", "backtest", "cctv")]
EXPLAINED = "".join(page.read_text(encoding="utf-8") for page in PAGES)
COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
TABLES = [one for one in vars(columns).values() if isinstance(one, Table)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_published_column_is_explained(table: Table) -> None:
    told = set(re.findall(r"`([\w-]+)`", EXPLAINED))
    plain = {re.sub("_(lo|hi)$", "", column.name) for column in table.columns}
    assert {table.name, *plain} - told == set()


@pytest.mark.parametrize("code", FINDINGS)
def test_each_finding_is_documented(code: str) -> None:
    assert f"`{code}`" in COMMANDS


def test_each_parameter_is_explained() -> None:
    assert {name for name in read_parameters({}).named if f"`{name}`" not in EXPLAINED} == set()
