"""The guarded session: whom it reaches, how long it waits, what it refuses."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from harvesters.addresses import checked_addresses, is_global
from harvesters.body import Caps
from harvesters.demo.server import demonstration
from harvesters.errors import AbortJobError, RetryLaterError
from harvesters.http import Http, Manners
from harvesters.keys import decoded_key, redact
from harvesters.locate import is_web
from harvesters.reader import Reader


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_addresses_that_are_not_global_are_told(address: str) -> None:
    assert not is_global(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_global_addresses_are_told(address: str) -> None:
    assert is_global(address)


def test_a_name_with_one_private_address_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(AbortJobError, match="non-global"):
        checked_addresses("agency.example", 80, ())
    assert checked_addresses("agency.example", 80, ("Agency.Example",)) == ["8.8.8.8", "127.0.0.1"]


def test_loopback_is_refused_unless_allowed_by_name() -> None:
    with demonstration() as sources:
        url = sources[1].url
        with pytest.raises(AbortJobError, match="non-global"):
            Http(manners=Manners(attempts=1)).get(url)
        assert Http(["127.0.0.1"]).get(url).status == 200


@pytest.mark.parametrize("url", ["http://0x7f000001/", "http://2130706433/", "http://127.1/", "http://[::1]/"])
def test_loopback_written_otherwise_is_refused_too(url: str) -> None:
    with pytest.raises((AbortJobError, RetryLaterError)):
        Http(manners=Manners(attempts=1, connect_s=1)).get(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://agency.example/a", "data:text/plain,x", "gopher://a/"])
def test_only_http_is_read(url: str) -> None:
    with pytest.raises(AbortJobError, match="only http"):
        Http().get(url)


def test_a_source_reads_of_this_machine_only_its_own_file(tmp_path: Path) -> None:
    own, other = tmp_path / "a.json", tmp_path / "b.json"
    own.write_text("{}")
    other.write_text("{}")
    reader = Reader(str(own), Http())
    assert reader.get(f"{own}?page=2").body == b"{}"
    with pytest.raises(AbortJobError):
        reader.get(str(other))
    assert not is_web(str(own))


@pytest.fixture
def once() -> Iterator[tuple[str, list[bytes]]]:
    """A raw server that gives each connection the next of some answers."""
    answers: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))
    from threading import Thread

    def serve() -> None:
        while True:
            try:
                peer, _ = listening.accept()
            except OSError:
                return
            with peer:
                peer.recv(65536)
                peer.sendall(answers.pop(0) if answers else b"HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n")

    Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/", answers
    listening.close()


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def session(**manners: object) -> Http:
    return Http(["127.0.0.1"], Manners(attempts=3, backoff_s=0.01, **manners))  # type: ignore[arg-type]


def test_what_passes_is_tried_again(once: tuple[str, list[bytes]]) -> None:
    url, answers = once
    answers += [answer(status="503 busy"), answer(status="429 slow", Retry_After="0"), answer(b"ok")]
    assert session().get(url).body == b"ok"


def test_a_long_retry_after_ends_the_job_until_then(once: tuple[str, list[bytes]]) -> None:
    url, answers = once
    answers += [answer(status="429 slow", Retry_After="7200")]
    with pytest.raises(RetryLaterError) as told:
        session().get(url)
    assert told.value.seconds == 7200


def test_a_refusal_is_not_tried_again(once: tuple[str, list[bytes]]) -> None:
    url, answers = once
    answers += [answer(status="403 no"), answer(b"ok")]
    with pytest.raises(AbortJobError, match="403"):
        session().get(url)
    assert len(answers) == 1


def test_the_total_deadline_cuts_dripping_headers(once: tuple[str, list[bytes]]) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    with pytest.raises(RetryLaterError):
        Http(["127.0.0.1"], Manners(attempts=1, total_s=0.3, read_s=20)).get(
            f"http://127.0.0.1:{listening.getsockname()[1]}/"
        )
    listening.close()


def test_gzip_is_undone_and_a_bomb_costs_its_cap(once: tuple[str, list[bytes]]) -> None:
    url, answers = once
    answers += [answer(gzip.compress("수질".encode()), Content_Encoding="gzip")]
    assert session().get(url).body.decode() == "수질"
    answers += [answer(gzip.compress(b"0" * (8 << 20)), Content_Encoding="gzip")]
    with pytest.raises(AbortJobError, match="larger"):
        session(answer_caps=Caps(most=1 << 20)).get(url)


def test_a_redirect_is_checked_anew(once: tuple[str, list[bytes]]) -> None:
    url, answers = once
    answers += [answer(status="302 there", Location="http://169.254.169.254/")]
    with pytest.raises(AbortJobError, match="non-global"):
        session().get(url)
    answers += [answer(status="302 there", Location="/b"), answer(b"moved")]
    assert session().get(url).body == b"moved"


def test_a_head_of_a_large_body_is_enough_to_peek(once: tuple[str, list[bytes]]) -> None:
    url, answers = once
    answers += [answer(b"x" * (1 << 20))]
    assert 64 << 10 <= len(session().peek(url).body) < 256 << 10


@pytest.mark.parametrize(
    "text",
    [
        "http://a/?serviceKey=abc%2Fdef&x=1", "GET /p?ServiceKey=abc%2Fdef HTTP/1.1", "apiKey=abc%2Fdef",
        "https://user:abc%2Fdef@a/", "Authorization: abc%2Fdef",
    ],
)  # fmt: skip
def test_keys_are_hidden(text: str) -> None:
    assert "abc" not in redact(text)


def test_words_that_only_look_alike_stay() -> None:
    assert redact("https://a/?monkey=banana&page=2") == "https://a/?monkey=banana&page=2"


@pytest.mark.parametrize(("given", "bare"), [("a+b/c==", "a+b/c=="), ("a%2Bb%2Fc%3D%3D", "a+b/c==")])
def test_a_key_is_taken_encoded_or_not(given: str, bare: str) -> None:
    assert decoded_key(given) == bare
