"""A small run of the dispatch analysis on made inputs, in the catalog by the way that every run takes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from ckan import model
from country_makers import country, lonlat, table
from written import purge

from ckanext.govinnov import wiring
from ckanext.govinnov.dispatch_pages.served import PREFIX, SOURCE
from ckanext.govinnov.dispatch_runs.folders import folders
from ckanext.govinnov.publishing import outbox, projector
from ckanext.govinnov.publishing.model import submission
from govinnov.dispatch.run.run import run
from harvesters.model import JobResult
from harvesters.store import Desk

#: Posts of the made country, in metres from its corner: one in the city, one in the county.
CENTRES = ((1000.0, 2000.0), (5100.0, 900.0))


def made_inputs(folder: Path, centres: Sequence[tuple[float, float]] = CENTRES) -> Path:
    """Inputs of a province, a city and a county, with police, cameras and plans for up to two more posts."""
    made = country(folder, centres=centres)
    police = [(1, "도청", "시", "가", "지구대", "시 가로 1"), (2, "도청", "군", "다", "파출소", "군 다로 1")]
    table(made / "h.csv", "연번,시도청,경찰서,관서명,구분,주소", police, "cp949")
    known = [("가", "약국", f"시 가로 {at}", *lonlat(900 + 10 * at, 2000)) for at in range(3)]
    table(made / "g.csv", "요양기관명,종별코드명,주소,x좌표,y좌표", known)
    table(made / "i.csv", "장비종류,위도,경도", [("방범", *reversed(lonlat(90 * at, 1000))) for at in range(40)])
    (made / "parameters.yaml").write_text("plans.most: {value: 2, source: test, date: 2026-01-01}", encoding="utf-8")
    return made


def made_run(folder: Path, centres: Sequence[tuple[float, float]] = CENTRES) -> Path:
    """A finished run in a folder that is new: its inputs beside its outputs."""
    folder.mkdir(exist_ok=True)
    run(made_inputs(folder / "in", centres), folder / "out", more=("plans", "maps"))
    return folder / "out"


def part_of(outputs: Path, folder: Path, *names: str) -> Path:
    """A copy of some tables (``facts``) and governments (``99010``) of a run, with its manifest: quicker to publish."""
    folder.mkdir()
    files = [path for path in outputs.iterdir() if path.is_file()]
    for path in files:
        if path.name.removeprefix("SYNTHETIC-").split(".", 1)[0] in (*names, "manifest"):
            shutil.copy(path, folder)
    for code in filter(str.isdigit, names):
        shutil.copytree(outputs / "governments" / code, folder / "governments" / code)
    return folder


def publish(outputs: Path) -> JobResult:
    """Harvest a run as ``up`` does, and make its renditions."""
    model.Session.commit()
    result = wiring.run(wiring.dispatch_source(outputs), lambda line: None)
    work()
    return result


def work() -> None:
    """Do all that follows the commits."""
    while outbox.waiting():
        assert projector.step()


def forget() -> None:
    """Take the source, its records, datasets, finished runs and what waits away: the next harvest is the first."""
    model.Session.commit()
    desk = Desk(model.meta.engine)
    if SOURCE in {source["name"] for source in desk.sources()}:
        desk.remove(SOURCE)
    shutil.rmtree(folders().root, ignore_errors=True)
    waits = (submission.c.source == SOURCE) & (submission.c.state == "quarantined")
    model.Session.execute(submission.delete().where(waits))
    named = model.Package.name.like(f"{PREFIX}%")
    purge([row.id for row in model.Session.query(model.Package.id).filter(named)])
