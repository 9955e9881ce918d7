"""What tells a rehearsal's events from real ones, wherever they turn up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.model import Document, Unreadable
from govinnov.trace.feeds.kinds import plain
from govinnov.trace.feeds.recognising import head_of, header_of

#: Every event id of a rehearsal begins so.
EVENT_ID = f"{URN}rehearsal/"
#: Stands before the name of every file and title.
WORD = "연습"


def is_rehearsal_table(path: Path) -> bool:
    """Whether a column of a table says so, in whatever form a spreadsheet saved it."""
    return WORD in map(plain, header_of(head_of(path))[1])


def is_rehearsal(read: Document | Unreadable) -> bool:
    """Whether a document has an event of a rehearsal."""
    events = read.events if isinstance(read, Document) else ()
    return any(str(event.get("eventID", "")).startswith(EVENT_ID) for event in events)


def is_any_rehearsal(documents: Iterable[Document], paths: Iterable[Path]) -> bool:
    """Whether one of some documents, or of the files that they were read from, is a rehearsal's."""
    return any(map(is_rehearsal, documents)) or any(map(is_rehearsal_table, paths))
