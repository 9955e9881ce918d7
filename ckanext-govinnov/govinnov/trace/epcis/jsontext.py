"""JSON as its standard has it: no NaN, not nested without end; numbers keep their digits."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from govinnov.trace.epcis.errors import UnreadableError
from govinnov.trace.epcis.limits import DEPTH
from govinnov.trace.epcis.numbers import exact
from govinnov.trace.findings import Finding, finding


def loads(raw: bytes) -> tuple[Any, tuple[Finding, ...]]:
    """Read one JSON text in UTF-8: the value, and a finding for each name that stands twice in an object.

    Raises:
        UnreadableError: It is not valid JSON, or larger in some way than a document may be.
    """
    twice: list[Finding] = []
    try:
        value = _decoder(twice).decode(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError("text-not-utf8", offset=error.start) from None
    except json.JSONDecodeError as error:
        where = f"{error.lineno}:{error.colno}"
        raise UnreadableError("json-invalid", position=where, reason=error.msg) from None
    except RecursionError:
        raise UnreadableError("nested-too-deep", limit=DEPTH) from None
    return _not_deep(value), tuple(twice)


def _not_deep(value: Any) -> Any:
    """The value, when no path in it is longer than the limit; breadth first, for depth is what is in doubt."""
    level = [value]
    for _ in range(DEPTH):
        level = [child for one in level for child in _children(one) if isinstance(child, (dict, list))]
        if not level:
            return value
    raise UnreadableError("nested-too-deep", limit=DEPTH)


def _children(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _decoder(twice: list[Finding]) -> json.JSONDecoder:
    """A strict decoder that notes names that stand twice; the last value holds, as everywhere in JSON-LD."""

    def pairs_hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            numbers = Counter(name for name, _ in pairs)
            twice.append(finding("json-name-twice", value=next(name for name in numbers if numbers[name] > 1)))
        return made

    return json.JSONDecoder(object_pairs_hook=pairs_hook, parse_constant=_refuse, parse_float=exact, parse_int=exact)


def _refuse(constant: str) -> NoReturn:
    raise UnreadableError("json-not-a-number", value=constant)
