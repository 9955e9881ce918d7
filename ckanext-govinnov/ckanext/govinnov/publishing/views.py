"""The pulse on every request, and downloads of versions and renditions."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, jsonify, make_response, request, send_file
from werkzeug.exceptions import NotFound

from ckanext.govinnov.publishing import health, renditions, revoke, versions
from ckanext.govinnov.storage import storage

pulse = health.Pulse()

#: Paths that carry no data: they stay up so that an operator can see what is wrong.
OPEN = ("/api/3/action/status_show", "/webassets/", "/base/", "/govinnov/health")

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}

guard = Blueprint("govinnov_guard", __name__)
files = Blueprint("govinnov_files", __name__)


@guard.before_app_request
def serve_only_when_healthy() -> Response | None:
    """Answer 503 for everything that could show data while a requirement of the gate does not hold."""
    if request.path.startswith(OPEN):
        return None
    failed = pulse.failed()
    if not failed:
        return None
    korean = " ".join(check.message_ko for check in failed)
    if request.path.startswith("/api/"):
        return make_response(jsonify(success=False, error={"__type": "Service Unavailable", "message": korean}), 503)
    return make_response(tk.render("govinnov/unavailable.html", {"checks": failed}), 503)


@guard.route("/govinnov/health")
def show_health() -> Response:
    """Whether the gate's requirements hold: names and verdicts, nothing else."""
    failed = {check.name for check in pulse.failed()}
    body = {"ok": not failed, "checks": {name: name not in failed for name in health.NAMES}}
    return make_response(jsonify(body), 503 if failed else 200)


@files.before_app_request
def say_what_is_gone() -> Response | None:
    """Answer 410 for a file that was withdrawn, on CKAN's own address of the download."""
    asked = request.view_args or {}
    if not str(request.endpoint).endswith("resource.download") or "resource_id" not in asked:
        return None
    return _gone(str(asked.get("id")), asked["resource_id"])


def _gone(package: str, resource_id: str, number: int | None = None) -> Response | None:
    known = ckan_model.Package.get(package)
    tombstone = revoke.gone(known.id, resource_id, number) if known else None
    if tombstone is None:
        return None
    told = tk._("This file was withdrawn on {day} and can't be downloaded any more. Reason: {why}")
    return make_response(told.format(day=f"{tombstone.revoked_at:%Y-%m-%d}", why=tombstone.revoked_why), 410, PLAIN)


@files.route("/dataset/<id>/resource/<resource_id>/version/<int:number>")
def version(id: str, resource_id: str, number: int) -> Any:
    """An older certified version, byte for byte as it was handed in."""
    withdrawn = _gone(id, resource_id, number)
    if withdrawn is not None:
        return withdrawn
    _check_access(id, resource_id)
    for row in versions.history(resource_id):
        if row.number == number:
            return send_file(
                storage().path(row.sha256), as_attachment=True, download_name=row.filename, etag=row.sha256
            )
    raise NotFound


@files.route("/dataset/<id>/resource/<resource_id>/rendition/<kind>")
def rendition(id: str, resource_id: str, kind: str) -> Any:
    """The current certified version in another form: ``csv``, ``parquet``, and of a map ``gpkg`` and ``png``."""
    _check_access(id, resource_id)
    row = versions.current(resource_id)
    found = renditions.find(row, kind) if row is not None and row.certificate_id else None
    if found is None:
        raise NotFound
    return send_file(found.path, as_attachment=True, download_name=found.filename, mimetype=found.mimetype)


def _check_access(package_id: str, resource_id: str) -> None:
    """The reader must be allowed to see the dataset and the resource, as for CKAN's own download."""
    context: Any = {"user": tk.current_user.name, "auth_user_obj": tk.current_user}
    try:
        package = tk.get_action("package_show")(context, {"id": package_id})
        resource = tk.get_action("resource_show")(context, {"id": resource_id})
    except (tk.ObjectNotFound, tk.NotAuthorized) as error:
        raise NotFound from error
    if resource["package_id"] != package["id"]:
        raise NotFound


blueprints = [guard, files]
