"""Columns of things, whose values look like personal numbers and are none; some have a real one planted in them."""

from __future__ import annotations

import hashlib
import random
import uuid

from corpus_makers import (
    address,
    barcode,
    business,
    clock,
    corporate,
    day,
    digits,
    landline,
    mobile,
    resident,
    sentence,
    with_check,
)
from screen_corpus import Kind, Maker

from govinnov.gate.screen.families import has_luhn_digit


def _not_luhn(number: str) -> bool:
    return not has_luhn_digit(number)


def _hex(rng: random.Random) -> str:
    return hashlib.sha256(digits(rng, 9).encode()).hexdigest()


def _planted_resident(separator: str = "-") -> dict[str, Maker]:
    return {"resident-number": lambda rng: resident(rng, separator)}


_CODES = (
    Kind("business number", "사업자등록번호", business),
    Kind("business number, bare", "사업자번호", lambda rng: business(rng, "")),
    Kind("corporation number", "법인등록번호", corporate, {"number-ambiguous": lambda rng: corporate(rng, "1")}),
    Kind("parcel code", "고유번호(PNU)", lambda rng: f"11110101001{digits(rng, 8)}", _planted_resident()),
    Kind("legal district code", "법정동코드", lambda rng: f"{rng.randrange(11, 52)}{digits(rng, 6)}00"),
    Kind("legal district code as number", "법정동코드", lambda rng: f"{rng.randrange(11, 52)}{digits(rng, 6)}00.0"),
    Kind("road code", "도로명코드", lambda rng: f"{rng.randrange(11, 52)}{digits(rng, 10)}"),
    Kind("building key", "건물관리번호", lambda rng: f"11110101001{digits(rng, 14)}"),
    Kind("camera number", "관리번호", lambda rng: f"{rng.randrange(300, 600)}0000-{digits(rng, 5)}-0-1HA"),
    Kind(
        "permit number", "허가번호", lambda rng: f"제{day(rng).year}-{rng.randrange(300, 600)}0000-{digits(rng, 3)}호"
    ),
    Kind("cattle trace number", "축산물이력번호", lambda rng: f"002{digits(rng, 9)}", _planted_resident("")),
    Kind("pig trace number", "이력번호", lambda rng: f"1{rng.randrange(10)}{digits(rng, 10)}"),
    Kind("poultry lot", "묶음번호", lambda rng: f"L{rng.randrange(10)}{day(rng):%y%m%d}{digits(rng, 7)}"),
    Kind(
        "egg mark",
        "난각표시",
        lambda rng: f"{day(rng):%m%d}{rng.choice('ABCM')}{digits(rng, 1)}FD{rng.choice('ST')}{rng.randrange(1, 5)}",
    ),
    Kind("barcode", "상품바코드", barcode, {"number-ambiguous": lambda rng: barcode(rng, "8801041")}),
    Kind("isbn", "ISBN", lambda rng: f"979{digits(rng, 10)}"),
    Kind(
        "16-digit code",
        "관리코드",
        lambda rng: with_check(rng, "4", 16, _not_luhn),
        {"number-ambiguous": lambda rng: with_check(rng, "4", 16, has_luhn_digit)},
    ),
    Kind("16-digit code of Seoul", "시설코드", lambda rng: f"11{digits(rng, 14)}"),
    Kind("facility code like a passport", "기관ID", lambda rng: f"M{digits(rng, 8)}"),
    Kind("ten-digit code from 011", "세부코드", lambda rng: f"01{rng.choice('16789')}{digits(rng, 7)}"),
    Kind("bid number", "공고번호", lambda rng: f"{day(rng):%Y%m}{digits(rng, 5)}-00"),
    Kind("mail number", "등기번호", lambda rng: f"{digits(rng, 4)}-{digits(rng, 4)}-{digits(rng, 5)}"),
    Kind("run number of an ambulance", "RLF_RPTP_NO", lambda rng: f"{day(rng).year}4203108M{digits(rng, 5)}"),
    Kind("vehicle number", "차량번호", lambda rng: f"{digits(rng, 3)}가{digits(rng, 4)}"),
    Kind("uuid", "식별자", lambda rng: str(uuid.UUID(int=rng.getrandbits(128)))),
    Kind("hash", "해시", _hex),
    Kind("insurance key", "암호화요양기호", lambda rng: f"JDQ4{digits(rng, 16)}QxZ"),
    Kind("mac address", "BSSID", lambda rng: ":".join(f"{rng.randrange(256):02x}" for _ in range(6))),
)

