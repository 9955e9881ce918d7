"""Elements of an event in the XML binding, each as the JSON binding has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from govinnov.trace.epcis import vocabulary as cbv
from govinnov.trace.epcis.vocabulary import Vocabulary
from govinnov.trace.epcis.xml.parsing import children, split, text
from govinnov.trace.epcis.xml.values import TEXT, XSI, add, attributes, extension, number, plain, truth, word

_NIL = f"{{{XSI}}}nil"
Reader = Callable[[Element], Any]

_ATTRIBUTES: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), number),
    "booleanValue": truth,
    "type": cbv.MEASUREMENT.word,
    "exception": cbv.ALERT.word,
    "component": cbv.COMPONENT.word,
}


def fields(element: Element, readers: dict[str, Reader]) -> dict[str, Any]:
    """The children of an element by name; a name that stands twice has a list, a nil field is none."""
    held: dict[str, Any] = {}
    for child in children(element):
        if child.get(_NIL) == "true":
            continue
        reader = readers.get(child.tag) or (extension if split(child.tag)[0] else plain)
        add(held, child.tag, reader(child))
    return held


def _object(element: Element, readers: dict[str, Reader]) -> dict[str, Any]:
    """An element that holds elements: attributes and a text have no place there, and the rules tell so."""
    stray = {TEXT: text(element)} if text(element) else {}
    return {**attributes(element), **stray, **fields(element, readers)}


def _items(name: str, reader: Reader) -> Reader:
    """The children of a list element, all of one name; what holds anything else is read so that the rules refuse it."""

    def read(element: Element) -> Any:
        if text(element) or attributes(element):
            return extension(element)
        return [reader(child) if child.tag == name else {child.tag: plain(child)} for child in children(element)]

    return read


def _words(vocabulary: Vocabulary) -> Reader:
    return lambda element: word(element, vocabulary)


def _number(element: Element) -> Any:
    held = plain(element)
    return number(held) if isinstance(held, str) else held


def _quantity(element: Element) -> dict[str, Any]:
    return _object(element, {"quantity": _number})


def _place(element: Element) -> dict[str, Any]:
    return _object(element, {})


def _typed(element: Element, vocabulary: Vocabulary) -> dict[str, Any]:
    """A transaction, source or destination: its type is an attribute."""
    kind = {name: vocabulary.word(value.strip()) for name, value in element.items() if split(name)[0] != XSI}
    return {**kind, element.tag: extension(element) if len(element) else text(element)}


def _typed_list(name: str, vocabulary: Vocabulary) -> Reader:
    return _items(name, lambda child: _typed(child, vocabulary))


def _attributes(element: Element) -> dict[str, Any]:
    """What a sensor says stands in attributes; further elements are extensions."""
    said = {name: _ATTRIBUTES.get(name, str)(value.strip()) for name, value in element.items() if split(name)[0] != XSI}
    stray = {TEXT: text(element)} if text(element) else {}
    return {**said, **stray, **fields(element, {})}


def _sensor_element(element: Element) -> dict[str, Any]:
    held = _object(element, {"sensorMetadata": _attributes, "sensorReport": _attributes})
    return _listed(held, "sensorReport")


def _lasting(element: Element) -> dict[str, Any]:
    disposition = _words(cbv.DISPOSITION)
    return _listed(_object(element, {"set": disposition, "unset": disposition}), "set", "unset")


def _listed(held: dict[str, Any], *names: str) -> dict[str, Any]:
    """Fields that are lists in the JSON binding are lists even when they stand once."""
    return {name: [value] if name in names and not isinstance(value, list) else value for name, value in held.items()}


def _declaration(element: Element) -> dict[str, Any]:
    return fields(element, {"reason": _words(cbv.REASON), "correctiveEventIDs": _items("correctiveEventID", plain)})


_EPCS, _QUANTITIES = _items("epc", plain), _items("quantityElement", _quantity)

READERS: dict[str, Reader] = {
    **dict.fromkeys(("epcList", "childEPCs", "inputEPCList", "outputEPCList"), _EPCS),
    **dict.fromkeys(("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"), _QUANTITIES),
    "bizStep": _words(cbv.BIZ_STEP),
    "disposition": _words(cbv.DISPOSITION),
    "persistentDisposition": _lasting,
    "readPoint": _place,
    "bizLocation": _place,
    "bizTransactionList": _typed_list("bizTransaction", cbv.TRANSACTION_TYPE),
    "sourceList": _typed_list("source", cbv.PARTY_TYPE),
    "destinationList": _typed_list("destination", cbv.PARTY_TYPE),
    "sensorElementList": _items("sensorElement", _sensor_element),
    "ilmd": lambda element: fields(element, {}),
    "errorDeclaration": _declaration,
}


def event(element: Element) -> dict[str, Any]:
    """One event; the name of its element is its type."""
    return {"type": element.tag, **fields(element, READERS)}
