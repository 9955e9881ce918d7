"""The answers of data.go.kr: one envelope in XML and JSON, and four forms of error, told apart by the body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from lxml import etree

from harvesters import jsonsafe, xmlsafe
from harvesters.errors import AbortJobError, HarvestError, KeyRefusedError, RetryLaterError
from harvesters.filerecord import looks_like_html
from harvesters.paging import ListPage
from harvesters.ports import Answer, Clock

KST = timezone(timedelta(hours=9))
#: Result codes that mean success, and the one that means an empty list.
GOOD = frozenset({"", "0", "00", "000", "0000", "INFO-000", "INFO-0", "NORMAL_CODE", "NORMAL_SERVICE"})
NO_DATA = frozenset({"3", "03", "INFO-200", "NODATA_ERROR"})
DAILY_LIMIT = frozenset({"22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"})
KEY_REFUSED = frozenset(
    {
        "20", "21", "30", "31", "32", "33",
        "SERVICE_ACCESS_DENIED_ERROR", "TEMPORARILY_DISABLE_THE_SERVICEKEY_ERROR",
        "SERVICE_KEY_IS_NOT_REGISTERED_ERROR", "DEADLINE_HAS_EXPIRED_ERROR",
        "UNREGISTERED_IP_ERROR", "UNSIGNED_CALL_ERROR", "UNAUTHORIZED", "FORBIDDEN",
    }
)  # fmt: skip
PASSING = frozenset({"1", "01", "2", "02", "4", "04", "5", "05", "23", "APPLICATION_ERROR", "DB_ERROR", "HTTP_ERROR"})


def read_page(answer: Answer, clock: Clock) -> ListPage:
    """The items of an answer; its body is read before its status.

    Raises:
        KeyRefusedError: The key is unknown, expired, or not for this service or address.
        RetryLaterError: The daily limit is used up (until midnight in Korea), or the service can't now.
        AbortJobError: Anything else that is no list.
    """
    body = answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if looks_like_html(body):
        raise _not_a_list(answer)
    if body.startswith(b"<"):
        return _xml_page(xmlsafe.parse(answer.body), clock)
    if body[:1] in (b"{", b"["):
        return _json_page(jsonsafe.parse(answer.body), answer, clock)
    raise _plain_error(body.decode("utf-8", "replace"), answer, clock)


def _xml_page(root: etree._Element, clock: Clock) -> ListPage:
    """``response`` with ``header`` and ``body``, or ``OpenAPI_ServiceResponse``."""
    if xmlsafe.local_name(root) == "OpenAPI_ServiceResponse":
        words = {xmlsafe.local_name(item): xmlsafe.text_of(item) for item in root.iter()}
        raise failure(words.get("returnReasonCode", ""), words.get("returnAuthMsg", ""), clock)
    value = {xmlsafe.local_name(root): element_value(root)}
    return _envelope(value.get("response") or next(iter(value.values())), clock)


def element_value(element: etree._Element) -> Any:
    """An XML element as JSON: text, or a mapping; children of one name become a list."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return (element.text or "").strip()
    made: dict[str, Any] = {}
    for child in children:
        name, value = xmlsafe.local_name(child), element_value(child)
        if name in made:
            made[name] = [*made[name], value] if isinstance(made[name], list) else [made[name], value]
        else:
            made[name] = value
    return made


def _json_page(value: Any, answer: Answer, clock: Clock) -> ListPage:
    if not isinstance(value, Mapping):
        raise _not_a_list(answer)
    inner = value.get("response", value)
    service = value.get("OpenAPI_ServiceResponse", value)
    header = service.get("cmmMsgHeader") if isinstance(service, Mapping) else None
    if isinstance(header, Mapping):
        raise failure(str(header.get("returnReasonCode", "")), str(header.get("returnAuthMsg", "")), clock)
    if not isinstance(inner, Mapping) or not ({"body", "header"} & set(inner)):
        raise _not_a_list(answer)
    return _envelope(inner, clock)


def _envelope(response: Any, clock: Clock) -> ListPage:
    """Header and body of a normal answer."""
    if not isinstance(response, Mapping):
        raise failure("", "no response element", clock)
    header, body = response.get("header") or {}, response.get("body") or {}
    code = str(header.get("resultCode", "")).strip() if isinstance(header, Mapping) else ""
    if code in NO_DATA:
        return ListPage([], 0)
    if code not in GOOD:
        raise failure(code, str(header.get("resultMsg", "")), clock)
    if not isinstance(body, Mapping):
        return ListPage([], 0)
    total = str(body.get("totalCount", "")).strip()
    return ListPage(items_of(body.get("items")), int(total) if total.isdigit() else None)


def items_of(items: Any) -> list[Any]:
    """The items, whether they come as nothing, one object, a list, or either below ``item``."""
    inner = items.get("item") if isinstance(items, Mapping) and "item" in items else items
    if inner in (None, "", {}):
        return []
    return list(inner) if isinstance(inner, list) else [inner]


def failure(code: str, message: str, clock: Clock) -> HarvestError:
    """The error of a result code; unknown codes stop the job."""
    names = {code.strip().upper(), "_".join(message.strip(" .").upper().split())}
    shown = f"{code} {message}".strip()[:120]
    if names & DAILY_LIMIT:
        return RetryLaterError(
            "portal-daily-limit",
            f"오늘의 호출 한도를 모두 썼습니다({shown}). 내일 자동으로 다시 시도합니다.",
            f"Today's calls are used up ({shown}); it goes on tomorrow.",
            seconds=seconds_to_midnight(clock.now()),
        )
    if names & KEY_REFUSED:
        return KeyRefusedError(
            "portal-key",
            f"서비스 키가 거절되었습니다({shown}). 담당자가 키와 활용신청을 확인해야 합니다.",
            f"The service key is refused ({shown}); a steward must check the key and its registration.",
        )
    if names & PASSING:
        return RetryLaterError(
            "portal-busy",
            f"제공 서버에 일시적인 오류가 있습니다({shown}). 나중에 다시 시도합니다.",
            f"The service has a passing error ({shown}); it will be tried again.",
        )
    return AbortJobError(
        "portal-error",
        f"제공 서버가 오류를 보냈습니다({shown}). 요청 주소와 옵션을 확인하세요.",
        f"The service answered with an error ({shown}); check the address and the options.",
    )


def seconds_to_midnight(now: datetime) -> float:
    """Seconds until the next day begins in Korea."""
    here = now.astimezone(KST)
    tomorrow = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (tomorrow - here).total_seconds()


def _plain_error(text: str, answer: Answer, clock: Clock) -> HarvestError:
    """An error in plain text: its first word in capitals is the name of a code."""
    upper = "_".join(text.upper().split())
    known = next(
        (name for name in sorted(DAILY_LIMIT | KEY_REFUSED | PASSING) if len(name) > 2 and name in upper), None
    )
    if known:
        return failure("", known, clock)
    if answer.status in (401, 403):
        return failure("", "FORBIDDEN", clock)
    if answer.status >= 500:
        return failure("04", "HTTP ERROR", clock)
    return _not_a_list(answer)


def _not_a_list(answer: Answer) -> HarvestError:
    return AbortJobError(
        "not-a-list",
        f"목록이 아닌 응답이 왔습니다(HTTP {answer.status}): {answer.url}. 주소를 확인하세요.",
        f"The answer is no list (HTTP {answer.status}): {answer.url}; check the address.",
    )
