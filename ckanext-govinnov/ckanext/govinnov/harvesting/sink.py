"""Where harvested records meet the gate: each becomes a dataset through the very actions that everybody uses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.govinnov.harvesting.agencies import Agencies
from ckanext.govinnov.harvesting.refused import outcome_of
from ckanext.govinnov.harvesting.standing import Standing, standing
from ckanext.govinnov.publishing import indexing, keys, together
from ckanext.govinnov.publishing.intake import Handed
from ckanext.govinnov.publishing.plain.batch import DoubtError
from govinnov.registry import load_schema
from harvesters.model import Delivery, Outcome, Source
from harvesters.package import new_name, package_dict
from harvesters.store.fence import fence

#: Extra that marks a dataset whose record went missing at its source.
ARCHIVED = "source_missing"


class CatalogSink:
    """Publishes through ``package_create`` and ``package_update``; there is no second way in.

    Args:
        user: Whose name stands beside the changes.
    """

    def __init__(self, user: str) -> None:
        self._agencies = Agencies({"user": user, "ignore_auth": True})
        self._index = indexing.IndexBatch()
        self._context = {"user": user, "ignore_auth": True, indexing.BATCH: self._index}

    def deliver(self, batch: Sequence[Delivery]) -> Sequence[Outcome]:
        """Hand records to the gate: those that link in one transaction, those with files one by one.

        Raises:
            LeaseLostError: Another worker took the job over; nothing was written.
        """
        light = [delivery for delivery in batch if not _has_files(delivery)]
        told = {delivery.dataset_id: outcome for delivery, outcome in zip(light, self._together(light), strict=True)}
        outcomes = [told.get(delivery.dataset_id) or self._alone(delivery) for delivery in batch]
        self._index.commit_when_due()
        return outcomes

    def finish(self) -> None:
        """Let readers find everything that was delivered."""
        self._index.commit()

    def archive(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Mark datasets whose records went missing; they stay up."""
        for dataset_id in filter(ckan_model.Package.get, dataset_ids):
            package = self._show(dataset_id)
            extras = [extra for extra in package["extras"] if extra["key"] != ARCHIVED]
            package["extras"] = [*extras, {"key": ARCHIVED, "value": source.name}]
            self._act("package_update", package, self._context)

    def withdraw(self, source: Source, dataset_ids: Sequence[str]) -> None:
        """Take datasets down whose records stayed missing for the grace period."""
        for dataset_id in filter(ckan_model.Package.get, dataset_ids):
            self._act("package_delete", {"id": dataset_id}, self._context)

    def _together(self, batch: Sequence[Delivery]) -> list[Outcome]:
        """All in one transaction. One that is refused is tried alone, for its own reason; the others go on.

        Where CKAN turns out to write otherwise than ``plain``, all are written again, by its actions.
        """
        if len(batch) < 2:
            return [self._alone(delivery) for delivery in batch]
        packages = [self._package(delivery) for delivery in batch]
        written = 0
        try:
            with together.writing(self._context, packages, lambda: _fence(batch)) as (shared, context):
                known = standing([delivery.dataset_id for delivery in batch])
                for package in packages:
                    if package["id"] in known or not shared.take(package):
                        self._put(package, known.get(package["id"]), context)
                    written += 1
        except (tk.ValidationError, sa.exc.DBAPIError):
            return self._apart(batch, written)
        except DoubtError:
            return self._together(batch)
        return [Outcome("published", delivery.dataset_id) for delivery in batch]

    def _apart(self, batch: Sequence[Delivery], refused: int) -> list[Outcome]:
        """What stands before the refused one again, that one alone, what stands after it."""
        if refused == len(batch):
            half = len(batch) // 2
            return [*self._together(batch[:half]), *self._together(batch[half:])]
        before, after = batch[:refused], batch[refused + 1 :]
        return [*self._together(before), self._alone(batch[refused]), *self._together(after)]

    def _alone(self, delivery: Delivery) -> Outcome:
        """One record in a transaction of its own; what the gate holds is kept as a submission."""
        try:
            with ExitStack() as files:
                package = self._package(delivery)
                known = standing([delivery.dataset_id]).get(delivery.dataset_id)
                _hand_files(package, delivery, files)
                _fence([delivery])
                self._put(package, known, self._context)
        except tk.ValidationError as error:
            ckan_model.Session.rollback()
            return outcome_of(delivery, error)
        return Outcome("published", delivery.dataset_id)

    def _package(self, delivery: Delivery) -> dict[str, Any]:
        """The record as the actions take it, under its agency."""
        package = package_dict(delivery.record, delivery.source.name)
        agency = self._agencies.id_of(delivery.source.agency or delivery.record.agency)
        name = new_name(delivery.source.name, delivery.record.remote_id, delivery.dataset_id)
        ours = {"id": delivery.dataset_id, "name": name, "private": False, "state": "active", "owner_org": agency}
        return package | ours

    def _put(self, package: dict[str, Any], known: Standing | None, context: dict[str, Any]) -> None:
        """Create or update: what exists keeps its name and its resources' ids."""
        made = package if known is None else known.kept(package)
        self._act("package_create" if known is None else "package_update", made, context)

    def _show(self, dataset_id: str) -> dict[str, Any]:
        return tk.get_action("package_show")(dict(self._context), {"id": dataset_id})

    @staticmethod
    def _act(action: str, data_dict: dict[str, Any], context: dict[str, Any]) -> None:
        tk.get_action(action)({**context, "return_id_only": True}, data_dict)


def _has_files(delivery: Delivery) -> bool:
    return any(resource.content is not None for resource in delivery.record.resources)


def _hand_files(package: dict[str, Any], delivery: Delivery, files: ExitStack) -> None:
    for made, remote in zip(package["resources"], delivery.record.resources, strict=True):
        if remote.schema:
            made[keys.FIELD] = load_schema(remote.schema)
        if remote.content is not None:
            made["upload"] = Handed(files.enter_context(remote.content.open("rb")), remote.name, delivery.source.name)


def _fence(batch: Sequence[Delivery]) -> None:
    """Hold the job in this transaction, so that nobody takes it over before the commit.

    Raises:
        LeaseLostError: Somebody has.
    """
    fence(ckan_model.Session.connection(), batch[0].job)
