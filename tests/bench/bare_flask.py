"""The least that Flask does for an answer of 15 kB: what a look-up over HTTP is held against."""

from __future__ import annotations

import json

from flask import Flask, Response, request

application = Flask(__name__)
_STEP = {"step": "packing", "date": "2026-08-24", "code": "hist12/226082312301", "quantity": "300", "state": "reported"}


@application.route("/api/trace")
def answer() -> Response:
    """As many steps as make 15 kB."""
    told = {"input": request.args["code"], "steps": [_STEP] * 130}
    return Response(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")
