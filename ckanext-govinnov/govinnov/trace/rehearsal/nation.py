"""Who takes part in a rehearsal: made-up farms, packers, slaughterhouses and customers in real districts.

The counts follow what is published of the trade: about 1,400 marks a day, 450 egg packers, 1,530 broiler farms of which
one in 45 empties its houses on a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Literal, NamedTuple

import yaml

from govinnov.trace.gs1.digits import check_digit
from govinnov.trace.lineage.who import masked
from govinnov.trace.rehearsal.draws import Draws, picked, stream, whole

Kind = Literal["hatchery", "layer", "broiler", "duck", "packer", "slaughter", "duck-slaughter", "trader", "buyer"]
_KINDS: tuple[Kind, ...] = (
    "hatchery", "layer", "broiler", "duck", "packer", "slaughter", "duck-slaughter", "trader", "buyer",
)  # fmt: skip
_ROLES: dict[Kind, str] = {
    "layer": "farm", "broiler": "farm", "duck": "farm", "slaughter": "slaughterhouse",
    "duck-slaughter": "slaughterhouse", "trader": "packer", "buyer": "trade",
}  # fmt: skip
_NAMES: dict[Kind, str] = {
    "packer": "선별포장", "slaughter": "도계장", "duck-slaughter": "도압장", "trader": "묶음포장",
}  # fmt: skip
#: How many of each there are in the whole nation; a farm of broilers or ducks stands once in a cycle.
_COUNTS: dict[Kind, int] = {
    "hatchery": 60, "layer": 1_250, "packer": 450, "slaughter": 50, "duck-slaughter": 10, "trader": 120, "buyer": 9_000,
}  # fmt: skip
#: Days from one slaughter of a farm to its next.
CYCLE_DAYS = 45
#: Farms of broilers and of ducks that are emptied on one day.
EMPTIED = {"broiler": 34, "duck": 7}
#: Of so many layer farms one has a second housing, and a second mark.
_SECOND = 8


class Place(NamedTuple):
    """A district and how much of everything is there."""

    sido: str
    sigungu: str
    chickens: int
    ducks: int
    people: int

    @property
    def district(self) -> str:
        """Its full name."""
        return " ".join(dict.fromkeys((self.sido, self.sigungu)))


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part. ``owner``, ``mobile`` and ``business`` are private, and nobody's."""

    kind: Kind
    number: int
    district: str

    @property
    def epc(self) -> str:
        """The place's identifier in events."""
        return f"urn:epc:id:sgln:88099{_KINDS.index(self.kind):02}.{self.number:05}.0"

    @property
    def gln(self) -> str:
        """Its number of 13 digits."""
        digits = f"88099{_KINDS.index(self.kind):02}{self.number:05}"
        return digits + check_digit(digits)

    @property
    def role(self) -> str:
        """What it is, in the words that events have for it."""
        return _ROLES.get(self.kind, self.kind)

    @property
    def shown(self) -> str:
        """What everybody may know it by: a plant's name, of a farm the first sign of its owner's, of shops nothing."""
        if self.kind == "buyer":
            return ""
        return f"연습{_NAMES[self.kind]} {self.number}" if self.kind in _NAMES else masked(self.owner)

    @property
    def owner(self) -> str:
        """A name that is told nowhere else."""
        return f"연습주인{_KINDS.index(self.kind)}{self.number:05}"

    @property
    def mobile(self) -> str:
        """A number that is told nowhere else."""
        return f"010-0{_KINDS.index(self.kind)}{self.number // 10_000:02}-{self.number % 10_000:04}"

    @property
    def business(self) -> str:
        """A business number that is told nowhere else."""
        digits = f"99{_KINDS.index(self.kind)}{self.number // 10_000:02}{self.number % 10_000:04}"
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}{_business_check(digits)}"


class Layer(NamedTuple):
    """One mark: a farm's five signs and the housing of its hens."""

    farm: Party
    signs: str
    housing: str
    eggs: int
    packer: Party


