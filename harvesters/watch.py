"""Asking for a list only if it changed: ETag and Last-Modified of the one document that a source is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harvesters.model import Bookmark
from harvesters.ports import Answer


class ListUnchangedError(Exception):
    """The other side says that its list is as before: nothing of it was sent."""


@dataclass(slots=True)
class Watch:
    """What is asked and learned of one address during a visit.

    ``before`` is what was learned last time. A list of several documents is never asked this way: the first may be as
    before while another changed.
    """

    url: str
    before: Bookmark | None = None
    asked: set[str] = field(default_factory=set)
    learned: Bookmark | None = None

    def headers(self, url: str) -> dict[str, str]:
        """The conditions to send with a request."""
        self.asked.add(url)
        if url != self.url or self.before is None:
            return {}
        given = {"If-None-Match": self.before.etag, "If-Modified-Since": self.before.last_modified}
        return {name: value for name, value in given.items() if value}

    def look(self, url: str, answer: Answer) -> None:
        """Learn from an answer.

        Raises:
            ListUnchangedError: It says that nothing changed.
        """
        if url != self.url:
            return
        if answer.status == 304 and self.before is not None:
            raise ListUnchangedError
        self.learned = _validators(answer.headers) if answer.status == 200 else None

    def bookmark(self) -> Bookmark | None:
        """What to ask with next time; None where the list was more than this one document."""
        return self.learned if self.asked == {self.url} else None


def _validators(headers: Mapping[str, str]) -> Bookmark | None:
    etag, modified = headers.get("etag"), headers.get("last-modified")
    return Bookmark(etag=etag, last_modified=modified) if etag or modified else None
