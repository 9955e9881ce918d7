"""Where two farms met, in plain Korean and English."""

from __future__ import annotations

from collections.abc import Mapping

from govinnov.trace.lookup.words import Words

KINDS: Mapping[str, Words] = {
    "hatchery": Words("같은 부화장의 병아리", "Chicks of one lot from one hatchery"),
    "slaughterhouse": Words("같은 날 같은 도축장", "One slaughterhouse on one day"),
    "packer": Words("같은 날 같은 포장업체", "One packer on one day"),
}
