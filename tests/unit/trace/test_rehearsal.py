"""A rehearsal is a nation's flow: its numbers, its balance, its faults, and the same bytes for the same seed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from govinnov.gate.permits import Permits
from govinnov.trace.checks import CHECKS, Facts, check
from govinnov.trace.checks.files import check_files
from govinnov.trace.cli import trace
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.times import KOREA
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.reading import read_feed
from govinnov.trace.feeds.recognising import recognised
from govinnov.trace.findings.reports import CODES
from govinnov.trace.gs1.links import canonical_link
from govinnov.trace.lineage import Changes, changes_of, state_of
from govinnov.trace.lookup.files import look_up
from govinnov.trace.rehearsal import birds as broilers
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.lots import batch
from govinnov.trace.rehearsal.marked import is_rehearsal, is_rehearsal_table
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import documents, tables, write

SHARE, DAYS = 0.02, 8


@cache
def flow(seed: int = 1, *, faults: bool = True) -> Flow:
    return Flow(Nation(seed, SHARE), DAYS, faults=faults)


@cache
def read_flow(seed: int = 1, *, faults: bool = True) -> tuple[Document, ...]:
    found = [read(raw) for _, raw, _ in documents(flow(seed, faults=faults))]
    return tuple(one for one in found if isinstance(one, Document))


@cache
def known(seed: int = 1, *, faults: bool = True) -> Changes:
    return changes_of(state_of(read_flow(seed, faults=faults)).records)


def evening(one: Flow) -> datetime:
    return datetime.combine(one.last, datetime.max.time(), KOREA)


def test_the_whole_nation_lays_45_7_million_eggs_under_1_400_marks_a_day() -> None:
    layers = Nation(1).layers
    assert 1_350 < len(layers) < 1_450
    assert len({(one.signs, one.housing) for one in layers}) == len(layers)
    assert abs(sum(one.eggs for one in layers) / 45_700_000 - 1) < 0.01


def test_the_whole_nation_slaughters_340_lots_a_day_and_64_to_71_million_broilers_a_month() -> None:
    nation = Nation(1)
    kinds = (broilers.BROILERS, broilers.DUCKS)
    events = [one for kind in kinds for one in broilers.day(nation, kind, date(2026, 8, 3))]
    killed = [one for one in events if one["bizStep"] == "killing"]
    assert len(killed) == 340
    chicken = [one for one in killed if "hist12/2" in one["outputQuantityList"][0]["epcClass"]]
    heads = sum(one["inputQuantityList"][0]["quantity"] for one in chicken)
    assert 64_000_000 <= 30 * heads <= 71_000_000


def test_every_document_is_valid_and_says_that_it_is_a_rehearsal() -> None:
    assert [judge(one).findings for one in read_flow()] == [()] * (DAYS + 1)
    assert all(map(is_rehearsal, read_flow()))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(tmp_path: Path) -> None:
    again = Flow(Nation(1, SHARE), DAYS)
    written = [write(one, tmp_path / name) for one, name in ((flow(), "a"), (again, "b"), (flow(2), "c"))]
    assert written[0].sha256 == written[1].sha256 != written[2].sha256
    assert [path.read_bytes() for path in written[0].files] == [path.read_bytes() for path in written[1].files]
    assert all(path.name.startswith("연습-") for path in written[0].files)


def test_a_longer_rehearsal_holds_the_days_of_the_shorter_one() -> None:
    short, whole = Flow(Nation(1, SHARE), 3, faults=False), flow(faults=False)
    assert {one["eventID"] for one in short.on(short.first)} <= {one["eventID"] for one in whole.on(whole.first)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_fault_is_found_and_none_where_there_is_none(seed: int) -> None:
    one = flow(seed)
    found = Counter((each.code, each.value) for each in check(known(seed), evening(one), one.certificates))
    assert found == Counter(tuple(label) for label in one.labels)


def test_a_flow_without_planted_faults_adds_up() -> None:
    one = flow(faults=False)
    assert list(check(known(faults=False), evening(one), one.certificates)) == []


def test_a_fault_of_every_code_is_planted() -> None:
    assert {label.code for label in flow().labels} == {code.name for code in CODES} | {"make-cycle"}


def test_each_check_finds_something_of_its_own() -> None:
    facts = Facts(known(), evening(flow()))
    assert all(list(one(facts)) for one in CHECKS)


def test_all_that_is_packed_of_eggs_is_what_was_laid_less_what_was_thrown_away() -> None:
    packed = [one for one in known(faults=False).records if one.event["bizStep"].endswith("packing")]
    field = "urn:x-govinnov:field/"
    for record in packed:
        received, handled, thrown = (
            sum(map(Decimal, record.event[field + name].values())) for name in ("received", "handled", "discarded")
        )
        outputs = record.event["outputQuantityList"]
        assert handled + thrown == received
        assert handled == sum(Decimal(one["quantity"]) for one in (outputs if isinstance(outputs, list) else [outputs]))


def test_no_two_parties_give_a_batch_one_code() -> None:
    parties = [one for many in Nation(1).parties.values() for one in many]
    codes = {batch(one, 1, date(2026, 8, 1)) for one in parties}
    assert len(codes) == len(parties)
    assert all(canonical_link(code) == code for code in codes)


def test_the_private_values_of_parties_are_all_different_and_in_no_event() -> None:
    parties = [one for many in flow().nation.parties.values() for one in many]
    private = [text for one in parties for text in (one.owner, one.mobile, one.business)]
    assert len(set(private)) == len(private)
    raw = b"".join(raw for _, raw, _ in documents(flow())).decode()
    assert not any(text in raw for text in private)


def test_the_gate_takes_its_tables_and_what_is_private_in_them_reaches_no_event(tmp_path: Path) -> None:
    one = Flow(Nation(4, 0.004), 2, faults=False)
    private = {text for many in one.nation.parties.values() for each in many for text in (each.owner, each.mobile)}
    kept, kinds = set[str](), set[str]()
    for name, raw, _ in tables(one):
        (tmp_path / name).write_bytes(raw)
        form = recognised(tmp_path / name)
        assert form is not None
        told = read_feed(tmp_path / name, form, Permits(), Pseudonyms(b"key"))
        assert (told.held, told.findings, is_rehearsal_table(tmp_path / name)) == (0, [], True)
        kinds.add(name.partition("-")[0])
        kept |= {each.value for each in told.private}
        assert not any(text in str(told.events) for text in private)
    assert kinds == {"eggs", "packing", "moves", "slaughter", "placing", "losses", "inspection", "certificate"}
    assert len(kept & private) > 20


@pytest.mark.parametrize("faults", [False, True])
def test_its_tables_add_up_as_its_documents_do_but_for_the_faults_that_a_row_can_tell(
    tmp_path: Path, faults: bool
) -> None:
    one = Flow(Nation(6, 0.004), DAYS, faults=faults)
    paths = [tmp_path / name for name, _, _ in tables(one)]
    for path, (_, raw, _) in zip(paths, tables(one), strict=True):
        path.write_bytes(raw)
    told = check_files(paths, evening(one), gate=Permits())
    assert (told.held, told.rehearsal) == ((), True)
    in_rows = {"eggs-unbalanced", "heads-unbalanced", "weight-unlikely", "laid-before-flock", "laid-after-report"}
    in_rows |= {"housing-not-certified"}
    found = {each.code for each in told.findings}
    assert found >= in_rows if faults else found == set()


def test_the_command_writes_a_flow_that_look_ups_call_a_rehearsal(tmp_path: Path) -> None:
    made = CliRunner().invoke(
        trace, ["rehearse", "--days", "2", "--seed", "5", "--share", "0.005", "--out", str(tmp_path), "--json"]
    )
    told = json.loads(made.output)
    assert made.exit_code == 0
    assert told["rehearsal"] is True
    paths = [Path(path) for path in told["files"] if path.endswith(".jsonld")]
    layer = Nation(5, 0.005).layers[0]
    answer = look_up(f"0801{layer.signs}{layer.housing}", paths, date(2026, 8, 3)).answer
    assert (answer["match"], answer["rehearsal"]) == ("exact", True)
    checked = CliRunner().invoke(trace, ["check", *map(str, paths), "--at", "2026-08-02T23:00:00+09:00", "--json"])
    assert checked.exit_code == 1
    told = json.loads(checked.output)
    assert told["rehearsal"] is True
    assert {"eggs-unbalanced", "weight-unlikely"} <= {one["code"] for one in told["findings"]}
