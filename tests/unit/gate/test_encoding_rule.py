"""The encoding is decided by one rule over the whole file, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.gate.ambiguity import Doubt, is_plain
from govinnov.gate.encoding import Text, Undecodable, determine
from govinnov.gate.receive import receive
from govinnov.gate.text import to_utf8

KOREAN = "시도,건수\n서울,1\n"


def decide(content: bytes, folder: Path) -> Text | Doubt | Undecodable:
    path = folder / "text"
    path.write_bytes(content)
    return determine(path)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (KOREAN.encode(), "utf-8"),
        (KOREAN.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xef\xbb\xbf" + KOREAN.encode("utf-8-sig"), "utf-8-sig"),
        (KOREAN.encode("cp949"), "cp949"),
        (b"\xff\xfe" + KOREAN.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + KOREAN.encode("utf-16-be"), "utf-16-be"),
        ("id,name\n1,a\n".encode("utf-16-le"), "utf-16-le"),
        ("id,name\n1,a\n".encode("utf-16-be"), "utf-16-be"),
        (b"id,name\n1,a\n", "utf-8"),
        ("a,b\n12°C,5 µm\n".encode(), "utf-8"),
        ("a,b\n10m²,3×4\n".encode(), "utf-8"),
        ("a,b\nZürich,Malmö City\n".replace("ö ", "öa ").encode(), "utf-8"),
        ("a\nù°,서\n".encode(), "utf-8"),
        ("이름\n똠방각하\n펲시콜라\n".encode("cp949"), "cp949"),
    ],
)
def test_the_rule_names_the_encoding(content: bytes, encoding: str, tmp_path: Path) -> None:
    decided = decide(content, tmp_path)
    assert isinstance(decided, Text)
    assert decided.encoding == encoding


@pytest.mark.parametrize("word", ["첫째", "째", "횂", "처음 한 챘"])
def test_korean_that_is_valid_utf8_too_is_ambiguous_unless_it_is_a_sign(word: str, tmp_path: Path) -> None:
    content = f"a,b\nx,{word}\n".encode("cp949")
    decided = decide(content, tmp_path)
    try:
        content.decode()
    except UnicodeDecodeError:
        assert decided == Text("cp949")
    else:
        assert isinstance(decided, Doubt)


def test_an_ambiguous_text_shows_both_readings_and_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("순,이름\n".encode("ascii", "ignore") + "a,b\n1,x\n2,첫째\n".encode("cp949"))
    (found,) = to_utf8(receive(path), tmp_path).findings
    assert (found.code, found.row) == ("encoding-ambiguous", 4)
    assert "ù°" in found.message_ko
    assert "첫째" in found.message_ko


def test_a_text_that_nothing_reads_is_refused_with_byte_and_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    content = "시도,값\n서울,1\n부산,".encode() + b"\xff\n"
    path.write_bytes(content)
    read = to_utf8(receive(path), tmp_path)
    (found,) = read.findings
    assert (found.code, found.row, found.value) == ("encoding-refused", 3, f"utf-8@{content.index(0xFF)}")
    assert read.sha256 is None


def test_the_rule_looks_at_the_whole_file_not_at_a_sample(tmp_path: Path) -> None:
    plain = b"id,name\n" + b"1,abcdefg\n" * 1_000_000
    assert decide(plain + "2,서울\n".encode("cp949"), tmp_path) == Text("cp949")
    assert decide(plain + "2,서울\n".encode(), tmp_path) == Text("utf-8")
    assert isinstance(decide(plain + "2,첫째\n".encode("cp949"), tmp_path), Doubt)


def test_a_character_across_two_pieces_of_the_file_is_read_whole(tmp_path: Path) -> None:
    for lead in range(3):
        content = b"a" * ((4 << 20) - lead) + "가나다\n".encode()
        assert decide(content, tmp_path) == Text("utf-8")
        content = b"a" * ((4 << 20) - lead) + "가나다\n".encode("cp949")
        assert decide(content, tmp_path) == Text("cp949")


def test_a_bom_decides_even_against_the_bytes(tmp_path: Path) -> None:
    assert isinstance(decide(b"\xef\xbb\xbf" + KOREAN.encode("cp949"), tmp_path), Undecodable)


@pytest.mark.parametrize(
    ("before", "run", "after", "plain"),
    [
        (b"12", "°", b"C", True),
        (b"k", "²", b",", False),
        (b"km", "²", b",", True),
        (b" ", "·", b"x", True),
        (b",", "°", b",", False),
        (b"Z", "ü", b"r", True),
        (b"caf", "é", b",", False),
        (b"1", "é", b"a", False),
        (b"1", "°±", b"2", False),
        (b"a", "я", b"b", False),
    ],
)
def test_what_a_single_sign_may_stand_beside(before: bytes, run: str, after: bytes, plain: bool) -> None:
    assert is_plain(before, run, after) is plain


@pytest.mark.parametrize(
    ("code", "sign"), [("replacement-character", "\ufffd"), ("nul-character", "\0"), ("c1-control", "\u0085")]
)
def test_signs_of_an_earlier_loss_are_found_with_their_row(code: str, sign: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"이름\n가\n나{sign}{sign}\n다\n", encoding="utf-8")
    (found,) = to_utf8(receive(path), tmp_path).findings
    assert (found.code, found.row) == (code, 3)
    assert "2" in found.message_ko


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "시도,값\r\n서울,1\n부산,2\r대구,3\r\n"
    path.write_bytes(text.encode("cp949"))
    read = to_utf8(receive(path), tmp_path)
    assert read.path is not None
    assert read.path.read_bytes() == text.encode()
