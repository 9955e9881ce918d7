"""A web-accessible folder: the directory listings of a web server; one dataset for each file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.etree import ParserError

from harvesters.context import Context
from harvesters.errors import AbortJobError
from harvesters.filerecord import FORMATS_OPTION, file_entry, file_record, left_out, looks_like_html
from harvesters.model import Entry, Option, RemoteRecord
from harvesters.ports import Probe
from harvesters.textio import decode

_TITLES = (b"index of", b"directory listing")


class Waf:
    """The source type ``waf``."""

    name = "waf"
    restricted = False
    options = (FORMATS_OPTION, Option("depth", int, 5, "how many folders deep to go"))

    def recognises(self, probe: Probe) -> int:
        """A page whose title says that it lists a directory."""
        head = probe.head[:2000].lower()
        return 80 if looks_like_html(head) and any(title in head for title in _TITLES) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every data file below the address, in the order of the listings.

        Raises:
            AbortJobError: The address answers with something that is no listing.
        """
        root = context.source.url.rstrip("/") + "/"
        for url in _files(context, root, root, context.number("depth"), set()):
            relative = unquote(url.removeprefix(root))
            reason = left_out(relative, context.text(FORMATS_OPTION.name))
            if reason:
                context.visit.note(reason)
            else:
                yield file_entry(relative, {"url": url})

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The downloaded file as a dataset with one resource."""
        return file_record(entry, context.http.download(str(entry.payload["url"]), context.workdir))


def _files(context: Context, root: str, folder: str, depth: int, seen: set[str]) -> Iterator[str]:
    """Addresses of files below a listing; only what lies below the root, each folder once."""
    seen.add(folder)
    for url in _links(context, folder):
        if not url.startswith(folder) or url == folder:
            continue
        if not url.endswith("/"):
            yield url
        elif depth > 1 and url not in seen:
            yield from _files(context, root, url, depth - 1, seen)


def _links(context: Context, folder: str) -> list[str]:
    """What a listing links to, without query and fragment, each once."""
    answer = context.http.get(folder)
    try:
        if not looks_like_html(answer.body) or b"<a" not in answer.body.lower():
            raise ParserError("no listing")
        page = html.fromstring(decode(answer.body), base_url=folder)
    except ParserError as error:
        raise AbortJobError(
            "no-listing",
            f"파일 목록 페이지가 아닙니다: {answer.url}. 주소를 확인하세요.",
            f"This is not a directory listing: {answer.url}; check the address.",
        ) from error
    found = (urlsplit(urljoin(folder, str(href))) for href in page.xpath("//a/@href"))
    return list(dict.fromkeys(parts._replace(query="", fragment="").geturl() for parts in found))
