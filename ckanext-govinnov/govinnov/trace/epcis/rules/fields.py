"""Which fields the objects of EPCIS 2.0 have, and what may stand in them: the rules as data."""

from __future__ import annotations

from typing import Any

from govinnov.trace.epcis import vocabulary as cbv
from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules import values as v
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.rules.shapes import Shape, list_of
from govinnov.trace.epcis.rules.words import measurement, word

DISPOSITIONS = list_of(word(cbv.DISPOSITION), 1, unique=True)
URIS = list_of(v.uri)
DISTINCT_URIS = list_of(v.uri, unique=True)

PERSISTENT_DISPOSITION = Shape({"set": DISPOSITIONS, "unset": DISPOSITIONS}, others="nothing")
PLACE = Shape({"id": v.uri}, ("id",), others="anything")
QUANTITY = Shape({"epcClass": v.uri, "quantity": v.quantity, "uom": v.uom}, ("epcClass",), others="nothing")
BIZ_TRANSACTION = Shape(
    {"type": word(cbv.TRANSACTION_TYPE), "bizTransaction": v.uri}, ("bizTransaction",), others="nothing"
)
SOURCE = Shape({"type": word(cbv.PARTY_TYPE), "source": v.uri}, ("type", "source"), others="nothing")
DESTINATION = Shape({"type": word(cbv.PARTY_TYPE), "destination": v.uri}, ("type", "destination"), others="nothing")
ERROR_DECLARATION = Shape(
    {"declarationTime": v.time, "reason": word(cbv.REASON), "correctiveEventIDs": URIS}, ("declarationTime",)
)
ILMD = Shape({})

_DEVICE = {
    "time": v.time,
    "deviceID": v.uri,
    "deviceMetadata": v.uri,
    "rawData": v.uri,
    "dataProcessingMethod": v.uri,
    "bizRules": v.uri,
}
SENSOR_METADATA = Shape({**_DEVICE, "startTime": v.time, "endTime": v.time})
SENSOR_REPORT = Shape(
    {
        **_DEVICE,
        "type": measurement,
        "exception": word(cbv.ALERT),
        "component": word(cbv.COMPONENT),
        "microorganism": v.uri,
        "chemicalSubstance": v.uri,
        "coordinateReferenceSystem": v.uri,
        "uriValue": v.uri,
        "stringValue": v.text,
        "booleanValue": v.truth,
        "hexBinaryValue": v.hexadecimal,
        "uom": v.text,
        **dict.fromkeys(("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), v.number),
    }
)


def sensor_report(value: Any, place: Place, report: Report) -> None:
    """One measured value: it says what was measured or what went wrong."""
    SENSOR_REPORT(value, place, report)
    if isinstance(value, dict) and "type" not in value and "exception" not in value:
        report.add("report-of-nothing", place)


SENSOR_ELEMENT = Shape(
    {"type": v.uri, "sensorMetadata": SENSOR_METADATA, "sensorReport": list_of(sensor_report, 1)}, ("sensorReport",)
)
