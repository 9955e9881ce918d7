"""The trace's tables on the site: made, published and taken away again."""

from __future__ import annotations

import csv
import io
import shutil
from typing import Any

from ckan import model
from dispatched import work
from emptied import empty
from written import purge

from ckanext.govinnov import wiring
from ckanext.govinnov.publishing.model import submission
from ckanext.govinnov.trace_tables import folders, source
from harvesters import tracewords
from harvesters.model import JobResult


def publish() -> JobResult:
    """Make the tables and hand them to the gate, as the site does every day."""
    model.Session.commit()
    wiring.add_trace(None)
    result = wiring.engine(lambda line: None).run(source.SOURCE)
    work()
    return result


def forget() -> None:
    """Take the source, its datasets, its folder and everything that the trace knows away."""
    model.Session.commit()
    desk = wiring.desk()
    if source.SOURCE in {one["name"] for one in desk.sources()}:
        desk.remove(source.SOURCE)
    waits = (submission.c.source == source.SOURCE) & (submission.c.state == "quarantined")
    model.Session.execute(submission.delete().where(waits))
    purge([source.id_of(name) for name in tracewords.TABLES if model.Package.get(source.id_of(name))])
    for folder in (folders.real(), folders.rehearsal(), folders.rehearsed()):
        shutil.rmtree(folder, ignore_errors=True)
    empty()


def resource_of(anonymous: Any, table: str) -> dict[str, Any]:
    """The one file of a table's dataset, as anybody sees it."""
    status, answer = anonymous("package_show", id=source.id_of(table))
    assert status == 200, table
    (resource,) = answer["result"]["resources"]
    return dict(resource)


def rows_of(app: Any, anonymous: Any, table: str) -> list[dict[str, str]]:
    """The rows that anybody downloads."""
    resource = resource_of(anonymous, table)
    place = f"/dataset/{resource['package_id']}/resource/{resource['id']}/download/{table}.csv"
    return list(csv.DictReader(io.StringIO(app.get(place).data.decode("utf-8-sig"))))
