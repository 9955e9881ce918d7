"""Encode, then decode: the same text comes back, or a finding says why it does not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinnov.gate import encoding
from govinnov.gate.receive import receive
from govinnov.gate.text import Utf8, to_utf8

KOREAN = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
ANY = st.characters(exclude_categories=("Cs",))
SIGNS = st.sampled_from("°±µ²³·×÷éüñçß１２㎡①→■가나힣뷁한글,;\t\n\"'0123456789abc \r")
TEXTS = st.one_of(st.text(KOREAN, min_size=1), st.text(ANY, min_size=1), st.text(SIGNS, min_size=1))
ENCODINGS = ("utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def read(content: bytes, folder: str) -> tuple[Utf8, str | None]:
    path = Path(folder) / "text"
    path.write_bytes(content)
    told = to_utf8(receive(path), Path(folder))
    return told, told.path.read_bytes().decode() if told.path else None


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_decoding_is_the_identity_or_a_refusal(encoding: str, text: str) -> None:
    content = text.encode(encoding, "ignore")
    text = content.decode(encoding)
    with tempfile.TemporaryDirectory() as folder:
        told, decoded = read(content, folder)
    if decoded is None:
        assert told.findings
    elif decoded != text:
        # Only what another reading of the rule claims first may come out different.
        assert told.findings or told.encoding != ("cp949" if encoding == "cp949" else encoding)
        assert encoding in ("cp949", "utf-16-le", "utf-16-be")


@given(text=st.text(st.one_of(KOREAN, st.sampled_from("abc,1\n ")), min_size=3))
@settings(max_examples=500, deadline=None)
def test_korean_in_cp949_is_read_right_or_called_ambiguous(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told, decoded = read(text.encode("cp949"), folder)
    if decoded is not None and decoded != text:
        # The rule reads a lone sign beside a digit or a blank as UTF-8, and nothing else.
        assert told.encoding == "utf-8"
        assert set(decoded) - set(text) <= set("°±µ²³·×÷") | {sign for sign in decoded if "À" <= sign <= "ɏ"}


@given(text=st.text(ANY, min_size=1))
@settings(max_examples=300, deadline=None)
def test_utf8_with_a_bom_always_comes_back(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, decoded = read(text.encode("utf-8-sig"), folder)
    assert decoded == text


@given(
    pieces=st.lists(
        st.sampled_from(
            [b"a", b"\xc2", b"\x80", b"\xed\xa0\x80", b"\xf4\x90", b"\xc0", "é".encode(), "가".encode(), "😀".encode()]
        )
    ),
    chunk=st.sampled_from([2, 4, 6, 1024]),
)
@settings(max_examples=500, deadline=None)
def test_the_fast_test_for_utf8_says_what_python_says(pieces: list[bytes], chunk: int) -> None:
    content = b"".join(pieces)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "CHUNK", chunk)
        path = Path(folder) / "text"
        path.write_bytes(content)
        assert encoding._is_utf8(path) is (encoding.failure(path, encoding.Text("utf-8")) is None)
