"""The JSON form of a verdict."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from govinnov.gate.verdict import Accepted, Verdict


def as_json(verdict: Verdict, path: str, *, text_sha256: bool = False) -> dict[str, Any]:
    """One file of ``govinnov gate check --json``; ``text_sha256`` is left out when the text was refused."""
    described = {
        "path": path,
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
    if text_sha256 and verdict.text_sha256:
        described["text_sha256"] = verdict.text_sha256
    return described
