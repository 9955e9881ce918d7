"""Finding codes of trace codes: what is wrong with what somebody typed or a feed says."""

from __future__ import annotations

from govinnov.trace.findings.model import Code

CODES: tuple[Code, ...] = ()
