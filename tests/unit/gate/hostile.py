"""Makes more than 600 hostile files: nothing of them may raise, each must end in a verdict."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from collections.abc import Iterator

from gate_makers import POINT, RING, TEXT, changed_part, collection, csv_text, feature, objects, xls, xlsx, zipped

File = tuple[str, bytes]

#: Texts that broke programs before: signs, codes, scripts, formulas, paths, marks of direction,
#: numbers that are none.
NAUGHTY = (
    "", " ", "\t", "\\", "'", '"', "''", '""', "`", "NULL", "null", "None", "undefined", "NaN", "Infinity",
    "-Infinity",
    "1e309", "1_000", "0x1F", "１２３", "٣٤٥", "-0", "1.", ".5", "1,5", "1/0", "9" * 400, "0.1" + "0" * 300, "sNaN",
    "=1+1", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "<script>alert(1)</script>",
    "javascript:alert(1)", "<img src=x onerror=1>", "'; DROP TABLE dataset;--", "${jndi:ldap://x}", "{{7*7}}",
    "%s%n%d",
    "../../etc/passwd", "C:\\con\\con", "\u202eabc", "\u2066x\u2069", "\u200b", "\ufeff", "\u00a0", "\u3000",
    "가\u0301",
    "ᄒᆞᆫ글", "뷁쀍", "𠮷野家", "👩‍👩‍👧‍👦", "🇰🇷", "Ω≈ç√∫", "ÅÍÎÏ", "\u0378", "\ue000", "\ufdd0",
    "\U0010ffff", "\x7f", "\x1b[31m",
    "2024-02-30", "0000-00-00", "24:00:00", "1900-02-29", "true", "TRUE", "Yes", "a" * 10_000, "한" * 5_000,
    "#REF!", "#N/A",
    "900101-1234567", "합계", "※ 주", "(주)", "{}", "[]", "{\"a\":1}", "\r", "\n", "\r\n", "a\nb", "\x0b",
    "\x0c", "\x85",
)  # fmt: skip
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp949", "euc-kr", "johab",
    "iso2022_kr",
    "shift_jis", "euc-jp", "big5", "gbk", "gb18030", "latin-1", "cp1252", "koi8-r", "cp437",
)  # fmt: skip
TEXTS = (
    "시도,값\n서울,1\n", "첫째,둘째\n셋째,넷째\n", "name,town\nJosé,Málaga\n", "名前,町\nさくら,東京\n",
    "名称\n北京\n", "имя\nМосква\n",
)  # fmt: skip
SIGNS = (
    b"%PDF-1.4", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"BZh9",
    b"\xfd7zXZ\0", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a",
    b"MZ\x90\0",
    b"\x7fELF", b"<?xml version='1.0'?>", b"<html>", b"{", b"[", b"[{", b'{"a"',
    b'{"type": "FeatureCollection"', b"\xff\xfe",
    b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0",
)  # fmt: skip


def hostile_files() -> Iterator[File]:
    """Every hostile file with its name, always the same."""
    for part in (_naughty, _encodings, _ragged, _noise, _signs, _json, _geojson, _archives, _workbooks, _cut):
        yield from part()


def _naughty() -> Iterator[File]:
    for number, text in enumerate(NAUGHTY):
        yield f"cell-{number}", f"a,b\n{text},1\nx,2\n".encode("utf-8", "surrogatepass")
        quoted = text.replace('"', '""')
        yield f"quoted-{number}", f'a,b\n"{quoted}",1\nx,2\n'.encode()
        yield f"label-{number}", f"{text},b\n1,2\n".encode()


def _encodings() -> Iterator[File]:
    for text in TEXTS:
        for encoding in ENCODINGS:
            yield f"{encoding}-{text[:2]}", text.encode(encoding, "replace")
    yield "two encodings", "시도,값\n서울,1\n".encode() + "부산,2\n".encode("cp949")
    yield "a BOM in the middle", TEXT.encode() + TEXT.encode("utf-8-sig")
    yield "surrogates", b"a\n\xed\xa0\x80\n"
    yield "overlong", b"a\n\xc0\xaf\n"
    yield "above the last character", b"a\n\xf4\x90\x80\x80\n"


def _ragged() -> Iterator[File]:
    dice = random.Random(5)
    for number in range(60):
        rows = [["x" * dice.randint(0, 3) for _ in range(dice.randint(0, 6))] for _ in range(dice.randint(1, 12))]
        yield f"ragged-{number}", csv_text(rows, dice.choice(",;\t|"), dice.choice(("\n", "\r\n", "\r"))).encode()
    for number in range(60):
        signs = "".join(dice.choice('a1,"\n\r;\t 가') for _ in range(dice.randint(1, 60)))
        yield f"signs-{number}", signs.encode()
    yield "one long line", b"a," * 100_000
    yield "one long cell", b"a,b\n" + b"x" * 3_000_000 + b",1\n"
    yield "many columns", (",".join(map(str, range(5_000))) + "\n" + "," * 4_999 + "\n").encode()
    yield "blank lines", b"a,b\n" + b"\n" * 2_000


def _noise() -> Iterator[File]:
    dice = random.Random(7)
    for number in range(60):
        yield f"noise-{number}", dice.randbytes(dice.randint(1, 3_000))
    for number in range(20):
        yield f"byte-{number}", bytes([dice.randrange(256)]) * dice.randint(1, 50)


def _signs() -> Iterator[File]:
    for number, sign in enumerate(SIGNS):
        yield f"sign-{number}", sign
        yield f"sign-and-text-{number}", sign + b"\n" + TEXT.encode()


def _json() -> Iterator[File]:
    for number, text in enumerate((
        "[" * 200_000, '{"a":' * 100_000, '[{"a":' * 50_000, '[{"a": NaN}]', '[{"a": 1e999}]',
        '[{"a": 1, "a": 1}]', "[[]]",
        '[{"a": "\\ud800"}]', '[{"\\ud800": 1}]', '[{"a": "\\u0000"}]', "{}", "[]", "null", "1", '"a"',
        "[1, {}]", "[{}, 1]",
        '{"a": []}', '{"a": [{}]}', '[{"": 1}]',
        '{"data": {"data": {"data": {"data": {"data": {"data": {"data": [{}]}}}}}}}',
        '{"a": 1}\n{"b": ', '{"a": 1}\n\n\n{"a": [}', '[{"a": ' + "9" * 5_000 + "}]", '[{"a": -}]',
        "[{'a': 1}]", '{"a": 1}{"b": 2}',
        '[{"a": "' + "x" * 1_000_000 + '"}]', json.dumps(objects())[:-1],
        json.dumps([{"a": text} for text in NAUGHTY]),
    )):  # fmt: skip
        yield f"json-{number}", text.encode()


def _geojson() -> Iterator[File]:
    places: tuple[object, ...] = (
        None, [], [None], [1], ["a", "b"], [1e400, 2], [[[]]], [127, 37, None], [181, 91], {"x": 1}, "127,37",
        True, [True, False],
    )  # fmt: skip
    for number, place in enumerate(places):
        for kind in ("Point", "LineString", "Polygon"):
            yield f"geo-{kind}-{number}", collection(feature({"type": kind, "coordinates": place}))
    deep: object = POINT
    for _ in range(300):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    yield "geo-deep", collection(feature(deep))
    yield "geo-properties", collection({"type": "Feature", "properties": [1], "geometry": POINT})
    yield "geo-feature-list", collection([[]])
    yield "geo-crs", collection(feature(POINT), crs=[1])
    yield "geo-ring", collection(feature({"type": "Polygon", "coordinates": [RING, [], None]}))


def _archives() -> Iterator[File]:
    yield "zip-bomb", zipped(("a.csv", b"\0" * (20 << 20)))
    yield "zip-of-zips", zipped(*((f"{at}.zip", zipped(("a.csv", b"0" * 2_000_000))) for at in range(4)))
    yield "zip-slip", zipped(("../../../etc/passwd", b"a,b\n1,2\n"), ("/etc/x", b"a\n1\n"), ("C:\\x", b"a\n1\n"))
    yield "zip-names", zipped(*((f"{text[:20] or 'x'}-{at}", b"a\n1\n") for at, text in enumerate(NAUGHTY[:40])))
    yield "zip-same-name", zipped(("a.csv", b"a\n1\n"), ("a.csv/", b""))
    yield "zip-twice", zipped(("a.csv", b"a\n1\n")) * 2
    yield "zip-tail", zipped(("a.csv", b"a\n1\n")) + b"tail" * 100
    yield "zip-head", b"head" + zipped(("a.csv", b"a\n1\n"))
    yield "zip-lzma", zipped(("a.csv", TEXT.encode()), compression=zipfile.ZIP_LZMA)
    yield "zip-bzip2", zipped(("a.csv", TEXT.encode()), compression=zipfile.ZIP_BZIP2)
    yield "gzip-bomb", gzip.compress(b"\0" * (30 << 20))
    yield "gzip-members", gzip.compress(b"a,b\n") + gzip.compress(b"1,2\n")
    yield "gzip-tail", gzip.compress(TEXT.encode()) + b"tail"


def _workbooks() -> Iterator[File]:
    book = xlsx()
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    for part in (
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/theme/theme1.xml",
    ):
        yield f"xlsx-bomb-{part}", changed_part(book, part, lambda _: bomb)
        yield f"xlsx-empty-{part}", changed_part(book, part, lambda _: b"")
    sheet = "xl/worksheets/sheet1.xml"
    for number, (old, new) in enumerate((
        (b'r="A1"', b'r="ZZZZ99999999"'), (b'r="1"', b'r="-5"'), (b't="s"', b't="d"'), (b"<v>0</v>",
        b"<v>999999</v>"),
        (b"<v>1</v>", b"<v>x</v>"), (b"<v>1</v>", b"<v>1e999</v>"), (b"<sheetData>", b"<sheetData><row/>"),
        (b"</sheetData>", b""),
    )):  # fmt: skip
        yield f"xlsx-cell-{number}", changed_part(book, sheet, lambda text, a=old, b=new: text.replace(a, b))  # type: ignore[misc]
    formulas = [["a", "b"], *([text, 1] for text in NAUGHTY if text.isprintable())]
    yield "xlsx-naughty", xlsx(formulas)
    yield "xls-naughty", xls([[str(cell)[:1_000] for cell in row] for row in formulas])


def _cut() -> Iterator[File]:
    dice = random.Random(11)
    for name, whole in (
        ("xlsx", xlsx()),
        ("xls", xls()),
        ("zip", zipped(("a.csv", TEXT.encode() * 20))),
        ("gzip", gzip.compress(TEXT.encode() * 20)),
    ):
        for number in range(6):
            yield f"cut-{name}-{number}", whole[: dice.randrange(1, len(whole))]
            broken = bytearray(whole)
            for _ in range(20):
                broken[dice.randrange(len(broken))] = dice.randrange(256)
            yield f"flipped-{name}-{number}", bytes(broken)
