"""Which article keeps a finding's data closed, which findings are about persons, and which nobody can let pass."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Official Information Disclosure Act article 9(1), by item.
CLASSIFIED = "정보공개법 제9조제1항제1호"
SECURITY = "정보공개법 제9조제1항제2호"
PRIVACY = "정보공개법 제9조제1항제6호"
#: Act on the Promotion of the Provision and Use of Public Data article 17(1) item 1: what the other Act keeps closed.
EXCLUDED = "공공데이터법 제17조제1항제1호"

_PERSONAL_ERRORS = (
    "resident-number",
    "foreigner-number",
    "driving-licence",
    "passport-number",
    "card-number",
    "bank-account",
    "mobile-number",
    "person-identified",
)
_PERSONAL_COLUMNS = (
    "mobile-phone",
    "email-address",
    "person-name",
    "resident-number-masked",
    "number-ambiguous",
    "quasi-identifiers",
)

#: Finding code → the articles that exclude what was found.
LAW: Mapping[str, tuple[str, ...]] = MappingProxyType(
    dict.fromkeys((*_PERSONAL_ERRORS, *_PERSONAL_COLUMNS), (PRIVACY, EXCLUDED))
    | dict.fromkeys(("security-mark", "security-mention"), (CLASSIFIED, SECURITY, EXCLUDED))
    | dict.fromkeys(("protected-site", "detail-not-public"), (SECURITY, EXCLUDED))
)


def is_personal(code: str) -> bool:
    """Whether a finding's code is a personal-data error: it can't be waived, only disputed by two named persons."""
    return code in _PERSONAL_ERRORS


def is_final(code: str) -> bool:
    """Whether nobody can let a finding pass: what was computed from made-up inputs is no data of an agency's."""
    return code == "synthetic-input"
