"""GS1's OpenAPI of EPCIS 2.0, cut to the first profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from govinnov.trace.epcis.interface.queries import PARAMETERS

PATHS = ("/", "/capture", "/capture/{captureID}", "/events", "/events/{eventID}", "/epcs/{epc}/events")

#: What of headers is spoken here; what is not, is made when wrong requests are.
SPOKEN = {
    "version": ["2.0", "2.0.0"],
    "GS1-EPC-Format": ["No_Preference", "Always_GS1_Digital_Link"],
    "GS1-CBV-XML-Format": ["No_Preference", "Always_Web_URI"],
    "GS1-Capture-Error-Behaviour": ["rollback", "proceed"],
}


def profile(file: Path) -> dict[str, Any]:
    """The document with the paths and parameters of the profile alone."""
    whole = json.loads(file.read_text(encoding="utf-8"))
    named = whole["components"]["parameters"]
    whole["components"]["schemas"] |= {name: {"type": "string", "enum": values} for name, values in SPOKEN.items()}
    named["orderBy"]["schema"] = {"type": "string", "enum": ["eventTime", "recordTime"]}
    whole["paths"] = {path: _cut(whole["paths"][path], named) for path in PATHS}
    whole["servers"] = [{"url": "/epcis"}]
    return whole


def _cut(path: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    for operation in path.values():
        if isinstance(operation, dict):
            operation["parameters"] = [one for one in operation.get("parameters", ()) if _stays(one, named)]
    return path


def _stays(parameter: dict[str, Any], named: dict[str, Any]) -> bool:
    told = named[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter
    return told["in"] != "query" or told["name"] in PARAMETERS
