"""What citizens say and what titles say. Groups work both ways; narrower words lead one way only."""

from __future__ import annotations

#: Words that mean the same in titles of public data.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("CCTV", "씨씨티비", "시시티비", "영상정보처리기기", "폐쇄회로"),
    ("어린이보호구역", "스쿨존"),
    ("자동심장충격기", "제세동기", "AED", "심장충격기"),
    ("공중위생업", "목욕탕", "목욕장업", "사우나"),
    ("미용업", "미용실", "헤어샵"),
    ("종량제봉투", "쓰레기봉투"),
    ("주차장", "주차"),
    ("응급실", "응급의료기관"),
    ("119안전센터", "소방서", "소방"),
    ("지구대", "파출소", "치안센터"),
    ("가축분뇨", "축산폐수"),
    ("대기오염", "미세먼지", "대기질"),
    ("상수도", "수돗물"),
    ("먹는샘물", "생수"),
    ("일자리", "채용", "구인"),
    ("어린이집", "보육시설"),
    ("전통시장", "재래시장"),
    ("공시지가", "땅값"),
    ("전기차", "전기자동차"),
    ("버스정류소", "버스정류장"),
    ("보안등", "가로등"),
)

#: An everyday word that is narrower than what it finds.
NARROWER: dict[str, tuple[str, ...]] = {
    "오리": ("가금",),
    "닭": ("가금",),
    "달걀": ("가금", "축산물"),
    "계란": ("가금", "축산물"),
    "알약": ("낱알식별",),
}


def synonyms(word: str) -> tuple[str, ...]:
    """Other words to look for, best first; none for a word we do not know."""
    folded = word.casefold()
    for group in GROUPS:
        if any(folded == other.casefold() for other in group):
            return tuple(other for other in group if other.casefold() != folded)
    return NARROWER.get(word, ())
