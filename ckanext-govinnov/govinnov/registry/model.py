"""The registry's records: small, frozen, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Programme:
    """One of the two programmes and how many slots it has."""

    key: str
    slots: int
    name: str
    name_en: str
    short: str
    short_en: str
    about: str
    about_en: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a slot's name is known: the letter, and what it means in plain words."""

    letter: str
    word: str
    word_en: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class SlotState:
    """One of the four states a slot can be in: shape, word and meaning."""

    key: str
    sign: str
    word: str
    word_en: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class PortalRows:
    """Entries of the national portal that were paired with a slot.

    ``rows`` is how many there were in the list of ``as_of`` (year-month). ``keys`` are their list keys, all of them
    only where ``keys_complete``. ``examples`` are up to three of their names.
    """

    rows: int
    as_of: str
    keys_complete: bool
    keys: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One promised dataset.

    ``name`` is None where nobody published one; ``named_by`` says whose word it is: ``press``, ``portal``, ``us`` or
    ``nobody``. ``wave`` is the year of its announcement. ``confirmed_by`` is the steward who confirmed the pairing.
    """

    number: int
    programme: str
    name: str | None
    name_en: str | None
    named_by: str
    agencies: tuple[str, ...]
    domains: tuple[str, ...]
    evidence: str
    wave: int | None
    sources: tuple[str, ...]
    portal: PortalRows | None
    schema: str | None
    note: str | None
    confirmed_by: str | None

    @property
    def key(self) -> str:
        """Programme and number, such as ``national-priority/42``."""
        return f"{self.programme}/{self.number}"
