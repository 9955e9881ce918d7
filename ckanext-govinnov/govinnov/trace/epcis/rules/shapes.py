"""Objects and lists: which fields an object has, and how many items a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.rules.values import LIST, OBJECT, Check

#: A name with a namespace: a CURIE, an IRI, or ``{namespace}name`` from XML.
_WITH_NAMESPACE = re.compile(r"[^\s:{}]+:\S+|\{.+\}.+")


def has_namespace(name: str) -> bool:
    """Whether the name of a field is of somebody's own namespace."""
    return _WITH_NAMESPACE.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """Which fields an object may and must have.

    ``others`` says what else it may have: nothing, fields with a namespace (extensions), or anything.
    """

    fields: Mapping[str, Check]
    required: tuple[str, ...] = ()
    others: str = "extensions"

    def __call__(self, value: Any, place: Place, report: Report) -> None:
        """Check an object."""
        if not isinstance(value, dict):
            report.wrong(place, value, OBJECT)
            return
        for name in self.required:
            if name not in value:
                report.add("field-missing", (place, name))
        for name, content in value.items():
            check = self.fields.get(name)
            if check is not None:
                check(content, (place, name), report)
            elif not self._allows(name):
                report.add("field-unknown", (place, name))

    def _allows(self, name: str) -> bool:
        return self.others == "anything" or (self.others == "extensions" and has_namespace(name))


def list_of(check: Check, at_least: int = 0, *, unique: bool = False) -> Check:
    """A list whose items are all of one kind."""

    def check_list(value: Any, place: Place, report: Report) -> None:
        if not isinstance(value, list):
            report.wrong(place, value, LIST)
            return
        if len(value) < at_least:
            report.add("list-empty", place)
        for number, item in enumerate(value):
            check(item, (place, number), report)
        if unique:
            _distinct(value, place, report)

    return check_list


def _distinct(value: Sequence[Any], place: Place, report: Report) -> None:
    """Tell of the first text that stands twice."""
    texts = [item for item in value if isinstance(item, str)]
    if len(set(texts)) < len(texts):
        seen: set[str] = set()
        twice = next(one for one in texts if one in seen or seen.add(one))  # type: ignore[func-returns-value]
        report.add("list-repeats", place, twice)


def one_or_list_of(check: Check) -> Check:
    """One value, or a list of such."""
    many = list_of(check)
    return lambda value, place, report: (many if isinstance(value, list) else check)(value, place, report)
