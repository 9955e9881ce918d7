"""Files of any form → what they say, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read_file
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.feeds.reading import read_feed
from govinnov.trace.feeds.recognising import recognised
from govinnov.trace.findings import Finding
from govinnov.trace.recall.official import Official
from govinnov.trace.rehearsal.marked import is_any_rehearsal


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """What files say: documents that are valid, what authorities say, and a sentence for each that is held."""

    documents: list[Document]
    official: tuple[Official, ...]
    held: tuple[str, ...]
    is_rehearsal: bool


def known_of(paths: Sequence[Path], gate: Gate | None = None) -> KnownFiles:
    """Read files; of one of which records are held, the others count."""
    read = [(path, *_read(path, gate)) for path in paths]
    documents = [document for _, document, _, _ in read if document]
    held = (f"{path}: {errors[0].message_ko} {errors[0].message_en}" for path, _, _, errors in read if errors)
    found = tuple(one for _, _, said, _ in read for one in said)
    return KnownFiles(documents, found, tuple(held), is_any_rehearsal(documents, paths))


def _read(path: Path, gate: Gate | None) -> tuple[Document | None, Sequence[Official], list[Finding]]:
    """A file as a document where anything of it may be followed, what authorities say in it, and what is wrong."""
    form = recognised(path) if gate else None
    if gate and form:
        feed = read_feed(path, form, gate, Pseudonyms())
        errors = [one for one in feed.findings if one.severity == "error"]
        return (feed.document if feed.events else None), feed.official, errors
    read = read_file(path)
    errors = [one for one in judge(read).findings if one.severity == "error"]
    return (read if isinstance(read, Document) and not errors else None), (), errors
