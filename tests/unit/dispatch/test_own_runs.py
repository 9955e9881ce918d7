"""Somebody's own runs: totals alone, and no group of one to four, nor what is left of one."""

from __future__ import annotations

import pytest

from govinnov.dispatch.clocks import runs_of
from govinnov.dispatch.clocks.told import told
from govinnov.dispatch.errors import InputError

HEADER = "DCLR_YMD,DCLR_TM,DSPT_YMD,DSPT_TM,GRNDS_ARVL_YMD,GRNDS_ARVL_TM,PTN_CNTC_YMD,PTN_CNTC_TM,GNDR_NM"


def table(fast: int, slow: int) -> bytes:
    """Runs that take 4 min, and runs that take 20 min, from receipt to scene; a minute more to the patient."""
    rows = ["20190918,90000,20190918,90100,20190918,90400,20190918,90500,여"] * fast
    rows += ["20190918,90000,20190918,90100,20190918,92000,20190918,92100,여"] * slow
    return "\n".join([HEADER, *rows]).encode()


def within(fast: int, slow: int) -> dict[tuple[str, int], int | None]:
    found = told(runs_of(table(fast, slow), "runs.csv"), "ambulance")
    return {(one.limit.clock.value, one.limit.seconds): one.within for one in found}


def test_runs_within_each_limit_are_counted() -> None:
    found = within(7, 6)
    assert found["receipt-scene", 300] == 7
    assert found["receipt-patient", 300] == 7
    assert len(found) == 6


@pytest.mark.parametrize(("fast", "slow"), [(4, 20), (20, 4), (1, 20)])
def test_a_small_group_and_what_is_left_of_one_are_not_told(fast: int, slow: int) -> None:
    assert set(within(fast, slow).values()) == {None}


def test_nobody_and_everybody_may_be_told() -> None:
    assert set(within(0, 6).values()) == {0}
    assert within(6, 0)["receipt-scene", 300] == 6


def test_fewer_than_five_runs_tell_nothing() -> None:
    assert within(2, 2) == {}


def test_another_table_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        runs_of(b"a,b\n1,2", "x.csv")
    assert refused.value.code == "missing-column"
