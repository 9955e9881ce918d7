"""Finding codes of the step ``receive``."""

from __future__ import annotations

from govinnov.gate.codes.model import Code

CODES: tuple[Code, ...] = ()
