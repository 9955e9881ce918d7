"""Where harvested records meet the gate: each becomes a dataset through the very actions that everybody uses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk

from ckanext.govinnov.harvesting.agencies import Agencies
from ckanext.govinnov.publishing import indexing
from ckanext.govinnov.publishing.intake import Handed
from harvesters.model import Delivery, Outcome, Problem, Source
from harvesters.package import package_dict

#: Extra that marks a dataset whose record went missing at its source.
ARCHIVED = "source_missing"


class CatalogSink:
    """Publishes through ``package_create`` and ``package_update``; there is no second way in.

    Args:
        user: Whose name stands beside the changes.
    """

    def __init__(self, user: str) -> None:
        self._context = {"user": user, "ignore_auth": True}
        self._agencies = Agencies(self._context)

    def deliver(self, batch: Sequence[Delivery]) -> Sequence[Outcome]:
        """Hand records to the gate one by one; what it holds is kept as a submission."""
        with indexing.batch(self._context):
            return [self._deliver(delivery) for delivery in batch]

    def archive(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Mark datasets whose records went missing; they stay up."""
        for dataset_id in filter(ckan_model.Package.get, dataset_ids):
            package = self._show(dataset_id)
            extras = [extra for extra in package["extras"] if extra["key"] != ARCHIVED]
            package["extras"] = [*extras, {"key": ARCHIVED, "value": source.name}]
            self._act("package_update", package)

    def withdraw(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Take datasets down whose records stayed missing for the grace period."""
        for dataset_id in filter(ckan_model.Package.get, dataset_ids):
            self._act("package_delete", {"id": dataset_id})

    def _deliver(self, delivery: Delivery) -> Outcome:
        try:
            with ExitStack() as files:
                self._write(delivery, files)
        except tk.ValidationError as error:
            ckan_model.Session.rollback()
            return _outcome(delivery, error)
        return Outcome("published", delivery.dataset_id)

    def _write(self, delivery: Delivery, files: ExitStack) -> None:
        record = delivery.record
        package = package_dict(record, delivery.source.name)
        package |= {"id": delivery.dataset_id, "private": False}
        package["owner_org"] = self._agencies.id_of(delivery.source.agency or record.agency)
        known = self._known_resources(delivery.dataset_id)
        for made, remote in zip(package["resources"], record.resources, strict=True):
            if made["name"] in known:
                made["id"] = known[made["name"]]
            if remote.content is not None:
                stream = files.enter_context(remote.content.open("rb"))
                made["upload"] = Handed(stream, remote.name, delivery.source.name)
        action = "package_update" if ckan_model.Package.get(delivery.dataset_id) else "package_create"
        self._act(action, package)

    def _known_resources(self, dataset_id: str) -> dict[str, str]:
        """Resources keep their ids, and so their versions, when a record comes again."""
        resource = ckan_model.Resource
        rows = ckan_model.Session.query(resource.name, resource.id)
        return {row.name: row.id for row in rows.filter_by(package_id=dataset_id, state="active")}

    def _show(self, dataset_id: str) -> dict[str, Any]:
        return tk.get_action("package_show")(dict(self._context), {"id": dataset_id})

    def _act(self, action: str, data_dict: dict[str, Any]) -> None:
        tk.get_action(action)({**self._context, "return_id_only": True}, data_dict)


def _outcome(delivery: Delivery, error: tk.ValidationError) -> Outcome:
    """A held file is quarantined; anything else that CKAN refuses is a failed record."""
    errors = error.error_dict
    held = [item for item in errors.get("resources") or [] if isinstance(item, dict) and "submission" in item]
    sentences = [sentence for item in held for sentence in item["upload"]] or _flat(errors)
    problem = Problem(
        "quarantined" if held else "refused",
        " ".join(sentences[:3]),
        " ".join(sentences[:3]),
        delivery.record.remote_id,
    )
    return Outcome("quarantined" if held else "failed", None, problem)


def _flat(errors: Any) -> list[str]:
    if isinstance(errors, dict):
        return [f"{key}: {text}" for key, value in errors.items() for text in _flat(value)]
    if isinstance(errors, list):
        return [text for item in errors for text in _flat(item)]
    return [str(errors)]
