"""Query parameters → what is wanted of the store, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from govinnov.trace.epcis.canonical import iri
from govinnov.trace.epcis.interface.problems import Problem, not_here, parameter
from govinnov.trace.epcis.model import EVENT_TYPES
from govinnov.trace.epcis.times import instant, utc
from govinnov.trace.epcis.vocabulary import BIZ_STEP, DISPOSITION, EPCIS, KNOWN_PREFIXES, Vocabulary
from govinnov.trace.gs1.links import identity

#: How many events a page has where nobody says, and at most.
PER_PAGE, MOST_PER_PAGE = 30, 500
#: Values in one parameter.
_MOST_VALUES = 200
_PATTERN = "urn:epc:idpat:"
#: Beginnings of parameters that the standard has beyond those that are listed by name.
_OTHERS = ("EQ_", "GT_", "GE_", "LT_", "LE_", "EXISTS_", "HASATTR_", "EQATTR_", "WD_", "MATCH_")
_ALSO = ("eventCountLimit", "maxEventCount")


@dataclass(frozen=True, slots=True)
class Match:
    """One of some values stands in one of some fields of the canonical form, which are named as JSON paths."""

    paths: tuple[str, ...]
    values: tuple[str, ...]
    lots: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted: all of the conditions hold. ``event_ids`` are the events' own names."""

    matches: tuple[Match, ...] = ()
    event_ids: tuple[str, ...] | None = None
    happened: tuple[datetime | None, datetime | None] = (None, None)
    recorded: tuple[datetime | None, datetime | None] = (None, None)
    declared: bool = False
    by_record_time: bool = False
    descending: bool = False
    per_page: int = PER_PAGE
    token: str | None = None


