"""Random EPCIS events of every type, as JSON-LD and as XML: seeded, so that a failure can be made again."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from govinnov.trace.epcis import vocabulary as cbv
from govinnov.trace.epcis.xml.order import place

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
#: Two namespaces, for the generator treats those that end with a slash in another way.
NAMESPACES = {"farm": "https://farm.example.org/epcis/", "shop": "https://shop.example.org/epcis"}
TYPES = ("ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent")
_SERIAL = "0123456789ABCDEFGHXYZabcz-_.;=:!()*+,'"


class Maker:
    """Makes events from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def document(self, events: list[dict[str, Any]]) -> dict[str, Any]:
        """A JSON-LD document of events."""
        return {
            "@context": [CONTEXT, dict(NAMESPACES)],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-08-23T07:00:00.000+09:00",
            "epcisBody": {"eventList": events},
        }

    def event(self, kind: str | None = None) -> dict[str, Any]:
        """One valid event."""
        kind = kind or self.random.choice(TYPES)
        made = {"type": kind, "eventTime": self.time(), "eventTimeZoneOffset": self.offset()}
        made |= getattr(self, f"_{kind}")()
        for name, value in self._common():
            if self.random.random() < 0.5:
                made.setdefault(name, value)
        pairs = list(made.items())
        self.random.shuffle(pairs)
        return dict(pairs)

    def _common(self) -> list[tuple[str, Any]]:
        return [
            ("recordTime", self.time()),
            ("eventID", f"urn:uuid:{self.random.getrandbits(128):032x}"),
            ("certificationInfo", self.some(lambda: f"https://cert.example.org/{self.digits(6)}", 1, 2)),
            ("bizStep", self.word(cbv.BIZ_STEP, "https://farm.example.org/step/candling")),
            ("disposition", self.word(cbv.DISPOSITION, "https://farm.example.org/state/cooled")),
            ("readPoint", {"id": self.place(), **self.extensions(1)}),
            ("bizLocation", {"id": self.place()}),
            ("bizTransactionList", self.some(lambda: self.pair("bizTransaction", cbv.TRANSACTION_TYPE), 1, 3)),
            ("sourceList", self.some(lambda: self.pair("source", cbv.PARTY_TYPE), 1, 2)),
            ("destinationList", self.some(lambda: self.pair("destination", cbv.PARTY_TYPE), 1, 2)),
            ("sensorElementList", self.some(self.sensor, 1, 2)),
            *self.extensions(3).items(),
        ]

    def _ObjectEvent(self) -> dict[str, Any]:  # noqa: N802 - named by the type
        action = self.random.choice(["ADD", "OBSERVE", "DELETE"])
        made = {"action": action, "epcList": self.distinct(self.epc, 0, 4)}
        if self.random.random() < 0.5:
            made["quantityList"] = self.some(self.quantity, 1, 3)
        if self.random.random() < 0.3:
            made["persistentDisposition"] = self.lasting()
        if action == "ADD" and self.random.random() < 0.5:
            made["ilmd"] = self.extensions(3) or {"farm:breed": "Hy-Line"}
        return made

    def _AggregationEvent(self) -> dict[str, Any]:  # noqa: N802
        made = {"action": self.random.choice(["ADD", "OBSERVE", "DELETE"]), "parentID": self.epc()}
        if self.random.random() < 0.5:
            return {**made, "childEPCs": self.distinct(self.epc, 1, 4)}
        return {**made, "childQuantityList": self.some(self.quantity, 1, 3)}

    _AssociationEvent = _AggregationEvent

    def _TransactionEvent(self) -> dict[str, Any]:  # noqa: N802
        transactions = self.some(lambda: self.pair("bizTransaction", cbv.TRANSACTION_TYPE), 1, 3)
        return {"action": "OBSERVE", "epcList": self.distinct(self.epc, 0, 3), "bizTransactionList": transactions}

    def _TransformationEvent(self) -> dict[str, Any]:  # noqa: N802
        made: dict[str, Any] = {
            "inputEPCList": self.distinct(self.epc, 1, 3),
            "outputQuantityList": self.some(self.quantity, 1, 3),
        }
        if self.random.random() < 0.4:
            made |= {"outputEPCList": self.distinct(self.epc, 1, 3), "transformationID": "urn:uuid:" + self.digits(8)}
        if self.random.random() < 0.4:
            made |= {"inputQuantityList": self.some(self.quantity, 1, 2), "ilmd": {"farm:lotNumber": self.digits(5)}}
        return made

    def some(self, make: Any, least: int, most: int) -> list[Any]:
        return [make() for _ in range(self.random.randint(least, most))]

    def distinct(self, make: Any, least: int, most: int) -> list[Any]:
        return list(dict.fromkeys(self.some(make, least, most)))

    def digits(self, length: int) -> str:
        return "".join(self.random.choices("0123456789", k=length))

    def serial(self, most: int = 12) -> str:
        return "".join(self.random.choices(_SERIAL, k=self.random.randint(1, most)))

    def time(self) -> str:
        """A time that rounds to a millisecond of its own second: the others the generator loses."""
        fraction = self.random.choice(["", ".5", ".116", f".{self.random.randint(0, 999_499):06d}", ".0005", ".0015"])
        day = f"{self.random.randint(2017, 2027)}-{self.random.randint(1, 12):02d}-{self.random.randint(1, 28):02d}"
        clock = f"{self.random.randint(0, 23):02d}:{self.random.randint(0, 59):02d}:{self.random.randint(0, 59):02d}"
        return f"{day}T{clock}{fraction}{self.random.choice(['Z', self.offset()])}"

    def offset(self) -> str:
        return self.random.choice(["+09:00", "-06:00", "+00:00", "+05:30", "+13:45", "+14:00"])

    def word(self, vocabulary: cbv.Vocabulary, own: str) -> str:
        return self.random.choice([*sorted(vocabulary.words), own])

    def split(self, length: int) -> str:
        prefix = self.random.randint(6, 11)
        return f"{self.digits(prefix)}.{self.digits(length - prefix)}"

    def place(self) -> str:
        return self.random.choice(
            [
                f"urn:epc:id:sgln:{self.split(12)}.{self.random.choice(['0', self.serial()])}",
                f"urn:epc:id:sgln:{self.digits(12)}..0",
                f"https://id.gs1.org/414/{self.digits(13)}",
                f"https://farm.example.org/x/gln/{self.digits(13)}/254/{self.digits(3)}?a=b.c",
                "geo:37.5665,126.9780",
            ]
        )

    def epc(self) -> str:
        return self.random.choice(
            [
                f"urn:epc:id:sgtin:{self.split(13)}.{self.serial()}",
                f"urn:epc:id:sscc:{self.split(17)}",
                f"urn:epc:id:grai:{self.split(12)}.{self.serial()}",
                f"urn:epc:id:giai:{self.digits(8)}.{self.serial()}",
                f"urn:epc:id:gsrn:{self.split(17)}",
                f"urn:epc:id:gdti:{self.split(12)}.{self.serial()}",
                f"urn:epc:id:itip:{self.split(13)}.01.02.{self.serial()}",
                f"urn:epc:id:upui:{self.split(13)}.{self.serial()}",
                f"urn:epc:id:cpi:{self.digits(7)}.{self.digits(4)}-A.{self.digits(5)}",
                f"urn:epc:id:gsin:{self.split(16)}",
                f"https://id.gs1.org/01/{self.digits(14)}/21/{self.digits(6)}",
                f"https://shop.example.org/gtin/{self.digits(13)}/lot/{self.digits(4)}A/ser/{self.digits(3)}?17=270101",
                f"urn:x-govinnov:egg10/2026-08-{self.random.randint(1, 31):02d}/M3FSD/2",
                "urn:uuid:5f7c472b-c490-4de2-9a19-b2efc8e4a9c6",
            ]
        )

    def lot(self) -> str:
        return self.random.choice(
            [
                f"urn:epc:class:lgtin:{self.split(13)}.{self.serial()}",
                f"urn:epc:idpat:sgtin:{self.split(13)}.*",
                f"https://id.gs1.org/01/{self.digits(14)}/10/{self.digits(4)}",
                f"urn:x-govinnov:hist12/{self.digits(12)}",
            ]
        )

    def quantity(self) -> dict[str, Any]:
        made: dict[str, Any] = {"epcClass": self.lot(), "quantity": self.number()}
        return {**made, "uom": self.random.choice(["KGM", "EA"])} if self.random.random() < 0.5 else made

    def number(self) -> Any:
        return self.random.choice(
            [0, 1, 200, 4.5, 0.25, 1e-7, 12345678901234567890, round(self.random.random() * 999, 3)]
        )

    def pair(self, name: str, vocabulary: cbv.Vocabulary) -> dict[str, Any]:
        return {"type": self.word(vocabulary, "https://farm.example.org/kind/own"), name: f"urn:x:{self.serial()}"}

    def lasting(self) -> dict[str, Any]:
        return {"set": ["completeness_verified"], "unset": self.random.choice([["in_transit"], ["damaged", "expired"]])}

    def sensor(self) -> dict[str, Any]:
        made: dict[str, Any] = {"sensorReport": self.some(self.report, 1, 3), **self.extensions(2)}
        if self.random.random() < 0.6:
            made["sensorMetadata"] = {"time": self.time(), "deviceID": self.epc(), **self.extensions(1, flat=True)}
        return made

    def report(self) -> dict[str, Any]:
        made: dict[str, Any] = {"type": self.word(cbv.MEASUREMENT, "https://farm.example.org/measure/ammonia")}
        choices = [
            ("value", self.number()),
            ("minValue", self.number()),
            ("component", self.word(cbv.COMPONENT, "https://farm.example.org/axis")),
            ("stringValue", f"text {self.serial()}"),
            ("hexBinaryValue", "f0f0f0"),
            ("uriValue", "https://id.gs1.org/8004/4000001111"),
            ("time", self.time()),
            ("uom", "CEL"),
            *self.extensions(1, flat=True).items(),
        ]
        return {**made, **dict(self.random.sample(choices, self.random.randint(0, len(choices))))}

    def extensions(self, most: int, *, flat: bool = False) -> dict[str, Any]:
        """Fields of somebody's own: texts, lists, and objects in one another."""
        return {
            f"{self.random.choice(list(NAMESPACES))}:field{number}": self.held(0 if flat else 2)
            for number in range(self.random.randint(0, most))
        }

    def held(self, depth: int) -> Any:
        kind = self.random.random()
        if depth == 0 or kind < 0.5:
            return self.random.choice(
                ["맑음", "a b", self.digits(4), "0823E00012", "1.50", "https://id.gs1.org/01/04012345123456"]
            )
        if kind < 0.75:
            return [self.held(0) for _ in range(self.random.randint(2, 3))]
        return {f"farm:inner{number}": self.held(depth - 1) for number in range(1, self.random.randint(2, 4))}


