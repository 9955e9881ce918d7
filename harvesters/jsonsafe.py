"""JSON that a stranger sent."""

from __future__ import annotations

import json
from typing import Any

from harvesters.errors import AbortJobError
from harvesters.textio import decode

#: No catalog document nests so deeply; what builds values of it does so by recursion.
DEPTH_MAX = 100


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
