"""Step 5, validate: frictionless's word on a table, and the checks of ours.

Frictionless is the authority. Its report and ours always list every error unless a limit is asked for.
"""

from __future__ import annotations

from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Schema, Table, Validated
from govinnov.gate.validate import accelerator, authority, report
from govinnov.gate.validate.accelerator import begin
from govinnov.gate.validate.authority import CRASHES, NO_REFERENCES, References
from govinnov.gate.validate.checks import Districts
from govinnov.gate.validate.survey import Survey

__all__ = ["CRASHES", "Districts", "References", "Survey", "begin", "validate"]


def validate(  # noqa: PLR0913 - each is a question of its own, and all have a default
    table: Table,
    schema: Schema,
    *,
    limit_errors: int = 0,
    districts: Districts | None = None,
    references: References = NO_REFERENCES,
    own: str | None = None,
    surveyed: Survey | None = None,
) -> Validated:
    """Validate a table under an explicit schema.

    Args:
        table: Delimited UTF-8 text with its dialect and header row.
        schema: Table Schema descriptor (see ``govinnov.gate.schema.load``).
        limit_errors: Stop after so many errors of frictionless; 0 means all of them.
        districts: Which legal district codes existed when; without it only their shape is checked.
        references: The tables that the schema's foreign keys point to, by name, each with its schema.
        own: The table's own name among them: a foreign key that names it means the table itself.
        surveyed: What ``begin`` began and finished, when the table's rows were seen already.

    Returns:
        Frictionless's report descriptor, and its errors and ours as findings. A crash of the validator is the finding
        ``validator-failed``.
    """
    try:
        judged = accelerator.judge(table, schema, limit_errors=limit_errors, districts=districts, surveyed=surveyed)
        made = judged.report if judged else None
        if made is None:
            made = authority.whole(table, schema, limit_errors=limit_errors, references=references, own=own)
        described = report.descriptor(made, table)
    except authority.CRASHES as crash:
        note = type(crash).__name__  # its text may hold a cell
        return Validated(False, report.failure(table, note), (finding("validator-failed", note=note),))
    ours = judged.findings if judged else _unsurveyed(described)
    return Validated(described["valid"], described, (*report.findings(described), *ours))


def _unsurveyed(described: dict[str, Any]) -> tuple[Finding, ...]:
    """Our checks did not run: that holds a file that frictionless has nothing to say against."""
    if not described["valid"]:
        return ()
    return (finding("validator-failed", note="a delimiter, quote or header that the gate's own checks do not read"),)
