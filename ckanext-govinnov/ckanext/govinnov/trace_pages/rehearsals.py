"""Whether people may rehearse here: on pages and addresses of their own, with made-up goods and no others."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.govinnov.trace_pages import answers

SETTING = "ckanext.govinnov.trace_rehearsal"


def are_on() -> bool:
    """As the setting says; by itself only until something real was loaded."""
    said = str(tk.config[SETTING])
    return said == "on" or (said == "auto" and answers.is_empty())
