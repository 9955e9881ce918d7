"""Another CKAN, through its action API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ckanapi.common import reverse_apicontroller_action
from ckanapi.errors import CKANAPIError, NotAuthorized, ServerIncompatibleError

from harvesters import clean, fields, jsonsafe
from harvesters.address import with_query
from harvesters.context import Context
from harvesters.errors import AbortJobError
from harvesters.locate import is_web
from harvesters.model import Bookmark, Entry, Option, RemoteRecord, RemoteResource
from harvesters.paging import ListPage, by_number
from harvesters.ports import Probe

_PACKAGE = (b'"name"', b'"title"', b'"resources"')
_API = re.compile(r"/api(/3)?(/action.*)?/?$")


class Ckan:
    """The source type ``ckan``."""

    name = "ckan"
    restricted = False
    options = (
        Option("rows_per_page", int, 500, "rows of each package_search"),
        Option("filter", str, "", "fq of package_search, such as organization:some-agency"),
        Option("incremental", bool, False, "ask only for what changed since the last run; then nothing goes missing"),
    )

    def recognises(self, probe: Probe) -> int:
        """An answer of the action API, or a page that CKAN made."""
        api = b'"success"' in probe.head and b'"result"' in probe.head
        page = b'name="generator" content="ckan' in probe.head.lower()
        package = probe.head.lstrip().startswith(b"{") and all(mark in probe.head for mark in _PACKAGE)
        return 85 if api or page else 60 if package else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every dataset in the order of its id, so that pages don't shift while they are read."""
        if not is_web(context.source.url):
            yield from (_entry(package, context) for package in _packages(context))
            return
        newest = context.bookmark.since if context.bookmark and context.bookmark.since else ""
        filters = [part for part in (context.text("filter"), _since(context)) if part]
        context.visit.partial = bool(_since(context))
        for package in by_number(lambda n: _page(context, filters, n), context.number("rows_per_page")):
            entry = _entry(package, context)
            newest = max(newest, entry.marker or "")
            yield entry
        context.visit.bookmark = Bookmark(since=newest or None)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The dataset as the list gave it."""
        package = entry.payload
        organization = jsonsafe.mapping(package.get("organization"))
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            notes=str(package.get("notes") or ""),
            url=entry.url,
            agency=clean.line(organization.get("title")) or None,
            modified=package.get("metadata_modified"),
            extras=_extras(package),
            tags=tuple(
                str(tag.get("display_name") or tag.get("name")) for tag in jsonsafe.mappings(package.get("tags"))
            ),
            resources=tuple(_resource(item) for item in jsonsafe.mappings(package.get("resources"))),
        )


def _packages(context: Context) -> list[Mapping[str, Any]]:
    """The datasets of a saved document: one, a list, or an answer of the API."""
    value = jsonsafe.parse(context.http.get(context.source.url).body)
    inner = value.get("result", value) if isinstance(value, Mapping) else value
    found = inner.get("results", [inner]) if isinstance(inner, Mapping) else inner
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _since(context: Context) -> str:
    """The filter for what changed, when the source is incremental and was read before."""
    if not context.flag("incremental") or not context.bookmark or not context.bookmark.since:
        return ""
    return f"metadata_modified:[{context.bookmark.since}Z TO *]"


def _page(context: Context, filters: list[str], number: int) -> ListPage:
    """One page of ``package_search``."""
    rows = context.number("rows_per_page")
    query = {"rows": str(rows), "start": str((number - 1) * rows), "sort": "id asc", "fq": " AND ".join(filters)}
    url = f"{_base(context.source.url)}/api/3/action/package_search"
    answer = context.http.get(with_query(url, query), any_status=True)
    try:
        result = reverse_apicontroller_action(answer.url, answer.status, answer.body.decode("utf-8", "replace"))
    except (CKANAPIError, NotAuthorized, ServerIncompatibleError) as error:
        raise AbortJobError(
            "ckan-refused",
            f"CKAN API가 목록을 주지 않았습니다(HTTP {answer.status}): {answer.url}. 주소와 권한을 확인하세요.",
            f"The CKAN API gave no list (HTTP {answer.status}): {answer.url}; check address and permission.",
        ) from error
    return ListPage(list(result["results"]), int(result["count"]))


def _base(url: str) -> str:
    """The site's address, whichever of its API addresses was given."""
    return _API.sub("", url.split("?", 1)[0]).rstrip("/")


def _entry(package: Mapping[str, Any], context: Context) -> Entry:
    name = str(package.get("name") or package.get("id") or "")
    return Entry(
        remote_id=str(package.get("id") or name),
        title=clean.line(package.get("title") or name),
        marker=package.get("metadata_modified"),
        url=_page_of(package, name, context.source.url),
        agency=clean.line(jsonsafe.mapping(package.get("organization")).get("title")) or None,
        payload=dict(package),
    )


def _page_of(package: Mapping[str, Any], name: str, url: str) -> str | None:
    """The dataset's page at the other site; of a saved document, what it gives itself."""
    return f"{_base(url)}/dataset/{name}" if is_web(url) else clean.url(package.get("url"))


def _extras(package: Mapping[str, Any]) -> dict[str, str]:
    """The other site's extras; what it says of its own harvesting is not ours."""
    given = {str(item.get("key")): str(item.get("value") or "") for item in jsonsafe.mappings(package.get("extras"))}
    kept = {key: value for key, value in given.items() if not key.startswith("harvest_")}
    return {
        **kept,
        fields.LICENCE: str(package.get("license_url") or package.get("license_title") or ""),
        fields.SOURCE_ISSUED: str(package.get("metadata_created") or ""),
    }


def _resource(item: Mapping[str, Any]) -> RemoteResource:
    return RemoteResource(
        name=str(item.get("name") or ""),
        url=item.get("url"),
        format=str(item.get("format") or ""),
        description=str(item.get("description") or ""),
    )
