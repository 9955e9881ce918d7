"""A government's ground as it is published, remembered by the sha256 of all that it was read from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ckanext.govinnov.dispatch_pages import governments, maps, published
from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.dispatch_pages.served import Served
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.whatif import Ground, Known, ground_of, known_of

#: What a ground is read from: two tables, and the dataset of the run with its manifest.
TABLES, RUN, MANIFEST = ("ground", "posts"), "dispatch-run", "manifest.json"
#: So many governments are remembered in each process: of a province up to 20 MB.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Source:
    """What a ground is read from; two are the same if the hashes of their files are."""

    hashes: tuple[str, ...]
    tables: Tables = field(compare=False)


def tables(code: str, *more: str) -> Tables:
    """The published tables that a page with a government's ground needs, and the files of the run and of its map."""
    return published.tables(governments.TABLE, *TABLES, *more, beside=(RUN, maps.dataset(code)))


def ground(held: Tables, code: str) -> Ground | None:
    """The ground of a government; None where it is not published as a whole.

    Raises:
        InputError: ``no-ground`` or ``ground-on-roads``.
    """
    manifest = _manifest(held)
    if manifest is None or any(name in held.missing for name in TABLES):
        return None
    hashes = (manifest.sha256, *(held.found[name].served.sha256 for name in TABLES))
    return _ground(code, _Source(hashes, held))


def parameters(held: Tables) -> dict[str, dict[str, Any]]:
    """The parameters of the published run; none where its manifest is not published."""
    manifest = _manifest(held)
    try:
        return dict(json.loads(manifest.path.read_bytes())["parameters"]) if manifest else {}
    except (OSError, ValueError, KeyError):
        return {}


@lru_cache(maxsize=_KEPT)
def _ground(code: str, source: _Source) -> Ground:
    return ground_of(code, source.tables.rows("ground", government_code=code), _known(source))


@lru_cache(maxsize=2)
def _known(source: _Source) -> Known:
    told = parameters(source.tables)
    if not told:
        raise InputError("no-ground", id=MANIFEST)
    return known_of(source.tables.rows("posts"), told)


def _manifest(held: Tables) -> Served | None:
    return next((one for one in held.files if one.filename == MANIFEST), None)
