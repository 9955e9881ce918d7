"""Master data in the XML binding."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from govinnov.trace.epcis.xml.parsing import children, text
from govinnov.trace.epcis.xml.values import extension


def vocabularies(element: Element) -> list[dict[str, Any]]:
    """The vocabularies of a ``VocabularyList``."""
    return [_vocabulary(child) for child in children(element)]


def _vocabulary(element: Element) -> dict[str, Any]:
    elements = [_element(one) for child in children(element) for one in children(child)]
    return {**element.attrib, "vocabularyElementList": elements}


def _element(element: Element) -> dict[str, Any]:
    attributes = [_attribute(child) for child in children(element) if child.tag == "attribute"]
    below = [text(one) for child in children(element) if child.tag == "children" for one in children(child)]
    return {**element.attrib, "attributes": attributes, "children": below}


def _attribute(element: Element) -> dict[str, Any]:
    """The name of an attribute stands in ``id``; its value is a text or elements."""
    held = {child.tag: extension(child) for child in children(element)}
    return {**element.attrib, "attribute": held or text(element)}
