"""What the formats made of JSON have in common: text by the encoding rule, then a parser in a child process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from govinnov.gate.limits import Limits
from govinnov.gate.model import Decoded, Received
from govinnov.gate.sandbox import parse as in_child


def decode_json(parser: str, received: Received, workdir: Path, limits: Limits) -> Decoded:
    """Decode the text and let the parser read it; the hash is that of the whole text."""
    from govinnov.gate.text import to_utf8  # the child process, which imports this module too, needs no numpy

    text = to_utf8(received, workdir)
    if text.path is None:
        return Decoded(parser, None, findings=text.findings)
    decoded = in_child(parser, text.path, workdir, limits)
    findings = (*text.findings, *decoded.findings)
    return replace(decoded, encoding=text.encoding, findings=findings, text_sha256=text.sha256)
