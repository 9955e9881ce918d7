"""The source types: one module per protocol, found by the entry point group "govinnov.sources"."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from harvesters.errors import UsageError
from harvesters.ports import Probe, SourceType

GROUP = "govinnov.sources"


def names() -> tuple[str, ...]:
    """Every registered type's name, sorted."""
    return tuple(sorted(entry_points(group=GROUP).names))


@cache
def source_type(name: str) -> SourceType:
    """The type of this name.

    Raises:
        UsageError: No such type.
    """
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise UsageError(
            "unknown-type",
            f"'{name}' 소스 유형이 없습니다. 사용할 수 있는 유형: {', '.join(names())}.",
            f"There is no source type '{name}'; use one of {', '.join(names())}.",
        )
    loaded: type[SourceType] = next(iter(found)).load()
    return loaded()


def recognise(probe: Probe) -> SourceType:
    """The type that is surest to read an address.

    Raises:
        UsageError: None of them knows it.
    """
    sure, name = max((source_type(name).recognises(probe), name) for name in names())
    if sure == 0:
        raise UsageError(
            "type-not-recognised",
            "주소의 내용만으로는 소스 유형을 알 수 없습니다. --type으로 유형을 지정하세요.",
            "The content of the address does not tell its type; name it with --type.",
        )
    return source_type(name)