def as_xml(events: list[dict[str, Any]], *, in_order: bool = True) -> str:
    """The same events as an XML document, with their fields in the order of the schema or as they come."""
    declared = " ".join(f'xmlns:{name}="{iri}"' for name, iri in NAMESPACES.items())
    body = "".join(_element(event["type"], _ordered(event) if in_order else _held(event)) for event in events)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" {declared} '
        'schemaVersion="2.0" creationDate="2026-08-23T07:00:00.000+09:00"><EPCISBody><EventList>'
        f"{body}</EventList></EPCISBody></epcis:EPCISDocument>"
    )


def _held(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "type"}


def _ordered(event: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(_held(event).items(), key=lambda one: place(event["type"], one[0])))


_ITEMS = {
    **dict.fromkeys(("epcList", "childEPCs", "inputEPCList", "outputEPCList"), "epc"),
    **dict.fromkeys(
        ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"), "quantityElement"
    ),
    "sensorElementList": "sensorElement",
    "correctiveEventIDs": "correctiveEventID",
}
_PAIRS = {
    "bizTransactionList": ("bizTransaction", cbv.TRANSACTION_TYPE),
    "sourceList": ("source", cbv.PARTY_TYPE),
    "destinationList": ("destination", cbv.PARTY_TYPE),
}
_WORDS = {"bizStep": cbv.BIZ_STEP, "disposition": cbv.DISPOSITION, "set": cbv.DISPOSITION, "unset": cbv.DISPOSITION}
_SENSOR_WORDS = {"type": cbv.MEASUREMENT, "exception": cbv.ALERT, "component": cbv.COMPONENT}


