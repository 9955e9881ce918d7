"""Which published outlines an answer's districts have; without any, the list of districts stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ckanext.govinnov.dispatch_pages import governments, published
from ckanext.govinnov.dispatch_pages.governments import PROVINCE
from ckanext.govinnov.dispatch_pages.outlines import Outline, outlines
from ckanext.govinnov.dispatch_pages.published import Tables
from ckanext.govinnov.trace_pages.district_map import DistrictMap, district_map
from ckanext.govinnov.trace_pages.places import Place
from govinnov.trace.feeds.parties import district_of

#: Codes of governments by their names, as the trace writes them.
Codes = Mapping[str, str]


def drawn(places: Iterable[Place]) -> DistrictMap | None:
    """The map of some places; None where the outline of none of them is published."""
    known = _codes() if (wanted := tuple(places)) else {}
    codes = {place: code for place in wanted if (code := code_of(place.district, known))}
    if not codes:
        return None
    near, far = _around(codes.values(), known.values())
    found = outlines(codes.values(), (*near, *far))
    own = {place: found.by_code[code] for place, code in codes.items() if code in found.by_code}
    ground = _ground(found.by_code, (*near, *far) if found.is_whole else near, [codes[place] for place in own])
    return district_map(own, ground, is_wider=any(_is_within(place, known) for place in own)) if own else None


def code_of(district: str, codes: Codes) -> str | None:
    """The code of a district's government, or of the one around it that has no others inside: a 구 lies in its city.

    None where nobody is called so: a 시군구 is not drawn as the whole 시도.
    """
    name = district_of(district)
    if name in codes:
        return codes[name]
    larger = name.rpartition(" ")[0]
    is_whole = larger in codes and not any(other.startswith(f"{larger} ") for other in codes)
    return codes[larger] if is_whole else None


def _is_within(place: Place, codes: Codes) -> bool:
    """Whether a district has no outline of its own."""
    return district_of(place.district) not in codes


def _around(codes: Iterable[str], everyone: Iterable[str]) -> tuple[list[str], list[str]]:
    """The 시도 of some districts; and all others if they are several: what lies between would look like sea."""
    near = {code[:PROVINCE] for code in codes}
    far = {code[:PROVINCE] for code in everyone} - near if len(near) > 1 else set()
    return sorted(near), sorted(far)


def _ground(found: Mapping[str, Outline], around: Iterable[str], own: Iterable[str]) -> list[Outline]:
    """The land to draw on; a district whose 시도 is not there is ground itself."""
    land = [code for code in around if code in found]
    alone = dict.fromkeys(code for code in own if code[:PROVINCE] not in land)
    return [found[code] for code in (*land, *alone)]


@dataclass(frozen=True, slots=True)
class _Listed:
    """Published tables; two are the same if the hash of the list of governments is."""

    sha256: str
    tables: Tables = field(compare=False)


def _codes() -> Codes:
    """Codes by name; none where no list of governments is published."""
    tables = published.tables(governments.TABLE)
    listed = tables.found.get(governments.TABLE)
    return _by_name(_Listed(listed.served.sha256, tables)) if listed else {}


@lru_cache(maxsize=2)
def _by_name(listed: _Listed) -> Codes:
    return {district_of(one.full_name): one.code for one in governments.governments(listed.tables)}
