"""Events: the five types of EPCIS 2.0, and anybody's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from govinnov.trace.epcis import vocabulary as cbv
from govinnov.trace.epcis.model import Event
from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules import fields as f
from govinnov.trace.epcis.rules import values as v
from govinnov.trace.epcis.rules.contexts import context
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.rules.shapes import Shape, list_of, one_or_list_of
from govinnov.trace.epcis.rules.words import word

TIMES = ("eventTime", "eventTimeZoneOffset")


def _of_type(value: Any, place: Place, report: Report) -> None:
    """The type was looked at before."""


def _id(value: Any, place: Place, report: Report) -> None:
    report.add("event-with-id", place, value)
    v.uri(value, place, report)


ANY: Mapping[str, v.Check] = {
    "@context": context,
    "type": _of_type,
    "id": _id,
    "eventTime": v.time,
    "recordTime": v.time,
    "eventTimeZoneOffset": v.offset,
    "eventID": v.uri,
    "certificationInfo": one_or_list_of(v.uri),
    "errorDeclaration": f.ERROR_DECLARATION,
}
COMMON: Mapping[str, v.Check] = {
    **ANY,
    "bizStep": word(cbv.BIZ_STEP),
    "disposition": word(cbv.DISPOSITION),
    "persistentDisposition": f.PERSISTENT_DISPOSITION,
    "readPoint": f.PLACE,
    "bizLocation": f.PLACE,
    "bizTransactionList": list_of(f.BIZ_TRANSACTION),
    "sourceList": list_of(f.SOURCE),
    "destinationList": list_of(f.DESTINATION),
    "sensorElementList": list_of(f.SENSOR_ELEMENT),
}
QUANTITIES = list_of(f.QUANTITY)
OBJECTS: Mapping[str, v.Check] = {"action": v.action, "quantityList": QUANTITIES}
CHILDREN: Mapping[str, v.Check] = {
    "action": v.action,
    "parentID": v.uri,
    "childEPCs": f.URIS,
    "childQuantityList": QUANTITIES,
}

SHAPES: Mapping[str, Shape] = {
    "ObjectEvent": Shape({**COMMON, **OBJECTS, "epcList": f.DISTINCT_URIS, "ilmd": f.ILMD}, (*TIMES, "action")),
    "AggregationEvent": Shape({**COMMON, **CHILDREN}, (*TIMES, "action")),
    "AssociationEvent": Shape({**COMMON, **CHILDREN}, (*TIMES, "action", "parentID")),
    "TransactionEvent": Shape(
        {
            **COMMON,
            **OBJECTS,
            "bizTransactionList": list_of(f.BIZ_TRANSACTION, 1),
            "parentID": v.uri,
            "epcList": f.URIS,
        },
        (*TIMES, "action", "bizTransactionList"),
    ),
    "TransformationEvent": Shape(
        {
            **COMMON,
            "inputEPCList": f.DISTINCT_URIS,
            "outputEPCList": f.DISTINCT_URIS,
            "inputQuantityList": QUANTITIES,
            "outputQuantityList": QUANTITIES,
            "transformationID": v.uri,
            "ilmd": f.ILMD,
        },
        TIMES,
    ),
}
OWN = Shape(ANY, TIMES, others="anything")


def event(value: Any, place: Place, report: Report) -> None:
    """One event."""
    if not isinstance(value, dict):
        report.wrong(place, value, v.OBJECT)
        return
    kind = value.get("type")
    if isinstance(kind, str) and kind in SHAPES:
        SHAPES[kind](value, place, report)
        _whole(kind, value, place, report)
    else:
        _own(value, place, report)


def _own(value: Event, place: Place, report: Report) -> None:
    """An event of somebody's own type, which must be an IRI."""
    kind = value.get("type")
    if "type" not in value:
        report.add("field-missing", (place, "type"))
    elif not isinstance(kind, str):
        report.wrong((place, "type"), kind, v.TEXT)
    elif not _names_a_type(kind):
        report.add("event-type-unknown", (place, "type"), kind, kind.partition("}")[2] or None)
    OWN(value, place, report)


def _names_a_type(kind: str) -> bool:
    """Whether a type is an IRI, or the name of an XML element of somebody's own: EPCIS itself has no namespace here."""
    return v.is_uri(kind) or (kind.startswith("{") and not kind.startswith("{urn:epcglobal:epcis"))


def _whole(kind: str, value: Event, place: Place, report: Report) -> None:
    """What can only be said of an event as a whole."""
    has, needed = ABOUT[kind]
    if not has(value):
        report.add("what-missing", place, needed=needed)
    if kind == "ObjectEvent" and "ilmd" in value and value.get("action") in ("OBSERVE", "DELETE"):
        report.add("ilmd-not-allowed", (place, "ilmd"))
    lasting = value.get("persistentDisposition")
    if lasting is not None and kind not in ("ObjectEvent", "TransformationEvent"):
        report.add("persistent-disposition-here", (place, "persistentDisposition"), type=kind)
    if isinstance(lasting, dict) and not {"set", "unset"} & lasting.keys():
        report.add("what-missing", (place, "persistentDisposition"), needed="set, unset")


def _filled(value: Event, *names: str) -> bool:
    """Whether one of these lists has items."""
    return any(isinstance(value.get(name), list) and value[name] for name in names)


def _about_objects(value: Event) -> bool:
    seen = _filled(value, "sensorElementList") and "readPoint" in value
    return "epcList" in value or _filled(value, "quantityList") or seen


def _about_transaction(value: Event) -> bool:
    return "epcList" in value or _filled(value, "quantityList") or _ends(value)


def _about_children(value: Event) -> bool:
    return _filled(value, "childEPCs", "childQuantityList") or _ends(value)


def _about_transformation(value: Event) -> bool:
    inputs = _filled(value, "inputEPCList", "inputQuantityList")
    outputs = _filled(value, "outputEPCList", "outputQuantityList")
    return (inputs and outputs) or ("transformationID" in value and (inputs or outputs))


def _ends(value: Event) -> bool:
    """Whether everything is taken apart: then nothing need be named. (A missing action is told elsewhere.)"""
    return value.get("action", "DELETE") == "DELETE"


#: For each type: does the event say what it is about, and what could say it.
ABOUT: Mapping[str, tuple[Callable[[Event], bool], str]] = {
    "ObjectEvent": (_about_objects, "epcList, quantityList, sensorElementList + readPoint"),
    "AggregationEvent": (_about_children, "childEPCs, childQuantityList"),
    "AssociationEvent": (_about_children, "childEPCs, childQuantityList"),
    "TransactionEvent": (_about_transaction, "epcList, quantityList"),
    "TransformationEvent": (
        _about_transformation,
        "inputEPCList | inputQuantityList + outputEPCList | outputQuantityList",
    ),
}
