"""What a frictionless field says of the texts in its column."""

from __future__ import annotations

from typing import cast

from frictionless import Field
from frictionless.fields import NumberField


def missing_values(field: Field) -> list[str]:
    """The words that mean *no value*: the field's own, else the schema's."""
    if field.schema and not field.has_defined("missing_values"):
        return list(field.schema.missing_values)
    return list(field.missing_values)


def is_plain_number(field: Field) -> bool:
    """Whether a number's text is a decimal as it stands."""
    written_otherwise = {"group_char", "decimal_char", "bare_number"} & set(field.list_defined())
    return not cast(NumberField, field).float_number and not written_otherwise
