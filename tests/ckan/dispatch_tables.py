"""A small run as the catalog has it: a dataset for each table with its file, and one government's map."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from dispatched import work
from handed import upload

from ckanext.govinnov.dispatch_pages.served import id_of
from govinnov.registry import load_schema

Act = Callable[..., Any]
Row = Mapping[str, object]

RUN = {"reference_date": "2022-03-09", "run_id": "1d19fae86315ab7e", "method": "straight line"}
CITY = {"government_code": "42110", "government_name": "춘천시"}
PROVINCE = {"government_code": "42", "government_name": "강원도"}
ISLAND = {"government_code": "47940", "government_name": "울릉군"}
_COMPUTED = {"weight": "electors", "total": 1000, "grade": "C", "status": "computed", "areas": 2, "posts": 2}
CENTRE, POLICE = {"post": "119-centre"}, {"post": "police-station"}
_KM = {"median_km_lo": 1.5, "median_km": 1.8, "median_km_hi": 2.1, "p90_km_lo": 3, "p90_km": 4, "p90_km_hi": 5}
_SHARE = {"share_lo": 0.48, "share": 0.57, "share_hi": 0.68, "within_lo": 480, "within": 570, "within_hi": 680}
_NOT = {"grade": "", "status": "not-computed", "reason": "공개 데이터로는 계산할 수 없음: 주소만 있음 (addresses only)"}
_MODELLED, _SCENARIO = "계산값, 실측 아님", "시나리오(20·30·40 km/h), 실측 아님"
_FIRE = {"service": "fire", "clock": "receipt-scene", "limit_s": 420}
_POLICE_LIMIT = {"service": "police", "clock": "receipt-scene", "limit_s": 300}
_AMBULANCE = {"service": "ambulance", "clock": "receipt-scene", "limit_s": 600}
_LANDS = (("3201011", "신북읍", 0.16), ("3201034", "동내면", 0.58))


def tables() -> dict[str, list[Row]]:
    """Rows by table: a province, a city whose police can't be computed, an island whose can."""
    return {name: [RUN | row for row in rows] for name, rows in _tables().items()}


def _tables() -> dict[str, list[dict[str, object]]]:
    all_three = (PROVINCE, CITY, ISLAND)
    plan = _COMPUTED | _AMBULANCE | {"radius_m": 1540, "proven": "true", "gap": "0.000000", "nodes": 1, "mean_m": 900}
    return {
        "distances": [
            *(_COMPUTED | one | CENTRE | _KM | {"land_km2": 10} for one in all_three),
            _COMPUTED | CITY | POLICE | _NOT,
            _COMPUTED | ISLAND | POLICE | _KM | {"grade": "D"},
        ],
        "facts": [_COMPUTED | one | CENTRE | {"radius_km": 2} | _SHARE for one in all_three],
        "golden-time": [
            *(_COMPUTED | one | limit | _SHARE | {"basis": _MODELLED}
              for one in all_three for limit in (_FIRE, _AMBULANCE)),
            _COMPUTED | CITY | _POLICE_LIMIT | _NOT | {"basis": _SCENARIO},
            _COMPUTED | ISLAND | _POLICE_LIMIT | _SHARE | {"basis": _SCENARIO, "grade": "D"},
        ],
        "areas": [
            _COMPUTED | CITY | CENTRE | _KM | {"area_code": code, "area_name": name, "joined": "code"}
            | {"share_2km_lo": share, "share_2km": share, "share_2km_hi": share}
            for code, name, share in _LANDS
        ],
        "ranks": [
            CITY | _FIRE | _SHARE | {"rank_from": 1, "rank_to": 2, "n": 2, "basis": _MODELLED, "grade": "C"},
        ],
        "cctv": [
            CITY | {"weight": "electors", "areas": 2, "status": "no-data"},
            ISLAND | {"weight": "electors", "areas": 2, "status": "computed", "cameras": 7, "discs": 7, "wedges": 0}
            | {"area_30": 0.1, "area_50": 0.2, "area_100": 0.3, "weight_30": 0.1, "weight_50": 0.2, "weight_100": 0.3},
        ],
        "cctv-areas": [
            CITY | {"area_code": code, "area_name": name, "status": "no-data"} for code, name, _ in _LANDS
        ],
        "plans": [
            plan | CITY | {"added": added, "covered": covered, "bound": covered, "share": covered / 1000}
            | {"share_bound": covered / 1000}
            for added, covered in enumerate((400, 520, 520, 560))
        ],
        "plan-sites": [
            CITY | _AMBULANCE | {"added": added, "site": site, "area_code": code, "area_name": name}
            | {"lon": "127.750570", "lat": "37.863817", "grade": "C"}
            for added in (1, 2, 3) for site, (code, name, _) in enumerate(_LANDS, 590)
        ],
        "priority-areas": [
            plan | CITY | {"rank": 1, "area_code": "3201034", "area_name": "동내면", "gain": 120, "gain_share": 0.12}
            | {"lon": "127.750570", "lat": "37.863817"},
        ],
        "posts-needed": [plan | CITY | {"target": "0.80", "posts_lo": 5, "posts_hi": 9, "proven": "false"}],
        "backtest": [
            _FIRE | {"region": region, "begin": "2020-01-01", "end": "2020-06-30", "published": published}
            | {"model": model_, "median": 0.7, "density": density, "error": round((model_ - published) * 100, 1)}
            | {"parameter": 1900}
            for region, published, model_, density in
            (("강원", 0.45, 0.54, 0.5), ("경기", 0.5, 0.72, 0.6), ("서울", 0.92, 0.97, 0.96))
        ],
    }  # fmt: skip


