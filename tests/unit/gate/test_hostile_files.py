"""No hostile file raises: each ends in a verdict, and what no rule reads is never accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import hostile_files

from govinnov.gate import Accepted, Quarantined, check

FILES = list(hostile_files())
#: Kinds whose every file must be held, whatever else they are.
HELD = ("json-", "zip-bomb", "gzip-bomb", "xlsx-bomb-", "geo-", "surrogates", "above the last character")
#: 1e999, 5,000 digits and a million signs are odd, and right.
FINE = {"json-4", "json-23", "json-27"}
PART = 25


def test_there_are_more_than_600_and_each_has_a_name_of_its_own() -> None:
    assert len(FILES) > 600
    assert len({name for name, _ in FILES}) == len(FILES)


@pytest.mark.parametrize("at", range(0, len(FILES), PART))
def test_each_ends_in_a_verdict(at: int, tmp_path: Path) -> None:
    for number, (name, content) in enumerate(FILES[at : at + PART]):
        path = tmp_path / str(number)
        path.write_bytes(content)
        verdict = check(path)
        assert isinstance(verdict, Accepted | Quarantined), name
        assert isinstance(verdict, Quarantined) == any(one.severity != "info" for one in verdict.findings), name
        assert not (isinstance(verdict, Accepted) and name.startswith(HELD) and name not in FINE), name
        assert all(one.message_ko and one.message_en for one in verdict.findings), name
