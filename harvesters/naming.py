"""What file names of Korean agencies tell: agency, title, date, format."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

#: How names of agencies end; a name's part before ``_`` is an agency only when it ends so.
AGENCY_ENDINGS = (
    "특별시", "광역시", "특별자치시", "특별자치도", "시", "도", "군", "구", "부", "처", "청", "원", "위원회",
    "공사", "공단", "재단", "진흥원", "연구원", "교육청", "센터", "본부", "은행", "대학교", "협회", "관리단", "평가원",
)  # fmt: skip
#: Words that end like an agency and are none.
NOT_AGENCIES = frozenset({"지구", "연구", "정도", "속도", "온도", "지도", "경도", "위도", "전국", "인도", "안전센터"})
#: Endings that say what is behind an address; ``.do``, ``.jsp`` or ``.html`` say how a page is made.
KNOWN_FORMATS = frozenset(
    {
        "CSV", "TSV", "TXT", "XLSX", "XLS", "ODS", "JSON", "GEOJSON", "JSONL", "XML", "ZIP", "GZ", "PARQUET", "PDF",
        "HWP", "HWPX", "DOCX", "DOC", "PPTX", "KML", "KMZ", "SHP", "GPKG", "GML", "TIF", "TIFF", "NC", "RDF", "TTL",
        "PNG", "JPG",
    }
)  # fmt: skip

_DATE = re.compile(r"[_\s-]?((?:19|20)\d{2})[-.]?(0[1-9]|1[0-2])[-.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_COPY = re.compile(r"\s*(?:\(\d{1,2}\)|\((?:공공데이터포털|data\.go\.kr)\)|- 복사본)\s*$")
_HANGUL = re.compile(r"[가-힣]")
_ENDINGS = (".csv.gz", ".json.gz", ".tsv.gz", ".xml.gz")


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file's name says; ``date`` is ``YYYY-MM-DD`` or empty."""

    title: str
    agency: str | None
    date: str


def title_of(name: str, folder: str | None = None) -> FileName:
    """Read a file's name: ``부산광역시_방범용CCTV 정보_20241231.csv`` is 방범용CCTV 정보 of 부산광역시, 2024-12-31.

    A name without Korean letters keeps its folder before it, because ``2019_ex`` alone says nothing.
    """
    stem = _stem(unicodedata.normalize("NFC", name))
    date = _DATE.search(stem)
    body = _COPY.sub("", _COPY.sub("", _DATE.sub("", stem))).strip(" _-")
    head, mark, rest = body.partition("_")
    agency = head.strip() if mark and is_agency(head.strip()) else None
    title = " ".join((rest if agency else body).replace("_", " ").split()) or stem
    if folder and not _HANGUL.search(title):
        title = f"{folder} {title}"
    return FileName(title, agency, "-".join(date.groups()) if date else "")


def is_agency(word: str) -> bool:
    """Whether a word reads as an agency's name."""
    last = word.rsplit(maxsplit=1)[-1] if word.split() else ""
    return len(last) >= 2 and last not in NOT_AGENCIES and last.endswith(AGENCY_ENDINGS) and bool(_HANGUL.match(last))


def format_of(name: str) -> str:
    """The format a name claims, in capitals: ``CSV`` for ``x.csv``; empty without an ending."""
    return PurePath(name).suffix.lstrip(".").upper()


def known_format(url: str) -> str:
    """The format that an address's ending claims, when it is one of data or documents; empty for pages and programs."""
    claimed = format_of(unquote(urlsplit(url).path))
    return claimed if claimed in KNOWN_FORMATS else ""


def _stem(name: str) -> str:
    """The name without its ending, and without both of ``.csv.gz``."""
    return PurePath(name[:-3] if name.lower().endswith(_ENDINGS) else name).stem
