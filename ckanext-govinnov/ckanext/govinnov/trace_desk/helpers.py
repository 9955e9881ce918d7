"""What templates may ask of the stewards' side of the trace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ckan.plugins.toolkit as tk

from govinnov.trace.lookup.printed import printed
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.lookup.words import Words, amount


def govinnov_is_trace_steward() -> bool:
    """Whether the reader may open the stewards' pages of the trace."""
    return bool(tk.h.check_access("govinnov_trace_steward"))


def govinnov_between(least_most: Sequence[float | None], unit: str | None) -> Words | None:
    """An amount, or the least and the most of it: ``12,000–30,000개``; nothing where the most is not known."""
    least, most = least_most
    words = None if most is None else amount(str(most), unit)
    if words is None or least in (most, None):
        return words
    return Words(f"{least:,}–{words.word}", f"{least:,}–{words.word_en}")


def govinnov_share(least_most: Sequence[float]) -> str:
    """A share in percent, or the least and the most of it: ``66.7``, ``0–100``."""
    return "–".join(dict.fromkeys(f"{round(100 * one, 1):g}" for one in least_most))


def govinnov_printed(code: str) -> str:
    """A canonical code as it stands on the goods."""
    return printed(code)


def govinnov_code_of(lot: str) -> str:
    """A lot's canonical code."""
    return code_of(lot)


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    helpers = (govinnov_is_trace_steward, govinnov_between, govinnov_share, govinnov_printed, govinnov_code_of)
    return {one.__name__: one for one in helpers}
