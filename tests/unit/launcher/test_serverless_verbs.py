"""What the launcher starts for its serverless verbs really answers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from launcher import verbs


def answer(*words: str) -> subprocess.CompletedProcess[str]:
    """The launcher's very command, `python -m govinnov.cli …`."""
    command = [sys.executable, "-m", "govinnov.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("words", "told"),
    [(("harvest", "types"), "portal-list"), (("gate", "--help"), "check"), (("trace", "--help"), "validate")],
)
def test_a_serverless_verb_prints_its_answer(words: tuple[str, ...], told: str) -> None:
    done = answer(*words)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout


def test_a_wrong_verb_is_refused_with_exit_code_2() -> None:
    assert answer("harvest", "nothing").returncode == 2


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("load feed.jsonld", True),
        ("dump", True),
        ("lookup 0823M3FSD2 --json", True),
        ("lookup 0823M3FSD2 --files feed.jsonld", False),
        ("recall --farm M3FSD --from 2026-08-01 --days 30", True),
        ("load feed.jsonld --db=postgresql://x", False),
        ("dump --db postgresql://x", False),
        ("load --help", False),
        ("validate feed.jsonld", False),
        ("", False),
    ],
)
def test_only_commands_of_the_store_ask_for_its_database(words: str, needed: bool) -> None:
    assert verbs.needs_store(words.split()) is needed