_TIMES = (
    Kind("timestamp of 14 digits", "수집일시", lambda rng: f"{day(rng):%Y%m%d}{clock(rng)}", _planted_resident()),
    Kind("timestamp of 17 digits", "전송시각", lambda rng: f"{day(rng):%Y%m%d}{clock(rng)}{digits(rng, 3)}"),
    Kind("timestamp of 12 digits", "관측시각", lambda rng: f"{day(rng):%Y%m%d}{clock(rng)[:4]}"),
    Kind("milliseconds since 1970", "timestamp", lambda rng: f"17{digits(rng, 2)}99{digits(rng, 7)}"),
    Kind("seconds since 1970", "epoch", lambda rng: f"17{digits(rng, 8)}"),
    Kind("ISO time", "작업시간", lambda rng: f"{day(rng)} {clock(rng)[:2]}:{clock(rng)[2:4]}:00.0"),
    Kind("day", "데이터기준일자", lambda rng: str(day(rng))),
    Kind("day of 8 digits", "설치일자", lambda rng: f"{day(rng):%Y%m%d}"),
    Kind("mangled month", "설치년월", lambda rng: f"{day(rng):%d-%b}"),
    Kind("range of days", "기간", lambda rng: f"{day(rng):%Y%m%d}-{day(rng):%Y%m%d}"),
)

_NUMBERS = (
    Kind("latitude", "위도", lambda rng: f"37.{digits(rng, 15)}", _planted_resident()),
    Kind("longitude of 13 decimals", "경도", lambda rng: f"127.{resident(rng, '')}"),
    Kind("longitude of 16 decimals", "X좌표", lambda rng: f"127.0{digits(rng, 15)}"),
    Kind("metres", "발생위치X_UTMK", lambda rng: f"{rng.randrange(900000, 999999)}.{digits(rng, 6)}"),
    Kind("point as text", "geometry", lambda rng: f"POINT (127.0{digits(rng, 12)} 37.5{digits(rng, 12)})"),
    Kind("money", "예산액", lambda rng: str(rng.randrange(10**9, 10**12))),
    Kind("money with commas", "집행액", lambda rng: f"{rng.randrange(10**9, 10**12):,}"),
    Kind("change", "증감", lambda rng: f"-{rng.randrange(100)}.{digits(rng, 1)}"),
    Kind("percentage", "비율", lambda rng: f"{rng.randrange(100)}.{digits(rng, 2)}%"),
    Kind("count", "카메라대수", lambda rng: str(rng.randrange(99))),
    Kind(
        "dash for nothing", "특이사항", lambda rng: rng.choice(["-", "--", "- 해당 없음", "+", "-3", "+82-2-123-4567"])
    ),
    Kind("address of the net", "IP", lambda rng: ".".join(str(rng.randrange(256)) for _ in range(4))),
    Kind("numbers apart", "측정값", lambda rng: " ".join(digits(rng, 1) for _ in range(13))),
)

_TEXTS = (
    Kind("agency's phone", "관리기관전화번호", landline, {"mobile-phone": mobile}, share=0.05),
    Kind("representative phone", "대표전화", landline, _planted_resident(), share=0.05),
    Kind("fax", "FAX", landline),
    Kind("road address", "소재지도로명주소", address, _planted_resident(), share=0.05),
    Kind(
        "lot address",
        "소재지지번주소",
        lambda rng: f"{address(rng).rsplit(' ', 2)[0]} {rng.randrange(1, 900)}-{rng.randrange(1, 30)}번지",
    ),
    Kind("zip code", "우편번호", lambda rng: digits(rng, 5)),
    Kind(
        "agency's mail",
        "담당부서 메일",
        lambda rng: f"help{digits(rng, 2)}@{rng.choice(['korea.kr', 'mois.go.kr', 'nia.or.kr'])}",
    ),
    Kind("portal address", "목록.URL", lambda rng: f"https://www.data.go.kr/data/15{digits(rng, 6)}/fileData.do"),
    Kind(
        "title with 비밀",
        "목록명",
        lambda rng: rng.choice(
            ["비밀번호 초기화 현황", "대외비용 집계", "영업비밀 보호 지원", "군사기밀보호법 해설서", "극비리 개봉작"]
        ),
    ),
    Kind("description", "목록설명", sentence),
    Kind("description with markup", "설명", lambda rng: f"<p>{sentence(rng)}</p><br/>[포털](https://www.data.go.kr)"),
    Kind(
        "software",
        "과목",
        lambda rng: rng.choice(["JavaScript: The Good Parts", "Java: 기초", "on = off", "a < b, c > d"]),
    ),
    Kind(
        "agency",
        "제공기관명",
        lambda rng: rng.choice(["서울특별시 관악구", "경기도 수원시", "한국전력공사", "이천시청"]),
    ),
    Kind(
        "owner that is an office",
        "관리자명",
        lambda rng: rng.choice(["관악구청", "이천시", "한국도로공사", "전주시청", "주차관리과"]),
    ),
    Kind("masked name", "성명", lambda rng: rng.choice(["홍*동", "김○○", "이**", "박O수"])),
    Kind("masked number", "주민등록번호", lambda rng: rng.choice(["******-*******", "900101-*******", "-"])),
    Kind("yes or no", "CCTV설치여부", lambda rng: rng.choice("YN")),
    Kind(
        "known code",
        "농장번호",
        lambda _rng: "9001011234567",
        {"mobile-phone": mobile, "resident-number": resident},
        field={"govinnov:codes": "farm"},
    ),
)

THINGS = (*_CODES, *_TIMES, *_NUMBERS, *_TEXTS)
