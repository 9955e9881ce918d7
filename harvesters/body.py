"""Reading a body: within a byte cap, above a least speed, unpacked without trusting its size."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import requests

from harvesters.errors import AbortJobError, RetryLaterError

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits of a body: ``most`` bytes unpacked; after ``grace_s`` seconds at least ``slowest`` bytes a second.

    With ``cut`` a larger body is not refused: reading ends there.
    """

    most: int
    cut: bool = False
    slowest: int = 200
    grace_s: float = 15.0


def copy_body(response: requests.Response, out: BinaryIO, caps: Caps) -> None:
    """Write the unpacked body.

    Raises:
        AbortJobError: It is larger than the cap, packed or unpacked, or not what its encoding says.
        RetryLaterError: It comes too slowly, or ends early.
    """
    size = 0
    for piece in _unpacked(_timely(response, caps), response.headers.get("Content-Encoding", "").lower(), caps.most):
        size += len(piece)
        if size > caps.most and not caps.cut:
            raise _too_big(caps)
        out.write(piece)
        if size > caps.most:
            return


def _timely(response: requests.Response, caps: Caps) -> Iterator[bytes]:
    """The raw bytes as they come."""
    started, size = time.monotonic(), 0
    stated = response.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > caps.most and not caps.cut:
        raise _too_big(caps)
    while piece := response.raw.read1(_CHUNK, decode_content=False):
        size += len(piece)
        spent = time.monotonic() - started
        if spent > caps.grace_s and size / spent < caps.slowest:
            raise RetryLaterError(
                "too-slow",
                "서버가 데이터를 지나치게 느리게 보내 중단했습니다. 나중에 다시 시도합니다.",
                f"The server sends less than {caps.slowest} bytes a second; it will be tried again.",
            )
        yield piece
    if stated.isdigit() and size < int(stated) and response.status_code == 200:
        raise RetryLaterError(
            "truncated",
            "응답이 중간에 끊어졌습니다. 나중에 다시 시도합니다.",
            f"The answer ended after {size} of {stated} bytes; it will be tried again.",
        )


def _unpacked(pieces: Iterator[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """Gzip or deflate undone in bounded steps: a bomb costs its cap, not the memory."""
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise _bad_encoding(encoding)
    unpack = zlib.decompressobj(47 if encoding != "deflate" else 15)
    try:
        for piece in pieces:
            waiting = piece
            while waiting:
                yield unpack.decompress(waiting, _CHUNK)
                waiting = unpack.unconsumed_tail
        yield unpack.flush()
    except zlib.error as error:
        raise _bad_encoding(encoding) from error


def _too_big(caps: Caps) -> AbortJobError:
    return AbortJobError(
        "too-big",
        f"응답이 허용 크기({caps.most >> 20} MiB)를 넘어 중단했습니다.",
        f"The answer is larger than the cap of {caps.most >> 20} MiB.",
    )


def _bad_encoding(encoding: str) -> AbortJobError:
    return AbortJobError(
        "content-encoding",
        f"응답의 압축 형식('{encoding[:20]}')을 풀 수 없습니다. 제공기관에 확인하세요.",
        f"The answer's content encoding '{encoding[:20]}' can't be undone; ask the agency.",
    )
