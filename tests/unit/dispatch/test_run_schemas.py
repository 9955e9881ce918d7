"""What a run publishes keeps its Table Schemas, and the rules between rows that no Table Schema can say."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from country_makers import country, lonlat, rows_of, table
from frictionless import Resource, Schema

from govinnov import gate
from govinnov.dispatch.run import columns
from govinnov.dispatch.run.run import run
from govinnov.dispatch.run.table import Table

SCHEMAS = Path(__file__).parents[3] / "datasets" / "schemas"
#: Tables of a run that are published; the others are about its inputs.
PUBLISHED = [
    one
    for one in vars(columns).values()
    if isinstance(one, Table) and one not in (columns.FINDINGS, columns.BLIND_SPOTS)
]
_PRECISE = 0.00006


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    made = country(folder / "in", centres=[(1000, 2000), (5100, 900)])
    police = [(1, "도청", "시", "가", "지구대", "시 가로 1"), (2, "도청", "군", "다", "파출소", "군 다로 1")]
    table(made / "h.csv", "연번,시도청,경찰서,관서명,구분,주소", police, "cp949")
    known = [("가", "약국", f"시 가로 {at}", *lonlat(900 + 10 * at, 2000)) for at in range(3)]
    table(made / "g.csv", "요양기관명,종별코드명,주소,x좌표,y좌표", known)
    provinces = (made / "c.csv").read_text(encoding="utf-8-sig").replace("도,도", "강원도,강원도")
    (made / "c.csv").write_text(provinces, encoding="utf-8")
    table(made / "p.csv", "행정구역별,연령별,연도,분류,인구수", [("강원도", "65 - 69세", 2021.0, "여자", 900.0)])
    (made / "parameters.yaml").write_text("plans.most: {value: 1, source: test, date: 2026-01-01}", encoding="utf-8")
    run(made, folder / "out", more=("plans",))
    return folder / "out"


def errors(folder: Path, one: Table) -> list:
    schema = Schema.from_descriptor(json.loads((SCHEMAS / f"dispatch-{one.name}.json").read_text(encoding="utf-8")))
    report = Resource(path=f"{one.name}.csv", basepath=str(folder), schema=schema).validate()
    return report.flatten(["rowNumber", "fieldName", "type", "note"])


def broken(rows: list[dict[str, str]]) -> list[str]:
    """Rules between cells: lo ≤ mid ≤ hi, share = within / total, rank_from ≤ rank_to ≤ n."""
    found = []
    for row in rows:
        for name in (name for name in row if f"{name}_lo" in row and row[name]):
            low, middle, high = (float(row[part]) for part in (f"{name}_lo", name, f"{name}_hi"))
            found += [f"{name}: {row}"] if not low <= middle <= high else []
        if row.get("within"):
            exact = int(row["within"]) / int(row["total"])
            found += [f"share: {row}"] if abs(float(row["share"]) - exact) > _PRECISE else []
    return found


def shrinking(rows: list[dict[str, str]], by: str, *same: str) -> list[str]:
    """Keys under which more distance or time has less within."""
    held: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row["within"]:
            held[tuple(row[name] for name in same)].append((int(row[by]), int(row["within"])))
    return [
        str(key) for key, told in held.items() if [count for _, count in sorted(told)] != sorted(n for _, n in told)
    ]


@pytest.mark.parametrize("one", PUBLISHED, ids=lambda one: one.name)
def test_the_schema_names_the_columns_in_their_order_and_with_their_types(one: Table) -> None:
    fields = json.loads((SCHEMAS / f"dispatch-{one.name}.json").read_text(encoding="utf-8"))["fields"]
    assert [field["name"] for field in fields] == [column.name for column in one.columns]
    kinds = {None: {"string", "date"}, 0: {"integer"}}
    assert all(
        field["type"] in kinds.get(column.decimals, {"number"})
        for field, column in zip(fields, one.columns, strict=True)
    )


@pytest.mark.parametrize("one", PUBLISHED, ids=lambda one: one.name)
def test_outputs_keep_their_schema(outputs: Path, one: Table) -> None:
    path = outputs / f"{one.name}.csv"
    if one is columns.BACKTEST:
        assert not path.exists(), "a country of one province has no backtest"
        return
    assert errors(outputs, one) == []
    assert rows_of(path)


@pytest.mark.parametrize(
    "one", [table for table in PUBLISHED if table is not columns.BACKTEST], ids=lambda one: one.name
)
def test_the_gate_accepts_what_a_run_publishes(outputs: Path, one: Table) -> None:
    schema = json.loads((SCHEMAS / f"dispatch-{one.name}.json").read_text(encoding="utf-8"))
    told = gate.check(outputs / f"{one.name}.csv", schema=schema)
    assert isinstance(told, gate.Accepted), [finding.code for finding in told.findings]


def test_ranges_shares_and_limits_agree(outputs: Path) -> None:
    for name in ("facts", "distances", "golden-time", "areas", "ranks"):
        assert broken(rows_of(outputs / f"{name}.csv")) == []
    assert shrinking(rows_of(outputs / "facts.csv"), "radius_km", "government_code", "post") == []
    assert shrinking(rows_of(outputs / "golden-time.csv"), "limit_s", "government_code", "service", "clock") == []


def test_the_rules_notice_what_is_wrong() -> None:
    good = {"within_lo": "1", "within": "2", "within_hi": "3", "share": "0.5000", "total": "4"}
    assert broken([good]) == []
    assert len(broken([{**good, "within_lo": "3"}])) == 1
    assert len(broken([{**good, "share": "0.6000"}])) == 1
    assert shrinking([{"km": "1", "within": "2"}, {"km": "2", "within": "1"}], "km") == ["()"]


@pytest.mark.data
def test_the_countrys_tables_keep_schemas_and_rules(real_data: Path, tmp_path: Path) -> None:
    run(real_data, tmp_path)
    for one in PUBLISHED:
        assert errors(tmp_path, one) == []
    for name in ("facts", "distances", "golden-time", "areas", "ranks"):
        assert broken(rows_of(tmp_path / f"{name}.csv")) == []
    golden = rows_of(tmp_path / "golden-time.csv")
    assert shrinking(golden, "limit_s", "government_code", "service", "clock") == []
    assert sums_off(golden) == []


def sums_off(rows: list[dict[str, str]]) -> list[str]:
    """Provinces whose electors within are not the sum of their governments'; Sejong and Jeju have none."""
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        if row["within"] and len(row["government_code"]) > 2:
            sums[row["government_code"][:2], row["service"], row["clock"], row["limit_s"]] += int(row["within"])
    provinces = [row for row in rows if row["within"] and len(row["government_code"]) == 2]
    keys = [(row["government_code"], row["service"], row["clock"], row["limit_s"]) for row in provinces]
    return [
        str(key)
        for key, row in zip(keys, provinces, strict=True)
        if key[0] not in ("36", "50") and row["service"] != "police" and sums[key] != int(row["within"])
    ]