class _WrongError(Exception):
    """A parameter is wrong; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


def read(said: Iterable[tuple[str, str]]) -> Query | Problem:
    """Read the parameters of an address, in any order; each may stand once."""
    query, met = Query(), set[str]()
    try:
        for name, value in said:
            if name in met:
                raise _wrong(name, "한 번만", "once only")
            met.add(name)
            query = _reader(name)(query, name, value)
    except _WrongError as error:
        return error.problem
    return query


_Reader = Callable[[Query, str, str], Query]


def _reader(name: str) -> _Reader:
    if name in _READERS:
        return _READERS[name]
    if name in _ALSO or name.startswith(_OTHERS):
        raise _WrongError(
            not_here(f"첫 프로필에 없는 조건: {_short(name)}", f"The first profile has no {_short(name)}.")
        )
    raise _WrongError(parameter(f"없는 조건: {_short(name)}.", f"There is no parameter {_short(name)}."))


def _short(name: str) -> str:
    shown = "".join(sign for sign in name[:40] if sign.isprintable())
    return f"'{shown}'"


def _wrong(name: str, ko: str, en: str) -> _WrongError:
    return _WrongError(parameter(f"{name}: {ko} 적으세요.", f"{name} has to be given as {en}."))


def _values(name: str, value: str) -> tuple[str, ...]:
    """Values divided by ``|``."""
    found = tuple(dict.fromkeys(one.strip() for one in value.split("|") if one.strip()))
    if not 0 < len(found) <= _MOST_VALUES:
        raise _wrong(name, f"값을 1개에서 {_MOST_VALUES}개까지 | 로 나누어", f"1 to {_MOST_VALUES} values divided by |")
    if any("\0" in one for one in found):
        raise _wrong(name, "글자만", "a text")
    return found


def _matching(paths: str, canonical: Callable[[str], str], *, lots: bool = False) -> _Reader:
    places = tuple(f"$.{path}" for path in paths.split())

    def reader(query: Query, name: str, value: str) -> Query:
        values = _values(name, value)
        if lots and any(one.startswith(_PATTERN) for one in values):
            raise _WrongError(not_here("EPC 무늬로는 찾지 않습니다.", "EPC patterns are not part of the profile."))
        match = Match(places, tuple(canonical(one) for one in values), lots)
        return replace(query, matches=(*query.matches, match))

    return reader


def _identifier(value: str) -> str:
    return identity(value) or iri(value, KNOWN_PREFIXES)


def _word(vocabulary: Vocabulary) -> Callable[[str], str]:
    return lambda value: iri(vocabulary.iri(vocabulary.word(value)), KNOWN_PREFIXES)


def _type(value: str) -> str:
    return EPCIS + value if value in EVENT_TYPES else iri(value, KNOWN_PREFIXES)


def _action(query: Query, name: str, value: str) -> Query:
    values = _values(name, value)
    if not set(values) <= {"ADD", "OBSERVE", "DELETE"}:
        raise _wrong(name, "ADD, OBSERVE, DELETE 가운데서", "ADD, OBSERVE or DELETE")
    return replace(query, matches=(*query.matches, Match(("$.action",), values)))


def _event_ids(query: Query, name: str, value: str) -> Query:
    return replace(query, event_ids=_values(name, value))


def _moment(name: str, value: str) -> datetime:
    """A ``+`` that nobody escaped arrives as a space."""
    found = instant(value.replace(" ", "+"))
    if found is None or utc(found) is None:
        raise _wrong(name, "2026-08-23T07:00:00Z처럼", "a date, a time and an offset, like 2026-08-23T07:00:00Z")
    return found


def _between(field: str, end: int) -> _Reader:
    def reader(query: Query, name: str, value: str) -> Query:
        before: tuple[datetime | None, datetime | None] = getattr(query, field)
        ends = (_moment(name, value), before[1]) if end == 0 else (before[0], _moment(name, value))
        return replace(query, happened=ends) if field == "happened" else replace(query, recorded=ends)

    return reader


def _declared(query: Query, name: str, value: str) -> Query:
    if value not in ("true", "false"):
        raise _wrong(name, "true나 false로", "true or false")
    return replace(query, declared=value == "true")


def _order(query: Query, name: str, value: str) -> Query:
    if value not in ("eventTime", "recordTime"):
        if ":" in value or "/" in value:
            raise _WrongError(
                not_here("확장 항목으로는 늘어놓지 않습니다.", "The profile does not order by extensions.")
            )
        raise _wrong(name, "eventTime이나 recordTime으로", "eventTime or recordTime")
    return replace(query, by_record_time=value == "recordTime")


def _direction(query: Query, name: str, value: str) -> Query:
    if value not in ("ASC", "DESC"):
        raise _wrong(name, "ASC나 DESC로", "ASC or DESC")
    return replace(query, descending=value == "DESC")


def _per_page(query: Query, name: str, value: str) -> Query:
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise _wrong(name, "1 이상의 수로", "a number of one or more")
    return replace(query, per_page=min(int(value), MOST_PER_PAGE))


def _token(query: Query, name: str, value: str) -> Query:
    return replace(query, token=value)


#: What stands for instances and for classes, one after the other; a list of one item is the item itself.
_EPCS, _ALL_EPCS = "epcList[*] childEPCs[*]", "parentID inputEPCList[*] outputEPCList[*]"
_CLASSES = "quantityList[*].epcClass childQuantityList[*].epcClass"
_ALL_CLASSES = "inputQuantityList[*].epcClass outputQuantityList[*].epcClass"
ANY_EPC = _matching(f"{_EPCS} {_ALL_EPCS}", _identifier, lots=True)
#: An EPC's events are those that name it, as an instance or as a class.
OF_EPC = _matching(f"{_EPCS} {_ALL_EPCS} {_CLASSES} {_ALL_CLASSES}", _identifier, lots=True)

_READERS: Mapping[str, _Reader] = {
    "eventType": _matching("type", _type),
    "GE_eventTime": _between("happened", 0),
    "LT_eventTime": _between("happened", 1),
    "GE_recordTime": _between("recorded", 0),
    "LT_recordTime": _between("recorded", 1),
    "EQ_action": _action,
    "EQ_bizStep": _matching("bizStep", _word(BIZ_STEP)),
    "EQ_disposition": _matching("disposition", _word(DISPOSITION)),
    "EQ_readPoint": _matching("readPoint.id", _identifier),
    "EQ_bizLocation": _matching("bizLocation.id", _identifier),
    "EQ_transformationID": _matching("transformationID", _identifier),
    "EQ_eventID": _event_ids,
    "MATCH_epc": _matching(_EPCS, _identifier, lots=True),
    "MATCH_anyEPC": ANY_EPC,
    "MATCH_epcClass": _matching(_CLASSES, _identifier, lots=True),
    "MATCH_anyEPCClass": _matching(f"{_CLASSES} {_ALL_CLASSES}", _identifier, lots=True),
    "MATCH_parentID": _matching("parentID", _identifier, lots=True),
    "EXISTS_errorDeclaration": _declared,
    "orderBy": _order,
    "orderDirection": _direction,
    "perPage": _per_page,
    "nextPageToken": _token,
}
PARAMETERS = frozenset(_READERS)


def of_epc(query: Query, epc: str) -> Query:
    """The same of one EPC alone.

    Raises:
        ValueError: It is empty, or no text that a store keeps.
    """
    try:
        return OF_EPC(query, "epc", epc.replace("|", "%7C"))
    except _WrongError as error:
        raise ValueError(error.problem.en) from None
