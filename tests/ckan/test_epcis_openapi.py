"""The interface under requests that schemathesis makes of GS1's own OpenAPI, right ones and wrong ones."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from epcis_openapi import PATHS, profile
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

OPENAPI = Path(os.environ.get("GOVINNOV_DATA", "")) / "epcis" / "gs1-EPCIS" / "REST Bindings" / "openapi.json"
RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
#: Requests of each operation; whole documents take long to make.
EXAMPLES, OF_DOCUMENTS = 40, 12


def asked(app: Any, token: str, operation: Any, mode: Any) -> Counter[int]:
    """How often each status came."""
    statuses = Counter[int]()
    examples = OF_DOCUMENTS if operation.method.lower() == "post" else EXAMPLES

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.headers["Authorization"] = token
        answer = case.call(app=app)
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)
        statuses[answer.status_code] += 1

    try:
        ask()
    except Unsatisfiable:
        assert mode is WRONG and not operation.body  # nothing of it can be wrong
    return statuses


@pytest.mark.data
def test_no_request_of_the_openapi_ends_in_a_server_error(app: Any) -> None:
    token = factories.SysadminWithToken()["token"]
    schema = schemathesis.openapi.from_dict(profile(OPENAPI))
    met: dict[str, Counter[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in (RIGHT, WRONG):
            met[f"{operation.method} {operation.path} {mode.value}"] = asked(app.flask_app, token, operation, mode)
    assert {name.split()[1] for name in met} == set(PATHS)
    for name, status in (("get /", 200), ("get /events", 200), ("post /capture", 202), ("get /capture", 200)):
        assert met[f"{name} positive"][status] > 0, met
    assert met["get /capture/{captureID} positive"].keys() <= {404}
    with model.meta.engine.begin() as db:
        assert db.scalar(sa.text("SELECT count(*) FROM trace_private.job")) >= met["post /capture positive"][202]
