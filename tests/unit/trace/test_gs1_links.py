"""URNs and links of one thing have one canonical link, and it is the generator's."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from epcis_event_hash_generator.dl_normaliser import normaliser
from hypothesis import given
from hypothesis import strategies as st
from trace_events import Maker

from govinnov.trace.gs1.digits import check_digit, is_checked
from govinnov.trace.gs1.links import canonical_link, identity
from govinnov.trace.gs1.urns import SCHEMES

LINK = "https://id.gs1.org/01/09521321004122"
URNS = {
    "id:sgtin": "9521321.000412.A1",
    "id:sscc": "9521321.0123456789",
    "id:sgln": "9521321.00001.7",
    "id:grai": "9521321.00001.7",
    "id:giai": "9521321.A7",
    "id:gsrn": "9521321.0123456789",
    "id:gsrnp": "9521321.0123456789",
    "id:gdti": "9521321.00001.7",
    "id:cpi": "9521321.5PQ7.12345",
    "id:sgcn": "9521321.00001.7",
    "id:ginc": "9521321.A7",
    "id:gsin": "9521321.012345678",
    "id:itip": "9521321.000412.01.02.A1",
    "id:upui": "9521321.000412.A(1)",
    "id:pgln": "9521321.00001",
    "class:lgtin": "9521321.000412.A1",
    "idpat:sgtin": "9521321.000412.*",
    "idpat:grai": "9521321.00001.*",
    "idpat:gdti": "9521321.00001.*",
    "idpat:sgcn": "9521321.00001.*",
    "idpat:cpi": "9521321.5PQ7.*",
    "idpat:itip": "9521321.000412.01.02.*",
    "idpat:upui": "9521321.000412.*",
}


def test_every_scheme_has_its_example() -> None:
    assert set(URNS) == set(SCHEMES)


@pytest.mark.parametrize("scheme", URNS)
def test_a_urn_has_the_generators_link(scheme: str) -> None:
    urn = f"urn:epc:{scheme}:{URNS[scheme]}"
    assert canonical_link(urn) == normaliser(urn)
    assert str(canonical_link(urn)).startswith("https://id.gs1.org/")


def test_generated_identifiers_have_the_generators_links() -> None:
    maker = Maker(9)
    made = [make() for _ in range(700) for make in (maker.epc, maker.lot, maker.place)]
    assert [(one, canonical_link(one)) for one in made] == [(one, normaliser(one)) for one in made]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://shop.example.org/a/gtin/9521321004122/lot/A1?17=270101", f"{LINK}/10/A1"),
        ("http://id.gs1.org/01/09521321004122/22/2B/10/A1/21/7", f"{LINK}/21/7"),
        ("https://localhost/01/09521321004122", LINK),
        ("https://localhost/gtin/9521321004122/lot/ginc", f"{LINK}/10/ginc"),
        ("urn:epc:id:grai:952132100001..7", "https://id.gs1.org/8003/095213210000187"),
        ("https://id.gs1.org/01/09521321004122/10/A%2F1", None),
        ("https://id.gs1.org/01/09521321004122/10/A/10/B", None),
        ("https://id.gs1.org/01/09521321004122/11/A", None),
        ("https://example.org/anything.html", None),
        ("urn:epc:id:sgtin:95213.000412.A1", None),
        ("urn:epc:id:sgtin:9521321.00412.A1", None),
        ("urn:epc:id:unknown:1.2", None),
        ("0823M3FSD2", None),
    ],
)
def test_what_has_a_canonical_link(written: str, link: str | None) -> None:
    assert canonical_link(written) == link


#: All signs of a lot (GS1 General Specifications, character set 82).
SIGNS = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


@given(st.text(SIGNS, min_size=1, max_size=20), st.sampled_from(["", "'", "!()*+,:;='"]))
def test_a_lot_of_any_signs_has_one_link(lot: str, plain: str) -> None:
    urn = identity(f"urn:epc:class:lgtin:9521321.000412.{quote(lot, safe=plain)}")
    link = identity(f"HTTPS://shop.example/x/01/9521321004122/10/{quote(lot, safe=plain)}?17=261231")
    assert urn is not None
    assert urn == link == identity(urn)
    assert identity("".join(f"%{ord(sign):02x}" for sign in lot).join((f"{LINK}/10/", ""))) == urn


def test_an_identifier_without_odd_signs_is_its_canonical_link() -> None:
    maker = Maker(11)
    made = [make() for _ in range(300) for make in (maker.epc, maker.lot, maker.place)]
    assert [identity(one) for one in made] == [canonical_link(one) for one in made]


def test_check_digits() -> None:
    assert check_digit("629104150021") == "3"
    assert is_checked("96385074")
    assert not is_checked("96385075")
    assert not is_checked("９６３８５０７４")
