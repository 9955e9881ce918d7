"""Files as they came: who may read one says why first, and everybody who may sees who did."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import ckan.plugins.toolkit as tk
from flask import redirect, request
from werkzeug.wrappers import Response

from ckanext.govinnov.trace_desk import entering, typed
from ckanext.govinnov.trace_desk.paging import page
from ckanext.govinnov.trace_pages.asked import today
from govinnov.trace.store import originals, privately, watching
from govinnov.trace.store.originals import Original

pages = entering.pages("govinnov_trace_originals")
_SHA256 = re.compile(r"[0-9a-f]{64}")
#: Lines of the log on its page, and of one file's readings.
_MOST = 300
_ALL = "*"
#: How a file's name ends, by what it is.
_ENDINGS = {"epcis-jsonld": "jsonld", "epcis-xml": "xml", "ekape-xml": "xml", "csv": "csv", "mtrace": "txt"}


@pages.route("/originals")
def index() -> str:
    """Files by source and day, the newest first."""
    source, said = typed.text(request.args.get("source", _ALL)), request.args.get("day", "")
    day = typed.day(said, today()) if said else None
    with entering.store() as db:
        found = page(request.args, lambda most, skip: originals.originals(db, source, day, most, skip))
        told = {"page": found, "bringers": originals.bringers(db), "source": source, "day": day, "all": _ALL}
    return tk.render("steward/trace_originals.html", told)


@pages.route("/originals/<sha256>")
def read(sha256: str) -> str:
    """What is known of one file, and who read it; its bytes are behind the reason."""
    file = _known(sha256)
    with entering.store() as db:
        readings = watching.readings(db, sha256, _MOST)
    return tk.render("steward/trace_original.html", {"file": file, "readings": readings})


@pages.route("/originals/<sha256>", methods=["POST"])
def take(sha256: str) -> Response:
    """The file itself, once who reads it and why is kept."""
    file, reason = _known(sha256), typed.reason(request.form.get("reason", ""))
    if not reason:
        tk.h.flash_error(tk._("Give the reason; it is kept and shown."))
        return redirect(tk.url_for("govinnov_trace_originals.read", sha256=sha256))
    with entering.store() as db:
        raw = privately.read_bytes(db, sha256, entering.steward(), reason, datetime.now(UTC))
    if raw is None:
        tk.h.flash_error(tk._("Its time is over: the file is deleted. What it said stays."))
        return redirect(tk.url_for("govinnov_trace_originals.read", sha256=sha256))
    ending = _ENDINGS.get(file.form, "bin")
    return entering.file(f"original-{sha256[:12]}.{ending}", raw, "application/octet-stream")


@pages.route("/log")
def log() -> str:
    """Who looked at what is private, the newest first."""
    with entering.store() as db:
        return tk.render("steward/trace_log.html", {"viewings": watching.viewings(db, _MOST), "most": _MOST})


def _known(sha256: str) -> Original:
    with entering.store() as db:
        return entering.known(originals.original(db, sha256) if _SHA256.fullmatch(sha256) else None)


blueprints = [pages]
