"""What a run was computed from, and the id that this gives it."""

from __future__ import annotations

from typing import Any

from govinnov.dispatch.inputs import Folder
from govinnov.dispatch.run.country import WANTED
from govinnov.dispatch.run.identity import code_sha256, libraries, run_id
from govinnov.dispatch.run.parameters import Parameters

#: The day that the national lists of 2022 are of; an ``inputs.yaml`` says another.
REFERENCE_DATE = "2022-03-09"


def manifest(folder: Folder, parameters: Parameters) -> dict[str, Any]:
    """The manifest of a run; its ``run_id`` is the hash of all the rest."""
    inputs = [source.as_dict() for source in folder.used]
    told: dict[str, Any] = {
        "reference_date": folder.reference_date or REFERENCE_DATE,
        "synthetic": any(source.synthetic for source in folder.used),
        "inputs": inputs,
        "missing": [kind for kind in WANTED if not folder.of(kind)],
        "parameters": parameters.as_dict(),
        "code_sha256": code_sha256(),
        "libraries": libraries(),
    }
    return {"run_id": run_id(told), **told}
