"""What APIs of rows have in common: a table becomes one dataset, a list of datasets becomes many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from harvesters import clean, fields
from harvesters.canonical import digest, file_hash
from harvesters.context import Context
from harvesters.errors import SkipObjectError
from harvesters.keys import redact
from harvesters.model import Entry, Option, RemoteRecord, RemoteResource
from harvesters.rows import write_csv

ROW_OPTIONS = (
    Option("title", str, "", "the dataset's title when the API is one table; else the last part of its address"),
    Option("notes", str, "", "the dataset's description when the API is one table"),
    Option("page", str, "", "address of the API's own page, linked from the dataset"),
)
#: Names under which lists of datasets give id, title, description, agency, address, change date.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "id": ("목록키", "list_id", "listId", "dataset_id", "identifier", "id", "uddi", "publicDataPk"),
    "title": ("목록명", "list_title", "listTitle", "dataset_title", "title", "서비스명", "데이터명", "publicDataNm"),
    "notes": ("목록설명", "desc", "description", "설명", "notes"),
    "agency": ("기관명", "org_nm", "orgNm", "제공기관명", "publisher"),
    "url": ("목록URL", "목록.URL", "url", "link", "page_url", "landingPage", "downloadURL"),
    "modified": ("목록수정일", "목록.수정일", "updated_at", "modified", "수정일"),
}


def gather_rows(read: Callable[[], Iterator[Any]], context: Context) -> Iterator[Entry]:
    """One entry for each item of a list of datasets; one entry for the whole when the items are a table's rows."""
    items = read()
    head = list(islice(items, 1))
    if head and _is_dataset(head[0]):
        for item in chain(head, items):
            yield _item_entry(item)
        return
    path = urlsplit(context.source.url).path.strip("/")
    title = context.text("title") or path.rsplit("/", 1)[-1]
    yield Entry(path, title, None, None, context.source.agency, {"table": True})


def fetch_rows(entry: Entry, read: Callable[[], Iterable[Any]], context: Context) -> RemoteRecord:
    """The table as a dataset with one CSV file, or the item as a dataset that links.

    Raises:
        SkipObjectError: The table is empty: an empty answer never replaces data.
    """
    if not entry.payload.get("table"):
        return _item_record(entry)
    target = context.workdir / f"{digest(entry.remote_id)[:12]}.csv"
    count = write_csv(read(), target)
    if count == 0:
        raise SkipObjectError(
            "empty-table",
            "API가 빈 목록을 돌려주었습니다. 기존 데이터를 그대로 둡니다.",
            "The API answered with no rows; the data stay as they were.",
        )
    resource = RemoteResource(f"{entry.title}.csv", None, "CSV", target, file_hash(target))
    return RemoteRecord(
        remote_id=entry.remote_id,
        title=entry.title,
        notes=context.text("notes"),
        url=clean.url(context.text("page")),
        agency=entry.agency,
        extras={fields.ROWS: str(count)},
        resources=(resource,),
    )


def _is_dataset(item: Any) -> bool:
    """Whether an item describes a dataset: it has an id and a title of a list's names."""
    return isinstance(item, Mapping) and bool(_word(item, "id") and _word(item, "title"))


def _word(item: Mapping[str, Any], what: str) -> str:
    return next((str(item[name]) for name in _WORDS[what] if item.get(name) not in (None, "")), "")


def _item_entry(item: Any) -> Entry:
    row = item if isinstance(item, Mapping) else {}
    return Entry(
        remote_id=_word(row, "id"),
        title=clean.line(_word(row, "title")),
        marker=digest(dict(row)),
        url=clean.url(_word(row, "url")),
        agency=clean.line(_word(row, "agency")) or None,
        payload=dict(row),
    )


def _item_record(entry: Entry) -> RemoteRecord:
    row = entry.payload
    links = (RemoteResource(entry.title, redact(entry.url), "HTML"),) if entry.url else ()
    return RemoteRecord(
        remote_id=entry.remote_id,
        title=entry.title,
        notes=clean.text(_word(row, "notes")),
        url=redact(entry.url) if entry.url else None,
        agency=entry.agency,
        modified=_word(row, "modified") or None,
        resources=links,
    )
