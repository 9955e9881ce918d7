"""Every finding code of the gate, gathered from the steps: the one table of severities."""

from __future__ import annotations

from govinnov.gate.codes.model import Code

__all__ = ["CODES", "Code", "finding"]

from govinnov.gate.codes import decode, receive, schema, screen, structure, validate
from govinnov.gate.model import Finding

CODES: dict[str, Code] = {
    code.name: code for step in (receive, decode, structure, schema, validate, screen) for code in step.CODES
}


def finding(
    code: str,
    *,
    row: int | None = None,
    field: str | None = None,
    value: str | None = None,
    fix: str | None = None,
    **facts: object,
) -> Finding:
    """Make a finding of a known code; ``facts`` fill the placeholders of its two sentences.

    Raises:
        KeyError: The code is not in the table, or a placeholder of its sentences has no fact.
    """
    kind = CODES[code]
    facts = {"row": row, "field": field, "value": value, "fix": fix, **facts}
    return Finding(
        code=code,
        level=kind.level,
        severity=kind.severity,
        message_ko=kind.ko.format_map(facts),
        message_en=kind.en.format_map(facts),
        row=row,
        field=field,
        value=value,
        fix=fix,
    )
