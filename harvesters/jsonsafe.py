"""JSON that a stranger sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harvesters.errors import AbortJobError
from harvesters.textio import decode

#: No catalog document nests so deeply; what builds values of it does so by recursion.
DEPTH_MAX = 100

#: No list we know counts so far.
_DIGITS = 12


def parse(body: bytes) -> Any:
    """The value.

    Raises:
        AbortJobError: It is no JSON (``NaN`` and ``Infinity`` are none), or nested too deeply.
    """
    try:
        value = json.loads(decode(body), parse_constant=_refuse)
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        raise AbortJobError(
            "broken-json",
            "JSON 문서가 올바르지 않아 읽을 수 없습니다. 제공기관에 확인하세요.",
            f"The JSON can't be read ({str(error)[:100]}); ask the agency.",
        ) from error
    _check_depth(value)
    return value


def too_deep() -> AbortJobError:
    """The error of a document that nests without end."""
    return AbortJobError(
        "too-deep",
        "JSON 문서가 지나치게 깊게 중첩되어 있어 읽지 않습니다. 제공기관에 확인하세요.",
        f"The JSON nests more than {DEPTH_MAX} levels deep and is not read; ask the agency.",
    )


def _check_depth(value: Any) -> None:
    """Walk down level by level, without recursion."""
    level = [value]
    for _ in range(DEPTH_MAX):
        level = [item for parent in level for item in _children(parent)]
        if not level:
            return
    raise too_deep()


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [item for item in value.values() if isinstance(item, dict | list)]
    return [item for item in value if isinstance(item, dict | list)] if isinstance(value, list) else []


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


def mapping(value: Any) -> Mapping[str, Any]:
    """An object as it is; an empty one in place of anything else that a stranger put where one belongs."""
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> list[Any]:
    """A list as it is; an empty one in place of anything else."""
    return value if isinstance(value, list) else []


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; whatever else stands in it or in its place is none of them."""
    return [item for item in items(value) if isinstance(item, Mapping)]


def count(value: Any) -> int | None:
    """A whole number, given as such or as text; None when it is none."""
    text = str(value).strip()
    return int(text) if text.isdecimal() and len(text) < _DIGITS else None
