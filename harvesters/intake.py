"""What is checked of every entry before it is stored, whatever the protocol."""

from __future__ import annotations

from dataclasses import replace

from harvesters import clean
from harvesters.errors import SkipObjectError
from harvesters.model import Entry

ID_MAX = 1_000


def usable(entry: Entry) -> Entry:
    """The entry with a clean id, title and address.

    Raises:
        SkipObjectError: It has no usable id.
    """
    remote_id = clean.line(entry.remote_id, ID_MAX + 1)
    if not remote_id or len(remote_id) > ID_MAX:
        raise SkipObjectError(
            "no-id",
            "식별자가 없거나 너무 긴 항목입니다. 제공기관에 식별자를 요청하세요.",
            "The record has no id, or one of more than 1,000 signs; ask the agency for one.",
        )
    return replace(
        entry,
        remote_id=remote_id,
        title=clean.line(entry.title),
        url=clean.url(entry.url),
        agency=clean.line(entry.agency) or None,
    )
