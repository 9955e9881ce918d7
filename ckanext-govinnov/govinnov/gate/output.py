"""A verdict as plain data: what the command prints and what the catalog keeps with a version."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from govinnov.gate.verdict import Accepted, Verdict


def as_dict(verdict: Verdict, path: str | None = None, *, text_sha256: bool = False) -> dict[str, Any]:
    """One file of ``govinnov gate check --json``.

    Args:
        verdict: The gate's word on the file.
        path: How the caller names the file; the sender's name when left out.
        text_sha256: Add the hash of the decoded text; it stays absent when the text was refused.
    """
    described = {
        "path": path or verdict.name,
        "verdict": "accept" if isinstance(verdict, Accepted) else "quarantine",
        "sha256": verdict.sha256,
        "format": verdict.format,
        "encoding": verdict.encoding,
        "rows": verdict.rows,
        "fields": list(verdict.fields),
        "seconds": verdict.seconds,
        "findings": [asdict(found) for found in verdict.findings],
        "report": verdict.report,
    }
    if verdict.references:
        described["references"] = dict(verdict.references)
    if text_sha256 and verdict.text_sha256:
        described["text_sha256"] = verdict.text_sha256
    return described
