"""What the site's harvest commands say to people: how a job stands, what it would do, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harvesters.model import Diff, Source

#: So many lines of each kind are printed; ``--json``, ``--csv`` and the pages have more.
LINES = 20
_COUNTS = ("added", "changed", "unchanged", "missing", "held", "failed")
_SIGNS = {"added": "+", "changed": "~", "missing": "-", "held": "?"}


def result_line(row: Mapping[str, Any]) -> str:
    """A job's result (as ``result_json`` gives it) on one line, and a line for each of its first errors."""
    counts = "  ".join(f"{name} {row[name]}" for name in _COUNTS)
    told = "".join(f"\n  {_sentence(item)}" for item in row["errors"][:LINES])
    return f"job {row['job']}  {row['state']}  {counts}{told}"


def diff_lines(diff: Diff) -> Iterator[str]:
    """What a run would do: a sign, the title and the remote id of the first records of each kind."""
    for kind, sign in _SIGNS.items():
        lines = getattr(diff, kind)
        yield from (f"  {sign} {line.title or line.remote_id}  ({line.remote_id})" for line in lines[:LINES])
        more = int(diff.counts.get(kind, len(lines))) - LINES
        if more > 0:
            yield f"  {sign} 그 밖에 {more}건 / {more} more"


def after_add(source: Source) -> str:
    """A source is set up: what comes next."""
    word = "run" if source.approved else "dry-run"
    return (
        f"'{source.name}' 소스를 등록했습니다(유형 {source.type}). 다음: 'harvest {word} {source.name}'. "
        f"The source '{source.name}' of type {source.type} is set up. Next: 'harvest {word} {source.name}'."
    )


def after_held(job: int) -> str:
    """A job waits: how to answer it."""
    return (
        f"승인하려면 'harvest approve {job}', 아무것도 하지 않으려면 'harvest reject {job}'. "
        f"To let it go on: 'harvest approve {job}'; to do nothing: 'harvest reject {job}'."
    )


def after_approve(job: int, source: str) -> str:
    """A job may go on: who does it."""
    return (
        f"작업 {job}을(를) 승인했습니다. 수집기가 곧 이어서 하고, 'harvest run {source}'로 바로 할 수도 있습니다. "
        f"Job {job} is approved. The harvester goes on with it in a moment, or at once with 'harvest run {source}'."
    )


def _sentence(item: Mapping[str, Any]) -> str:
    """Code, record and sentences; words that are the same in both languages stand once."""
    words = dict.fromkeys((f"[{item['code']}]", item["record"], item["message_ko"], item["message_en"]))
    return " ".join(word for word in words if word)
