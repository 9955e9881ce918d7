"""Stories of a few lots in a few hands, by chance; and one lot that goes to many."""

from __future__ import annotations

from collections import Counter
from typing import Any

import trace_feeds as feeds
from hypothesis import strategies as st

_PLACES = [feeds.FARM, feeds.PACKER, feeds.SHOP, *(f"urn:x:place:{number}" for number in range(4))]
_LOTS = [feeds.EGGS, feeds.PACK, *(f"urn:x:lot:{number}" for number in range(4))]


@st.composite
def story(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Moves in circles, makings, packings and things that were only seen."""
    lots, places = st.sampled_from(_LOTS), st.sampled_from(_PLACES)
    made = []
    for number in range(draw(st.integers(1, 14))):
        at = f"24T{number:02}"
        kind = draw(st.sampled_from(["move", "move", "make", "see", "pack"]))
        if kind == "move":
            made.append(feeds.shipped(draw(lots), draw(places), draw(places), at))
        elif kind == "make":
            ends = ([feeds.amount(one, 10) for one in draw(st.sets(lots, min_size=1, max_size=2))] for _ in range(2))
            fields = dict(zip(("inputQuantityList", "outputQuantityList"), ends, strict=True))
            made.append(feeds.packed(at, **fields, bizLocation={"id": draw(places)}))
        elif kind == "see":
            made.append(feeds.laid(draw(lots), draw(places), at))
        else:
            made.append(feeds.loaded("ADD", at, child=draw(lots)))
    return made


def sold(count: int, *, giver: str = feeds.PACKER, lot: str = feeds.EGGS) -> list[dict[str, Any]]:
    """A lot goes to so many shops."""
    return [feeds.shipped(lot, giver, f"urn:x:shop:{number:05}", quantity=50) for number in range(count)]


def steps(*pages: dict[str, Any]) -> Counter[str]:
    """Steps of pages without the days between, which each page counts for itself."""
    return Counter(str({**step, "days": 0}) for page in pages for step in page["steps"])
