"""CKAN's activity rows of a dataset: copies of its words at earlier times, which a revocation reaches too."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import judging, texts
from govinnov import gate

_activity = sa.table("activity", sa.column("id"), sa.column("object_id"), sa.column("data"))
_detail = sa.table("activity_detail", sa.column("activity_id"))


def forget(package_id: str) -> None:
    """Remove every activity of a dataset, in the caller's transaction."""
    if _is_kept():
        _remove(list(ckan_model.Session.scalars(_of(package_id, _activity.c.id))))


def rescreen(package_id: str) -> None:
    """Remove the activities of a dataset whose words no longer pass, in the caller's transaction."""
    if not _is_kept():
        return
    rows = ckan_model.Session.execute(_of(package_id, _activity.c.id, sa.cast(_activity.c.data, sa.JSON).label("data")))
    _remove([row.id for row in rows if not _passes(row.data)])


def _passes(data: Any) -> bool:
    return isinstance(judging.words(texts.of(data or {})), gate.AcceptedTexts)


def _of(package_id: str, *columns: Any) -> sa.Select[Any]:
    return sa.select(*columns).where(_activity.c.object_id == package_id)


def _remove(ids: list[str]) -> None:
    ckan_model.Session.execute(sa.delete(_detail).where(_detail.c.activity_id.in_(ids)))
    ckan_model.Session.execute(sa.delete(_activity).where(_activity.c.id.in_(ids)))


def _is_kept() -> bool:
    """The table stays when the activity plugin is switched off; it may be read again later."""
    return sa.inspect(ckan_model.Session.connection()).has_table("activity")
