"""Reading a list page by page, trusting neither its totals nor its ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from harvesters.canonical import digest
from harvesters.errors import AbortJobError

#: No list we know has more pages; a paginator that reaches it is broken.
PAGES_MAX = 100_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page: its items, the total the source states, and where the next one is (None: by number)."""

    items: list[Any]
    total: int | None = None
    next: str | None = None


def by_number(read: Callable[[int], ListPage], size: int) -> Iterator[Any]:
    """Items of pages 1, 2, … until the stated total, or a page that is not full.

    Raises:
        AbortJobError: A page repeats the one before, or fewer items come than stated.
    """
    came, before = 0, ""
    for number in range(1, PAGES_MAX):
        page = read(number)
        before = _refuse_repeat(page, before)
        yield from page.items
        came += len(page.items)
        ended = came >= page.total if page.total is not None else len(page.items) < size
        if ended:
            return
        if not page.items:
            raise _short(came, page.total)
    raise _endless()


def by_link(read: Callable[[str], ListPage], first: str) -> Iterator[Any]:
    """Items of pages that each name the next.

    Raises:
        AbortJobError: A page or address comes twice, or fewer items come than stated.
    """
    here, came, before = first, 0, ""
    seen: set[str] = set()
    while True:
        if here in seen or len(seen) > PAGES_MAX:
            raise _endless()
        seen.add(here)
        page = read(here)
        before = _refuse_repeat(page, before)
        yield from page.items
        came += len(page.items)
        if not page.next:
            if page.total is not None and came < page.total:
                raise _short(came, page.total)
            return
        here = page.next


def _refuse_repeat(page: ListPage, before: str) -> str:
    """The page's hash, unless it is the one before."""
    this = digest(page.items)
    if page.items and this == before:
        raise AbortJobError(
            "page-repeats",
            "같은 페이지가 되풀이되어 목록을 믿을 수 없습니다. 제공기관에 쪽 번호 처리를 확인하세요.",
            "Two pages are the same; the list can't be trusted. Ask the agency about its paging.",
        )
    return this


def _short(came: int, total: int | None) -> AbortJobError:
    return AbortJobError(
        "list-short",
        f"목록이 {total}건이라고 했지만 {came}건만 왔습니다. 아무것도 바꾸지 않았습니다.",
        f"The list says {total} items and {came} came; nothing was changed.",
    )


def _endless() -> AbortJobError:
    return AbortJobError(
        "list-endless",
        "목록의 쪽이 끝나지 않습니다. 제공기관에 확인하세요.",
        "The list's pages don't end; ask the agency.",
    )
