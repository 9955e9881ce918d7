"""What is wrong with a request: the problem bodies of RFC 7807, with the exceptions that EPCIS names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from govinnov.trace.epcis.xml.writing import told

_EXCEPTION = "epcisException:"
_NAMESPACE = "urn:epcglobal:epcis:xsd:2"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a request is not answered; ``ko`` and ``en`` say what to do."""

    status: int
    exception: str
    title: str
    ko: str
    en: str

    def as_dict(self) -> dict[str, Any]:
        """The body of the answer, and one of the errors of a capture job."""
        detail = f"{self.ko} {self.en}"
        return {"type": _EXCEPTION + self.exception, "title": self.title, "status": self.status, "detail": detail}

    def as_json(self) -> bytes:
        """The body in JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False).encode("utf-8", "replace")

    def as_xml(self) -> bytes:
        """The body in XML."""
        root = Element(f"{{{_NAMESPACE}}}EPCISException")
        fill(root, self.as_dict())
        return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def fill(parent: Element, held: dict[str, Any]) -> None:
    """Write fields below an element."""
    for name, value in held.items():
        SubElement(parent, name).text = told(str(value))


def invalid(ko: str, en: str) -> Problem:
    """What was sent is no valid event, or is held."""
    return Problem(400, "ValidationException", "The event is not valid, or may not be stored", ko, en)


def parameter(ko: str, en: str) -> Problem:
    """A parameter of a query is wrong."""
    return Problem(400, "QueryParameterException", "A parameter of the query is wrong", ko, en)


def not_here(ko: str, en: str) -> Problem:
    """The standard knows it, this profile does not."""
    return Problem(501, "ImplementationException", "Not part of this server's profile", ko, en)


def not_acceptable(ko: str, en: str) -> Problem:
    """The answer can't be given in the form that was asked for."""
    return Problem(406, "NotAcceptableException", "Not in this form", ko, en)


UNAUTHORIZED = Problem(
    401,
    "SecurityException",
    "A token is needed",
    "CKAN API 토큰을 Authorization 머리글에 넣어 보내세요.",
    "Send a CKAN API token in the header Authorization.",
)
FORBIDDEN = Problem(
    403,
    "SecurityException",
    "This token may not capture",
    "이 토큰의 기관에 GLN이 정해져 있지 않습니다. 운영자에게 등록을 청하세요.",
    "No GLN is set for an organisation of this token. Ask the operator to enter one.",
)
NOT_FOUND = Problem(
    404,
    "NoSuchResourceException",
    "There is no such thing here",
    "이 이름의 것이 없거나, 이 토큰으로는 볼 수 없습니다.",
    "Nothing of this name is here for this token.",
)
REPEATED = Problem(
    409,
    "ResourceAlreadyExistsException",
    "The event is known already",
    "이 이벤트는 이미 있습니다. 고치려면 errorDeclaration을 보내세요.",
    "This event is known already. To correct it, send an errorDeclaration.",
)
TOO_SLOW = Problem(
    413,
    "QueryTooComplexException",
    "The query takes too long",
    "질의가 너무 오래 걸립니다. 기간이나 EPC로 좁혀 다시 물으세요.",
    "The query takes too long. Narrow it by time or by EPC.",
)
TOO_LONG = Problem(
    414,
    "URITooLongException",
    "The address is too long",
    "주소가 너무 깁니다. 값을 나누어 물으세요.",
    "The address is too long. Ask for fewer values at once.",
)
UNSUPPORTED = Problem(
    415,
    "UnsupportedMediaTypeException",
    "The body has another form",
    "본문은 JSON-LD(application/json), /capture에서는 XML(application/xml)도 됩니다.",
    "Send JSON-LD (application/json); /capture takes XML (application/xml) too.",
)
SILENT = Problem(
    500,
    "ImplementationException",
    "The store does not answer",
    "지금은 저장소가 답하지 않습니다. 잠시 뒤에 다시 해 보세요.",
    "The store does not answer at the moment. Try again in a while.",
)
NOT_PROFILE = not_here(
    "EPCIS 표준에는 있지만 이 서버의 첫 프로필에는 없습니다.",
    "EPCIS has this, the first profile of this server does not.",
)


def too_large(events: int, size: int) -> Problem:
    """More than one delivery may hold."""
    return Problem(
        413,
        "CaptureLimitExceededException",
        "The delivery is too large",
        f"한 번에 이벤트 {events}개, {size}바이트까지 받습니다. 나누어 보내세요.",
        f"At most {events} events and {size} bytes are taken at once. Send it in parts.",
    )
