"""JSON that a stranger sent."""

from __future__ import annotations

import json
from typing import Any

from harvesters.errors import AbortJobError
from harvesters.textio import decode


def parse(body: bytes) -> Any:
    """The value.

    Raises:
        AbortJobError: It is no JSON; ``NaN`` and ``Infinity`` are none.
    """
    try:
        return json.loads(decode(body), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise AbortJobError(
            "broken-json",
            "JSON 문서가 올바르지 않아 읽을 수 없습니다. 제공기관에 확인하세요.",
            f"The JSON can't be read ({str(error)[:100]}); ask the agency.",
        ) from error


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")
