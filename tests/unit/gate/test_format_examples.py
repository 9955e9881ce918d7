"""Every format accepts its good examples and holds its bad ones with the right code."""

from __future__ import annotations

from pathlib import Path

import pytest
from gate_bad import BAD
from gate_good import GOOD

from govinnov.gate import Accepted, Quarantined, check

#: What archives hold is told by its own format.
CONTAINERS = {"zip", "gzip"}
GOOD_FILES = [
    pytest.param(kind, content, id=f"{kind}: {name}") for kind, some in GOOD.items() for name, content in some
]
BAD_FILES = [
    pytest.param(content, code, id=f"{kind}: {name}") for kind, some in BAD.items() for name, content, code in some
]


def test_every_format_has_ten_examples_of_each_sort() -> None:
    assert {kind: len(some) for kind, some in GOOD.items() if len(some) < 10} == {}
    assert {kind: len(some) for kind, some in BAD.items() if len(some) < 10} == {}
    assert set(GOOD) - set(BAD) == set()


@pytest.mark.parametrize(("kind", "content"), GOOD_FILES)
def test_a_good_file_is_accepted_by_its_own_format(kind: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "파일.이름은아무것도정하지않는다"
    path.write_bytes(content)
    verdict = check(path)
    assert isinstance(verdict, Accepted), verdict.findings
    assert verdict.rows >= 1
    assert verdict.fields
    assert verdict.format == kind or kind in CONTAINERS


@pytest.mark.parametrize(("content", "code"), BAD_FILES)
def test_a_bad_file_is_held_and_told_why(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    verdict = check(path)
    assert isinstance(verdict, Quarantined)
    assert code in {found.code for found in verdict.findings}
