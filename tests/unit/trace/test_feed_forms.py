"""A feed is the same feed, however a spreadsheet saved it; what can't be told apart is held with a clear word."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from trace_reports import CERTIFICATE, EGGS, FEED, INSPECTION, codes, read, table

from govinnov.trace.feeds.recognising import recognised
from govinnov.trace.rehearsal.marked import is_rehearsal_table

KINDS = [*FEED, ("inspection", INSPECTION), ("certificate", CERTIFICATE)]
Label = Callable[[str], str]


def again(raw: bytes, delimiter: str = ",", label: Label = str, *, quoted: bool = False, end: str = "\r\n") -> str:
    """A table written anew in another form."""
    first, *rows = csv.reader(io.StringIO(raw.decode(), newline=""))
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([[label(cell) for cell in first], *rows])
    return text.getvalue()


def wide(text: str) -> str:
    """Latin letters as wide as Korean ones."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() else sign for sign in text)


SAVED: dict[str, Callable[[bytes], bytes]] = {
    "Excel, CSV in CP949 divided by semicolons": lambda raw: again(raw, ";").encode("cp949"),
    "Excel, Unicode text": lambda raw: again(raw, "\t").encode("utf-16"),
    "UTF-16 of the other order": lambda raw: b"\xfe\xff" + again(raw, "\t").encode("utf-16-be"),
    "Excel, CSV in UTF-8": lambda raw: again(raw).encode("utf-8-sig"),
    "quoted with a mark": lambda raw: again(raw, ";", quoted=True).encode("utf-8-sig"),
    "quoted in CP949": lambda raw: again(raw, quoted=True).encode("cp949"),
    "lines of an old Mac": lambda raw: again(raw, end="\r").encode(),
    "columns and rows of nothing": lambda raw: (again(raw).replace("\r\n", ",,,\r\n") + ",,,\r\n\r\n").encode(),
}
LABELS: dict[str, Label] = {
    "blanks around": lambda text: f"  {text} ",
    "wide blanks around": lambda text: f"\u00a0{text}\u3000",
    "odd case": str.swapcase,
    "words": lambda text: text.replace("_", " ").title(),
    "hyphens": lambda text: text.replace("_", "-"),
    "as the reference page marks them": lambda text: f"{text} *",
    "lines within": lambda text: text.replace(" ", "\n"),
    "letters taken apart": lambda text: unicodedata.normalize("NFD", text),
    "wide letters": wide,
}


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
@pytest.mark.parametrize(("kind", "row"), KINDS, ids=[kind for kind, _ in KINDS])
def test_however_a_table_was_saved_it_says_the_same(
    tmp_path: Path, kind: str, row: dict[str, str], saved: Callable[[bytes], bytes]
) -> None:
    raw = table(kind, row)
    found, plain = read(tmp_path, saved(raw)), read(tmp_path, raw)
    assert (found.form, found.records, found.held, codes(found)) == ("csv", 1, 0, [])
    assert (found.events, found.official) == (plain.events, plain.official)


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("korean", [True, False])
def test_however_its_columns_are_written_they_are_known(tmp_path: Path, label: Label, korean: bool) -> None:
    raw = table("eggs", EGGS, korean=korean)
    found = read(tmp_path, again(raw, label=label).encode())
    assert (found.records, found.held, codes(found)) == (1, 0, [])
    assert found.events == read(tmp_path, raw).events
    assert len(found.private) == len(read(tmp_path, raw).private)


def test_commas_within_labels_and_cells_divide_nothing_where_semicolons_do(tmp_path: Path) -> None:
    note = {"비고 (" + ",".join("가나다라마바사아자차카타파하") + ")": "1,2,3,4"}
    found = read(tmp_path, again(table("eggs", EGGS | note), ";").encode())
    assert (found.held, codes(found), len(found.events)) == (0, [], 1)


def test_an_all_digit_mark_is_no_telephone_number_in_any_form(tmp_path: Path) -> None:
    mark = EGGS | {"code": "0112345671", "laid_on": "2026-01-12"}
    for saved in SAVED.values():
        assert codes(read(tmp_path, saved(table("eggs", mark)))) == []


def test_a_column_that_is_there_twice_or_without_a_name_holds_the_table(tmp_path: Path) -> None:
    lines = table("eggs", EGGS).decode().splitlines()
    for label in ("수량", "QUANTITY", "난각 번호"):
        found = read(tmp_path, f"{lines[0]},{label}\n{lines[1]},7\n".encode())
        assert (found.events, found.held, codes(found)) == ([], 1, ["feed-label"])
        assert found.findings[0].path == str(lines[0].count(",") + 2)
    found = read(tmp_path, f"비고,비고,{lines[0]}\n1,2,{lines[1]}\n".encode())
    assert (found.events, [(one.code, one.path) for one in found.findings]) == ([], [("feed-label", "2")])
    found = read(tmp_path, f",{lines[0]}\n1,{lines[1]}\n".encode())
    assert (found.events, [(one.code, one.path) for one in found.findings]) == ([], [("feed-label", "1")])


@pytest.mark.parametrize(
    "before", ["산란 신고 현황\n", "sep=;\n", "난각,산란일\n"], ids=["a title", "a note of Excel's", "other columns"]
)
def test_a_table_whose_first_line_names_no_columns_is_told_what_to_write_there(tmp_path: Path, before: str) -> None:
    found = read(tmp_path, before.encode() + table("eggs", EGGS))
    assert (found.events, found.held, codes(found)) == ([], 1, ["feed-unknown"])


@pytest.mark.parametrize("raw", [b"", b" \n", b"PK\x03\x04\x00\x00,a", b'{"a": 1}', b"<a/>"])
def test_what_is_no_text_or_a_document_is_no_table(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x").write_bytes(raw)
    assert recognised(tmp_path / "x") is None


@pytest.mark.parametrize("cell", ["2.26083E+11", "8.23E+14", "112345671", "#REF!", "823M3FSD2"])
def test_a_code_that_a_spreadsheet_spoilt_is_a_finding_and_not_another_lot(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, table("eggs", EGGS | {"code": cell}))
    assert (found.events, found.held) == ([], 1)


@pytest.mark.parametrize("word", ["연습", '"연습"', " 연습 "])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_rehearsal_that_a_spreadsheet_saved_again_is_still_one(
    tmp_path: Path, delimiter: str, encoding: str, word: str
) -> None:
    path = tmp_path / "saved"
    path.write_bytes(f"{word}{delimiter}난각번호{delimiter}산란일자\r\n".encode(encoding))
    assert is_rehearsal_table(path)
    path.write_bytes(f"난각번호{delimiter}연습 농장\r\n".encode(encoding))
    assert not is_rehearsal_table(path)
