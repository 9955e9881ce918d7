"""An unchanged list costs one request; what waits is asked for all the same; a lease lives with its worker."""

from __future__ import annotations

import hashlib
import time

import pytest
from agency_server import Agency, Asked, Reply
from contract_examples import datajson
from harvest_bench import Bench

from harvesters.errors import LeaseLostError
from harvesters.heart import Heart, beating

SETS = tuple(f"대기질 자료 {number}" for number in range(30))


class Tagged:
    """A document with an ETag that answers 304 to who has it."""

    def __init__(self, agency: Agency, document: object, path: str = "/data.json") -> None:
        agency.json(path, document)
        reply = agency.routes.pop(path)
        assert isinstance(reply, Reply)
        self.body = reply.body
        self.whole = self.spared = 0
        agency.routes[path] = self.answer

    def answer(self, asked: Asked) -> Reply:
        tag = f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'
        if asked.headers.get("if-none-match") == tag:
            self.spared += 1
            return Reply(b"", 304, headers={"ETag": tag})
        self.whole += 1
        return Reply(self.body, headers={"ETag": tag})


def test_an_unchanged_list_is_sent_once_and_nothing_goes_missing(agency: Agency, bench: Bench) -> None:
    served = Tagged(agency, datajson(SETS))
    bench.add("datajson", f"{agency.url}/data.json")
    assert bench.run().added == len(SETS)
    again = bench.run()
    assert (again.state, again.unchanged, again.missing) == ("done", len(SETS), 0)
    assert (served.whole, served.spared) == (1, 1)
    assert bench.run(dry=True).unchanged == len(SETS)
    served.body = Tagged(agency, datajson(SETS[:-1])).body
    agency.routes["/data.json"] = served.answer
    assert bench.run().missing == 1


def test_a_record_that_failed_is_tried_again_though_the_list_is_as_before(agency: Agency, bench: Bench) -> None:
    document = datajson(SETS)
    document["dataset"][4]["title"] = ""
    served = Tagged(agency, document)
    bench.add("datajson", f"{agency.url}/data.json")
    assert bench.run().failed == 1
    assert bench.run().failed == 1
    assert (served.whole, served.spared) == (2, 0)


def test_a_held_deletion_is_asked_for_again(agency: Agency, bench: Bench) -> None:
    served = Tagged(agency, datajson(SETS))
    bench.add("datajson", f"{agency.url}/data.json")
    bench.run()
    served.body = Tagged(agency, datajson(SETS[:10])).body
    agency.routes["/data.json"] = served.answer
    assert [bench.run().state, bench.run().state] == ["held", "held"]


def test_a_list_of_several_documents_is_always_read_whole(agency: Agency, bench: Bench) -> None:
    head = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
    head += "@prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n"
    hydra = f"<#p> a hydra:PagedCollection ; hydra:next <{agency.url}/2.ttl> .\n"

    def page(extra: str, name: str) -> Reply:
        body = (
            f'{head}{extra}<https://a.example/{name}> a dcat:Dataset ; dct:identifier "{name}" ; dct:title "{name}" .'
        )
        return Reply(body.encode(), type="text/turtle", headers={"ETag": '"same"'})

    agency.routes["/1.ttl"], agency.routes["/2.ttl"] = page(hydra, "first"), page("", "second")
    bench.add("dcat", f"{agency.url}/1.ttl")
    assert bench.run().added == 2
    assert bench.store.bookmark("src") is None


def test_another_agency_reaches_every_dataset_though_the_list_is_as_before(agency: Agency, bench: Bench) -> None:
    Tagged(agency, datajson(SETS))
    bench.add("datajson", f"{agency.url}/data.json")
    bench.run()
    bench.add("datajson", f"{agency.url}/data.json", agency="나래군")
    assert bench.run().changed == len(SETS)
    bench.add("datajson", f"{agency.url}/data.json", agency="나래군", schedule="0 3 * * *")
    assert bench.run().unchanged == len(SETS)


def test_a_slow_batch_keeps_its_lease(agency: Agency, bench: Bench) -> None:
    agency.json("/data.json", datajson(SETS))
    bench.add("datajson", f"{agency.url}/data.json")
    object.__setattr__(bench.engine.limits, "lease_s", 0.3)
    deliver = bench.sink.deliver

    def slowly(batch):  # type: ignore[no-untyped-def]
        time.sleep(1.0)
        with pytest.raises(Exception, match="is running"):
            bench.store.take("src", dry=False, lease_s=1)
        return deliver(batch)

    bench.sink.deliver = slowly  # type: ignore[method-assign]
    assert bench.run().added == len(SETS)


def test_a_worker_that_stands_still_loses_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvesters.heart.SILENT_S", 0.1)
    beats = []
    with beating(Heart(), lambda: beats.append(1), 0.05):
        time.sleep(0.5)
    assert 1 <= len(beats) <= 3


def test_a_lost_lease_ends_the_beating() -> None:
    beats = []

    def lost() -> None:
        beats.append(1)
        raise LeaseLostError("lease-lost", "다른 작업자", "another worker")

    with beating(Heart(), lost, 0.02):
        time.sleep(0.2)
    assert beats == [1]
