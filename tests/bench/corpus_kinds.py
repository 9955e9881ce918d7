"""Every kind of column of the corpus, and the settings it is screened with."""

from __future__ import annotations

from corpus_persons import PERSONS
from corpus_things import THINGS

from govinnov.gate.screen import ScreenSettings
from govinnov.gate.screen.sites import ProtectedSite

KINDS = (*THINGS, *PERSONS)

#: An invented site and an invented family of codes.
SETTINGS = ScreenSettings(
    known_codes={"farm": frozenset({"9001011234567"})},
    protected_sites=(ProtectedSite(names=("가상통신소",), centre=(127.505, 37.505), radius_m=2_000),),
)
