"""What became of a record that the gate or CKAN refused, in the engine's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import submissions
from govinnov import gate
from harvesters.model import Delivery, Outcome, Problem

#: Findings that say of a check that it did not end, and nothing of the file.
BROKEN = gate.STOPPED | {"validator-failed"}
#: So many sentences stand with a job's error.
SENTENCES = 3


def outcome_of(delivery: Delivery, error: tk.ValidationError) -> Outcome:
    """A held file waits for other bytes in quarantine; what CKAN refuses, and a check that broke, is tried again."""
    errors = error.error_dict
    held = [item for item in errors.get("resources") or [] if isinstance(item, dict) and "submission" in item]
    words = _joined([sentence for item in held for sentence in item["upload"]] or _flat(errors))
    if not held:
        return Outcome("failed", None, Problem("refused", words, words, delivery.record.remote_id))
    findings = [finding for item in held for finding in _findings(item["submission"][0])]
    korean, english = (_joined([finding[f"message_{language}"] for finding in findings]) for language in ("ko", "en"))
    broke = any(finding["code"] in BROKEN for finding in findings)
    state: Literal["failed", "quarantined"] = "failed" if broke else "quarantined"
    return Outcome(state, None, Problem(state, korean or words, english or words, delivery.record.remote_id))


def _findings(submission_id: str) -> list[dict[str, Any]]:
    """What holds a submission, from its report: there both languages stand."""
    kept = submissions.get(submission_id)
    report = kept.report if kept else None
    return [finding for finding in (report or {}).get("findings", ()) if finding["severity"] != "info"]


def _joined(sentences: Sequence[str]) -> str:
    """The first few; all stand in the submission's report."""
    return " ".join(sentences[:SENTENCES])


def _flat(errors: Any) -> list[str]:
    if isinstance(errors, dict):
        return [f"{key}: {text}" for key, value in errors.items() for text in _flat(value)]
    if isinstance(errors, list):
        return [text for item in errors for text in _flat(item)]
    return [str(errors)]
