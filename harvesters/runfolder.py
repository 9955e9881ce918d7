"""The folder that ``govinnov dispatch run`` writes: its manifest, its tables, and what it holds of one government."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from harvesters.errors import AbortJobError

#: Stands before the names of all files of a run whose inputs were made up.
SYNTHETIC = "SYNTHETIC-"
MANIFEST = "manifest.json"
GOVERNMENTS = "governments"
_PROVINCE_DIGITS = 2
#: Members of a manifest that its run id is not made of; hexadecimal digits of a run id.
_NOT_HASHED, _DIGITS = ("run_id", "findings"), 16


@dataclass(frozen=True)
class RunFolder:
    """A run on this machine: where it lies, and what its manifest says."""

    root: Path
    manifest: Mapping[str, Any]

    @cached_property
    def is_synthetic(self) -> bool:
        """Whether an input was made up: by the word of the manifest, of an input in it, of any name or any table."""
        told = (self.manifest, *self.manifest["inputs"])
        named = next(self.root.glob(f"{SYNTHETIC}*"), None)
        return any(one.get("synthetic") for one in told) or named is not None or any(map(self._says_so, self._tables))

    @property
    def _tables(self) -> list[str]:
        return sorted(path.name for path in self.root.glob("*.csv"))

    def _says_so(self, table: str) -> bool:
        return self.first_row(table).get("method", "").startswith(SYNTHETIC.rstrip("-"))

    def find(self, name: str) -> Path | None:
        """A file below the root, with or without the mark of made-up inputs before its name."""
        plain = self.root / name
        return next((path for path in (plain, plain.with_name(SYNTHETIC + plain.name)) if path.is_file()), None)

    def below(self, folder: str, patterns: Iterable[str]) -> list[Path]:
        """Files of a folder in the order of the patterns, marked ones too."""
        globs = [pattern for one in patterns for pattern in (one, SYNTHETIC + one)]
        return [path for one in globs for path in sorted((self.root / folder).glob(one)) if path.is_file()]

    def governments(self) -> Iterator[str]:
        """Codes of the governments in the run, in their order."""
        yield from sorted(path.name for path in (self.root / GOVERNMENTS).glob("*") if path.is_dir())

    def first_row(self, name: str) -> Mapping[str, str]:
        """The first row of a table; nothing where there is no such table, or no row in it."""
        path = self.find(name)
        if path is None:
            return {}
        with path.open(encoding="utf-8", newline="") as stream:
            return next(csv.DictReader(stream), {})

    def name_of(self, code: str) -> str:
        """What a government is called; a 시·군·구 by its 시·도 too, for there are six 중구."""
        own = self._own_name(code)
        province = self._own_name(code[:_PROVINCE_DIGITS]) if len(code) > _PROVINCE_DIGITS else ""
        return f"{province} {own}".strip()

    def _own_name(self, code: str) -> str:
        return self.first_row(f"{GOVERNMENTS}/{code}/facts.csv").get("government_name", "")


def read_run(root: Path) -> RunFolder:
    """The run in a folder.

    Raises:
        AbortJobError: There is no manifest of a run, it can't be read, or it was altered.
    """
    for name in (MANIFEST, SYNTHETIC + MANIFEST):
        told = _manifest(root / name)
        if told is not None:
            _require_whole(told)
            return RunFolder(root, told)
    raise AbortJobError(
        "no-run",
        f"{root}에 끝난 계산 결과(manifest.json)가 없습니다. govinnov dispatch run이 끝난 폴더를 지정하세요.",
        f"There is no finished run (manifest.json) in {root}; name a folder that govinnov dispatch run has finished.",
    )


def run_id(manifest: Mapping[str, Any]) -> str:
    """What a run is called: by the hash of all that its manifest says of what it was computed from."""
    rest = {name: value for name, value in manifest.items() if name not in _NOT_HASHED}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def _require_whole(manifest: Mapping[str, Any]) -> None:
    if run_id(manifest) != manifest["run_id"]:
        raise AbortJobError(
            "manifest-altered",
            "manifest.json이 계산 뒤에 바뀌었습니다(계산 번호와 내용이 맞지 않음). 다시 계산하세요.",
            "The manifest was altered after the run: what it says does not give its run id; run the analysis again.",
        )


def _manifest(path: Path) -> Mapping[str, Any] | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) and told.keys() >= {"run_id", "reference_date", "inputs"} else None
