"""Takes uploads out of a data dict before CKAN sees them: kept, judged, and put back as facts that we measured."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import IO, Any

import ckan.plugins.toolkit as tk
from ckan.lib import munge
from werkzeug.datastructures import FileStorage

from ckanext.govinnov.publishing import judging, keys, submissions, versions
from ckanext.govinnov.publishing.judging import NOTHING_DECIDED, Decided
from ckanext.govinnov.storage import Kept, TooLargeError, storage
from govinnov import gate

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Handed:
    """A file handed in by code of ours (harvest, a steward's decision) instead of a form.

    ``submission_id`` is what it was kept as before; ``decided`` is what people decided about it, and ``verdict`` the
    gate's word when it was judged a moment ago.
    """

    stream: IO[bytes]
    filename: str
    source: str | None = None
    submission_id: str | None = None
    decided: Decided = NOTHING_DECIDED
    verdict: gate.Verdict | None = None


@dataclass(frozen=True, slots=True)
class _Arrived:
    """An upload that was kept and is not judged yet."""

    position: int
    resource: dict[str, Any]
    handed: Handed
    kept: Kept
    submission_id: str
    filename: str
    schema: gate.Schema | None

    @property
    def reference(self) -> gate.Reference:
        """What foreign keys of files in the same write may point to."""
        return gate.Reference(self.kept.path, self.handed.filename, self.schema)


@dataclass(frozen=True, slots=True)
class Intake:
    """A judged upload waiting for its resource: where it stands in the dataset, and what the gate said."""

    position: int
    submission_id: str
    verdict: gate.Verdict


def take(data_dict: dict[str, Any], actor: str | None) -> list[Intake]:
    """Keep and judge every upload of a package dict, and replace it by the facts of its bytes.

    Raises:
        ValidationError: A file is too large or the disk is full.
    """
    taken = list(_uploads(data_dict.get("resources") or []))
    payload = submissions.payload_of(data_dict)
    arrived = [_receive(position, resource, upload, data_dict, actor) for position, resource, upload in taken]
    intakes = [_judge(one, data_dict, arrived) for one in arrived]
    if any(not isinstance(item.verdict, gate.Accepted) for item in intakes):
        submissions.remember({item.position: item.submission_id for item in intakes}, payload)
    return intakes


def has_uploads(data_dict: dict[str, Any]) -> bool:
    """Say whether any resource of a package dict carries a file."""
    return any(_is_file(r.get("upload")) for r in data_dict.get("resources") or [] if isinstance(r, dict))


def distrust(data_dict: dict[str, Any]) -> None:
    """Overwrite what only we can know about stored bytes; a client's word for it is not taken."""
    for resource in data_dict.get("resources") or []:
        if isinstance(resource, dict) and resource.get("url_type") == "upload" and not _is_file(resource.get("upload")):
            _distrust_one(resource)


def _uploads(resources: list[Any]) -> Iterator[tuple[int, dict[str, Any], FileStorage | Handed]]:
    for position, resource in enumerate(resources):
        if not isinstance(resource, dict):
            continue
        upload = resource.pop("upload", None)
        if _is_file(upload):
            yield position, resource, upload


def _is_file(upload: object) -> bool:
    return isinstance(upload, Handed) or (isinstance(upload, FileStorage) and bool(upload))


def _receive(
    position: int, resource: dict[str, Any], upload: FileStorage | Handed, package: dict[str, Any], actor: str | None
) -> _Arrived:
    """Keep one upload, and write down that it came."""
    filename = munge.munge_filename(upload.filename or "upload")
    handed = upload if isinstance(upload, Handed) else Handed(upload.stream, upload.filename or filename)
    schema = _schema(resource, position)
    kept = keep(handed.stream)
    submission_id = handed.submission_id or submissions.receive(
        kept, handed.filename, actor=actor, source=handed.source,
        package_id=package.get("id"), resource_id=resource.get("id"), agency_id=package.get("owner_org"),
        dataset_title=package.get("title") or package.get("name"), resource_name=resource.get("name"),
    )  # fmt: skip
    return _Arrived(position, resource, handed, kept, submission_id, filename, schema)


def _judge(one: _Arrived, package: dict[str, Any], together: list[_Arrived]) -> Intake:
    """Let the gate judge one upload beside those of the same write, and state its facts."""
    beside = {str(other.resource.get("name")): other.reference for other in together if other is not one}
    decided = remembered(one.resource, package.get("id"), one.handed.decided, beside)
    verdict = _judged(one.kept, one.handed) or judging.file(one.kept.path, one.handed.filename, decided)
    if not isinstance(verdict, gate.Accepted):
        submissions.hold(one.submission_id, verdict)
    _state_facts(one.resource, one.filename, verdict)
    return Intake(one.position, one.submission_id, verdict)


def _schema(resource: dict[str, Any], position: int) -> gate.Schema | None:
    """The schema of one resource of a package; what is wrong with it stands at its position, as CKAN expects."""
    try:
        return keys.given(resource)
    except tk.ValidationError as error:
        raise tk.ValidationError({"resources": [*({} for _ in range(position)), error.error_dict]}) from error


def remembered(
    resource: dict[str, Any],
    package_id: str | None,
    decided: Decided = NOTHING_DECIDED,
    beside: keys.References = MappingProxyType({}),
) -> Decided:
    """What is known before a file is judged.

    Its resource's schema, the yes for its columns that the resource's last version remembers, and the other resources
    that foreign keys may point to: certified versions, or what comes ``beside`` it in the same write.
    """
    known = versions.latest(resource["id"]) if resource.get("id") else None
    before = gate.confirmed_in(known.schema) if known else {}
    columns = {*before, *decided.confirmed}
    merged = {name: [*before.get(name, ()), *decided.confirmed.get(name, ())] for name in columns}
    schema = decided.schema or keys.given(resource)
    others = {**keys.current(package_id), **beside} if schema and schema.get("foreignKeys") else {}
    previous = keys.public(known)
    return replace(
        decided, schema=schema, confirmed=merged, references=others, own=resource.get("name"), previous=previous
    )


def _judged(kept: Kept, handed: Handed) -> gate.Verdict | None:
    """The verdict that came along, if it is about these very bytes."""
    return handed.verdict if handed.verdict is not None and handed.verdict.sha256 == kept.sha256 else None


def keep(stream: IO[bytes]) -> Kept:
    """Put bytes into the storage.

    Raises:
        ValidationError: They are too many, or the disk is full.
    """
    try:
        return storage().keep(stream, tk.config["ckan.max_resource_size"] * MIB)
    except TooLargeError as error:
        message = tk._("The file is larger than {mib} MiB. Hand it in in parts, or ask the operator for more.")
        raise tk.ValidationError({"upload": [message.format(mib=error.max_bytes // MIB)]}) from error
    except OSError as error:
        message = tk._("The file could not be stored; nothing was changed. Try again later, and tell the operator.")
        raise tk.ValidationError({"upload": [message]}) from error


def _state_facts(resource: dict[str, Any], filename: str, verdict: gate.Verdict) -> None:
    resource.pop("clear_upload", None)
    resource["url"] = filename
    resource["url_type"] = "upload"
    resource["last_modified"] = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    resource["hash"] = verdict.sha256
    resource["size"] = verdict.size
    resource["mimetype"] = MIMETYPES.get(verdict.format or "", "application/octet-stream")
    if not resource.get("format") and verdict.format:
        resource["format"] = verdict.format.upper()


def _distrust_one(resource: dict[str, Any]) -> None:
    version = versions.latest(resource["id"]) if resource.get("id") else None
    if version is None:
        resource["url_type"] = ""
        return
    if resource.get("hash") != version.sha256:
        resource["hash"] = version.sha256
    if resource.get("size") != version.size:
        resource["size"] = version.size


MIMETYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "zip": "application/zip",
    "gzip": "application/gzip",
}
