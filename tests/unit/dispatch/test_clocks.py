"""Clocks of ambulance runs: which runs count, by which clock, and the figures of the real table."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.dispatch.clocks import LIMITS, Clock, NoCallsError, read_runs, share_within

HEADER = "DCLR_YMD,DCLR_TM,DSPT_YMD,DSPT_TM,GRNDS_ARVL_YMD,GRNDS_ARVL_TM,PTN_CNTC_YMD,PTN_CNTC_TM,GNDR_NM\n"
GOOD = "20190918,92700,20190918,92911,20190918,93300,20190918,93400,여\n"
MIDNIGHT = "20191231,235900,20191231,235930,20200101,400,20200101,300,남\n"


def runs_of(folder: Path, *lines: str) -> Path:
    path = folder / "runs.csv"
    path.write_bytes((HEADER + "".join(lines)).encode("cp949"))
    return path


def test_times_without_leading_zeros_and_over_midnight_are_read(tmp_path: Path) -> None:
    runs = read_runs(runs_of(tmp_path, GOOD, MIDNIGHT))
    assert runs.seconds(Clock.RECEIPT_SCENE).tolist() == [360, 300]
    assert runs.seconds(Clock.DISPATCH_SCENE).tolist() == [229, 270]
    assert runs.seconds(Clock.RECEIPT_PATIENT).tolist() == [420, 240]


def test_runs_that_cannot_be_true_are_findings(tmp_path: Path) -> None:
    backward = GOOD.replace("93300", "92800")
    late = GOOD.replace("20190918,93300", "20190918,113000").replace("93400", "")
    nothing = GOOD.replace("20190918,92700", ",")
    runs = read_runs(runs_of(tmp_path, GOOD, backward, late, nothing))
    assert (runs.given, len(runs.points)) == (4, 1)
    assert runs.findings == {"run-out-of-order": 1, "run-too-long": 1, "run-without-times": 1}


def test_a_run_without_a_contact_counts_by_the_other_clocks(tmp_path: Path) -> None:
    runs = read_runs(runs_of(tmp_path, GOOD.replace("20190918,93400", ",")))
    assert len(runs.seconds(Clock.RECEIPT_SCENE)) == 1
    assert len(runs.seconds(Clock.RECEIPT_PATIENT)) == 0


def test_the_limit_is_inclusive_and_no_calls_are_no_share() -> None:
    assert share_within([359.9, 360, 360.1, 400], 360) == 0.5
    with pytest.raises(NoCallsError):
        share_within([], 360)


def test_every_limit_names_service_clock_and_seconds() -> None:
    told = {(limit.service, limit.clock.value, limit.seconds) for limit in LIMITS}
    assert {("police", "receipt-scene", 300), ("fire", "receipt-scene", 360), ("fire", "receipt-scene", 420)} < told
    assert len(told) == len(LIMITS) == 9


@pytest.mark.data
def test_the_real_runs_give_the_known_figures(real_data: Path) -> None:
    runs = read_runs(real_data / "ems-yearly" / "ems_dispatch_17sido_2019_2023.csv")
    assert (runs.given, len(runs.points)) == (850, 845)
    scene, travel, patient = (runs.seconds(clock) for clock in Clock)
    assert ((scene <= 360).sum(), (travel <= 360).sum()) == (160, 434)
    assert (len(patient), (patient <= 360).sum()) == (832, 149)
    assert round(share_within(scene, 360), 3) == 0.189
