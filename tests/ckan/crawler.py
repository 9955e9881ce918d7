"""Every address that a reader could ask, made from the site's own routes and actions and what was planted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

from planted import Garden, Spot

Request = tuple[str, str]

#: Values of the arguments that mean the same in every route.
CONSTANT: Mapping[str, tuple[str, ...]] = {
    "capture_id": ("x",),
    "event_id": ("urn:uuid:x",),
    "epc": ("https://id.gs1.org/01/08800001000014",),
    "rest": ("bizSteps", "x"),
    "ver": ("3",),
    "lang": ("ko_KR",),
    "kind": ("csv", "parquet"),
    "number": ("1", "2"),
    "_format": ("ttl", "jsonld"),
    "key": ("national-priority", "new-industry"),
    "filename": ("x.csv",),
    "token": ("x",),
    "storage_name": ("default", "resource"),
    "location": ("x.csv",),
    "path": ("x",),
    "logic_function": ("status_show",),
    "code": ("11110",),
    "sha256": ("0" * 64,),
    "name": ("sheet.csv",),
}

#: What a route's ``id`` stands for, by the beginning of its rule; the first that fits. A dataset where nothing fits.
IDS = (
    ("/dataset/changes/", "activity"),
    ("/steward/submission/", "submission"),
    ("/steward/harvest/source/", "source"),
    ("/steward/harvest/", "job"),
    ("/user/", "user"),
    ("/group/", "group"),
    ("/organization/", "group"),
    ("/feeds/group/", "group"),
    ("/feeds/organization/", "group"),
    ("/feeds/tag/", "tag"),
    ("/file/", "none"),
    ("/dataset/", "dataset"),
)

#: More ways to ask some routes.
QUERIES: Mapping[str, tuple[dict[str, Any], ...]] = {
    "/dataset/": ({"q": "zq*"}, {"sort": "metadata_modified desc"}, {"tags": "zq"}, {"include_private": "true"}),
    "/datastore/dump/<resource_id>": ({"format": "json"}, {"format": "xml"}, {"format": "tsv", "bom": "true"}),
    "/feeds/custom.atom": ({"q": "zq*"}, {"q": "*:*"}),
    "/catalog.<_format>": ({"q": "zq*"}, {"page": "2"}),
    "/api/action/<logic_function>": (),
}

_SEARCHES = (
    {"q": "*:*"},
    {"q": "zq*"},
    {"fl": "*"},
    {"fl": "id,validated_data_dict,data_dict,text"},
    {"include_private": "true", "include_drafts": "true", "include_deleted": "true"},
    {"fq": "capacity:private"},
    {"fq": "+state:(draft OR deleted OR active)"},
    {"use_default_schema": "true"},
    {"facet.field": '["tags", "res_format", "name", "title_string", "author", "res_name"]', "facet.limit": "-1"},
    {"sort": "metadata_modified desc"},
)  # fmt: skip

#: More ways to ask some actions; the others get ids alone.
SEEDS: Mapping[str, tuple[dict[str, Any], ...]] = {
    "package_search": tuple({"rows": 1000, **query} for query in _SEARCHES),
    "dcat_catalog_show": ({"format": "ttl"}, {"format": "jsonld", "q": "zq*"}),
    "dcat_catalog_search": ({"q": "zq*"},),
    "package_autocomplete": ({"q": "zq"},),
    "tag_list": ({}, {"all_fields": "true"}, {"query": "zq"}),
    "tag_search": ({"query": "zq"},),
    "tag_autocomplete": ({"query": "zq"}, {"q": "zq"}),
    "format_autocomplete": ({"q": "zq"}, {"q": ""}),
    "user_autocomplete": ({"q": "test"},),
    "group_autocomplete": ({"q": "test"},),
    "organization_autocomplete": ({"q": "test"},),
    "resource_search": tuple({"query": f"{name}:"} for name in ("name", "format", "description", "url", "hash")),
    "organization_list": ({"all_fields": "true", "include_extras": "true", "include_tags": "true"},),
    "group_list": ({"all_fields": "true", "include_extras": "true", "include_tags": "true"},),
    "datastore_info": ({"id": "_table_metadata"},),
    "datastore_search": ({"resource_id": "_table_metadata"}, {"resource_id": "_govinnov_served"}),
    "current_package_list_with_resources": ({"limit": 1000},),
    "recently_changed_packages_activity_list": ({"limit": 100},),
    "user_activity_list": ({"limit": 100},),
}


def routes(rules: list[str], garden: Garden) -> Iterator[str]:
    """Every readable address of the site, for every spot of the garden.

    Raises:
        LookupError: A route has an argument that nobody thought of.
    """
    seen = set()
    for rule, spot in product(rules, garden.spots):
        for address in _addresses(rule, spot, garden):
            if address not in seen:
                seen.add(address)
                yield address


def calls(actions: list[str], garden: Garden) -> Iterator[Request]:
    """Every reading call of the API: each action bare, with its seeds, and with every id that it could take."""
    for name in actions:
        for query in ({}, *SEEDS.get(name, ()), *_ids(name, garden)):
            yield name, urlencode(query)


def _addresses(rule: str, spot: Spot, garden: Garden) -> Iterator[str]:
    names = [part.split(">")[0] for part in rule.split("<")[1:]]
    plain = [name.rsplit(":", 1)[-1] for name in names]
    for values in product(*(_values(rule, name, spot, garden) for name in plain)):
        address = rule
        for name, value in zip(names, values, strict=True):
            address = address.replace(f"<{name}>", quote(value))
        yield address
        yield from (f"{address}?{urlencode(query)}" for query in QUERIES.get(rule, ()))


def _values(rule: str, name: str, spot: Spot, garden: Garden) -> tuple[str, ...]:
    known = {"resource_id": (spot.resource_id,), "view_id": (spot.view_id,), "activity_id": tuple(spot.activities())}
    if name in {"id", "_id"}:
        return _id_values(rule, spot, garden)
    if name in known:
        return known[name]
    if name in CONSTANT:
        return CONSTANT[name]
    raise LookupError(f"The crawler does not know what <{name}> in {rule} is: tell it in CONSTANT or IDS.")


def _id_values(rule: str, spot: Spot, garden: Garden) -> tuple[str, ...]:
    kind = next((kind for start, kind in IDS if rule.startswith(start)), "dataset")
    values: Mapping[str, tuple[str, ...]] = {
        "activity": tuple(spot.activities()),
        "submission": tuple(garden.submissions),
        "source": tuple(garden.sources),
        "job": tuple(garden.jobs),
        "user": (garden.steward["name"],),
        "group": (garden.agency["name"],),
        "tag": ("none",),
        "none": ("none",),
        "dataset": (spot.id,),
    }
    return values[kind]


def _ids(name: str, garden: Garden) -> Iterator[dict[str, Any]]:
    if "activity" in name:
        yield from ({"id": activity, "include_data": "true"} for spot in garden.spots for activity in spot.activities())
        yield from (
            {"id": activity, "object_type": "package", "diff_type": "html"}
            for spot in garden.spots for activity in spot.activities() if name == "activity_diff"
        )  # fmt: skip
    if name.startswith(("organization_", "group_", "member_")):
        more = {"include_datasets": "true", "object_type": "package", "include_users": "true", "limit": 100}
        yield {"id": garden.agency["id"], **more}
    elif name.startswith("user_"):
        yield {"id": garden.steward["id"], "include_datasets": "true", "limit": 100}
    elif "submission" in name:
        yield from ({"id": submission} for submission in garden.submissions)
    elif name.startswith(("govinnov_source", "govinnov_job")):
        yield from ({"id": place} for place in (*garden.sources, *garden.jobs))
    else:
        for spot in garden.spots:
            place = spot.resource_id if "resource" in name or "datastore" in name else spot.id
            yield {"id": spot.view_id if name == "resource_view_show" else place, "resource_id": spot.resource_id}
