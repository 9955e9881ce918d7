"""``./govinnov bench bytes [--share N] [--records N] [--document FILE]``: from bytes to the rows that a load stages.

EPCIS documents of a rehearsal in both forms, and trades as mtrace's pipe records through the gate, in one process and
in two; beside them the event hash generator of PyPI. No database.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from document import write_into

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.epcis.xml.writing import document as as_xml
from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.reading import read_feed
from govinnov.trace.lineage.records import reported
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import documents
from govinnov.trace.store.feeding import Feed, Workers
from govinnov.trace.store.staging import rows_of
from govinnov.trace.uncollected import uncollected

sys.path.append(str(Path(__file__).parents[1] / "unit" / "trace"))
from trace_reports import pipe

ROUNDS = 3
SHOPS, FARMS, FIRST = 400, 300, date(2026, 8, 1)
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of the processors of this process and of those that it began."""

    wall: float
    cpu: float


def spent(work: Callable[[], object]) -> Spent:
    """What one round of some work takes."""
    clock, cpu = time.perf_counter(), processors()
    work()
    return Spent(time.perf_counter() - clock, processors() - cpu)


def best(work: Callable[[], object]) -> Spent:
    """The least of some rounds: what other work on the machine adds is not ours."""
    return min((spent(work) for _ in range(ROUNDS)), key=lambda one: one.cpu)


def processors() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def document_of(raw: bytes) -> Document:
    found = read(raw)
    assert isinstance(found, Document)
    return found


def staged(raws: Sequence[bytes]) -> int:
    """Documents as rows; how many events they have."""
    count = 0
    for raw in raws:
        with uncollected():
            document = document_of(raw)
            assert judge(document).valid
            rows_of(document)
        count += len(document.events)
    return count


def trades(number: int) -> Iterator[str]:
    """Trades of eggs, each with a mark, its laying day, sizes and a shop with what is private of it."""
    chance = random.Random(1)
    shops = [business(chance) for _ in range(SHOPS)]
    farms = [f"{chance.choice('ACEFHJKM')}{chance.randrange(10)}{chance.randrange(100, 999)}" for _ in range(FARMS)]
    for serial in range(number):
        laid, (taker, reporter) = FIRST + timedelta(days=chance.randrange(28)), chance.sample(shops, 2)
        sizes = {f"quantity_{size}": str(chance.randrange(1, 900)) for size in ("king", "extra", "large")}
        yield pipe(
            "mtrace-trade",
            serial=f"T{serial}",
            reporter_business_number=reporter,
            direction="309002",
            moved_on=f"{laid + timedelta(days=1):%Y%m%d}",
            taker_business_number=taker,
            taker_name=f"연습가게 {taker[-4:]}",
            taker_mobile=f"010-{chance.randrange(1000, 9999)}-{chance.randrange(1000, 9999)}",
            taker_address="경기도 안성시 미양면 1",
            code=f"{laid:%m%d}{chance.choice(farms)}{chance.randrange(1, 5)}",
            laid_on=f"{laid:%Y%m%d}",
            **sizes,
        )


def business(chance: random.Random) -> str:
    """A made-up business number whose last digit is right."""
    digits = [chance.randrange(1, 9) for _ in range(9)]
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) + digits[8] * 5 // 10
    return "".join(map(str, [*digits, -total % 10]))


def session(path: Path, records: int, number: int) -> Spent:
    """A feed as rows, some times, read by so many processes: the least by the clock, and the mean of all processors."""
    cpu = processors()
    with Workers(number) as workers:
        walls = [spent(lambda: fed(path, records, workers)).wall for _ in range(ROUNDS)]
    return Spent(min(walls), (processors() - cpu) / ROUNDS)


def fed(path: Path, records: int, workers: Workers) -> None:
    from govinnov.gate.permits import Permits

    feed = Feed(workers.staged)
    told = read_feed(path, "mtrace", Permits(), Pseudonyms(b"bench"), feed.work)
    assert (told.records, told.held, len(feed.rows.reports)) == (records, 0, records)


def report(share: float, records: int) -> Iterator[str]:
    raws = [raw for _, raw, _ in documents(Flow(Nation(3, share), 2))]
    events = staged(raws)
    xmls = [as_xml((one.event for one in reported(document_of(raw))), datetime.now(UTC)) for raw in raws]
    yield "## The trace, from bytes to rows"
    yield ""
    yield f"`./govinnov bench bytes --share {share} --records {records}`: {events:,} events of a rehearsal, {records:,}"
    yield f"trades; 2 cores, load average of five minutes {os.getloadavg()[1]:.1f}; the best of {ROUNDS} rounds."
    yield ""
    yield "| what | of them | s | CPU s | a second | a CPU second | aim |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    yield line("EPCIS, JSON-LD", events, best(lambda: staged(raws)), "5,000 a core")
    yield line("EPCIS, XML", events, best(lambda: staged(xmls)), "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trades.txt"
        path.write_text("\n".join(trades(records)), encoding="utf-8")
        for number, aim in ((1, ""), (2, "20,000 a second")):
            yield line(f"pipe records, read by {number}", records, session(path, records, number), aim)
    some = Flow(Nation(3, share), 1)
    (first, *_) = (raw for _, raw, count in documents(some) if count > 1)
    yield line("hashes alone, PyPI's generator", *rival(first), "")


def rival(raw: bytes) -> tuple[int, Spent]:
    """The generator on the same events."""
    from hash_package import hashes

    text = raw.decode()
    return len(document_of(raw).events), spent(lambda: hashes(text))


def line(name: str, count: int, took: Spent, aim: str) -> str:
    rates = f"{count / took.wall:,.0f} | {count / took.cpu:,.0f}"
    return f"| {name} | {count:,} | {took.wall:.1f} | {took.cpu:.1f} | {rates} | {aim} |"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.4)
    parser.add_argument("--records", type=int, default=60_000)
    parser.add_argument("--document", type=Path)
    chosen = parser.parse_args(arguments)
    lines = list(report(chosen.share, chosen.records))
    print("\n".join(lines))
    if chosen.document:
        write_into(chosen.document, "bench bytes", lines)


if __name__ == "__main__":
    main(sys.argv[1:])
