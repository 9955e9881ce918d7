"""Whether people may rehearse here: on pages and addresses of their own, with made-up goods and no others."""

from __future__ import annotations

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk

from ckanext.govinnov.trace_pages import answers
from harvesters.errors import UsageError
from harvesters.sources import source_type
from harvesters.store.desk import Desk

SETTING = "ckanext.govinnov.trace_rehearsal"


def are_on() -> bool:
    """As the setting says; by itself only until something real was loaded, or a source that will bring it is set up."""
    said = str(tk.config[SETTING])
    return said == "on" or (said == "auto" and answers.is_empty() and not _is_awaited())


def only_while_on() -> None:
    """Nothing is found here while nobody may rehearse."""
    if not are_on():
        tk.abort(404)


def _is_awaited() -> bool:
    """Whether a source of the trace is set up."""
    return any(map(_is_restricted, Desk(ckan_model.meta.engine).types()))


def _is_restricted(kind: str) -> bool:
    """Whether sources of a type bring what only the trace may read; a type that is gone brings nothing."""
    try:
        return source_type(kind).restricted
    except UsageError:
        return False
