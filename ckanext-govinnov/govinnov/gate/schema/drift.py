"""Drift: the file's labels are no longer the schema's; the most likely mapping is proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Schema

#: What a schema's ``fieldsMatch`` lets pass.
_TOLERATES_MISSING, _TOLERATES_NEW = ("superset", "partial"), ("subset", "partial")
#: At least this share of the longer name's letters must agree.
_ALIKE = 0.6
#: Spelling reforms and abbreviations of agencies' headers, applied before comparing.
_SAME = (
    ("년월", "연월"),
    ("년도", "연도"),
    ("wgs84", ""),
    ("latitude", "위도"),
    ("longitude", "경도"),
    ("lat", "위도"),
    ("lon", "경도"),
)


def compare(schema: Schema, labels: Sequence[str]) -> tuple[Finding, ...]:
    """Compare a schema's field names with a file's labels.

    Returns:
        Nothing when they are the same in the same order; else one finding with the missing, the new and the proposed
        mapping (``label → field``) as its fix.
    """
    fields = [field["name"] for field in schema["fields"]]
    mode = schema.get("fieldsMatch", "exact")
    missing = [] if mode in _TOLERATES_MISSING else [name for name in fields if name not in labels]
    new = [] if mode in _TOLERATES_NEW else [label for label in labels if label not in fields]
    if list(labels) == fields or (mode != "exact" and not missing and not new):
        return ()
    pairs = propose(missing, new)
    fix = ", ".join(f"{label} → {field}" for label, field in pairs.items()) or None
    if not missing and not new:
        fix = ", ".join(fields)  # the same columns in another order
    absent, unknown = ", ".join(missing) or "-", ", ".join(new) or "-"
    return (finding("schema-drift", fix=fix, missing=absent, new=unknown, mapping=fix or "-"),)


def propose(missing: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """The likeliest field for each new label: the most alike pairs first, each used once."""
    scored = sorted(
        ((likeness(label, field), label, field) for label in new for field in missing),
        key=lambda pair: (-pair[0], pair),
    )
    pairs: dict[str, str] = {}
    for score, label, field in scored:
        if score >= _ALIKE and label not in pairs and field not in pairs.values():
            pairs[label] = field
    return {label: pairs[label] for label in new if label in pairs}


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how much two column names agree after normalising."""
    first, second = normal(one), normal(other)
    if first == second:
        return 1.0
    longest = max(len(first), len(second))
    return 1 - edit_distance(first, second) / longest if longest else 0.0


def normal(name: str) -> str:
    """A name without blanks, signs and case, and with today's spelling."""
    name = re.sub(r"[\s_\-()\[\]./·]", "", name.lower())
    for old, today in _SAME:
        name = name.replace(old, today)
    return name


def edit_distance(one: str, other: str) -> int:
    """The least number of insertions, deletions and substitutions (Levenshtein)."""
    row = np.arange(len(other) + 1)
    for place, sign in enumerate(one, start=1):
        before, row[0] = row.copy(), place
        for column, against in enumerate(other, start=1):
            row[column] = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (sign != against))
    return int(row[-1])
