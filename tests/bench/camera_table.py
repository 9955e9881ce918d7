"""The table that the gate is measured on: eight columns of types, ranges, an enumeration, a unique key."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

from govinnov.gate.model import Schema

PURPOSES = ["생활방범", "어린이보호", "교통단속", "시설물관리"]
_FIRST_DAY = date(2005, 1, 1)
_FIRST_SECOND = datetime(2024, 1, 1)
_BLOCK = 200_000
_BAD = [(3, "두 대"), (2, "미상"), (6, "2018-13-01"), (4, "95.5")]

SCHEMA: Schema = {
    "fields": [
        {"name": "관리번호", "type": "integer", "constraints": {"required": True, "unique": True, "minimum": 1}},
        {"name": "기관명", "type": "string", "constraints": {"required": True, "maxLength": 40}},
        {"name": "설치목적", "type": "string", "constraints": {"enum": PURPOSES}},
        {"name": "대수", "type": "integer", "constraints": {"minimum": 1, "maximum": 100}},
        {"name": "위도", "type": "number", "constraints": {"minimum": 33, "maximum": 39}},
        {"name": "경도", "type": "number", "constraints": {"minimum": 124, "maximum": 132}},
        {"name": "설치일자", "type": "date"},
        {"name": "갱신시각", "type": "datetime"},
    ],
    "missingValues": [""],
}


def write(path: Path, rows: int, bad_share: float = 0.0) -> None:
    """Write a CSV of so many rows, a share of them with one wrong cell; always the same for the same arguments."""
    source = random.Random(rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(field["name"] for field in SCHEMA["fields"]) + "\n")
        for number in range(1, rows + 1):
            cells = _row(source, number)
            if source.random() < bad_share:
                column, value = source.choice(_BAD)
                cells[column] = value
            out.write(",".join(cells) + "\n")


def write_long(path: Path, rows: int) -> None:
    """Write a valid CSV of very many rows: all but the key comes again after 200,000 rows, made fifty times as fast."""
    source = random.Random(rows)
    rests = [",".join(_row(source, number)[1:]) for number in range(1, _BLOCK + 1)]
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(field["name"] for field in SCHEMA["fields"]) + "\n")
        for start in range(0, rows, _BLOCK):
            numbers = range(start + 1, min(start + _BLOCK, rows) + 1)
            out.writelines(f"{number},{rest}\n" for number, rest in zip(numbers, rests, strict=False))


def _row(source: random.Random, number: int) -> list[str]:
    return [
        str(number),
        f"부산광역시 {number % 16}구",
        source.choice(PURPOSES),
        str(source.randint(1, 20)),
        f"{34 + source.random() * 4:.6f}",
        f"{125 + source.random() * 5:.6f}",
        (_FIRST_DAY + timedelta(days=source.randrange(6000))).isoformat(),
        (_FIRST_SECOND + timedelta(seconds=source.randrange(86_400 * 365))).isoformat(),
    ]
