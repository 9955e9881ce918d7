"""Runs the hook that a source names, after its record was parsed."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from harvesters.errors import UsageError
from harvesters.model import RemoteRecord, Source
from harvesters.ports import AfterParse

GROUP = "govinnov.after_parse"
OPTION = "after_parse"


def after_parse(record: RemoteRecord, source: Source) -> RemoteRecord:
    """The record after the source's hook; itself when the source names none.

    Raises:
        UsageError: There is no hook of that name.
    """
    name = source.options.get(OPTION)
    return _hook(str(name))(record, source) if name else record


@cache
def _hook(name: str) -> AfterParse:
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise UsageError(
            "unknown-hook",
            f"'{name}' 후처리 훅이 등록되어 있지 않습니다.",
            f"There is no hook '{name}' in the entry point group {GROUP}.",
        )
    hook: AfterParse = next(iter(found)).load()
    return hook