def _element(name: str, value: Any) -> str:
    if name in _ITEMS:
        return f"<{name}>{''.join(_element(_ITEMS[name], item) for item in value)}</{name}>"
    if name in _PAIRS:
        return f"<{name}>{''.join(_pair(*_PAIRS[name], item) for item in value)}</{name}>"
    if name in ("sensorMetadata", "sensorReport"):
        return "".join(_sensor(name, item) for item in (value if isinstance(value, list) else [value]))
    if isinstance(value, list):
        return "".join(_element(name, item) for item in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(_element(key, item) for key, item in value.items())}</{name}>"
    words = _WORDS.get(name)
    return f"<{name}>{escape(words.iri(value) if words else _plain(value))}</{name}>"


def _pair(name: str, vocabulary: cbv.Vocabulary, value: dict[str, str]) -> str:
    return f"<{name} type={quoteattr(vocabulary.iri(value['type']))}>{escape(value[name])}</{name}>"


def _sensor(name: str, value: dict[str, Any]) -> str:
    attributes = " ".join(
        f"{key}={quoteattr(_SENSOR_WORDS[key].iri(item) if key in _SENSOR_WORDS else _plain(item))}"
        for key, item in value.items()
    )
    return f"<{name} {attributes}/>"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (str, Decimal)) else format(Decimal(repr(value)), "f")
