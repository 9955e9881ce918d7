"""Steps of a run on Dask's executor: with one worker and with two the same bytes as here."""

from __future__ import annotations

from pathlib import Path

import distributed
from country_makers import country

from govinnov.dispatch.run.run import run


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".steps/")}


def test_dask_with_one_worker_and_with_two_writes_the_same_bytes(tmp_path: Path) -> None:
    made = country(tmp_path / "in", centres=[(1000, 2000), (5100, 900)])
    run(made, tmp_path / "here")
    for workers in (1, 2):
        with (
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            run(made, tmp_path / str(workers), executor=client.get_executor())
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")
