"""Names of persons: columns named for persons whose cells look like names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

#: Common Korean surnames, without rare ones that begin everyday words (시, 상, 단): one name in a column is enough.
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류진나지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반왕금옥육인맹제모탁"
)
_ROLES = (
    "성명|대표자|대표|소유자|소유주|신청인|신청자|민원인|환자|수급자|가입자|세대주|농장주|농가주|경영주|경영자|사업주|업주|점주|사육자|"
    "신고인|신고자|피해자|수령인|수취인|계약자|임차인|임대인|보호자|작성자|원장|소장|교사|강사|회원|직원|사망자|당첨자|수상자|상속인|후견인"
)
_PERSON = re.compile(
    rf"(?:{_ROLES})\s*(?:명|성명|이름|성함|님)?\s*(?:[(\[].*)?$"
    r"|(?:owner|ceo|person|representative|applicant|patient)[_ ]?(?:name|nm)?$"
    r"|(?:^|_)(?:FLNM|RPRSV_?NM|RPRSNTV_NM|OWNER_?NM|PSN_NM)$",
    re.IGNORECASE,
)
#: Labels of persons and of offices alike.
_EITHER = re.compile(r"^(?:이름|담당|관리인|(?:담당|관리|책임)자명?|name)$", re.IGNORECASE)
_HANGUL_NAME = re.compile(rf"\s*([{SURNAMES}])\s?[가-힣]{{1,3}}(?:\s?(?:외\s?\d+\s?[명인]|님|씨))?\s*")
_LATIN_NAME = re.compile(r"\s*([A-Z])[A-Za-z'-]+,? (?:[A-Z][A-Za-z.'-]* ?){1,3}\s*")
#: Signs of the longest name.
_LONGEST = 60
_OFFICE = re.compile(r"(?:시|군|도|청|공사|공단|학교|은행|조합|센터|회사|협회|재단|법인|병원|기관|없음|미상)\s*$")
_PLACE = re.compile(r"(?:시|군|구|읍|면|동|리|로|길|역|과|팀|실|국|부|청|소|점|관|교|산|천|당|원)\s*$")


class PersonNames:
    """Finds cells that look like a person's name in columns named for persons; masked names (홍*동) are none."""

    def pattern(self, column: Column) -> str | None:
        """Names alone in their cell, in columns named for persons."""
        return r"^\s*(?:[가-힣]\s?[가-힣]|[A-Z][A-Za-z'-]+,? [A-Z])" if is_name_column(column) else None

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the whole cell."""
        match = len(text) <= _LONGEST and (_HANGUL_NAME.fullmatch(text) or _LATIN_NAME.fullmatch(text))
        if match and text.strip() != column.name and not _is_office(text, column):
            yield Hit("person-name", mask_name(text))


def is_name_column(column: Column) -> bool:
    """Whether a column's label promises names of persons."""
    return bool(_PERSON.search(column.name) or _EITHER.search(column.name))


def mask_name(text: str) -> str:
    """The first sign and stars: 홍길동 becomes 홍**."""
    name = text.strip()
    return name[:1] + "*" * max(len(name) - 1, 1)


def _is_office(text: str, column: Column) -> bool:
    return bool(_OFFICE.search(text)) or (bool(_EITHER.search(column.name)) and bool(_PLACE.search(text)))
