"""The portal's list as a workbook is recognised by its first row, whatever its address ends with."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from agency_server import Agency, Reply
from openpyxl import Workbook

from harvesters.model import Source
from harvesters.preview import Preview, preview

HEAD = ("목록키", "목록유형", "목록명", "목록설명", "기관명", "국가중점여부", "목록 URL")


def workbook(rows: int = 3, head: tuple[str, ...] = HEAD) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(head)
    for n in range(rows):
        sheet.append((n, "FILE", f"가온시_하천 수질 {n}", "설명", "가온시", "Y", f"https://portal.example/{n}"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def shown(url: str) -> Preview:
    return preview(Source("src", "", url, options={"pause_ms": 0}, allow_hosts=("127.0.0.1",)))


@pytest.mark.parametrize("address", ["/list.xlsx", "/download?fileId=7"])
def test_a_workbook_at_an_address_is_recognised_and_read(address: str, agency: Agency) -> None:
    agency.routes[address.split("?", maxsplit=1)[0]] = Reply(workbook(5_000))
    told = shown(agency.url + address)
    assert (told.type, len(told.records), told.errors) == ("portal-list", 5_000, ())
    assert told.records[0]["title"] == "하천 수질 0"


def test_a_workbook_on_this_machine_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "목록개방현황.xlsx"
    path.write_bytes(workbook())
    assert shown(str(path)).type == "portal-list"


def test_another_workbook_stays_a_file(tmp_path: Path) -> None:
    path = tmp_path / "측정.xlsx"
    path.write_bytes(workbook(head=("지점", "값", "단위", "일자", "시각", "비고", "주소")))
    assert shown(str(path)).type == "files"


def test_a_zip_that_is_no_workbook_stays_a_file(tmp_path: Path) -> None:
    path = tmp_path / "묶음.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("측정.csv", "지점,값\n가,1\n")
    assert shown(str(path)).type == "files"


def test_a_broken_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
    told = preview(Source("src", "portal-list", str(path)))
    assert told.broken and [error.code for error in told.errors] == ["broken-csv"]
