"""An API of api.odcloud.kr: ``page/perPage/totalCount/data`` in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harvesters import jsonsafe
from harvesters.address import query_of, with_query
from harvesters.context import Context
from harvesters.errors import AbortJobError, HarvestError
from harvesters.keys import decoded_key
from harvesters.model import Entry, Option, RemoteRecord
from harvesters.paging import ListPage, by_number
from harvesters.portal import failure
from harvesters.ports import Answer, Clock, Probe
from harvesters.rowsource import ROW_OPTIONS, fetch_rows, gather_rows

#: Codes of odcloud's errors and the portal's code of the same meaning.
_CODES = {"-4": "30", "-3": "22", "-10": "20", "-401": "30", "-403": "20"}


class OdCloud:
    """The source type ``odcloud``."""

    name = "odcloud"
    restricted = False
    options = (
        Option("service_key", str, "", "the portal's key, encoded or not; it may stand in the address instead"),
        Option("rows_per_page", int, 1_000, "perPage of each request"),
        *ROW_OPTIONS,
    )

    def recognises(self, probe: Probe) -> int:
        """Its envelope: ``data`` beside ``totalCount`` or ``perPage``."""
        counted = b'"perPage"' in probe.head or b'"currentCount"' in probe.head
        return 75 if counted and b'"data"' in probe.head else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """One entry for a table-like API, one for each item of a list of datasets."""
        yield from gather_rows(lambda: _items(context), context)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """All rows as a CSV file, or the item."""
        return fetch_rows(entry, lambda: _items(context), context)


def _items(context: Context) -> Iterator[Any]:
    """Every row of every page."""
    size = context.number("rows_per_page")

    def read(number: int) -> ListPage:
        url = with_query(context.source.url, {**_key(context), "page": str(number), "perPage": str(size)})
        return _page(context.http.get(url, any_status=True), context.clock)

    return by_number(read, size)


def _key(context: Context) -> dict[str, str]:
    key = context.text("service_key") or query_of(context.source.url).get("serviceKey", "")
    return {"serviceKey": decoded_key(key)} if key else {}


def _page(answer: Answer, clock: Clock) -> ListPage:
    """A page, or the error that its body tells."""
    value = jsonsafe.parse(answer.body)
    data = value.get("data") if isinstance(value, Mapping) else None
    if isinstance(data, list):
        return ListPage(data, jsonsafe.count(value.get("matchCount", value.get("totalCount"))))
    raise _error(value, answer, clock)


def _error(value: Any, answer: Answer, clock: Clock) -> HarvestError:
    if isinstance(value, Mapping) and "code" in value:
        code = str(value["code"])
        return failure(_CODES.get(code, code), str(value.get("msg", "")), clock)
    if answer.status in (401, 403):
        return failure("20", "", clock)
    return AbortJobError(
        "not-a-list",
        f"목록이 아닌 응답이 왔습니다(HTTP {answer.status}): {answer.url}. 주소를 확인하세요.",
        f"The answer is no list (HTTP {answer.status}): {answer.url}; check the address.",
    )
