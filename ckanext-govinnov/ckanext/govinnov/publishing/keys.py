"""A resource's own schema, and the other resources of its dataset that its foreign keys point to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.govinnov.publishing.model import certificate, version
from ckanext.govinnov.storage import storage
from govinnov import gate
from govinnov.gate.references import wanted, without
from govinnov.gate.schema import SchemaError, load

#: Where a resource carries its Table Schema: an object, or the same as JSON text. A link there is a link.
FIELD = "schema"

References = Mapping[str, gate.Reference]


def given(resource: dict[str, Any]) -> gate.Schema | None:
    """The Table Schema that a resource was handed in with; put back as an object, so that its words are screened.

    Raises:
        ValidationError: It is no schema that the gate can hold a file to.
    """
    told = resource.get(FIELD)
    if isinstance(told, str) and told.lstrip().startswith("{"):
        told = resource[FIELD] = parsed(told)
    return parsed(told) if isinstance(told, dict) else None


def parsed(told: Any) -> gate.Schema:
    """A Table Schema from an object or JSON text.

    Raises:
        ValidationError: It is none.
    """
    try:
        schema = json.loads(told) if isinstance(told, str) else told
        if not isinstance(schema, dict):
            raise SchemaError('Write the schema as a JSON object: {"fields": [...]}.')
        return load(schema)
    except ValueError as error:
        raise tk.ValidationError({FIELD: [str(error)]}) from error


def current(package_id: str | None) -> References:
    """The resources of a dataset by name, each as its certified current version."""
    resource = ckan_model.Resource
    of_dataset = sa.and_(resource.package_id == package_id, resource.state == "active", version.c.is_current)
    statement = sa.select(resource.name, version).join(resource, resource.id == version.c.resource_id)
    rows = ckan_model.Session.execute(_certified(statement).where(of_dataset))
    return {row.name: _reference(row) for row in rows if row.name}


def public(row: Any) -> gate.Reference | None:
    """A resource's current version (a row of ``versions``) as the one before the next; None while it is not public."""
    return _reference(row) if row is not None and row.certificate_id and row.purged_at is None else None


def recorded(row: Any) -> tuple[gate.Schema | None, References]:
    """A version's schema with the versions to which its foreign keys were followed when it was accepted.

    A key whose other end was taken back or purged since is left out: that says nothing about this version.
    """
    if not row.schema:
        return None, {}
    hashes = (row.report or {}).get("references") or {}
    found = {name: _of_bytes(row.package_id, sha256) for name, sha256 in hashes.items()}
    references = {name: reference for name, reference in found.items() if reference}
    lost = set(wanted(row.schema, None)) - set(references)
    return (without(row.schema, lost) if lost else row.schema), references


def _of_bytes(package_id: str, sha256: str) -> gate.Reference | None:
    same = sa.and_(version.c.package_id == package_id, version.c.sha256 == sha256)
    row = ckan_model.Session.execute(_certified(sa.select(version)).where(same)).first()
    return _reference(row) if row else None


def _certified(statement: Any) -> Any:
    standing = (certificate.c.version_id == version.c.id) & certificate.c.revoked_at.is_(None)
    return statement.join(certificate, standing).where(version.c.purged_at.is_(None))


def _reference(row: Any) -> gate.Reference:
    return gate.Reference(storage().path(row.sha256), row.filename, row.schema)
