"""Lists of words (tags, formats, states of tasks) that CKAN collects over all datasets: here over public ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

Context = dict[str, Any]
DataDict = dict[str, Any]
Action = Callable[[Context, DataDict], Any]


@tk.chained_action
@tk.side_effect_free
def tag_list(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``tag_list`` of tags that a public dataset carries, and of those of vocabularies."""
    return _public(next_action(context, data_dict), context)


@tk.chained_action
@tk.side_effect_free
def tag_autocomplete(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``tag_autocomplete`` of tags that a public dataset carries, and of those of vocabularies."""
    return _public(next_action(context, data_dict), context)


@tk.chained_action
@tk.side_effect_free
def tag_search(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``tag_search`` of tags that a public dataset carries; ``count`` counts those found before."""
    found = next_action(context, data_dict)
    return {**found, "results": _public(found["results"], context)}


@tk.chained_action
@tk.side_effect_free
def format_autocomplete(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``format_autocomplete`` of formats that public datasets have."""
    found = next_action(context, data_dict)
    if context.get("ignore_auth"):
        return found
    lowered = sa.func.lower(ckan_model.Resource.format)
    statement = (
        sa.select(lowered)
        .join(ckan_model.Package, ckan_model.Package.id == ckan_model.Resource.package_id)
        .where(lowered.in_(found), ckan_model.Resource.state == "active", *_is_public())
    )
    known = set(ckan_model.Session.scalars(statement))
    return [name for name in found if name in known]


@tk.chained_action
@tk.side_effect_free
def task_status_show(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's ``task_status_show`` for sysadmins: a task's value or error may quote what it worked on."""
    tk.check_access("sysadmin", dict(context), data_dict)
    return next_action(context, data_dict)


def get_actions() -> dict[str, Action]:
    """Every action of this module by its name."""
    actions = (tag_list, tag_autocomplete, tag_search, format_autocomplete, task_status_show)
    return {action.__name__: action for action in actions}


def _public(tags: list[Any], context: Context) -> list[Any]:
    """Leave the tags (names, or dicts with a ``name``) that everybody may read."""
    if context.get("ignore_auth"):
        return tags
    known = _public_names([_name(tag) for tag in tags])
    return [tag for tag in tags if _name(tag) in known]


def _public_names(names: list[str]) -> set[str]:
    tag, link = ckan_model.Tag, ckan_model.PackageTag
    carried = sa.exists().where(
        link.tag_id == tag.id, link.state == "active", ckan_model.Package.id == link.package_id, *_is_public()
    )
    statement = sa.select(tag.name).where(tag.name.in_(names), tag.vocabulary_id.is_not(None) | carried)
    return set(ckan_model.Session.scalars(statement))


def _is_public() -> tuple[Any, Any]:
    return ckan_model.Package.state == "active", ckan_model.Package.private.is_(False)


def _name(tag: Any) -> str:
    return str(tag["name"] if isinstance(tag, dict) else tag)
