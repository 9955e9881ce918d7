"""Columns in which something is to be found, in the spellings people use."""

from __future__ import annotations

import random

from corpus_makers import (
    account,
    card,
    digits,
    email,
    licence,
    mobile,
    passport,
    person,
    resident,
    sentence,
)
from screen_corpus import Kind

_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


def _blank(_rng: random.Random) -> str:
    return ""


def _in_words(number: str, rng: random.Random) -> str:
    before, after = rng.choice(["문의: ", "신청인 ", "(", "", "■"]), rng.choice(["입니다", ")", " 확인", "", "."])
    return f"{sentence(rng)} {before}{number}{after}"


def _shortened(rng: random.Random) -> str:
    """A number of 2000–2009 in a spreadsheet's number cell."""
    while True:
        number = resident(rng, "")
        if number.startswith("0") and number[1] != "0":
            return number.lstrip("0")


_RESIDENT = (
    Kind("resident number", "주민등록번호", _blank, {"resident-number": resident}, share=0.5),
    Kind("resident number, unnamed", "항목3", sentence, {"resident-number": resident}),
    Kind("resident number, bare", "비고", sentence, {"resident-number": lambda rng: resident(rng, "")}),
    Kind("resident number, spaced", "비고", sentence, {"resident-number": lambda rng: resident(rng, " - ")}),
    Kind(
        "resident number, dash", "비고", sentence, {"resident-number": lambda rng: resident(rng, rng.choice("–—−ㅡ.~"))}
    ),
    Kind(
        "resident number, full width", "비고", sentence, {"resident-number": lambda rng: resident(rng).translate(_WIDE)}
    ),
    Kind(
        "resident number in words",
        "민원내용",
        sentence,
        {"resident-number": lambda rng: _in_words(resident(rng, rng.choice(["", "-", " "])), rng)},
    ),
    Kind("resident number, shortened", "주민번호", _blank, {"resident-number": _shortened}, share=0.3),
    Kind(
        "resident number, half masked",
        "주민번호",
        _blank,
        {"resident-number-masked": lambda rng: resident(rng)[:8] + "******"},
        share=0.3,
    ),
    Kind(
        "resident number, hardly masked",
        "비고",
        _blank,
        {"resident-number": lambda rng: resident(rng)[:12] + "**"},
        share=0.3,
    ),
    Kind("foreigner number", "등록번호", sentence, {"foreigner-number": lambda rng: resident(rng, foreigner=True)}),
)

_NUMBERS = (
    Kind("driving licence", "자격", sentence, {"driving-licence": licence}),
    Kind("driving licence, spaced", "비고", sentence, {"driving-licence": lambda rng: licence(rng, " ")}),
    Kind(
        "driving licence of a region",
        "비고",
        sentence,
        {"driving-licence": lambda rng: f"서울 {digits(rng, 2)}-{digits(rng, 6)}-{digits(rng, 2)}"},
    ),
    Kind("driving licence, bare", "운전면허번호", _blank, {"driving-licence": lambda rng: licence(rng, "")}, share=0.3),
    Kind("passport", "여권번호", _blank, {"passport-number": passport}, share=0.3),
    Kind("passport in words", "비고", sentence, {"passport-number": lambda rng: f"여권번호 {passport(rng)} 확인"}),
    Kind("card", "결제수단", sentence, {"card-number": lambda rng: card(rng, rng.choice("- "))}),
    Kind("card, bare", "카드번호", _blank, {"card-number": card}, share=0.3),
    Kind("card in words", "비고", sentence, {"card-number": lambda rng: f"카드 {card(rng)} 승인"}),
    Kind("account", "환급계좌", _blank, {"bank-account": account}, share=0.3),
    Kind("account in words", "비고", sentence, {"bank-account": lambda rng: f"국민은행 {account(rng)} 홍길동"}),
)

_CONTACTS = (
    Kind("mobile", "휴대전화", _blank, {"mobile-phone": mobile}, share=0.5),
    Kind("mobile, bare", "비고", sentence, {"mobile-phone": lambda rng: mobile(rng, "")}),
    Kind(
        "mobile, other signs",
        "비고",
        sentence,
        {"mobile-phone": lambda rng: mobile(rng, rng.choice([".", " ", "/", ")"]))},
    ),
    Kind(
        "mobile from abroad",
        "연락처",
        _blank,
        {"mobile-phone": lambda rng: f"+82-10-{digits(rng, 4)}-{digits(rng, 4)}"},
        share=0.3,
    ),
    Kind("mobile, shortened", "연락처", _blank, {"mobile-phone": lambda rng: mobile(rng, "")[1:]}, share=0.3),
    Kind("mobile in words", "안내", sentence, {"mobile-phone": lambda rng: _in_words(mobile(rng), rng)}),
    Kind("mail", "이메일", _blank, {"email-address": email}, share=0.5),
    Kind("mail in words", "안내", sentence, {"email-address": lambda rng: f"{sentence(rng)} ({email(rng)})"}),
    Kind("name of the head", "대표자명", _blank, {"person-name": person}, share=0.7),
    Kind(
        "name of the owner",
        "소유자",
        lambda rng: rng.choice(["관악구청", "한국도로공사"]),
        {"person-name": person},
        share=0.3,
    ),
    Kind(
        "three facts in words",
        "내용",
        sentence,
        {"person-identified": lambda rng: f"성명: {person(rng)} 생년월일: 1980.01.02 주소: 서울 종로구"},
    ),
)

_MARKS = (
    Kind(
        "classification mark",
        "비고",
        sentence,
        {
            "security-mark": lambda rng: rng.choice(
                ["대외비", "[대외비]", "군사기밀", "Ⅱ급비밀", "Ⅲ급 비밀", "(비밀)", "본 자료는 대외비로 분류됨"]
            )
        },
    ),
    Kind(
        "classification spoken of",
        "업무",
        sentence,
        {"security-mention": lambda rng: f"대외비 문서 {rng.choice(['관리', '보관'])} 현황"},
    ),
    Kind(
        "protected name",
        "시설명",
        sentence,
        {"protected-site": lambda rng: f"{rng.choice(['가상 통신소', '가상통신소'])} 옆 주차장"},
    ),
    Kind(
        "protected point",
        "위치",
        sentence,
        {"protected-site": lambda rng: f"127.50{digits(rng, 2)}, 37.50{digits(rng, 2)}"},
    ),
    Kind(
        "formula",
        "비고",
        sentence,
        {
            "formula-cell": lambda rng: rng.choice(
                ['=HYPERLINK("http://a.b")', "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3*A1"]
            )
        },
    ),
    Kind(
        "script",
        "내용",
        sentence,
        {
            "script-in-cell": lambda rng: rng.choice(
                ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)"]
            )
        },
    ),
    Kind("bidi override", "파일명", sentence, {"bidi-override": lambda rng: f"{sentence(rng)}\u202e{sentence(rng)}"}),
    Kind(
        "control character",
        "메모",
        sentence,
        {"control-character": lambda rng: sentence(rng) + rng.choice("\x01\x07\x1b\x85")},
    ),
)

PERSONS = (*_RESIDENT, *_NUMBERS, *_CONTACTS, *_MARKS)
