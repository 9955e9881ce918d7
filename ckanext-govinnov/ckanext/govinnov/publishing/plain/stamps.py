"""What chance and the clock put into the rows of a dataset."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ckan.model.types import make_uuid


@dataclass(frozen=True, slots=True)
class Stamp:
    """Id and times of one row; times are UTC without a zone, as CKAN keeps them."""

    id: str
    created: datetime.datetime
    modified: datetime.datetime


@dataclass(frozen=True, slots=True)
class Stamps:
    """Those of a dataset and of its resources in their order."""

    package: Stamp
    resources: Sequence[Stamp]


def fresh(package_id: str, resources: int) -> Stamps:
    """Of a dataset that is written now."""
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    return Stamps(Stamp(package_id, now, now), [Stamp(make_uuid(), now, now) for _ in range(resources)])


def of_rows(package: Any, resources: Sequence[Any]) -> Stamps:
    """Of a dataset that CKAN has written, from its rows."""
    return Stamps(
        Stamp(package.id, package.metadata_created, package.metadata_modified),
        [Stamp(row.id, row.created, row.metadata_modified) for row in resources],
    )
