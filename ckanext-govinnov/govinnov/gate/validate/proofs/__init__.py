"""What proves a cell valid without frictionless: one small rule per type, chosen by the field's type and format.

A rule is an expression that is true only for cells frictionless accepts. Where it is false nothing is said: the cell
is *unproven*, and frictionless's own reader decides. A type without a rule is left to the readers whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl
from frictionless import Field

from govinnov.gate.validate.proofs import listed, numbers, strings, temporal

__all__ = ["proof"]

Rule = Callable[[Field, pl.Expr], pl.Expr | None]

_RULES: Mapping[str, Rule] = {
    "boolean": listed.boolean,
    "date": temporal.date,
    "datetime": temporal.datetime,
    "integer": numbers.integer,
    "number": numbers.number,
    "string": strings.string,
    "time": temporal.time,
    "year": numbers.year,
}


def proof(field: Field, column: pl.Expr) -> pl.Expr | None:
    """The expression that proves cells of a field valid, or None when there is no rule for it."""
    if field.constraints.get("enum") is not None:
        return listed.enumeration(field, column)
    rule = _RULES.get(field.type)
    return rule(field, column) if rule else None
