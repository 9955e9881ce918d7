"""An open API of the national portal (data.go.kr): ``response.header/body.items`` in XML or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harvesters.address import query_of, with_query
from harvesters.context import Context
from harvesters.keys import decoded_key
from harvesters.model import Entry, Option, RemoteRecord
from harvesters.paging import ListPage, by_number
from harvesters.portal import read_page
from harvesters.ports import Probe
from harvesters.rowsource import ROW_OPTIONS, fetch_rows, gather_rows

_MARKS = (b"<response", b"OpenAPI_ServiceResponse", b'"resultCode"', b"cmmMsgHeader", b"SERVICE_KEY_IS_NOT")


class PortalApi:
    """The source type ``portal-api``."""

    name = "portal-api"
    restricted = False
    options = (
        Option("service_key", str, "", "the portal's key, encoded or not; it may stand in the address instead"),
        Option("rows_per_page", int, 1_000, "numOfRows of each request"),
        *ROW_OPTIONS,
    )

    def recognises(self, probe: Probe) -> int:
        """The portal's envelope or one of its errors."""
        return 70 if any(mark in probe.head for mark in _MARKS) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """One entry for a table-like API, one for each item of a list of datasets."""
        yield from gather_rows(lambda: _items(context), context)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """All rows as a CSV file, or the item."""
        return fetch_rows(entry, lambda: _items(context), context)


def _items(context: Context) -> Iterator[Any]:
    """Every item of every page."""
    size = context.number("rows_per_page")

    def read(number: int) -> ListPage:
        url = with_query(context.source.url, {**_key(context), "numOfRows": str(size), "pageNo": str(number)})
        return read_page(context.http.get(url, any_status=True), context.clock)

    return by_number(read, size)


def _key(context: Context) -> dict[str, str]:
    """The key as it is sent: from the option or the address, bare, so that it is encoded once."""
    in_query = query_of(context.source.url)
    name = next((name for name in in_query if name.lower() == "servicekey"), "serviceKey")
    key = context.text("service_key") or in_query.get(name, "")
    return {name: decoded_key(key)} if key else {}
