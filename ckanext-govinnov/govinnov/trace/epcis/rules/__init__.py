"""What EPCIS 2.0 and CBV 2.0 ask of a document: small checks, and the fields as data."""

from __future__ import annotations

from govinnov.trace.epcis.rules.documents import check

__all__ = ["check"]
