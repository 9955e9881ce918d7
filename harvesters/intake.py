"""What is checked of every entry and record before it is used, whatever the protocol."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from harvesters import clean
from harvesters.errors import SkipObjectError
from harvesters.keys import redact
from harvesters.model import Entry, Problem, RemoteRecord, RemoteResource
from harvesters.naming import known_format

ID_MAX = 1_000
KEY_MAX = 100
_SHOWN = 100


def usable(entry: Entry) -> Entry:
    """The entry with a clean id, title and address.

    Raises:
        SkipObjectError: It has no usable id.
    """
    remote_id = clean.line(entry.remote_id, ID_MAX + 1)
    if not remote_id or len(remote_id) > ID_MAX:
        raise SkipObjectError(
            "no-id",
            "식별자가 없거나 너무 긴 항목입니다. 제공기관에 식별자를 요청하세요.",
            "The record has no id, or one of more than 1,000 signs; ask the agency for one.",
        )
    return replace(
        entry,
        remote_id=remote_id,
        title=clean.line(entry.title),
        url=clean.url(entry.url),
        agency=clean.line(entry.agency) or None,
    )


def tidy(record: RemoteRecord) -> RemoteRecord:
    """The record with clean words and only resources that have a usable address or bytes, each with its own name.

    Raises:
        SkipObjectError: It has no title, or one that no title is.
    """
    title = clean.line(record.title)
    if not title:
        raise SkipObjectError(
            "no-title",
            "제목이 없는 항목입니다. 제공기관에 제목을 채워 달라고 요청하세요.",
            "The record has no title; ask the agency to fill it in.",
            record.remote_id,
        )
    if len(title) >= clean.TITLE_MAX:
        raise SkipObjectError(
            "title-too-long",
            f"제목이 {clean.TITLE_MAX}자를 넘는 항목입니다. 제공기관에 제목을 고쳐 달라고 요청하세요.",
            f"The title has {clean.TITLE_MAX} signs or more; ask the agency to correct it.",
            record.remote_id,
        )
    return replace(
        record,
        title=title,
        notes=clean.text(record.notes),
        url=_address(record.url),
        agency=clean.line(record.agency) or None,
        modified=clean.line(record.modified) or None,
        extras=_extras(record.extras),
        tags=clean.tags(record.tags),
        resources=tuple(_named_apart([made for item in record.resources if (made := _resource(item))])),
    )


def _extras(given: Mapping[str, str]) -> dict[str, str]:
    """Extras in clean words; a stranger chooses their keys too."""
    cleaned = ((clean.line(key, KEY_MAX), clean.text(value)) for key, value in given.items())
    return {key: words for key, words in cleaned if key and words}


def lost_links(record: RemoteRecord) -> Problem | None:
    """What ``tidy`` leaves out of a record's resources: addresses that can't be stored, the first one shown."""
    lost = [item for item in record.resources if _resource(item) is None]
    if not lost:
        return None
    shown = redact(clean.line(lost[0].url, _SHOWN)) or clean.line(lost[0].name, _SHOWN) or "-"
    return Problem(
        "link-unusable",
        f"리소스 {len(lost)}개는 http·https·ftp 주소가 없어 제외했습니다({shown}). 제공기관에 확인하세요.",
        f"{len(lost)} resources have no usable http, https or ftp address and were left out ({shown}); ask the agency.",
        record.remote_id,
    )


def _resource(resource: RemoteResource) -> RemoteResource | None:
    """The resource in clean words; None when it has neither a usable address nor bytes."""
    address = _address(resource.url)
    if address is None and resource.content is None:
        return None
    return replace(
        resource,
        url=address,
        name=clean.line(resource.name) or (address or "").rsplit("/", 1)[-1] or "resource",
        format=clean.line(resource.format, 50) or known_format(address or ""),
        description=clean.text(resource.description),
    )


def apart(names: Iterable[str]) -> Iterator[str]:
    """Names of a dataset's resources; a second one of the same gets its number, so that each is known again by name."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _named_apart(resources: Sequence[RemoteResource]) -> Iterator[RemoteResource]:
    names = apart(resource.name for resource in resources)
    return (replace(resource, name=name) for resource, name in zip(resources, names, strict=True))


def _address(url: str | None) -> str | None:
    """A usable address without keys."""
    checked = clean.url(url)
    return redact(checked) if checked else None
