"""Datasets that a record meets when it comes again: they keep their names, their resources keep their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from harvesters.intake import apart


@dataclass(frozen=True, slots=True)
class Standing:
    """A dataset that exists: its name, which is its address, and the ids of its resources by names told apart."""

    name: str
    resources: Mapping[str, str]

    def kept(self, package: Mapping[str, Any]) -> dict[str, Any]:
        """A package dict under this dataset's name; each resource has the id, and so the versions, of its like."""
        return {**package, "name": self.name, "resources": [self._kept(one) for one in package["resources"]]}

    def _kept(self, resource: Mapping[str, Any]) -> dict[str, Any]:
        known = self.resources.get(resource["name"])
        return {**resource, "id": known} if known else dict(resource)


def standing(dataset_ids: Sequence[str]) -> dict[str, Standing]:
    """Those of some datasets that exist, deleted ones too, by id."""
    package, resource = ckan_model.Package, ckan_model.Resource
    active = (resource.package_id == package.id) & (resource.state == "active")
    columns = sa.select(package.id, package.name, resource.id, resource.name).outerjoin(resource, active)
    chosen = columns.where(package.id.in_(dataset_ids)).order_by(package.id, resource.position)
    rows = groupby(ckan_model.Session.execute(chosen), key=lambda row: (row[0], row[1]))
    return {dataset_id: Standing(name, _by_name([row[2:] for row in lines])) for (dataset_id, name), lines in rows}


def _by_name(resources: Sequence[Any]) -> dict[str, str]:
    """Ids of resources by names told apart, from pairs of id and name; a dataset without any has a pair of None."""
    known = [(resource_id, name or "") for resource_id, name in resources if resource_id]
    return dict(zip(apart(name for _, name in known), (resource_id for resource_id, _ in known), strict=True))
