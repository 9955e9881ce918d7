"""Bringing the files behind a record's links, so that the gate checks them and we serve them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from harvesters.canonical import file_hash
from harvesters.context import Context
from harvesters.errors import AbortJobError, KeyRefusedError, LeaseLostError, SkipObjectError
from harvesters.filerecord import FORMATS_OPTION, looks_like_html
from harvesters.locate import is_web
from harvesters.model import RemoteRecord, RemoteResource
from harvesters.naming import format_of

_FORMATS = frozenset(str(FORMATS_OPTION.default).upper().split(","))


def bring_files(record: RemoteRecord, context: Context) -> RemoteRecord:
    """The record with the bytes of its links to data files, when the source asks for them.

    Raises:
        SkipObjectError: A file can't be had: the record waits, and what was published stays up.
        RetryLaterError: The other side can't now.
    """
    if not context.flag("download"):
        return record
    return replace(record, resources=tuple(_brought(item, context) for item in record.resources))


def _brought(resource: RemoteResource, context: Context) -> RemoteResource:
    url = resource.url or ""
    ending = format_of(urlsplit(url).path)
    if resource.content or not is_web(url) or not {ending, resource.format.upper()} & _FORMATS:
        return resource
    try:
        path = context.http.download(url, context.workdir)
    except (KeyRefusedError, LeaseLostError):
        raise
    except AbortJobError as error:
        raise SkipObjectError(error.code, error.message_ko, error.message_en) from error
    with path.open("rb") as file:
        if looks_like_html(file.read(4096)):
            raise SkipObjectError(
                "page-not-file",
                "파일 대신 웹 페이지가 내려왔습니다. 주소나 로그인 필요 여부를 확인하세요.",
                "A web page came instead of the file; check the address and whether it wants a login.",
            )
    return replace(resource, content=path, sha256=file_hash(path))
