"""``./govinnov bench whatif --run DIR [--posts N] [--url URL] [--document FILE]``: how long a what-if takes.

Every government of a run's folder is read once and asked N times (default 10): a post put beside somebody's place,
every other time one that moves there. With a URL the same questions go to the pages of a running site with these
tables. Prints the clock's seconds: half, 95 of 100, and the longest.
"""

from __future__ import annotations

import argparse
import random
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from document import write_into

from govinnov.dispatch.geometry import to_lonlat
from govinnov.dispatch.whatif import Change, Ground, read_ground, what_if

_TIMEOUT_S = 60


def questions(ground: Ground, count: int) -> Iterator[Change]:
    """The same for a government each time."""
    chance = random.Random(ground.code)
    for at in range(count):
        place = ground.points.places[chance.randrange(len(ground.points.places))] + (100, 100)
        lon, lat = to_lonlat(place[None])[0].tolist()
        own = ground.own_posts
        yield Change(((lon, lat),), frozenset([chance.choice(own).number] if own and at % 2 else []))


def timed(url: str, ground: Ground, change: Change) -> float:
    """Seconds of one answer: of the function, or of the page behind a URL."""
    begin = time.perf_counter()
    if url:
        ask(url, ground.code, change)
    else:
        what_if(ground, change)
    return time.perf_counter() - begin


def ask(url: str, code: str, change: Change) -> None:
    (lon, lat), gone = change.added[0], next(iter(change.removed), "")
    asked = urllib.parse.urlencode({"lon": lon, "lat": lat, "gone": gone})
    with urllib.request.urlopen(f"{url}/golden-time/{code}/what-if?{asked}", timeout=_TIMEOUT_S) as answer:
        answer.read()


def measure(run: Path, codes: list[str], posts: int, url: str = "") -> tuple[list[float], list[float]]:
    """Seconds of the first question of each government, reading it included, and of the others."""
    first, others = [], []
    for code in codes:
        begin = time.perf_counter()
        ground = read_ground(run, code)
        read = 0.0 if url else time.perf_counter() - begin
        seconds = [timed(url, ground, change) for change in questions(ground, posts)]
        first.append(read + seconds[0])
        others.extend(seconds[1:])
    return first, others


def row(name: str, seconds: list[float]) -> str:
    half, most = np.quantile(seconds, [0.5, 0.95])
    return f"| {name} | {len(seconds):,} | {half:.3f} | {most:.3f} | {max(seconds):.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="Folder that dispatch run wrote.")
    parser.add_argument("--posts", type=int, default=10, help="Questions for each government.")
    parser.add_argument("--url", help="A running site with the tables of the run.")
    parser.add_argument("--document", type=Path, help="Write the section there too.")
    said = parser.parse_args()
    codes = sorted(path.name for path in (said.run / "governments").iterdir())
    lines = ["| answer | questions | half, s | 95 of 100, s | longest, s |", "| --- | --- | --- | --- | --- |"]
    for name, url in (("function", ""), *([("page over HTTP", said.url)] if said.url else [])):
        first, others = measure(said.run, codes, said.posts, url)
        lines += [row(f"{name}, first question of a government", first), row(f"{name}, the next ones", others)]
    print("\n".join(lines))
    if said.document:
        told = f"{len(codes)} governments, {said.posts} random posts each, half of them moved. Limit: 95 of 100 in 1 s."
        write_into(said.document, "what-if", ["## What if", "", told, "", *lines])


if __name__ == "__main__":
    main()
