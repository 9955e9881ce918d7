"""One polite session: deadlines, retries, byte caps, guarded addresses; keys never shown."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from harvesters.body import Caps, copy_body
from harvesters.canonical import digest
from harvesters.clock import SystemClock
from harvesters.errors import AbortJobError, RetryLaterError
from harvesters.keys import redact
from harvesters.ports import Answer, Clock
from harvesters.transport import Wire, guarded_adapter
from harvesters.watch import Watch

USER_AGENT = "govinnov-harvest/1 (+open data catalog)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_NAME_MAX = 100


@dataclass(frozen=True, slots=True)
class Manners:
    """How a session behaves. Times in seconds, sizes in bytes.

    ``patience_s`` is the longest Retry-After that is waited for; a longer one ends the job until then.
    """

    connect_s: float = 10.0
    read_s: float = 30.0
    total_s: float = 300.0
    attempts: int = 4
    backoff_s: float = 1.0
    patience_s: float = 60.0
    pause_s: float = 0.0
    redirects: int = 5
    answer_caps: Caps = field(default_factory=lambda: Caps(most=64 << 20))
    peek_caps: Caps = field(default_factory=lambda: Caps(most=64 << 10, cut=True))
    file_caps: Caps = field(default_factory=lambda: Caps(most=2 << 30))


class Http:
    """The polite session of one source; implements ``ports.Fetcher``. One request at a time."""

    def __init__(
        self, allow_hosts: Collection[str] = (), manners: Manners | None = None, clock: Clock | None = None
    ) -> None:
        self.manners = manners or Manners()
        self.clock = clock or SystemClock()
        self._wire = Wire(allow_hosts)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, guarded_adapter(self._wire))
        self._last = 0.0
        self._watch = Watch("")
        logging.getLogger("urllib3.connectionpool").addFilter(_KEYS_HIDDEN)

    def watch(self, watch: Watch) -> None:
        """See ``Fetcher.watch``."""
        self._watch = watch

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        any_status: bool = False,
    ) -> Answer:
        """See ``Fetcher.get``.

        Raises:
            AbortJobError: Refused for good (address, redirects, size, 4xx).
            RetryLaterError: Still failing after every attempt.
        """
        return self._patiently(lambda: self._asked(url, dict(headers or {})), any_status)

    def download(self, url: str, into: Path) -> Path:
        """See ``Fetcher.download``; the file is named by the address and a hash of it."""
        target = into / _file_name(url)

        def attempt() -> Answer:
            with target.open("wb") as file:
                return self._asked(url, {}, file)

        self._patiently(attempt, any_status=False)
        return target

    def peek(self, url: str) -> Answer:
        """The first bytes of an address, to tell what it is; the rest is not read.

        Raises:
            AbortJobError: Refused for good.
            RetryLaterError: Can't be reached now.
        """
        return self._patiently(lambda: self._once(url, {}, brief=True), any_status=True)

    def _patiently(self, attempt: Callable[[], Answer], any_status: bool) -> Answer:
        """Repeat what may pass: busy answers and broken connections, with growing, jittered pauses."""
        manners = self.manners
        for number in range(1, manners.attempts + 1):
            last = number == manners.attempts
            try:
                answer = attempt()
            except RetryLaterError:
                if last:
                    raise
                pause = manners.backoff_s * 2 ** (number - 1)
            else:
                if answer.status not in _BUSY or (last and any_status):
                    return answer if any_status else _good(answer)
                pause = _retry_after(answer, self.clock) or manners.backoff_s * 2 ** (number - 1)
                if last or pause > manners.patience_s:
                    raise _busy(answer, pause)
            self.clock.sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311 - jitter, not a secret
        raise AssertionError

    def _asked(self, url: str, headers: dict[str, str], out: BinaryIO | None = None) -> Answer:
        """One request, under the conditions of the watched address."""
        answer = self._once(url, {**headers, **self._watch.headers(url)}, out)
        self._watch.look(url, answer)
        return answer

    def _once(self, url: str, headers: dict[str, str], out: BinaryIO | None = None, *, brief: bool = False) -> Answer:
        """One request with its redirects, each address checked anew."""
        seen: set[str] = set()
        here = url
        started = time.monotonic()
        while True:
            _check_scheme(here)
            if here in seen or len(seen) > self.manners.redirects:
                raise _refused("redirect-loop", here, "주소가 계속 되돌아갑니다", "redirects without end")
            seen.add(here)
            left_s = self.manners.total_s - (time.monotonic() - started)
            with self._open(here, headers, left_s) as response:
                answer = _read(response, out, self._caps(out, brief))
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            there = urljoin(here, target)
            if urlsplit(there).netloc != urlsplit(here).netloc:
                headers = {}
            here = there

    @contextmanager
    def _open(self, url: str, headers: dict[str, str], left_s: float) -> Iterator[requests.Response]:
        """One request without redirects; the wire is cut when its time is up.

        Raises:
            RetryLaterError: The connection failed, while opening it or while it was read.
        """
        self._wait_turn()
        waits = (self.manners.connect_s, self.manners.read_s)
        timer = self._wire.deadline(max(left_s, 0.01))
        try:
            with self._session.get(url, headers=headers, stream=True, allow_redirects=False, timeout=waits) as response:
                yield response
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise _broken(url, error) from None
        finally:
            timer.cancel()

    def _caps(self, out: BinaryIO | None, brief: bool) -> Caps:
        if brief:
            return self.manners.peek_caps
        return self.manners.answer_caps if out is None else self.manners.file_caps

    def _wait_turn(self) -> None:
        """Leave the agreed pause between two requests."""
        self.clock.sleep(self._last + self.manners.pause_s - time.monotonic())
        self._last = time.monotonic()


class _HideKeys(logging.Filter):
    """Hides keys in what urllib3 logs of each request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, redacted."""
        record.msg, record.args = redact(record.getMessage()), None
        return True


_KEYS_HIDDEN = _HideKeys()


def _read(response: requests.Response, out: BinaryIO | None, caps: Caps) -> Answer:
    """The body, into ``out`` from its beginning or into the answer itself."""
    sink = out or BytesIO()
    sink.seek(0)
    sink.truncate()
    copy_body(response, sink, caps)
    low = {name.lower(): value for name, value in response.headers.items()}
    body = sink.getvalue() if isinstance(sink, BytesIO) else b""
    return Answer(redact(response.url), response.status_code, low, body)


def _good(answer: Answer) -> Answer:
    """The answer when its status is 2xx or 304.

    Raises:
        AbortJobError: It is an error that no retry mends.
    """
    if 200 <= answer.status < 300 or answer.status == 304:
        return answer
    raise AbortJobError(
        f"http-{answer.status}",
        f"서버가 요청을 거절했습니다(HTTP {answer.status}): {answer.url}. 주소와 권한을 확인하세요.",
        f"The server refused with HTTP {answer.status}: {answer.url}; check address and permission.",
    )


def _busy(answer: Answer, seconds: float) -> RetryLaterError:
    return RetryLaterError(
        f"http-{answer.status}",
        f"서버가 지금 응답하지 못합니다(HTTP {answer.status}): {answer.url}. 나중에 다시 시도합니다.",
        f"The server can't answer now (HTTP {answer.status}): {answer.url}; it will be tried again.",
        seconds=seconds,
    )


def _broken(url: str, error: Exception) -> RetryLaterError:
    """A connection that failed; the words of the error may hold the key, so only its kind is told."""
    shown = redact(url)
    return RetryLaterError(
        "connection",
        f"서버와의 연결이 끊어졌습니다({type(error).__name__}): {shown}. 나중에 다시 시도합니다.",
        f"The connection failed ({type(error).__name__}): {shown}; it will be tried again.",
    )


def _refused(code: str, url: str, korean: str, english: str) -> AbortJobError:
    shown = redact(url)
    return AbortJobError(code, f"{korean}: {shown}. 주소를 확인하세요.", f"{english}: {shown}; check the address.")


def _check_scheme(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _refused("scheme", url, "http, https 주소만 읽습니다", "only http and https are read")


def _retry_after(answer: Answer, clock: Clock) -> float | None:
    """Seconds of a Retry-After header, given as a number or a date."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - clock.now()).total_seconds()) if value else None
    except (ValueError, TypeError):
        return None


def _file_name(url: str) -> str:
    """A name for a downloaded file: what the address ends with, after a hash that keeps two addresses apart."""
    last = unquote(urlsplit(url).path).rsplit("/", 1)[-1].replace("\x00", "")[-_NAME_MAX:]
    return f"{digest(url)[:12]}-{last or 'index'}"
