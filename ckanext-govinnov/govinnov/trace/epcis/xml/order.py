"""The order in which the XML schema of EPCIS 2.0 wants the elements of an event, and of what is in it.

Source: GS1 EPCIS 2.0, EPCglobal-epcis-2_0.xsd. Extensions come last.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

_FIRST = ("eventTime", "recordTime", "eventTimeZoneOffset", "eventID", "errorDeclaration", "certificationInfo")
_WHERE = ("bizStep", "disposition", "readPoint", "bizLocation")
_LAST = ("sourceList", "destinationList", "sensorElementList", "persistentDisposition", "ilmd")
_TRANSACTIONS = "bizTransactionList"
_SEQUENCES: Mapping[str, tuple[str, ...]] = {
    "ObjectEvent": (*_FIRST, "epcList", "action", *_WHERE, _TRANSACTIONS, "quantityList", *_LAST),
    "AggregationEvent": (
        *(*_FIRST, "parentID", "childEPCs", "action"),
        *(*_WHERE, _TRANSACTIONS, "childQuantityList", *_LAST),
    ),
    "AssociationEvent": (
        *(*_FIRST, "parentID", "childEPCs", "childQuantityList", "action"),
        *(*_WHERE, _TRANSACTIONS, *_LAST),
    ),
    "TransactionEvent": (
        *(*_FIRST, _TRANSACTIONS, "parentID", "epcList", "action"),
        *(*_WHERE, "quantityList", *_LAST),
    ),
    "TransformationEvent": (
        *(*_FIRST, "inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList", "transformationID"),
        *(*_WHERE, _TRANSACTIONS, *_LAST),
    ),
    "errorDeclaration": ("declarationTime", "reason", "correctiveEventIDs"),
    "quantityElement": ("epcClass", "quantity", "uom"),
    "persistentDisposition": ("unset", "set"),
    "sensorElement": ("sensorMetadata", "sensorReport"),
    "readPoint": ("id",),
    "bizLocation": ("id",),
}
_PLACES = {around: {name: n for n, name in enumerate(names)} for around, names in _SEQUENCES.items()}
_OWN = {name: n for n, name in enumerate(_FIRST)}
_BEHIND = 99


def place(around: str, name: str) -> int:
    """A number for a field of an event, or of an element in it: what comes before it has a smaller one."""
    return _PLACES.get(around, _OWN).get(name, _BEHIND)


def misplaced(event: Element) -> tuple[str, str] | None:
    """Of the fields of an event the first that should stand before the one before it: that one and it.

    Wrappers of older documents, and names that nobody knows, are passed over.
    """
    known = _PLACES.get(event.tag, _OWN)
    names = [child.tag for child in event if child.tag in known or child.tag.startswith("{")]
    places = [known.get(name, _BEHIND) for name in names]
    return next(
        (pair for pair, (one, other) in zip(pairwise(names), pairwise(places), strict=True) if other < one), None
    )
