"""Step 5, validate: frictionless's word on a table, and the checks of ours.

Frictionless is the authority. Its report and ours always list every error unless a limit is asked for.
"""

from __future__ import annotations

from govinnov.gate.codes import finding
from govinnov.gate.model import Schema, Table, Validated
from govinnov.gate.validate import accelerator, authority, report

__all__ = ["validate"]


def validate(table: Table, schema: Schema, *, limit_errors: int = 0) -> Validated:
    """Validate a table under an explicit schema.

    Args:
        table: Delimited UTF-8 text with its dialect and header row.
        schema: Table Schema descriptor (see ``govinnov.gate.schema.load``).
        limit_errors: Stop after so many errors of frictionless; 0 means all of them.

    Returns:
        Frictionless's report descriptor and the findings. A crash of the validator is the finding ``validator-failed``.
    """
    try:
        made = accelerator.validate(table, schema, limit_errors=limit_errors)
        if made is None:
            made = authority.whole(table, schema, limit_errors=limit_errors)
        described = report.descriptor(made, table)
    except authority.CRASHES as crash:
        note = f"{type(crash).__name__}: {crash}"
        return Validated(False, report.failure(table, note), (finding("validator-failed", note=note),))
    return Validated(described["valid"], described, tuple(report.findings(described)))
