"""A look-up in files: from what is in the hand to the farms."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from trace_feeds import EGGS, FEED, PACKER_GLN, SHOP_GLN, changes
from trace_stories import sold

from govinnov.trace.lookup import answer

ON = date(2026, 8, 26)
NOW = datetime(2026, 8, 26, 3, tzinfo=UTC)
KEYS = [
    "input", "match", "code", "family", "on", "other_dates", "candidates", "rehearsal", "known_at", "steps", "origins",
    "inspections", "certificates", "onward", "recall", "unknown", "totals", "next",
]  # fmt: skip
COMMAND = [sys.executable, "-c", "from govinnov.trace.cli import trace; trace(prog_name='trace')", "lookup"]


def look(text: str, *events: dict[str, Any], on: date = ON) -> dict[str, Any]:
    return answer(text, changes(*(events or FEED)), on, NOW)


def codes(told: dict[str, Any]) -> list[str]:
    return [one["code"] for one in told["candidates"]]


def reasons(told: dict[str, Any]) -> list[str]:
    return [one["code"] for one in told["unknown"]]


def test_an_egg_is_followed_from_its_farm_to_the_shop() -> None:
    told = look("0823-M3FSD-2")
    assert list(told) == KEYS
    assert (told["match"], told["code"], told["family"], told["on"]) == (
        "exact",
        "egg10/2026-08-23/M3FSD/2",
        "egg10",
        "2026-08-23",
    )
    assert [(step["step"], step["date"], step["days"]) for step in told["steps"]] == [
        ("commissioning", "2026-08-23", 0),
        ("shipping", "2026-08-23", 0),
        ("packing", "2026-08-24", 1),
    ]
    assert [step["party"] for step in told["steps"]][1:] == [PACKER_GLN, PACKER_GLN]
    assert (told["steps"][0]["quantity"], told["steps"][0]["state"]) == ("30000", "reported")
    assert told["origins"] == [{"farm": "M3FSD", "district": None, "share": [1, 1]}]
    assert (told["recall"]["state"], told["rehearsal"], told["next"]) == ("none", False, None)
    assert told["unknown"] == []


def test_a_pack_leads_to_both_farms_with_the_share_of_each() -> None:
    told = look("L2 260824 1234 001")
    assert told["code"] == "bundle15/2026-08-24/2/1234/001"
    assert told["origins"] == [
        {"farm": "M3FSD", "district": None, "share": [0.6667, 0.6667]},
        {"farm": "K7PQA", "district": None, "share": [0.3333, 0.3333]},
    ]
    assert [step["step"] for step in told["steps"]] == ["commissioning"] * 2 + ["shipping"] * 2 + ["packing", "loading"]


def test_the_newest_date_with_a_lot_is_answered_and_the_others_are_listed() -> None:
    older = feeds.laid(EGGS.replace("2026", "2024"), feeds.FARM)
    told = look("0823M3FSD2", *FEED, older)
    assert (told["on"], told["other_dates"]) == ("2026-08-23", ["2024-08-23"])
    told = look("0823M3FSD2", older)
    assert (told["on"], told["other_dates"]) == ("2024-08-23", [])
    assert look("0823M3FSD2", *FEED, older, on=date(2025, 1, 1))["on"] == "2024-08-23"


def test_a_slip_in_a_digit_is_repaired_and_said() -> None:
    told = look("O823M3FSDZ")
    assert (told["match"], told["code"]) == ("repaired", "egg10/2026-08-23/M3FSD/2")


def test_a_farm_that_looks_alike_is_asked_about_and_never_answered() -> None:
    told = look("0823M3F5D2")
    assert (told["match"], told["code"], told["steps"]) == ("unknown", None, [])
    assert codes(told) == ["egg10/2026-08-23/M3FSD/2"]
    assert reasons(told) == ["lot-not-known"]


def test_a_farm_alone_asks_for_the_date_and_lists_its_last_ones() -> None:
    told = look("M3FSD", *FEED, feeds.laid(EGGS.replace("08-23", "08-20"), feeds.FARM))
    assert told["match"] == "ambiguous"
    assert codes(told) == ["egg10/2026-08-23/M3FSD/2", "egg10/2026-08-20/M3FSD/2"]
    assert reasons(told) == ["date-needed"]


@pytest.mark.parametrize(
    ("text", "match", "reason"),
    [
        ("0230M3FSD2", "malformed", ["mark-day-wrong"]),
        ("hello", "unknown", ["lot-not-known"]),
        ("002123456789", "malformed", ["not-poultry"]),
        ("0824M3FSD2", "unknown", ["lot-not-known"]),
    ],
)
def test_without_a_match_the_answer_says_what_to_look_at(text: str, match: str, reason: list[str]) -> None:
    told = look(text)
    assert (told["match"], reasons(told)) == (match, reason)


def test_meat_begins_with_who_is_first_known_to_have_had_it_or_says_that_nobody_is() -> None:
    meat = "urn:x-govinnov:hist12/226082312301"
    told = look("226082312301", feeds.laid(meat, feeds.SHOP))
    assert (told["match"], told["origins"], reasons(told)) == ("exact", [], ["origin-not-reported"])
    told = look("226082312301", feeds.shipped(meat, feeds.PACKER, feeds.SHOP))
    assert [step["party"] for step in told["steps"]] == [SHOP_GLN]
    assert told["origins"] == [{"farm": PACKER_GLN, "district": None, "share": [1, 1]}]


def test_meat_comes_from_the_farms_that_gave_its_flocks_to_slaughter_and_not_from_their_hatchery() -> None:
    flocks = [("urn:x:flock:1", feeds.FARM, 300), ("urn:x:flock:2", feeds.OTHER_FARM, 100)]
    events = [feeds.packed("01T09", outputQuantityList=[feeds.amount(flock, 500) for flock, _, _ in flocks])]
    events[0] |= {"inputQuantityList": [feeds.amount("urn:x:hatched", 2_000)], "bizLocation": {"id": feeds.SHOP}}
    for flock, farm, _ in flocks:
        events += [feeds.shipped(flock, feeds.SHOP, farm, "02T09"), feeds.shipped(flock, farm, feeds.PACKER, "22T10")]
    meat = [feeds.amount(f"urn:x-govinnov:hist12/22608231230{n}", 90, "KGM") for n in (1, 2)]
    inputs = [feeds.amount(flock, birds) for flock, _, birds in flocks]
    events.append(feeds.packed("23T09", inputQuantityList=inputs, outputQuantityList=meat))
    told = look("226082312302", *events)
    assert [(one["farm"], one["share"]) for one in told["origins"]] == [
        (feeds.FARM_GLN, [0.75, 0.75]),
        (feeds.OTHER_GLN, [0.25, 0.25]),
    ]


def test_an_answer_that_is_cut_says_so() -> None:
    sales = [feeds.shipped(EGGS, feeds.PACKER, f"urn:x:shop:{number}", quantity=50) for number in range(600)]
    told = look("0823M3FSD2", *FEED, *sales)
    assert reasons(told) == ["answer-cut"]
    assert "answer-cut" not in reasons(look("0823M3FSD2", *FEED, *sales[:400]))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_command_looks_into_several_files_and_holds_what_is_not_valid(tmp_path: Path) -> None:
    first, second = feeds.write(tmp_path, *FEED[:3], name="a"), feeds.write(tmp_path, *FEED[3:], name="b")
    bad = feeds.write(tmp_path, {**FEED[0], "eventTime": "today"}, name="c")
    ended = run("0823M3FSD2", "--files", first, second, bad, "--on", "2026-08-26", "--json")
    told = json.loads(ended.stdout)
    assert (ended.returncode, list(told), len(told["steps"])) == (0, KEYS, 3)
    assert str(bad) in ended.stderr
    lines = run("L22608241234001", "--files", first, second, "--on", "2026-08-26").stdout
    assert "← M3FSD 0.6667\n" in lines


def test_odd_codes_in_a_feed_or_on_the_command_line_do_no_harm(tmp_path: Path) -> None:
    odd = [feeds.laid(f"urn:x-govinnov:egg10/{code}", feeds.FARM) for code in ("x", "2026-13-01/M3FSD/2", "a/b/c/d")]
    path = feeds.write(tmp_path, *FEED, *odd)
    for code in ("M3FSD", "0823M3F5D2", b"\xff\x1b[31m", "<script>alert(1)</script>", "x" * 100_000):
        for form in ("--json", "--files"):
            command = [*COMMAND, code, "--files", str(path), "--on", "2026-08-26", form]
            ended = subprocess.run(command, capture_output=True, check=False)
            assert (ended.returncode, b"Traceback" in ended.stderr) in ((0, False), (1, False))
            assert b"\x1b" not in ended.stdout


def test_as_of_a_moment_only_what_was_recorded_counts(tmp_path: Path) -> None:
    late = {**FEED[2], "recordTime": "2026-08-30T00:00:00+09:00"}
    path = feeds.write(tmp_path, FEED[0], late)
    steps = [
        len(json.loads(run("0823M3FSD2", "--files", path, "--on", "2026-08-26", *at, "--json").stdout)["steps"])
        for at in ((), ("--at", "2026-08-29T00:00:00+09:00"))
    ]
    assert steps == [2, 1]


def test_the_command_goes_on_with_the_next_page_and_tells_a_token_that_does_not_fit(tmp_path: Path) -> None:
    path = feeds.write(tmp_path, *FEED, *sold(700))
    at = "2026-08-26T12:00:00+09:00"
    asked = ["0823M3FSD2", "--files", path, "--on", "2026-08-26", "--at", at, "--json"]
    first = json.loads(run(*asked).stdout)
    second = json.loads(run(*asked, "--next", first["next"]).stdout)
    assert (len(first["steps"]), len(second["steps"]), second["next"]) == (500, 203, None)
    assert f"--next {first['next']}" in run(*asked[:-1]).stdout
    ended = run("L22608241234001", *asked[1:], "--next", first["next"])
    assert (ended.returncode, "another code" in ended.stderr, "Traceback" in ended.stderr) == (1, True, False)


def test_exit_codes_of_a_look_up(tmp_path: Path) -> None:
    path = feeds.write(tmp_path, *FEED)
    assert run("0824M3FSD2", "--files", path, "--on", "2026-08-26").returncode == 1
    assert run("0230M3FSD2", "--files", path).returncode == 1
    for arguments in (["0823M3FSD2"], ["0823M3FSD2", "--files"], ["0823M3FSD2", "--files", path, "--at", "today"]):
        ended = run(*arguments)
        assert ended.returncode == 2
        assert "Traceback" not in ended.stderr


def test_meat_of_a_flock_that_came_in_thousands_of_loads_is_answered_at_once() -> None:
    flock, meat = "urn:epc:class:lgtin:8800001.000001.F1", "urn:x-govinnov:hist12/226082412301"
    loads = [feeds.shipped(flock, feeds.FARM, feeds.PACKER, quantity=one) for one in range(1, 3_001)]
    killed = [
        feeds.packed(inputQuantityList=[feeds.amount(flock, one)], outputQuantityList=[feeds.amount(meat, one)])
        for one in range(1, 3_001)
    ]
    known = changes(*loads, *killed)
    started = time.process_time()
    told = answer(meat, known, ON, NOW)
    assert time.process_time() - started < 2
    assert [(one["farm"], one["share"]) for one in told["origins"]] == [(feeds.FARM_GLN, [1, 1])]
