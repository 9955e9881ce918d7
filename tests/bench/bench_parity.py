"""Compare the accelerator with frictionless over very many random files, a seed at a time; a log makes it resumable.

Run: python tests/bench/bench_parity.py [--files 100000] [--log parity.log] [--document docs/performance.md]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import document
from hypothesis import HealthCheck, given, seed, settings

sys.path.append(str(Path(__file__).parents[1] / "properties"))
from test_validation_parity import outcome
from validation_strategies import files

from govinnov.gate.model import Schema, Table
from govinnov.gate.validate import accelerator, authority

#: Files of one seed; the log has one line for each seed.
_FILES_PER_SEED = 1_000
_SECTION = "bench parity"
_AIM = 100_000


@dataclass(slots=True)
class Count:
    """What one seed came to; ``judged`` are files that the accelerator did not leave to frictionless."""

    files: int = 0
    judged: int = 0
    differences: int = 0

    def line(self, number: int) -> str:
        """As the log has it."""
        return f"{number}\t{self.files}\t{self.judged}\t{self.differences}\n"


def run(number: int, folder: Path) -> Count:
    """Compare the files of one seed; a difference is kept beside the log, never raised: the rest goes on."""
    count, path = Count(), folder / "table.csv"

    @seed(number)
    @settings(max_examples=_FILES_PER_SEED, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(file=files())
    def compare(file: tuple[Schema, str, str, int]) -> None:
        schema, delimiter, text, header_row = file
        path.write_bytes(text.encode())
        table = Table(path, tuple(field["name"] for field in schema["fields"]), 0, delimiter, header_row=header_row)
        fast = outcome(accelerator.validate, table, schema)
        count.files += 1
        count.judged += fast is not None
        if fast is not None and fast != outcome(authority.whole, table, schema):
            count.differences += 1
            print(f"difference: {file!r}", file=sys.stderr, flush=True)

    compare()
    return count


def known(log: Path) -> dict[int, Count]:
    """The seeds that a log has."""
    if not log.exists():
        return {}
    rows = [list(map(int, line.split("\t"))) for line in log.read_text(encoding="utf-8").splitlines()]
    return {number: Count(*counts) for number, *counts in rows}


def section(counts: list[Count]) -> list[str]:
    """The lines of a Markdown section."""
    total, judged, differences = (sum(getattr(one, name) for one in counts) for name in Count.__slots__)
    return [
        "## Parity with frictionless",
        "",
        f"`./govinnov bench parity`: {total:,} random files under random schemas, {len(counts)} seeds; {judged:,}",
        "of them judged by the accelerator, the others left to frictionless whole. Differences in (type, row, field,",
        f"cell, note): **{differences:,}**.",
        f"The aim is {_AIM:,} files without one: **{'met' if total >= _AIM and not differences else 'not met'}**.",
    ]


def main() -> None:
    """Work through the seeds that the log does not have; print, and with ``--document`` write the section."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=_AIM)
    options.add_argument("--log", type=Path, default=Path(tempfile.gettempdir()) / "govinnov-parity.log")
    options.add_argument("--first", type=int, default=0, help="the first seed, so that several runs share the work")
    options.add_argument("--document", type=Path)
    chosen = options.parse_args()
    done = known(chosen.log)
    with tempfile.TemporaryDirectory() as folder, chosen.log.open("a", encoding="utf-8") as log:
        for number in range(chosen.first, chosen.first + -(-chosen.files // _FILES_PER_SEED)):
            if number not in done:
                done[number] = run(number, Path(folder))
                log.write(done[number].line(number))
                log.flush()
    lines = section(list(done.values()))
    print("\n".join(lines))
    if chosen.document:
        document.write_into(chosen.document, _SECTION, lines)
    sys.exit(1 if any(count.differences for count in done.values()) else 0)


if __name__ == "__main__":
    main()