@dataclass(frozen=True)
class Nation:
    """Everybody of one seed; ``share`` is how much of the nation."""

    seed: int
    share: float = 1.0

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The districts of the rehearsal."""
        text = (files(__package__) / "places.yaml").read_text(encoding="utf-8")
        return tuple(Place(*row) for row in yaml.safe_load(text))

    def of(self, kind: Kind) -> tuple[Party, ...]:
        """All parties of a kind."""
        return self.parties[kind]

    @cached_property
    def parties(self) -> dict[Kind, tuple[Party, ...]]:
        """All parties by kind."""
        return {kind: tuple(self._settled(kind)) for kind in _KINDS}

    def many(self, whole_nation: float) -> int:
        """This rehearsal's part of a number of the whole nation, at least one."""
        return max(1, round(whole_nation * self.share))

    def _count(self, kind: Kind) -> int:
        emptied = EMPTIED.get(kind)
        return CYCLE_DAYS * self.many(emptied) if emptied else max(3, round(_COUNTS[kind] * self.share))

    def _settled(self, kind: Kind) -> Iterator[Party]:
        """A kind's parties, in districts drawn by what is there."""
        weights = [_weight(kind, place) for place in self.places]
        for number, place in enumerate(picked(stream(self.seed, "places", kind), self._count(kind), weights), 1):
            yield Party(kind, number, self.places[place].district)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """All marks, with the eggs of a day and the packer that gets them."""
        draws, farms = stream(self.seed, "layers"), self.of("layer")
        signs = _signs(self.seed, len(farms))
        housings = [_HOUSINGS[place] for place in picked(draws, len(farms), (3, 7, 20, 70))]
        marks = list(zip(farms, signs, housings, strict=True))
        marks += [(farm, sign, "3" if housing == "4" else "4") for farm, sign, housing in marks[::_SECOND]]
        sizes = draws.lognormal(0, 0.9, len(marks))
        eggs = sizes / sizes.sum() * EGGS_A_DAY * self.share
        packers = self.of("packer")
        return tuple(
            Layer(*mark, max(1_500, round(float(many))), _packer(draws, packers, mark[0].district))
            for mark, many in zip(marks, eggs, strict=True)
        )

    def emptied(self, kind: Kind, ordinal: int) -> Sequence[Party]:
        """The farms of broilers or ducks that are emptied on a day."""
        return self.of(kind)[ordinal % CYCLE_DAYS :: CYCLE_DAYS]


#: Eggs of the whole nation on a day.
EGGS_A_DAY = 45_700_000
_HOUSINGS = ("1", "2", "3", "4")
_SIGNS = "ABCDEFGHJKLMNPRSTUVWXY3479"


def _business_check(digits: str) -> int:
    """The check digit of a business number: weights 1, 3, 7 thrice, the last 5, whose tens count once more.

    Source: the National Tax Service's rule for 사업자등록번호.
    """
    weighted = [int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)]
    return -(sum(weighted) + weighted[-1] // 10) % 10


def _weight(kind: Kind, place: Place) -> int:
    if kind == "buyer":
        return place.people
    return place.ducks if kind.startswith("duck") else place.chickens


def _signs(seed: int, count: int) -> list[str]:
    """Five signs for each farm, no two alike, without those that are taken for others."""
    draws, found = stream(seed, "signs"), dict[str, None]()
    while len(found) < count:
        found["".join(_SIGNS[whole(draws, 0, len(_SIGNS) - 1)] for _ in range(5))] = None
    return list(found)


def _packer(draws: Draws, packers: Sequence[Party], district: str) -> Party:
    """A packer of the same 시도 where there is one."""
    sido = district.partition(" ")[0]
    near = [one for one in packers if one.district.startswith(sido)] or packers
    return near[whole(draws, 0, len(near) - 1)]
