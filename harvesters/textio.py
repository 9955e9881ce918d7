"""Reading text whose charset is stated wrongly or not at all."""

from __future__ import annotations

from pathlib import Path

from harvesters.errors import AbortJobError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHUNK = 1 << 20
_STRETCH_MAX = 8 << 20


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of a catalog document: BOM, then UTF-8, then ``declared`` within the document, then CP949.

    What a server says of the charset is not believed.

    Raises:
        AbortJobError: Neither UTF-8 nor CP949.
    """
    for encoding in (_bom(body[:4]) or "utf-8", declared or "cp949", "cp949"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unknown()


def encoding_of(path: Path) -> str:
    """``utf-8-sig``, ``utf-16``, ``utf-8`` or ``cp949``: which of them reads the whole file, BOM first.

    Raises:
        AbortJobError: None of them does.
    """
    with path.open("rb") as file:
        marked = _bom(file.read(4))
    for encoding in (marked or "utf-8", "cp949"):
        if _reads(path, encoding):
            return encoding
    raise _unknown()


def _unknown() -> AbortJobError:
    return AbortJobError(
        "charset",
        "목록 문서의 문자 인코딩을 알 수 없습니다(UTF-8, CP949 모두 아님). 제공기관에 확인하세요.",
        "The document is neither UTF-8 nor CP949; ask the agency which encoding it has.",
    )


def _bom(head: bytes) -> str | None:
    return next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)


def _reads(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def as_utf8(path: Path, workdir: Path) -> Path:
    """The file itself when it is UTF-8 without BOM, else a copy that is.

    Raises:
        AbortJobError: Its encoding is unknown.
    """
    encoding = encoding_of(path)
    if encoding == "utf-8":
        return path
    target = workdir / f"{path.name}.utf8"
    with path.open(encoding=encoding, newline="") as file, target.open("w", encoding="utf-8", newline="") as out:
        while piece := file.read(_CHUNK):
            out.write(piece)
    return target


def refuse_endless(path: Path, mark: bytes) -> None:
    """Look through a file for a stretch without ``mark`` that no parser should be given.

    Raises:
        AbortJobError: There is one of more than 8 MiB.
    """
    stretch = 0
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            stretch = len(piece) - piece.rfind(mark) - 1 if mark in piece else stretch + len(piece)
            if stretch > _STRETCH_MAX:
                raise AbortJobError(
                    "endless-line",
                    "문서에 8 MiB가 넘는 한 덩어리의 값이 있어 읽지 않습니다. 제공기관에 확인하세요.",
                    "The document holds one value of more than 8 MiB and is not read; ask the agency.",
                )
