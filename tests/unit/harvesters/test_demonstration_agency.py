"""The demonstration agency is the same everywhere, and its defects are real ones."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from harvesters.demo.files import files, registration_number
from harvesters.demo.pages import portal_list
from harvesters.demo.tables import GOOD
from harvesters.naming import title_of

WHOLE = "import hashlib;from harvesters.demo.files import files;" \
        "print(hashlib.sha256(repr(sorted(files().items())).encode()).hexdigest())"  # fmt: skip


def test_its_files_are_the_same_in_every_process() -> None:
    here = hashlib.sha256(repr(sorted(files().items())).encode()).hexdigest()
    there = subprocess.run([sys.executable, "-c", WHOLE], capture_output=True, text=True, check=True).stdout.strip()
    assert here == there


def test_there_are_more_than_twenty_good_tables_of_the_asked_subjects() -> None:
    titles = [sheet.title for sheet in GOOD]
    assert len(titles) == len(set(titles)) > 20
    for subject in ("수질", "암검진", "신호등"):
        assert any(subject in title for title in titles)
    assert {title_of(name.rsplit("/", 1)[-1]).agency for name in files() if "/" in name} == {s.agency for s in GOOD}


def test_its_registration_numbers_are_well_formed_and_of_no_living_person() -> None:
    for number in (registration_number(n) for n in range(50)):
        digits = [int(sign) for sign in number.replace("-", "")]
        total = sum(digit * weight for digit, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=False))
        assert len(digits) == 13 and digits[12] == (11 - total % 11) % 10
        assert digits[6] in (1, 2) and int(number[:2]) < 10


def test_the_ambiguous_file_reads_in_both_encodings() -> None:
    [body] = [body for name, body in files().items() if "순위표" in name]
    assert body.decode("utf-8") != body.decode("cp949")
    assert "첫째" in body.decode("cp949")


def test_its_list_is_in_the_portals_columns() -> None:
    assert portal_list().decode("utf-8-sig").startswith("목록키,목록유형,목록명,목록설명,조회수,")
