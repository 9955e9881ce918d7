"""Step 4, schema: taken from a descriptor or inferred over the whole file, and compared with what came."""

from __future__ import annotations

from govinnov.gate.schema.inference import infer

__all__ = ["infer"]
