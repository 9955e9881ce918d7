"""Texts of the XML binding as the values that the JSON binding has."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree.ElementTree import Element

from govinnov.trace.epcis.numbers import exact
from govinnov.trace.epcis.vocabulary import Vocabulary
from govinnov.trace.epcis.xml.parsing import children, split, text

XSI = "http://www.w3.org/2001/XMLSchema-instance"
TEXT, ATTRIBUTE = "#text", "@"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}

#: What an extension element holds: a text, or its children and attributes.
Extension = str | dict[str, "Extension | list[Extension]"]


def number(value: str) -> Decimal | str:
    """An exact number; what is none stays a text, which the rules refuse."""
    return exact(value) if _NUMBER.fullmatch(value) else value


def truth(value: str) -> bool | str:
    """True or false; what is neither stays a text."""
    return _TRUTH.get(value, value)


def word(element: Element, vocabulary: Vocabulary) -> Extension:
    """The bare word that an element's IRI or URN stands for."""
    held = plain(element)
    return vocabulary.word(held) if isinstance(held, str) else held


def plain(element: Element) -> Extension:
    """The text of an element; one that holds more is read as an extension, which the rules then refuse."""
    return extension(element) if len(element) or element.attrib else text(element)


def extension(element: Element) -> Extension:
    """A field of another namespace, whatever is in it; ``xsi:type`` is a remark on the text and left out."""
    held = attributes(element)
    for child in children(element):
        add(held, child.tag, extension(child))
    if not held:
        return text(element)
    return held | {TEXT: text(element)} if text(element) else held


def attributes(element: Element) -> dict[str, Extension | list[Extension]]:
    """What the attributes of an extension say."""
    return {ATTRIBUTE + name: value for name, value in element.items() if split(name)[0] != XSI}


def add(held: dict[str, Extension | list[Extension]], name: str, value: Extension) -> None:
    """Put a value beside those of the same name: the second makes a list."""
    before = held.get(name)
    if before is None:
        held[name] = value
    elif isinstance(before, list):
        before.append(value)  # a copy for each of many would take the square of their number
    else:
        held[name] = [before, value]
