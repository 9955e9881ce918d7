"""The reporting records of mtrace: fields divided by ``|``, named by position (공개된 연계 규격의 필드 순서)."""

from __future__ import annotations

from collections.abc import Mapping

from harvesters.errors import SkipObjectError

_CLIENT = ("업체명", "대표자명", "휴대폰번호", "전화번호", "주소")
_CERTIFICATES = ("HACCP", "친환경", "동물복지", "무항생제", "유기축산")
_SIZES = ("왕란", "특란", "대란", "중란", "소란", "기타")


def _with(head: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{head} {name}" for name in names)


_FARM = ("농장식별번호", "농장고유번호", "농장명", "농장경영자명", "농장 의약품사용여부", *_with("농장", _CERTIFICATES))
_REPORTER = ("신고인 사업자등록번호", "신고인 인허가번호")

#: Field names by service; 40, 57 and 30 of them.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "addEggHistNo": (
        "이력번호", *_REPORTER, "발급일자", "의뢰인 사업자등록번호", "의뢰인 인허가번호",
        *_with("의뢰처", _CLIENT), *_with("의뢰처", _CERTIFICATES), *_FARM,
        "계란의용도", "산란일자", "산란주령", "보관방법", "보관방법기타", "유통기한", *_SIZES, "등급", "세척방법코드",
    ),
    "addEggPackng": (
        *_REPORTER, "이력번호", "발급일자", "의뢰일자", "의뢰업체 유형", "의뢰인 사업자등록번호", "의뢰인 인허가번호",
        *_with("의뢰처", _CLIENT), *_with("의뢰처", _CERTIFICATES), *_FARM,
        "계란의용도", "산란일자", "산란주령", *_SIZES, "등급", "보관방법", "보관방법기타", "유통기한",
        *_with("처리", _SIZES), "폐기수량", "폐기방법", "폐기기타내용", "세척방법코드", *_with("폐기", _SIZES),
    ),
    "addEggTrade": (
        *_REPORTER, "신고인 농장식별번호", "거래구분", "거래일자", "농장여부", "거래처 유형", "거래처 사업자번호",
        "거래처 인허가번호", "거래처 농장식별번호", *_with("거래처", _CLIENT), "이력번호", "계란의용도", "산란일자",
        *_SIZES, "등급", "냉장출하여부", "유통기한", "폐기방법", "폐기기타사유", "신고 일련번호",
    ),
}  # fmt: skip


def service_of(line: str) -> str | None:
    """Which service a line belongs to, by its number of fields."""
    count = line.count("|") + 1
    return next((name for name, names in FIELDS.items() if len(names) == count), None)


def parse(line: str, service: str) -> dict[str, str]:
    """A line's fields by name.

    Raises:
        SkipObjectError: It has another number of fields; the line itself is not repeated, it is private.
    """
    names, values = FIELDS[service], line.rstrip("\r\n").split("|")
    if len(values) != len(names):
        raise SkipObjectError(
            "mtrace-fields",
            f"{service} 전문의 필드는 {len(names)}개여야 하는데 {len(values)}개입니다.",
            f"A record of {service} has {len(names)} fields; this one has {len(values)}.",
        )
    return dict(zip(names, (value.strip() for value in values), strict=True))
