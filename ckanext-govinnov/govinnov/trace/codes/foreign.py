"""Numbers of other systems: recognised and answered, not called wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.trace.findings import Finding, finding
from govinnov.trace.gs1.digits import is_checked

_ANIMALS = (
    (re.compile(r"0\d{11}", re.ASCII), "소", "cattle"),
    (re.compile(r"1\d{11}", re.ASCII), "돼지", "pigs"),
    (re.compile(r"L0[0-9A-Z]{13}", re.ASCII), "소 묶음", "bundles of beef"),
    (re.compile(r"L1[0-9A-Z]{13}", re.ASCII), "돼지 묶음", "bundles of pork"),
)
_BARCODES = {8: "EAN-8", 12: "UPC", 13: "EAN-13"}


def recognised(text: str) -> Iterator[Finding]:
    """What else a text is: another animal's number, a product's barcode, or both."""
    for pattern, ko, en in _ANIMALS:
        if pattern.fullmatch(text):
            yield finding("not-poultry", value=text, kind_ko=ko, kind_en=en)
    if len(text) in _BARCODES and is_checked(text):
        yield finding("product-barcode", value=text, kind=_BARCODES[len(text)])
