"""What became of a record that the gate or CKAN refused, in the engine's words."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from harvesters.model import Delivery, Outcome, Problem


def outcome_of(delivery: Delivery, error: tk.ValidationError) -> Outcome:
    """A held file is quarantined; anything else that CKAN refuses is a failed record."""
    errors = error.error_dict
    held = [item for item in errors.get("resources") or [] if isinstance(item, dict) and "submission" in item]
    sentences = [sentence for item in held for sentence in item["upload"]] or _flat(errors)
    problem = Problem(
        "quarantined" if held else "refused",
        " ".join(sentences[:3]),
        " ".join(sentences[:3]),
        delivery.record.remote_id,
    )
    return Outcome("quarantined" if held else "failed", None, problem)


def _flat(errors: Any) -> list[str]:
    if isinstance(errors, dict):
        return [f"{key}: {text}" for key, value in errors.items() for text in _flat(value)]
    if isinstance(errors, list):
        return [text for item in errors for text in _flat(item)]
    return [str(errors)]
