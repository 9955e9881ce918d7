"""Whoever uses a command in a wrong way is told so in Korean and in English, with exit 2."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from govinnov.cli import main


@pytest.mark.parametrize(
    ("command", "korean", "english"),
    [
        ("trace lookup", "빠진 것이 있습니다: 'CODE'.", "Missing argument 'CODE'."),
        ("trace lookup 0823M3FSD2 --files", "찾아볼 파일을 쓰세요.", "Name the files to look in"),
        ("trace recall --farm", "옵션을 쓰는 법이 맞지 않습니다: --farm.", "requires an argument"),
        ("trace recall --farm M3FSD --from soon", "값이 맞지 않습니다: '--from'.", "Invalid value for '--from'"),
        ("trace hash --fast x", "없는 옵션입니다: --fast.", "No such option '--fast'"),
        ("trace hash there-is-none.json", "값이 맞지 않습니다: 'FILE'.", "does not exist"),
        ("trace find", "명령을 쓰는 법이 맞지 않습니다.", "No such command 'find'."),
        ("find", "명령을 쓰는 법이 맞지 않습니다.", "No such command 'find'."),
    ],
)
def test_a_wrong_use_is_told_in_both_languages(command: str, korean: str, english: str) -> None:
    done = CliRunner().invoke(main, command.split(), prog_name="govinnov")
    assert (done.exit_code, done.stdout) == (2, "")
    assert korean in done.stderr
    assert english in done.stderr
