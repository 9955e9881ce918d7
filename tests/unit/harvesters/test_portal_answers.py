"""The portal's envelope in its many shapes, and its four forms of error."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from harvesters.address import query_of, with_query
from harvesters.errors import AbortJobError, HarvestError, KeyRefusedError, RetryLaterError
from harvesters.portal import read_page, seconds_to_midnight
from harvesters.ports import Answer


class Fixed:
    def now(self) -> datetime:
        return datetime(2026, 3, 1, 14, 0, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        pass


def page(body: str | bytes, status: int = 200) -> list[Any]:
    raw = body.encode() if isinstance(body, str) else body
    return read_page(Answer("http://a/?serviceKey=***", status, {}, raw), Fixed()).items


def envelope(items: object) -> str:
    body = {"items": items, "totalCount": 1}
    return json.dumps({"response": {"header": {"resultCode": "00"}, "body": body}}, ensure_ascii=False)


@pytest.mark.parametrize("nothing", [None, "", [], {}, {"item": ""}, {"item": []}])
def test_no_items_in_any_shape(nothing: object) -> None:
    assert page(envelope(nothing)) == []


@pytest.mark.parametrize("one", [{"item": {"a": "1"}}, {"item": [{"a": "1"}]}, [{"a": "1"}], {"a": "1"}])
def test_one_item_in_any_shape(one: object) -> None:
    assert page(envelope(one)) == [{"a": "1"}]


def test_xml_and_json_say_the_same() -> None:
    xml = (
        "<response><header><resultCode>00</resultCode></header><body><items><item><이름>수질</이름></item>"
        "<item><이름>대기</이름></item></items><totalCount>2</totalCount></body></response>"
    )
    assert page(xml) == page(envelope({"item": [{"이름": "수질"}, {"이름": "대기"}]}))
    assert page(xml.encode("cp949")) == page(xml)
    assert page("\ufeff" + xml) == page(xml)


REASONS = [("22", RetryLaterError), ("30", KeyRefusedError), ("31", KeyRefusedError), ("20", KeyRefusedError),
           ("32", KeyRefusedError), ("04", RetryLaterError), ("12", AbortJobError), ("99", AbortJobError)]  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), REASONS)
def test_every_form_of_an_error_is_read_alike(code: str, kind: type[HarvestError]) -> None:
    xml = (
        "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
        f"<returnReasonCode>{code}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
    )
    header = {"cmmMsgHeader": {"returnReasonCode": code, "returnAuthMsg": ""}}
    forms: list[tuple[str, int]] = [
        (xml, 200),
        (json.dumps({"OpenAPI_ServiceResponse": header}), 403),
        (json.dumps(header), 403),
        (json.dumps({"response": {"header": {"resultCode": code}}}), 200),
        (f"<response><header><resultCode>{code}</resultCode></header></response>", 200),
    ]
    for body, status in forms:
        with pytest.raises(kind) as told:
            page(body, status)
        assert type(told.value) is kind


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ("SERVICE_KEY_IS_NOT_REGISTERED_ERROR", 200, KeyRefusedError),
        ("LIMITED NUMBER OF SERVICE REQUESTS EXCEEDS ERROR", 200, RetryLaterError),
        ("Unauthorized", 401, KeyRefusedError),
        ("Forbidden", 403, KeyRefusedError),
        ("API not found", 404, AbortJobError),
        ("Unexpected errors", 500, RetryLaterError),
        ("<html><body>점검 중</body></html>", 200, AbortJobError),
    ],
)
def test_errors_in_plain_text(text: str, status: int, kind: type[HarvestError]) -> None:
    with pytest.raises(kind):
        page(text, status)


def test_no_data_is_an_empty_list() -> None:
    assert page('{"response": {"header": {"resultCode": "03", "resultMsg": "NODATA_ERROR"}}}') == []


def test_the_daily_limit_ends_at_midnight_in_korea() -> None:
    assert seconds_to_midnight(Fixed().now()) == 3600
    with pytest.raises(RetryLaterError) as told:
        page("<OpenAPI_ServiceResponse><returnReasonCode>22</returnReasonCode></OpenAPI_ServiceResponse>")
    assert told.value.seconds == 3600


def test_a_parameter_is_encoded_once_whichever_form_stood_in_the_address() -> None:
    for given in ("a%2Bb%3D%3D", "a+b=="):
        url = f"http://a/p?serviceKey={given}&x=%ED%95%9C"
        assert query_of(url) == {"serviceKey": "a+b==", "x": "한"}
        assert with_query(url, {"pageNo": "2"}) == "http://a/p?serviceKey=a%2Bb%3D%3D&x=%ED%95%9C&pageNo=2"
