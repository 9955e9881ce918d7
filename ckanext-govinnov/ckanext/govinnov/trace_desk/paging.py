"""A long list in pages, by addresses alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ckanext.govinnov.trace_desk import typed

One = TypeVar("One")
#: Rows of one page, and pages that somebody may turn over: further on, filters lead sooner to what is looked for.
ROWS, _MOST = 50, 2_000


@dataclass(frozen=True, slots=True)
class Page(Generic[One]):
    """Some of a list; ``number`` counts from 1."""

    rows: Sequence[One]
    number: int
    has_next: bool


def page(said: Mapping[str, str], find: Callable[[int, int], Sequence[One]]) -> Page[One]:
    """The page that an address asks for.

    Args:
        said: The address's values; ``page`` counts from 1.
        find: Gives at most so many rows after skipping so many.
    """
    number = min(max(typed.number(said.get("page", ""), 1) or 1, 1), _MOST)
    found = find(ROWS + 1, ROWS * (number - 1))
    return Page(found[:ROWS], number, len(found) > ROWS)
