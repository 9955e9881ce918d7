"""Step 4, schema: taken from a descriptor or inferred over the whole file, and compared with what came."""

from __future__ import annotations

from govinnov.gate.schema.drift import compare
from govinnov.gate.schema.inference import Inference, infer, infer_with_findings
from govinnov.gate.schema.loading import SchemaError, load, schema_sha256

__all__ = ["Inference", "SchemaError", "compare", "infer", "infer_with_findings", "load", "schema_sha256"]
