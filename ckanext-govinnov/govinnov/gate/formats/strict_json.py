"""JSON as its standard has it: no NaN, no name twice, not nested without end; numbers keep their digits."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding


class Number(str):
    """A number in the digits of its source: 1.10 stays 1.10."""

    __slots__ = ()


class StrictError(Exception):
    """A text is not JSON as the gate takes it.

    Args:
        found: What to tell about it.
    """

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.found = found


def loads(text: str, row: int | None = None) -> Any:
    """Read one JSON text; ``row`` is where it stands, when it is one of several.

    Raises:
        StrictError: It is not valid, or nested deeper than Python's own reader goes (about 1,000 levels).
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse, parse_float=Number, parse_int=Number)
    except json.JSONDecodeError as error:
        where = f"{error.lineno}:{error.colno}"
        raise StrictError(finding("json-invalid", row=row or error.lineno, position=where, reason=error.msg)) from None
    except RecursionError:
        raise StrictError(too_deep(row)) from None


def too_deep(row: int | None = None) -> Finding:
    """The finding for arrays or objects nested without end."""
    return finding("json-too-deep", row=row)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise StrictError(finding("json-duplicate-key", field=twice))
    return made


def _refuse(constant: str) -> NoReturn:
    raise StrictError(finding("json-not-a-number", value=constant))
