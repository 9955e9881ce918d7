"""E-mail addresses: a person's, unless their domain is an agency's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

_ADDRESS = re.compile(
    r"(?<![0-9A-Za-z._%+-])([0-9A-Za-z._%+-]{1,64})@((?:[0-9A-Za-z-]{1,63}\.)+[A-Za-z]{2,24})(?![0-9A-Za-z@])"
)
#: RFC 2606: domains that belong to nobody.
_NOBODY = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$", re.IGNORECASE)


class Emails:
    """Finds addresses outside agencies' domains."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return r"[0-9A-Za-z._%+-]@[0-9A-Za-z-]+\.[0-9A-Za-z]"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every address whose domain is neither an agency's nor reserved for examples."""
        for match in _ADDRESS.finditer(text):
            domain = match[2].lower()
            if not _NOBODY.search(domain) and not _is_agency(domain, settings.agency_domains):
                yield Hit("email-address", f"{match[1][0]}***@{match[2]}")


def _is_agency(domain: str, agencies: tuple[str, ...]) -> bool:
    return any(domain == agency or domain.endswith(f".{agency}") for agency in agencies)
