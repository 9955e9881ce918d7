"""Kinds of input: which columns or properties make a file one of them, whatever its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from govinnov.dispatch.errors import InputError


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table or of areas.

    Attributes:
        name: How outputs call it.
        needed: Our name of each column → names that publishers give it (lower case).
        optional: Columns that may be there.
        alone: A file of this kind is of no other.
        either: Sets of our names; of each set one must be there.
    """

    name: str
    needed: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: bool = False
    either: tuple[tuple[str, ...], ...] = ()

    def columns(self, header: Collection[str]) -> dict[str, str] | None:
        """Our names → those of a header; None when it is not of this kind."""
        found = {
            ours: theirs
            for ours, names in {**self.needed, **self.optional}.items()
            for theirs in [next((name for name in (*names, ours) if name in header), None)]
            if theirs is not None
        }
        return None if self.missing(found) else found

    def missing(self, found: Collection[str]) -> set[str]:
        """What is not there of what a file of this kind must have."""
        alternatives = {" or ".join(names) for names in self.either if not set(names) & set(found)}
        return (set(self.needed) - set(found)) | alternatives


_LON, _LAT = (
    ("경도", "병원경도", "wgs84경도", "x좌표", "longitude"),
    ("위도", "병원위도", "wgs84위도", "y좌표", "latitude"),
)
_PLACE = {"lon": _LON, "lat": _LAT, "x": (), "y": (), "crs": ("좌표계",)}
_ADDRESS = ("소재지도로명주소", "도로명전체주소", "도로명주소", "주소")

#: Tables, the narrowest first.
TABLES = (
    Kind(
        "fire-stations",
        {"name": ("119안전센터명", "안전센터명", "119안전센터"), "address": _ADDRESS},
        {"headquarters": ("시도본부", "본부명"), "form": ("구분",), **_PLACE},
        alone=True,
    ),
    Kind(
        "police-stations",
        {"name": ("관서명",), "form": ("구분",), "address": _ADDRESS},
        {"agency": ("시도청",), "station": ("경찰서",), **_PLACE},
        alone=True,
    ),
    Kind("fire-headquarters", {"name": ("소방서",), "address": _ADDRESS}, alone=True),
    Kind("runs", dict.fromkeys(("dclr_ymd", "dclr_tm", "grnds_arvl_ymd", "grnds_arvl_tm"), ()), alone=True),
    Kind(
        "legal-codes",
        {
            "code": ("법정동코드",),
            "district": ("시군구명",),
            "area": ("읍면동명",),
            "begin": ("생성일자",),
            "end": ("삭제일자",),
        },
        alone=True,
    ),
    Kind(
        "governments",
        {
            "level": (),
            "province": ("sido", "시도"),
            "name": ("자치단체명",),
            "code": ("code_2022",),
            "districts": ("sgg_codes",),
        },
        {"electors": ("population_2022_03",)},
        alone=True,
    ),
    Kind("road-links", {"link_id": (), "f_node": (), "t_node": ()}, alone=True),
    Kind("road-nodes", {"node_id": ()}, _PLACE, alone=True),
    Kind(
        "area-codes", {"kostat": ("adm_cd",), "ministry": ("adm_cd2",), "election": ("elec_cd",), "area": ("elec_emd",)}
    ),
    Kind("electors", {"election": ("elec_cd",), "area": ("elec_emd",), "electors": ("선거인수",)}),
    Kind(
        "residents",
        {"region": ("행정구역별",), "age": ("연령별",), "year": ("연도",), "count": ("인구수",)},
        alone=True,
    ),
    Kind(
        "grid",
        {},
        {
            "cell": ("gid", "격자코드", "국가지점번호"),
            "residents": ("주민수",),
            "calls": ("신고건수", "출동건수"),
            "electors": ("선거인수",),
            **_PLACE,
        },
        alone=True,
        either=(("cell", "x", "lon"), ("residents", "calls", "electors")),
    ),
    Kind("cameras", {"what": ("카메라대수", "수량", "장비종류"), "lon": _LON, "lat": _LAT}),
    Kind(
        "addresses",
        {"address": _ADDRESS, "lon": _LON, "lat": _LAT},
        {"use": ("종별코드명", "시설종류"), "legal": ("소재지지번주소",)},
    ),
)

#: Areas told by properties, and how many digits their codes have.
DISTRICTS = Kind(
    "districts", {"code": ("sgg", "sig_cd"), "electors": ("popu_all",)}, {"name": ("sggnm",), "province": ("sidonm",)}
)
AREAS = Kind("areas", {"code": ("adm_cd",)}, {"name": ("adm_nm",)})
DISTRICT_DIGITS, AREA_DIGITS = (5,), (7, 8, 10)
#: Kinds that are told by a file's form, and need no columns.
FORMS = ("roads", "published-shares")


#: Single calls: only an ``inputs.yaml`` can name them, for nothing in such a list tells it from others.
CALLS = Kind("calls", {}, _PLACE, either=(("x", "lon"),))


def missing(name: str, found: Collection[str], file: str) -> set[str]:
    """Our names of the columns that a kind needs and a file lacks.

    Raises:
        InputError: ``unknown-kind``.
    """
    known = {kind.name: kind for kind in (*TABLES, DISTRICTS, AREAS, CALLS, *map(_form, FORMS))}
    if name not in known:
        raise InputError("unknown-kind", file=file, kind=name, kinds=", ".join(sorted(known)))
    return known[name].missing(found)


def _form(name: str) -> Kind:
    return Kind(name, {})
