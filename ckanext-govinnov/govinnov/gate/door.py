"""The gate's public calls: check a file, check metadata texts."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govinnov.gate import pipeline
from govinnov.gate.decide import holds, ordered
from govinnov.gate.districts import DistrictTable
from govinnov.gate.limits import DEFAULT_LIMITS, Limits
from govinnov.gate.model import Schema
from govinnov.gate.references import Reference
from govinnov.gate.rules import rules_version
from govinnov.gate.schema import load
from govinnov.gate.screen import DEFAULT_SCREEN, ScreenSettings, Sifted, screen_texts
from govinnov.gate.verdict import _SEAL, Accepted, AcceptedTexts, Quarantined, QuarantinedTexts
from govinnov.gate.waivers import Confirmed, Waiver


def check(  # noqa: PLR0913 - each is a question of its own, and all have a default
    path: str | Path,
    *,
    name: str | None = None,
    schema: Schema | None = None,
    texts: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    screen: ScreenSettings = DEFAULT_SCREEN,
    limit_errors: int = 0,
    waivers: Sequence[Waiver] = (),
    confirmed: Confirmed = MappingProxyType({}),
    districts: DistrictTable | None = None,
    references: Mapping[str, Reference] = MappingProxyType({}),
    own: str | None = None,
    previous: Reference | None = None,
    workdir: str | Path | None = None,
) -> Accepted | Quarantined:
    """Run a file through the gate.

    Args:
        path: The file; its bytes are read where they are and must not change meanwhile.
        name: What its sender called it (default: the path's name); decides nothing.
        schema: Table Schema descriptor; None infers one over the whole file.
        texts: Metadata texts to screen along with the file, by where they stand (``title``, ``notes`` …).
        limits: Bounds of sizes, archives and parsers.
        screen: The screening rules; with the code they make the rules version written into the verdict.
        limit_errors: Stop frictionless after so many errors; 0 reports all.
        waivers: Findings that named persons let pass, with their reasons; sealed into the verdict.
        confirmed: Column → codes that a steward confirmed once; the verdict's schema remembers them.
        districts: Which legal district codes existed when; None takes the list that comes with the project.
        references: The other resources of the dataset by name; read when the schema's foreign keys point to them.
        own: The file's own name among them.
        previous: The public version of the same file; read when the schema bounds how far values may change.
        workdir: An existing folder for decoded tables, the caller's to delete. Without it they are deleted on
            return and the verdict's ``tables`` is empty; ``checked`` keeps them for a ``with`` block.

    Raises:
        OSError: The file cannot be read, or the workdir not be written.
        SchemaError: The schema is no Table Schema the gate can hold a file to.
    """
    request = pipeline.Request(
        load(schema) if schema else None, texts, limits, screen, limit_errors, tuple(waivers), confirmed,
        districts, references, own, previous,
    )  # fmt: skip
    path = Path(path)
    if workdir is not None:
        return pipeline.run(path, name or path.name, request, Path(workdir))
    with tempfile.TemporaryDirectory(prefix="govinnov-gate-") as folder:
        return replace(pipeline.run(path, name or path.name, request, Path(folder)), tables=())


@contextmanager
def checked(path: str | Path, **asked: Any) -> Iterator[Accepted | Quarantined]:
    """Check a file as ``check`` does, and keep its decoded tables readable until the block ends."""
    with tempfile.TemporaryDirectory(prefix="govinnov-gate-") as folder:
        yield check(path, **{**asked, "workdir": folder})


def check_texts(
    texts: Mapping[str, str],
    *,
    screen: ScreenSettings = DEFAULT_SCREEN,
    districts: DistrictTable | None = None,
    sifted: Sifted | None = None,
) -> AcceptedTexts | QuarantinedTexts:
    """Screen metadata texts (titles, notes, extras, tags, URLs, names), by where they stand.

    ``districts`` decides nothing here; it is part of the rules version under which files and words are judged alike.
    ``sifted`` knows texts that were looked through before, under the same ``screen``.
    """
    found = ordered(screen_texts(texts, settings=screen, sifted=sifted))
    verdict = QuarantinedTexts if holds(found) else AcceptedTexts
    return verdict(
        sha256=texts_sha256(texts), rules_version=rules_version(screen, districts), findings=found, seal=_SEAL
    )


def texts_sha256(texts: Mapping[str, str]) -> str:
    """The sha256 of the texts' canonical JSON: what a metadata certificate binds."""
    text = json.dumps(dict(texts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
