"""Documents of strangers: what a parser is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvesters import jsonsafe, xmlsafe
from harvesters.errors import AbortJobError
from harvesters.graph import safe_rdf
from harvesters.paging import ListPage, by_link, by_number
from harvesters.textio import decode, encoding_of, refuse_endless


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>', "<!-- a --><?pi x?> "])
def test_a_doctype_is_refused_in_every_disguise(encoding: str, prolog: str) -> None:
    text = f'{prolog}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(AbortJobError, match="DOCTYPE"):
        xmlsafe.parse(text.encode(encoding))


def test_a_doctype_within_the_data_is_only_text() -> None:
    assert xmlsafe.text_of(xmlsafe.parse(b"<a><![CDATA[<!DOCTYPE html>]]></a>")) == "<!DOCTYPE html>"


def test_an_encoding_that_is_declared_wrongly_is_not_believed() -> None:
    text = '<?xml version="1.0" encoding="{}"?><a>수질</a>'
    assert xmlsafe.text_of(xmlsafe.parse(text.format("ISO-8859-1").encode())) == "수질"
    assert xmlsafe.text_of(xmlsafe.parse(text.format("UTF-8").encode("cp949"))) == "수질"
    assert (
        xmlsafe.text_of(xmlsafe.parse('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"))) == "é"
    )


@pytest.mark.parametrize(
    "body", [b"{NaN}", b'{"a": NaN}', b"[Infinity]", b"", b"[" * 50_000, b'{"a":' * 500 + b"1" + b"}" * 500]
)
def test_json_that_is_none(body: bytes) -> None:
    with pytest.raises(AbortJobError):
        jsonsafe.parse(body)


@pytest.mark.parametrize("context", ['"http://a/"', '["http://a/", {}]', '{"@import": "http://a/"}'])
def test_a_remote_context_is_refused_wherever_it_stands(context: str) -> None:
    with pytest.raises(AbortJobError, match="remote"):
        safe_rdf(f'{{"@graph": [{{"x": {{"@context": {context}}}}}]}}'.encode())


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<http://a/> a <http://b/> .", "turtle"),
        (b"<rdf:RDF/>", "xml"),
        (b'{"@id": "a"}', "json-ld"),
        (b"@prefix", "turtle"),
    ],
)
def test_a_serialization_is_known_by_its_content(body: bytes, kind: str) -> None:
    assert safe_rdf(body)[1] == kind


def test_text_in_neither_encoding_is_refused() -> None:
    assert decode("수질".encode("cp949")) == decode("수질".encode()) == decode("수질".encode("utf-16")) == "수질"
    with pytest.raises(AbortJobError):
        decode(b"\xff\x00\xff")


def test_a_file_is_read_whole_to_know_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 500_000 + "수질".encode("cp949"))
    assert encoding_of(path) == "cp949"
    refuse_endless(path, b"\n")
    path.write_bytes(b"x" * (9 << 20))
    with pytest.raises(AbortJobError):
        refuse_endless(path, b"\n")


def test_pages_are_read_to_the_stated_total() -> None:
    pages = {1: ["a", "b"], 2: ["c"]}
    assert list(by_number(lambda n: ListPage(pages[n], 3), 2)) == ["a", "b", "c"]
    assert list(by_number(lambda n: ListPage(pages[n]), 2)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("pages", "total", "code"),
    [([["a"], ["a"]], None, "page-repeats"), ([["a"], []], 5, "list-short"), ([[]], 128, "list-short")],
)
def test_pages_that_lie_are_not_believed(pages: list[list[str]], total: int | None, code: str) -> None:
    with pytest.raises(AbortJobError) as told:
        list(by_number(lambda n: ListPage(pages[n - 1], total), 1))
    assert told.value.code == code


def test_links_that_go_in_circles_are_not_followed_for_ever() -> None:
    ring = {"1": ListPage(["a"], next="2"), "2": ListPage(["b"], next="1")}
    with pytest.raises(AbortJobError):
        list(by_link(ring.__getitem__, "1"))
