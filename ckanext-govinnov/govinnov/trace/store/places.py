"""Who the parties of a sheet are: names, addresses and telephones, for the stewards who have to go there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from govinnov.trace.store.taking import fetch

#: What feeds tell of a party, in the order of a table's columns; the first one names it in the sheet.
COLUMNS = (
    "party",
    "name",
    "owner",
    "address",
    "phone",
    "mobile",
    "business_number",
    "farm_number",
    "licence",
    "number",
)


def places(db: Connection, parties: Iterable[str]) -> list[tuple[str, ...]]:
    """A row for each party of which something is told, by its name for programs; only the owner of the tables may ask.

    Where feeds told several values of one field, all of them stand there, with a semicolon between.
    """
    found: dict[str, dict[str, str]] = {}
    for party, field, values in fetch(db, _TOLD, parties=sorted(set(parties)), fields=list(COLUMNS[1:])):
        found.setdefault(party, {})[field] = values
    return [(party, *(told.get(field, "") for field in COLUMNS[1:])) for party, told in sorted(found.items())]


_TOLD = """
    SELECT party, field, string_agg(value, '; ' ORDER BY value) FROM trace_private.party
    WHERE party = ANY(:parties) AND field = ANY(:fields) GROUP BY 1, 2"""
