"""XML that a stranger sent: a DOCTYPE is refused before any parser sees it."""

from __future__ import annotations

import re

from lxml import etree

from harvesters.errors import AbortJobError
from harvesters.textio import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.-]{1,20})["']""")
_FIRST = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_TRUSTED = frozenset({"iso-8859-1", "iso-8859-15", "windows-1252", "euc-kr", "ks_c_5601-1987"})


def parse(body: bytes) -> etree._Element:
    """The root element.

    Raises:
        AbortJobError: A DOCTYPE stands in it, or it is no XML.
    """
    try:
        return etree.fromstring(clean_xml(body), _parser())
    except etree.XMLSyntaxError as error:
        raise AbortJobError(
            "broken-xml",
            "XML 문서가 올바르지 않아 읽을 수 없습니다. 제공기관에 확인하세요.",
            f"The XML is not well formed ({error.msg}); ask the agency.",
        ) from error


def clean_xml(body: bytes) -> bytes:
    """The document in UTF-8 without its declaration: what is checked is what is parsed.

    Raises:
        AbortJobError: A DOCTYPE stands in it: entities may blow up or read files.
    """
    text = _DECLARATION.sub("", decode(body, _declared(body)).lstrip("\ufeff"), count=1)
    if _has_doctype(text):
        raise AbortJobError(
            "doctype",
            "DOCTYPE이 들어 있는 XML은 안전을 위해 읽지 않습니다. 제공기관에 제거를 요청하세요.",
            "XML with a DOCTYPE is refused for safety; ask the agency to leave it out.",
        )
    return text.encode("utf-8", "replace")


def root_name(head: bytes) -> str:
    """The local name of the first element in the first bytes of a document; empty when there is none."""
    found = _FIRST.search(head.replace(b"\x00", b""))
    return found.group(1).decode("ascii", "replace") if found else ""


def text_of(element: etree._Element | None) -> str:
    """An element's whole text, trimmed; empty for None."""
    return "".join(element.itertext()).strip() if element is not None else ""


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")


def _declared(body: bytes) -> str | None:
    found = _DECLARED.match(body[:200])
    name = found.group(1).decode("ascii").lower() if found else ""
    return name if name in _TRUSTED else None


def _has_doctype(text: str) -> bool:
    """Whether anything but comments and instructions stands before the root element."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<?", at):
            end = text.find("?>", at)
        else:
            return text.startswith("<!", at)
        if end < 0:
            return False
        at = end + 2
    return False
