"""The XML binding of EPCIS 2.0."""

from __future__ import annotations

from govinnov.trace.epcis.xml.documents import read

__all__ = ["read"]
