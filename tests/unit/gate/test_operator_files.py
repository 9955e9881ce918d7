"""An operator's files: what they make the gate hold or clear, and what a wrong one is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from govinnov.gate.cli import gate
from govinnov.gate.rules import RULES_VERSION, rules_version
from govinnov.gate.screen import ScreenSettings
from govinnov.gate.screen.files import ScreenFileError, load_known_codes, load_sites

SITE = {"names": ["가상 통신소"], "centre": [127.505, 37.505], "radius_m": 2000}
#: Built at run time, so that no registration number stands in the source.
NUMBER = "-".join(["900101", "1234568"])


def written(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def check(*arguments: str | Path) -> tuple[int, set[str]]:
    ended = CliRunner().invoke(gate, ["check", *map(str, arguments), "--json"])
    told = json.loads(ended.stdout)["files"] if ended.exit_code != 2 else []
    return ended.exit_code, {found["code"] for file in told for found in file["findings"]}


def test_the_command_takes_protected_sites(tmp_path: Path) -> None:
    sites = written(tmp_path, "sites.json", [SITE])
    near = written(tmp_path, "near.csv", "이름,위도,경도\n가,37.506,127.505\n나,36.1,127.2\n")
    named = written(tmp_path, "named.csv", "이름,비고\n가,가상통신소 앞\n나,없음\n")
    assert check(near, named) == (0, set())
    assert check(near, "--protected-sites", sites) == (1, {"protected-site"})
    assert check(named, "--protected-sites", sites) == (1, {"protected-site"})


def test_the_command_takes_known_codes(tmp_path: Path) -> None:
    codes = written(tmp_path, "codes.json", {"facility": [NUMBER]})
    field = {"name": "시설코드", "type": "string", "govinnov:codes": "facility"}
    schema = written(tmp_path, "schema.json", {"fields": [field, {"name": "연도", "type": "integer"}]})
    file = written(tmp_path, "file.csv", f"시설코드,연도\n{NUMBER},2020\nA,2021\n")
    assert check(file, "--schema", schema)[0] == 1
    assert check(file, "--schema", schema, "--known-codes", codes) == (0, set())


def test_the_command_takes_districts(tmp_path: Path) -> None:
    districts = written(tmp_path, "districts.csv", "code\n11110\n")
    file = written(tmp_path, "file.csv", "법정동코드,데이터기준일자\n1111010100,2024-01-01\n2611010100,2024-01-01\n")
    assert check(file)[0] == 0
    assert check(file, "--districts", districts) == (1, {"district-code-unknown"})


@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("--protected-sites", "{", "not JSON"),
        ("--protected-sites", "{}", "a JSON list"),
        ("--protected-sites", [{"names": []}], "site 1 needs names"),
        ("--known-codes", "[]", "a JSON object"),
        ("--known-codes", {"a": [1]}, "'a' is no list of texts"),
        ("--districts", "x\n1\n", "no column 'code'"),
    ],
)
def test_a_wrong_file_is_a_mistake_of_usage_with_a_sentence(
    tmp_path: Path, option: str, content: Any, told: str
) -> None:
    file = written(tmp_path, "file.csv", "a,b\n1,2\n")
    ended = CliRunner().invoke(gate, ["check", str(file), option, str(written(tmp_path, "given", content))])
    assert ended.exit_code == 2
    assert told in " ".join(ended.output.split())


def test_files_that_are_not_there_get_a_sentence(tmp_path: Path) -> None:
    for load in (load_sites, load_known_codes):
        with pytest.raises(ScreenFileError, match="can't be read"):
            load(tmp_path / "none.json")


def test_every_file_gives_the_rules_another_name(tmp_path: Path) -> None:
    sites = load_sites(written(tmp_path, "sites.json", [SITE]))
    codes = load_known_codes(written(tmp_path, "codes.json", {"facility": ["1", "2"]}))
    versions = {
        RULES_VERSION,
        rules_version(ScreenSettings(protected_sites=sites)),
        rules_version(ScreenSettings(known_codes=codes)),
        rules_version(ScreenSettings(protected_sites=sites, known_codes=codes)),
    }
    assert len(versions) == 4
    again = load_known_codes(written(tmp_path, "again.json", {"facility": ["2", "1"]}))
    assert rules_version(ScreenSettings(known_codes=again)) == rules_version(ScreenSettings(known_codes=codes))
