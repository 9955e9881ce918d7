"""What an operator may set about the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from govinnov.gate.screen.sites import ProtectedSite

#: Stricter rules that a setting turns on, each with what it finds. Turning one on is a new rules version.
STRICT_RULES: Mapping[str, str] = MappingProxyType(
    {
        "mobile-in-text": "mobile numbers are errors everywhere, also in columns a steward confirmed",
        "spaced-digits": "registration numbers whose digits are spelled apart, as 9 0 0 1 0 1 - 1 2 3 4 5 6 7",
        "bare-licence": "twelve digits that begin with a licence region are driving licences, in any column",
        "bare-passport": "passport numbers are found without the word passport beside them",
        "split-decimal": "registration numbers are found behind a decimal point, as 1.9001011234567",
    }
)

#: Domains whose mailboxes are an agency's, not a person's.
AGENCY_DOMAINS = ("go.kr", "korea.kr", "or.kr", "re.kr", "ac.kr", "mil.kr", "sc.kr", "hs.kr", "ms.kr", "es.kr", "kg.kr")


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """One set of screening rules; part of the rules version, so a change re-screens what is published.

    Attributes:
        k: Rows that must share a combination of quasi-identifiers.
        strict: Names of ``STRICT_RULES`` in force.
        known_codes: Family → every code of it; a cell that is one of them is no personal number.
        protected_sites: What the operator must keep from the public, by name and by place.
        agency_domains: Mail domains of agencies.
        latest_birth_year: Births after this year cannot be. Not the clock: findings never depend on the day.
        chunk_bytes: UTF-8 bytes of a table read at a time; bounds the memory.
        record_bytes: Bytes without a record's end after which a quote is taken for a stray one.
        listed_per_code: Findings of one code in one column listed one by one; the rest is summed up.
        tracked_combinations: Distinct combinations of quasi-identifiers counted before the screen gives up and holds.

    Raises:
        ValueError: A strict rule has no such name.
    """

    k: int = 5
    strict: tuple[str, ...] = ()
    known_codes: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    protected_sites: tuple[ProtectedSite, ...] = ()
    agency_domains: tuple[str, ...] = AGENCY_DOMAINS
    latest_birth_year: int = 2040
    chunk_bytes: int = 16 << 20
    record_bytes: int = 128 << 20
    listed_per_code: int = 100_000
    tracked_combinations: int = 5_000_000

    def __post_init__(self) -> None:
        if unknown := set(self.strict) - STRICT_RULES.keys():
            raise ValueError(f"no strict rule is named {sorted(unknown)}; choose from {sorted(STRICT_RULES)}")

    def knows(self, family: str | None, text: str) -> bool:
        """Whether a cell is, as a whole, a known code of its column's family."""
        return family is not None and text.strip() in self.known_codes.get(family, frozenset())


DEFAULT = ScreenSettings()
