"""The order in which CBV 2.0 writes the fields of an event into the text that is hashed."""

from __future__ import annotations

#: A field's name, and the order of the fields below it.
Order = tuple[tuple[str, "Order"], ...]


def _flat(names: str) -> Order:
    return tuple((name, ()) for name in names.split())


_EPCS = _flat("epc")
_QUANTITIES: Order = (("quantityElement", _flat("epcClass quantity uom")),)
_SENSORS: Order = (
    (
        "sensorElement",
        (
            (
                "sensorMetadata",
                _flat("time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules"),
            ),
            (
                "sensorReport",
                _flat(
                    "type exception deviceID deviceMetadata rawData dataProcessingMethod time microorganism "
                    "chemicalSubstance value component stringValue booleanValue hexBinaryValue uriValue minValue "
                    "maxValue meanValue sDev percRank percValue uom coordinateReferenceSystem"
                ),
            ),
        ),
    ),
)

#: Transactions, sources and destinations are not here: they follow with the extensions, as the generator has it.
EVENT: Order = (
    *_flat("eventTime eventTimeZoneOffset certificationInfo parentID"),
    ("epcList", _EPCS),
    ("inputEPCList", _EPCS),
    ("childEPCs", _EPCS),
    ("quantityList", _QUANTITIES),
    ("childQuantityList", _QUANTITIES),
    ("inputQuantityList", _QUANTITIES),
    ("outputEPCList", _EPCS),
    ("outputQuantityList", _QUANTITIES),
    *_flat("action transformationID bizStep disposition"),
    ("persistentDisposition", _flat("set unset")),
    ("readPoint", _flat("id")),
    ("bizLocation", _flat("id")),
    ("sensorElementList", _SENSORS),
)
#: Two records of one event may differ in these.
IGNORED = frozenset({"recordTime", "eventID", "type", "errorDeclaration"})
TIMES = frozenset({"eventTime", "time", "startTime", "endTime"})
