"""The fields that Korean search adds to a dataset's Solr document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ckanext.govinnov.search import hangul

_STANDARD_SET = re.compile(r"^전국(.+?)(?:정보)?표준데이터$")

#: Fields of the index that are filled by us or by Solr, or take no words; no feed may fill them by an extra.
_NO_EXTRAS = frozenset({
    "_version_", "views_total", "views_recent", "resources_accessed_total", "resources_accessed_recent", "views",
    "rank_prior", "spatial_geom", "columns_ko", "suggest", "title_ngram", "name_ngram",
})  # fmt: skip
#: Bytes that Lucene takes as one term.
_TERM_MAX = 32_766


def without_unfit_copies(pkg_dict: Mapping[str, Any]) -> dict[str, Any]:
    """A Solr document without those copies of extras under their bare keys that Solr would refuse it for.

    CKAN indexes an extra twice: as ``extras_KEY``, which is text and stays, and as ``KEY``.
    """
    return {key: value for key, value in pkg_dict.items() if not _is_unfit_copy(key, value, pkg_dict)}


def _is_unfit_copy(key: str, value: Any, pkg_dict: Mapping[str, Any]) -> bool:
    is_copy = isinstance(value, str) and pkg_dict.get(f"extras_{key}") == value
    return is_copy and (key in _NO_EXTRAS or len(value.encode()) > _TERM_MAX)


def fields(pkg_dict: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the index for one dataset, from its Solr document as CKAN is about to send it."""
    title, notes = str(pkg_dict.get("title") or ""), str(pkg_dict.get("notes") or "")
    dataset = json.loads(pkg_dict.get("data_dict") or "{}")
    agency = str(pkg_dict.get("agency_name") or (dataset.get("organization") or {}).get("title") or "")
    core = core_title(title)
    return {
        "title_ko": title.replace("_", " "),
        "title_bi": core,
        "title_exact": title,
        "title_core": core,
        "title_cho": [hangul.initials(core)],
        "title_jamo": hangul.letters(core),
        "agency_ko": agency,
        "agency_bi": agency,
        "theme_ko": str(pkg_dict.get("subject") or ""),
        "notes_ko": notes,
        "notes_bi": notes,
        "publication": publication(dataset.get("resources", [])),
    }


def core_title(title: str) -> str:
    """The title without the agency before its first ``_``, and without the frame of a national standard set."""
    bare = title.split("_", 1)[-1].strip() or title
    standard = _STANDARD_SET.match(bare)
    return standard.group(1) if standard else bare


def publication(resources: list[dict[str, Any]]) -> str:
    """``open`` when we serve bytes of the dataset, ``listed`` when it only points to its agency."""
    return "open" if any(resource.get("url_type") == "upload" for resource in resources) else "listed"
