"""What agencies send: tables, pipe records and XML, with private values that stand nowhere else."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from govinnov.gate.permits import Permits
from govinnov.trace.feeds.kinds import Kind, kinds
from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.reading import Read, read_feed
from govinnov.trace.feeds.recognising import recognised

FARM = {
    "farm_number": "410882",
    "farm_name": "김철수농장",
    "farm_owner": "김철수",
    "farm_mobile": "010-1234-5678",
    "farm_address": "충북 음성군 대소면 오류리 12-3",
}
PACKER = {
    "packer_business_number": "1208147521",
    "packer_name": "한빛선별포장",
    "packer_address": "경기도 안성시 미양면 1",
}
EGGS = {"serial": "E1", "code": "0823M3FSD2", "laid_on": "2026-08-23", "quantity": "30000", **FARM}
PACKING = {"serial": "P1", "code": "0823M3FSD2", "laid_on": "2026-08-23", "packed_on": "2026-08-24", **FARM, **PACKER,
           "handled": "30000", "pack_code": "L22608241234001"}  # fmt: skip
MOVE = {"serial": "M1", "code": "L22608241234001", "moved_on": "2026-08-25", "giver_kind": "식용란선별포장업",
        "giver_business_number": "1208147521", "giver_name": "한빛선별포장", "taker_kind": "소매",
        "taker_name": "가나다마트", "taker_business_number": "2118612342", "taker_mobile": "010-9999-8888",
        "quantity": "1200"}  # fmt: skip
SLAUGHTER = {"serial": "S1", "code": "226082312301", "slaughtered_on": "2026-08-23", "flock": "F7", **FARM,
             "slaughterhouse_code": "0323", "slaughterhouse_name": "가온도계장",
             "slaughterhouse_address": "전남 나주시 금천면 2", "heads": "5000", "dead": "12",
             "weight_kg": "7500.5"}  # fmt: skip
LOT = {"hatched_on": "2026-07-20", "placed_on": "2026-07-21", "flock": "F7", "hatchery_business_number": "3012345670",
       "hatchery_name": "나무부화장", "hatchery_address": "전북 익산시 망성면 3", **FARM, "heads": "5100"}  # fmt: skip

PLACING = {"serial": "F1", "hatch": "H30", "hatched_on": "2026-07-20", "placed_on": "2026-07-21", "flock": "F8",
           "hatchery_business_number": "3012345670", "hatchery_address": "전북 익산시 망성면 3", **FARM,
           "heads": "5100"}  # fmt: skip
LOSS = {"serial": "L1", "lost_on": "2026-08-01", "flock": "F8", **FARM, "heads": "88"}

INSPECTION = {"inspected_on": "2026-08-22", "farm_code": "M3FSD", "item": "피프로닐", "value": "0.0031",
              "limit": "0.02", "unit": "mg/kg", "verdict": "적합"}  # fmt: skip
CERTIFICATE = {"farm_code": "M3FSD", "kind": "동물복지", "first": "2026-01-01", "last": "2026-12-31"}


def table(kind: str, *rows: Mapping[str, str], korean: bool = True, encoding: str = "utf-8") -> bytes:
    """A CSV of one kind with the columns that its rows have."""
    columns = [field for field in kinds()[kind].fields if any(field.name in row for row in rows)]
    more = dict.fromkeys(name for row in rows for name in row if name not in {field.name for field in columns})
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(field.title if korean else field.name for field in columns), *more])
    writer.writerows([row.get(name, "") for name in [*(field.name for field in columns), *more]] for row in rows)
    return text.getvalue().encode(encoding)


def pipe(kind: str, **said: str) -> str:
    """A record of mtrace."""
    return "|".join(said.get(field.name, "") for field in _kind(kind).fields)


def _kind(name: str) -> Kind:
    return kinds()[name]


def read(folder: Path, raw: bytes, key: bytes = b"") -> Read:
    """A feed through the gate."""
    path = folder / "feed"
    path.write_bytes(raw)
    form = recognised(path)
    assert form is not None
    return read_feed(path, form, Permits(), Pseudonyms(key))


def codes(found: Read) -> list[str]:
    """The codes of what is wrong."""
    return [one.code for one in found.findings]


FEED: Sequence[tuple[str, Mapping[str, str]]] = (
    ("eggs", EGGS),
    ("packing", PACKING),
    ("moves", MOVE),
    ("slaughter", SLAUGHTER),
    ("lots", LOT),
    ("placing", PLACING),
    ("losses", LOSS),
)
