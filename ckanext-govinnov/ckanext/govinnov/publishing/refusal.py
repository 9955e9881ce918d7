"""Turns what the gate or the database refused into CKAN's ValidationError: sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from flask import has_request_context

from govinnov import gate

#: A person reads the first few; all findings stand in the submission's report.
SENTENCES = 20


def of_files(intakes: Sequence[Any], resource_count: int) -> None:
    """Refuse when any judged file is held.

    Args:
        intakes: Items with ``position``, ``submission_id`` and ``verdict``.
        resource_count: How many resources the dataset has; errors stand at their positions, as CKAN expects.

    Raises:
        ValidationError: ``{"resources": [{}, {"upload": [sentences], "submission": [id]}]}``.
    """
    held = [item for item in intakes if not isinstance(item.verdict, gate.Accepted)]
    if not held:
        return
    errors: list[dict[str, list[str]]] = [{} for _ in range(resource_count)]
    for item in held:
        errors[item.position] = {"upload": sentences(item.verdict.findings)}
        if item.submission_id:
            errors[item.position]["submission"] = [item.submission_id]
    raise tk.ValidationError({"resources": errors})


def of_texts(verdict: gate.QuarantinedTexts, resource_count: int = 0) -> tk.ValidationError:
    """The dataset's own words hold it: each finding stands where CKAN looks for the errors of its field."""
    errors: dict[str, Any] = {}
    for finding in verdict.findings:
        if finding.severity != "info":
            _put(errors, (finding.field or "__before").split("."), _sentence(finding), resource_count)
    return tk.ValidationError(errors)


def _put(errors: dict[str, Any], path: list[str], sentence: str, resource_count: int) -> None:
    """Errors of resources stand at their positions, those of tags under ``name``, all others under their field."""
    field = path[0]
    if field == "resources" and len(path) > 2:
        places = errors.setdefault(field, [{} for _ in range(max(resource_count, int(path[1]) + 1))])
        places[int(path[1])].setdefault(path[2], []).append(sentence)
    elif field == "tags":
        errors.setdefault(field, []).append({"name": [sentence]})
    else:
        errors.setdefault(field, []).append(sentence)


def of_database(error: sa.exc.DBAPIError) -> tk.ValidationError:
    """The database refused to commit: the actions above it let something through."""
    code = getattr(error.orig, "pgcode", None)
    if code not in {"GI001", "GI002"}:
        raise error
    message = tk._(
        "The database holds this dataset back: no certificate covers it. Hand it in again through the catalog."
    )
    return tk.ValidationError({"message": [message], "code": [code]})


def file_is_gone(position: int, resource_count: int) -> tk.ValidationError:
    """A resource says that it is an uploaded file, but nothing was ever handed in for it."""
    errors: list[dict[str, list[str]]] = [{} for _ in range(resource_count)]
    errors[position] = {"upload": [tk._("This resource has no file. Hand in the file, or give a link.")]}
    return tk.ValidationError({"resources": errors})


def rows_unchecked(positions: Sequence[int], resource_count: int) -> tk.ValidationError:
    """Rows were written into the DataStore while the dataset was private; no file stands behind them."""
    errors: list[dict[str, list[str]]] = [{} for _ in range(resource_count)]
    for position in positions:
        errors[position] = {"upload": [tk._("The rows of this resource were never checked. Hand them in as a file.")]}
    return tk.ValidationError({"resources": errors})


def sentences(findings: Iterable[gate.Finding]) -> list[str]:
    """The first sentences of what holds a file, in the reader's language."""
    held = [_sentence(finding) for finding in findings if finding.severity != "info"]
    return held[:SENTENCES]


def _sentence(finding: gate.Finding) -> str:
    return finding.message_ko if _reads_korean() else finding.message_en


def _reads_korean() -> bool:
    """At a page its language decides; a job or a command speaks the site's own."""
    language = tk.h.lang() if has_request_context() else tk.config["ckan.locale_default"]
    return str(language).startswith("ko")