def map_of(lands: Iterable[tuple[str, str, float]] = _LANDS) -> bytes:
    """The map of a government: one square for each 읍면동, and a centre."""
    areas = [
        _feature({"layer": "areas", "area_code": code, "area_name": name, "share_2km": share}, "MultiPolygon",
                 [[[[at, 37], [at + 0.1, 37], [at + 0.1, 37.1], [at, 37.1], [at, 37]]]])
        for at, (code, name, share) in zip((127.0, 127.1), lands, strict=True)
    ]  # fmt: skip
    post = _feature({"layer": "posts", "post": "119-centre"}, "Point", [127.05, 37.05])
    return json.dumps({"type": "FeatureCollection", "features": [*areas, post]}, ensure_ascii=False).encode()


def _feature(facts: Row, kind: str, coordinates: object) -> Row:
    return {"type": "Feature", "properties": facts, "geometry": {"type": kind, "coordinates": coordinates}}


def csv_of(table: str, rows: Iterable[Row]) -> bytes:
    """The file of a table: the columns of its schema, empty where a row says nothing."""
    names = [field["name"] for field in load_schema(f"dispatch-{table}")["fields"]]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def publish(act: Act, agency: dict[str, Any], name: str, data: bytes, filename: str) -> dict[str, Any]:
    """A public dataset as the analysis brings it, its one file taken in by whoever has to; its resource."""
    dataset = _brought(agency, name)
    resource = act("resource_create", package_id=dataset["id"], name=filename, upload=upload(data, filename))
    if resource.get("state") == "pending":
        model.Session.commit()
        work()
    return resource


def _brought(agency: dict[str, Any], name: str) -> dict[str, Any]:
    """A dataset with the id that the source's has: no steward may give one."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    told = {"id": id_of(name), "name": name, "title": f"출동 분석 {name}", "owner_org": agency["id"]}
    return tk.get_action("package_create")({"user": site}, told)


def publish_table(act: Act, agency: dict[str, Any], name: str, rows: Iterable[Row]) -> dict[str, Any]:
    """A table as its dataset; its resource."""
    return publish(act, agency, f"dispatch-{name}", csv_of(name, rows), f"{name}.csv")


def clear() -> None:
    """Take all datasets of a run away."""
    names = model.Session.scalars(
        model.Session.query(model.Package.name).filter(model.Package.name.like("dispatch-%")).statement
    ).all()
    for name in names:
        tk.get_action("dataset_purge")({"ignore_auth": True, "user": ""}, {"id": name})
