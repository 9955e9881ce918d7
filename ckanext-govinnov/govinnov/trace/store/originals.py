"""Files as they came: which there are, from where, and until when; reading one is `privately.read_bytes`."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from govinnov.trace.store.taking import fetch


class Original(NamedTuple):
    """A file that was taken: who brought it, when, how large it is, and until when it is kept.

    ``size`` and ``keep_until`` are missing where its bytes are deleted already.
    """

    sha256: str
    source: str
    name: str
    form: str
    at: datetime
    size: int | None
    keep_until: date | None


class Bringer(NamedTuple):
    """A source of files, how many it brought, and when the last one came."""

    source: str
    files: int
    last: datetime


def originals(db: Connection, source: str, day: date | None, most: int, skip: int) -> list[Original]:
    """Files, the newest first; of one source and of one Korean day where they are named."""
    said = {"source": source, "day": day, "most": most, "skip": skip}
    return [Original(*row) for row in fetch(db, _ORIGINALS, **said)]


def original(db: Connection, sha256: str) -> Original | None:
    """One file."""
    found = fetch(db, f"{_FILES} WHERE d.sha256 = :sha256", sha256=sha256)
    return Original(*found[0]) if found else None


def bringers(db: Connection) -> list[Bringer]:
    """The sources by name."""
    return [Bringer(*row) for row in fetch(db, _BRINGERS)]


#: A file that no harvest brought is from whoever loaded it at the command line.
_SOURCE = "coalesce(o.source, '')"
_FILES = f"""
    SELECT d.sha256, {_SOURCE}, d.source, d.format, d.known_from, octet_length(b.bytes), b.keep_until
    FROM trace.document d LEFT JOIN trace_private.document b USING (sha256)
    LEFT JOIN trace_private.origin o USING (sha256)"""
_ORIGINALS = f"""{_FILES}
    WHERE (:source = '*' OR {_SOURCE} = :source)
    AND (CAST(:day AS date) IS NULL OR (d.known_from AT TIME ZONE 'Asia/Seoul')::date = CAST(:day AS date))
    ORDER BY d.known_from DESC, d.sha256 LIMIT :most OFFSET :skip"""
_BRINGERS = f"""
    SELECT {_SOURCE}, count(*), max(d.known_from) FROM trace.document d
    LEFT JOIN trace_private.origin o USING (sha256) GROUP BY 1 ORDER BY 1"""
