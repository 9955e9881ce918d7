"""Actions that take certificates back."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.govinnov.publishing import judging, refusal, revoke, versions
from ckanext.govinnov.publishing.model import version
from govinnov import gate

Context = dict[str, Any]
DataDict = dict[str, Any]


def govinnov_version_revoke(context: Context, data_dict: DataDict) -> DataDict:
    """Take a version back: its file can't be read at once, every copy is gone within a minute.

    :param id: the version's id; or ``resource_id`` with ``number`` (its number, counted from 1)
    :param reason: why; everybody reads it on the dataset's page
    :returns: ``version_id``, ``package_id``, ``resource_id`` and ``current``: the number that is served now, or null
    """
    row = _version(data_dict)
    tk.check_access("govinnov_version_revoke", context, {"package_id": row.package_id})
    revoke.revoke_version(row.id, _person(context), reason(data_dict))
    current = versions.current(row.resource_id)
    return {
        "version_id": row.id, "package_id": row.package_id, "resource_id": row.resource_id,
        "current": current.number if current else None,
    }  # fmt: skip


def govinnov_metadata_revoke(context: Context, data_dict: DataDict) -> DataDict:
    """Take the certificate of a dataset's words back: the dataset is private until its steward publishes it again.

    :param id: the dataset's id or name
    :param reason: why
    :returns: ``package_id``
    """
    package = ckan_model.Package.get(tk.get_or_bust(data_dict, "id"))
    if package is None:
        raise tk.ObjectNotFound(tk._("There is no such dataset."))
    tk.check_access("govinnov_metadata_revoke", context, {"package_id": package.id})
    package_id = package.id
    revoke.revoke_metadata(package_id, _person(context), reason(data_dict))
    return {"package_id": package_id}


def reason(data_dict: DataDict) -> str:
    """The reason that came along, screened: people will read it.

    Raises:
        ValidationError: There is none, or it must not be read.
    """
    text = str(data_dict.get("reason") or "").strip()
    if not text:
        raise tk.ValidationError({"reason": [tk._("Give the reason; it is kept and shown.")]})
    verdict = judging.words({"reason": text})
    if not isinstance(verdict, gate.AcceptedTexts):
        raise refusal.of_texts(verdict)
    return text


def may_revoke(context: Context, data_dict: DataDict) -> DataDict:
    """Stewards of the agency, and sysadmins."""
    try:
        tk.check_access("package_update", dict(context), {"id": data_dict["package_id"]})
    except tk.NotAuthorized:
        return {"success": False, "msg": tk._("Only the agency's stewards may take this back.")}
    return {"success": True}


def _version(data_dict: DataDict) -> Any:
    if data_dict.get("id"):
        which = version.c.id == data_dict["id"]
    else:
        resource_id, number = tk.get_or_bust(data_dict, ["resource_id", "number"])
        which = (version.c.resource_id == resource_id) & (version.c.number == int(number))
    row = ckan_model.Session.execute(sa.select(version).where(which)).first()
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such version."))
    return row


def _person(context: Context) -> str:
    return str(context.get("user") or "")


ACTIONS = {action.__name__: action for action in (govinnov_version_revoke, govinnov_metadata_revoke)}
AUTH = dict.fromkeys(ACTIONS, may_revoke)
