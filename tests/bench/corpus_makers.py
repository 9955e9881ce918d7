"""Makers of cells: numbers of persons and of things, from a given random source."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from govinnov.gate.screen.families import has_business_digit, has_corporate_digit, has_gtin_digit, has_luhn_digit

SURNAMES = "김이박최정강조윤장임"
GIVEN = ("민수", "서연", "지훈", "하은", "도윤", "수빈", "영희", "철수")
TOWNS = (
    "서울특별시 종로구",
    "부산광역시 해운대구",
    "경기도 수원시 팔달구",
    "충청남도 홍성군 홍성읍",
    "전라북도 익산시",
)
ROADS = ("세종대로", "테헤란로", "중앙로", "홍덕서로", "진남로")
WORDS = ("현황", "운영", "시설 점검", "민원 처리", "예산 집행", "안전 관리", "주차장", "도서관", "보건소", "체육관")


def digits(rng: random.Random, length: int) -> str:
    """So many random digits."""
    return "".join(rng.choice("0123456789") for _ in range(length))


def with_check(rng: random.Random, prefix: str, length: int, right: Callable[[str], bool]) -> str:
    """Digits that begin with ``prefix`` and satisfy a check (tried at random: one of ten does)."""
    while True:
        number = prefix + digits(rng, length - len(prefix))
        if right(number):
            return number


def born(rng: random.Random) -> date:
    """A birth date from 1930 to 2024."""
    return date(1930, 1, 1) + timedelta(days=rng.randrange(365 * 94))


def resident(rng: random.Random, separator: str = "-", *, foreigner: bool = False) -> str:
    """A registration number with a random tail, as those issued since October 2020 have."""
    day = born(rng)
    century = (1 if day.year < 2000 else 3) + rng.randrange(2) + (4 if foreigner else 0)
    return f"{day:%y%m%d}{separator}{century}{digits(rng, 6)}"


def licence(rng: random.Random, separator: str = "-") -> str:
    """A driving licence number."""
    region = rng.choice([*range(11, 27), 28])
    return separator.join([str(region), digits(rng, 2), digits(rng, 6), digits(rng, 2)])


def passport(rng: random.Random) -> str:
    """A passport number of the old or the new kind."""
    kind = rng.choice("MSRGD")
    return kind + rng.choice([digits(rng, 8), digits(rng, 3) + rng.choice("ABCDEFGH") + digits(rng, 4)])


def mobile(rng: random.Random, separator: str = "-") -> str:
    """A mobile phone number."""
    return separator.join(["010", digits(rng, 4), digits(rng, 4)])


def landline(rng: random.Random) -> str:
    """An agency's phone: landline, representative number, internet phone or safe number."""
    area = rng.choice(["02", "031", "051", "041", "063", "070", "0505"])
    return rng.choice([f"{area}-{digits(rng, 3)}-{digits(rng, 4)}", f"15{digits(rng, 2)}-{digits(rng, 4)}"])


def card(rng: random.Random, separator: str = "") -> str:
    """A payment card number."""
    number = with_check(rng, rng.choice(["4", "51", "55", "9410", "35", "62"]), 16, has_luhn_digit)
    return separator.join(number[at : at + 4] for at in range(0, 16, 4))


def account(rng: random.Random) -> str:
    """A bank account number of one of several banks' shapes."""
    shape = rng.choice([(3, 3, 6), (6, 2, 6), (3, 2, 6), (4, 4, 4, 2)])
    return "-".join(digits(rng, length) for length in shape)


def email(rng: random.Random) -> str:
    """A person's address."""
    return f"user{digits(rng, 3)}@{rng.choice(['naver.com', 'gmail.com', 'daum.net', 'company.co.kr'])}"


def person(rng: random.Random) -> str:
    """A person's name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def business(rng: random.Random, separator: str = "-") -> str:
    """A business registration number."""
    number = with_check(rng, str(rng.randrange(101, 899)), 10, has_business_digit)
    return separator.join([number[:3], number[3:5], number[5:]])


def corporate(rng: random.Random, serial: str = "0") -> str:
    """A corporation's number; with a serial that begins with 0 it can't be a person's (born in the 1810s)."""
    number = with_check(rng, rng.choice(["110111", "130111", "180111"]) + serial, 13, has_corporate_digit)
    return f"{number[:6]}-{number[6:]}"


def barcode(rng: random.Random, prefix: str = "88099") -> str:
    """A GTIN-13; behind 88099 no day can follow, but 8801041 is a birth date in 1988 and a sex."""
    return with_check(rng, prefix, 13, has_gtin_digit)


def address(rng: random.Random) -> str:
    """A road address."""
    house = f"{rng.randrange(1, 300)}-{rng.randrange(1, 30)}"
    return f"{rng.choice(TOWNS)} {rng.choice(ROADS)}{rng.randrange(1, 200)}번길 {house}"


def sentence(rng: random.Random) -> str:
    """A few words of an agency."""
    return f"{rng.choice(TOWNS)} {rng.choice(WORDS)} {rng.choice(WORDS)} {rng.randrange(2010, 2027)}년"


def day(rng: random.Random) -> date:
    """A day of the last decade."""
    return date(2015, 1, 1) + timedelta(days=rng.randrange(4000))


def clock(rng: random.Random) -> str:
    """HHMMSS."""
    return f"{rng.randrange(24):02d}{rng.randrange(60):02d}{rng.randrange(60):02d}"
