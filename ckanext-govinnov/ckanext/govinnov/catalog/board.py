"""Where each promised slot stands today: the registry joined with what the catalog holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ckanext.govinnov.catalog.listed import Listed, listed
from govinnov.registry import Slot, load_programmes, load_slots

#: Best first: a slot is as far as its furthest dataset.
STATES = ("open", "held", "listed")


@dataclass(frozen=True, slots=True)
class SlotView:
    """A slot with its state (``open``, ``held``, ``listed``, ``waiting``) and the datasets that stand for it."""

    slot: Slot
    state: str
    datasets: tuple[Listed, ...]

    @property
    def words(self) -> str:
        """What a reader's word is looked for in, without spaces and in lower case."""
        slot = self.slot
        example = slot.portal.examples[:1] if slot.portal else ()
        titles = [dataset.title for dataset in self.datasets[:1]]
        return squeeze(
            " ".join([slot.name or "", slot.name_en or "", *slot.agencies, *slot.domains, *example, *titles])
        )


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose; an empty text leaves everything in."""

    q: str = ""
    state: str = ""
    evidence: str = ""
    domain: str = ""


@cache
def slots_of(programme: str) -> tuple[Slot, ...]:
    """The slots of one programme; read once, for the registry does not change while the site runs."""
    return tuple(slot for slot in load_slots() if slot.programme == programme)


def board(programme: str) -> tuple[SlotView, ...]:
    """Every slot of a programme, by number."""
    slots = slots_of(programme)
    known = listed(key for slot in slots if slot.portal for key in slot.portal.keys)
    return tuple(view(slot, known) for slot in slots)


def view(slot: Slot, known: Mapping[str, Listed]) -> SlotView:
    """One slot beside the datasets that carry its list keys."""
    keys = slot.portal.keys if slot.portal else ()
    datasets = tuple(known[key] for key in keys if key in known)
    state = next((state for state in STATES if any(item.state == state for item in datasets)), "waiting")
    return SlotView(slot, state, datasets)


def chosen(views: tuple[SlotView, ...], filters: Filters) -> tuple[SlotView, ...]:
    """The slots that meet every filter."""
    return tuple(item for item in views if _meets(item, filters))


def counts(views: tuple[SlotView, ...]) -> dict[str, int]:
    """How many slots are in each state, the four always present."""
    found = Counter(item.state for item in views)
    return {state: found[state] for state in (*STATES, "waiting")}


def states_of_all() -> dict[str, dict[str, int]]:
    """How many slots are in each state, by programme."""
    return {programme: counts(board(programme)) for programme in load_programmes()}


def squeeze(text: str) -> str:
    """The text without spaces, in lower case."""
    return "".join(text.split()).casefold()


def _meets(item: SlotView, filters: Filters) -> bool:
    slot = item.slot
    return (
        (not filters.state or item.state == filters.state)
        and (not filters.evidence or slot.evidence == filters.evidence)
        and (not filters.domain or filters.domain in slot.domains)
        and squeeze(filters.q) in item.words
    )
