"""XML bytes → elements, with nothing fetched, nothing expanded and nothing nested without end."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from govinnov.trace.epcis.errors import UnreadableError
from govinnov.trace.epcis.limits import DEPTH

#: Wrappers of the XML binding that mean nothing.
WRAPPERS = ("extension", "baseExtension")


def parse(raw: bytes) -> Element:
    """The root element.

    Raises:
        UnreadableError: The text is not well-formed, declares a DOCTYPE, or is nested too deeply.
    """
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableError("xml-doctype") from None
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableError("xml-invalid", reason=str(error)) from None
    _not_deep(root)
    return root


def _not_deep(root: Element) -> None:
    level = [root]
    for _ in range(DEPTH):
        level = [child for one in level for child in one]
        if not level:
            return
    raise UnreadableError("nested-too-deep", limit=DEPTH)


def children(element: Element) -> Iterator[Element]:
    """The children of an element; wrappers are opened."""
    for child in element:
        if child.tag in WRAPPERS:
            yield from children(child)
        else:
            yield child


def split(tag: str) -> tuple[str, str]:
    """Namespace (empty for none) and local name of a tag."""
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name


def text(element: Element) -> str:
    """The text of an element before its first child, without spaces around."""
    return (element.text or "").strip()
