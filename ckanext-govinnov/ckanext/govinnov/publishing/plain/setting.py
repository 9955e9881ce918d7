"""What many new datasets share: who writes them, their agencies, their tags, their formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.lib import dictization

from ckanext.govinnov.publishing.plain import tags


@dataclass(frozen=True, slots=True)
class Setting:
    """Rows that stand already, as they are shown or by their ids.

    Attributes:
        user: Who writes.
        agencies: Organizations by id, as ``package_dictize`` shows them.
        tags: Ids of free tags by name.
        formats: Formats of resources by what the record calls them, as ``clean_format`` has them.
    """

    user: ckan_model.User
    agencies: Mapping[str, dict[str, Any]]
    tags: Mapping[str, str]
    formats: Mapping[str, str]


#: Whether the gate lets the words of a dataset pass.
Passes = Callable[[Mapping[str, Any]], bool]


def of(user: ckan_model.User, packages: Sequence[Mapping[str, Any]], passes: Passes) -> Setting:
    """The setting of some datasets; tags that nobody has used yet are made, but none of a dataset that is held."""
    return Setting(
        user,
        _agencies({package["owner_org"] for package in packages}),
        _tags(packages, passes),
        _formats(resource["format"] for package in packages for resource in package["resources"]),
    )


def _tags(packages: Sequence[Mapping[str, Any]], passes: Passes) -> dict[str, str]:
    """Tags stand before their dataset does, and everybody may look for them: the gate is asked first."""
    known = tags.known(_words(packages))
    new = [package for package in packages if not _words([package]) <= known.keys()]
    return known | tags.ids_of(_words(filter(passes, new)))


def _words(packages: Iterable[Mapping[str, Any]]) -> set[str]:
    return {tag["name"] for package in packages for tag in package["tags"]}


def _agencies(ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    group = ckan_model.group_table
    statement = sa.select(group).where(
        group.c.id.in_(list(ids)), group.c.state == "active", group.c.is_organization.is_(True)
    )
    rows = ckan_model.Session.execute(statement)
    shown = [dictization.table_dictize(row, {"model": ckan_model}) for row in rows]
    return {row["id"]: {key: value for key, value in row.items() if key != "extras"} for row in shown}


def _formats(given: Iterable[str]) -> dict[str, str]:
    return {name: tk.h.unified_resource_format(name) for name in set(given)}
