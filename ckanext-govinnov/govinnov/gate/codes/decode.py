"""Finding codes of the step ``decode``."""

from __future__ import annotations

from govinnov.gate.codes.model import Code

CODES: tuple[Code, ...] = ()
