"""Capture jobs as JSON and XML."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from govinnov.trace.epcis.interface.problems import fill


@dataclass(frozen=True, slots=True)
class Job:
    """What came of one delivery; it is over when its address is told. ``errors`` are problem bodies."""

    id: str
    behaviour: str
    success: bool
    created: datetime
    finished: datetime
    errors: tuple[dict[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The job as JSON has it."""
        return {
            "captureID": self.id,
            "createdAt": self.created.isoformat(),
            "finishedAt": self.finished.isoformat(),
            "running": False,
            "success": self.success,
            "captureErrorBehaviour": self.behaviour,
            "errors": list(self.errors),
        }

    def as_json(self) -> bytes:
        """The body in JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False).encode("utf-8", "replace")

    def as_xml(self) -> bytes:
        """The body in XML."""
        said = {"running": "false", "success": str(self.success).lower(), "captureID": self.id}
        root = Element("{urn:epcglobal:epcis:xsd:2}EPCISCaptureJob", said)
        told = self.as_dict()
        fill(root, {name: told[name] for name in ("captureErrorBehaviour", "createdAt", "finishedAt")})
        listed = SubElement(root, "errors")
        for one in self.errors:
            fill(SubElement(listed, "error"), one)
        return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
