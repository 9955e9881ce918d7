"""The detectors in force, in the order their findings are reported."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.gate.ports import Detector
from govinnov.gate.screen.account import Accounts
from govinnov.gate.screen.card import Cards
from govinnov.gate.screen.control import BIDI, CONTROLS
from govinnov.gate.screen.email import Emails
from govinnov.gate.screen.formula import Formulas
from govinnov.gate.screen.identity import IdentifiedInText
from govinnov.gate.screen.licence import AnyBareDrivingLicences, BareDrivingLicences, DrivingLicences
from govinnov.gate.screen.marks import ClassificationMarks
from govinnov.gate.screen.mobile import MobileNumbers, ShortenedMobileNumbers
from govinnov.gate.screen.names import PersonNames
from govinnov.gate.screen.passport import AnyPassports, Passports
from govinnov.gate.screen.protected import SiteNames, SitePoints
from govinnov.gate.screen.resident import (
    MaskedResidentNumbers,
    ResidentNumbers,
    ShortenedResidentNumbers,
    SpacedResidentNumbers,
)
from govinnov.gate.screen.script import Scripts
from govinnov.gate.screen.settings import ScreenSettings
from govinnov.gate.screen.sites import ProtectedSite
from govinnov.gate.screen.synthetic import SyntheticResults

#: Read the folded text (``screen.plain``).
_PLAIN: tuple[Detector, ...] = (
    ResidentNumbers(),
    MaskedResidentNumbers(),
    ShortenedResidentNumbers(),
    DrivingLicences(),
    BareDrivingLicences(),
    Passports(),
    Cards(),
    Accounts(),
    MobileNumbers(),
    ShortenedMobileNumbers(),
    Emails(),
    ClassificationMarks(),
    PersonNames(),
    IdentifiedInText(),
    SyntheticResults(),
)
_STRICT: dict[str, Detector] = {
    "spaced-digits": SpacedResidentNumbers(),
    "bare-licence": AnyBareDrivingLicences(),
    "bare-passport": AnyPassports(),
}

#: No text under thirteen bytes matches their patterns. The expression engine knows and turns such texts away unread,
#: but only where these patterns stand apart from those of shorter things.
LONG = (ResidentNumbers, DrivingLicences, Cards)
LONG_BYTES = 13

#: Read the text as it came: folding would hide what they look for.
OF_CELLS: tuple[Detector, ...] = (Formulas(), Scripts("script-in-cell"), CONTROLS, BIDI)
OF_TEXTS: tuple[Detector, ...] = (Scripts("script-in-text"), CONTROLS, BIDI)


def of_plain(settings: ScreenSettings) -> tuple[Detector, ...]:
    """The detectors that read folded text, with the stricter rules in force."""
    strict = (detector for rule, detector in _STRICT.items() if rule in settings.strict)
    return (*_PLAIN, *strict, *_of_sites(settings.protected_sites))


def _of_sites(sites: tuple[ProtectedSite, ...]) -> Iterator[Detector]:
    if any(site.names for site in sites):
        yield SiteNames(sites)
    if any(site.ring or site.centre for site in sites):
        yield SitePoints()
