"""An extra that a feed names like a field of the index, or fills a book with, keeps no dataset out of the search."""

from __future__ import annotations

import pytest

from ckanext.govinnov.search.index import without_unfit_copies


@pytest.mark.parametrize(
    ("key", "value"),
    [("views", "many"), ("rank_prior", "1000"), ("_version_", "1"), ("spatial_geom", "x"), ("lineage", "가" * 10_923)],
)
def test_a_copy_that_solr_would_refuse_is_left_out(key: str, value: str) -> None:
    document = {"title": "수질", key: value, f"extras_{key}": value}
    assert without_unfit_copies(document) == {"title": "수질", f"extras_{key}": value}


def test_every_other_field_stays() -> None:
    geometry = ["POINT (127 37)"]
    document = {"lineage": "가" * 10_922, "extras_lineage": "가" * 10_922, "spatial_geom": geometry, "views": 3}
    assert without_unfit_copies(document) == document
    assert without_unfit_copies(document | {"extras_spatial_geom": "x"})["spatial_geom"] == geometry
