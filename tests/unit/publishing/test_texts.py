"""Which words of a dataset the metadata screen sees."""

from __future__ import annotations

import pytest

from ckanext.govinnov.publishing import texts
from govinnov import gate

#: Ids that read like a mobile number.
UNLUCKY, OTHER = "05d324d3-f018-4688-8787-a3f018425c4b", "710c9eba-bb17-439b-a019-35934654ce60"


def address(name: str) -> str:
    return f"https://data.example.kr/dataset/d/resource/{name}/download/map.geojson"


def test_the_id_of_a_file_in_its_own_address_is_nobodys_number() -> None:
    record = {"id": "d", "resources": [{"id": UNLUCKY, "url": address(UNLUCKY)}]}
    assert isinstance(gate.check_texts(texts.of(record)), gate.AcceptedTexts)


@pytest.mark.parametrize("id_", ["010-2555-8081", "r"])
def test_a_number_in_an_address_is_found_where_it_is_no_id_of_this_record(id_: str) -> None:
    written = id_ if id_.startswith("010") else OTHER
    record = {"id": "d", "resources": [{"id": id_, "url": address(written)}]}
    assert isinstance(gate.check_texts(texts.of(record)), gate.QuarantinedTexts)
