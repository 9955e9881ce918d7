"""The one door: receive → decode → structure → schema → validate → screen → verdict.

Importing it is cheap; the steps load when ``check`` is first called.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from govinnov.gate.limits import Limits
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.output import as_dict
from govinnov.gate.verdict import Accepted, AcceptedTexts, Quarantined, QuarantinedTexts, TextsVerdict, Verdict
from govinnov.gate.waivers import Waiver, confirmed_in

if TYPE_CHECKING:
    from govinnov.gate.again import reopen
    from govinnov.gate.confined import STOPPED, check_confined
    from govinnov.gate.door import check, check_texts, checked, texts_sha256
    from govinnov.gate.references import Reference
    from govinnov.gate.rules import RULES_VERSION

__all__ = [
    "RULES_VERSION",
    "STOPPED",
    "Accepted",
    "AcceptedTexts",
    "Finding",
    "Limits",
    "Quarantined",
    "QuarantinedTexts",
    "Reference",
    "Schema",
    "Table",
    "TextsVerdict",
    "Verdict",
    "Waiver",
    "as_dict",
    "check",
    "check_confined",
    "check_texts",
    "checked",
    "confirmed_in",
    "reopen",
    "texts_sha256",
]


#: What loads the steps, and polars with them.
_LATE = dict.fromkeys(("check", "check_texts", "checked", "texts_sha256"), "door") | {
    "RULES_VERSION": "rules",
    "STOPPED": "confined",
    "check_confined": "confined",
    "Reference": "references",
    "reopen": "again",
}


def __getattr__(name: str) -> Any:
    """Load the steps on first use."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"govinnov.gate.{_LATE[name]}"), name)
