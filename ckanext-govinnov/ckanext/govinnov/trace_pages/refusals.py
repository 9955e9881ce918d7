"""Why a look-up is not answered: a sentence in both languages, never a traceback."""

from __future__ import annotations

from dataclasses import dataclass

from govinnov.trace.lookup.paging import SENTENCES
from govinnov.trace.store.around import TOO_MUCH


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, with the HTTP status that it answers with."""

    status: int
    code: str
    message_ko: str
    message_en: str

    def as_dict(self) -> dict[str, dict[str, str]]:
        """The body of the JSON answer."""
        told = {"code": self.code, "message_ko": self.message_ko, "message_en": self.message_en}
        return {"error": told}


#: Codes in one request, and bytes of its body.
MOST_CODES, MOST_BYTES = 100, 256 * 1024

#: The statuses of what is wrong with a token.
_OF_PAGES = {"next-wrong": 400, "next-of-another": 400, "next-expired": 410}

REFUSALS = {
    one.code: one
    for one in (
        *(Refusal(_OF_PAGES[code], code, *said) for code, said in SENTENCES.items()),
        Refusal(
            400,
            "next-alone",
            "다음 쪽(next)은 번호 하나만 함께 물을 수 있습니다.",
            "A next page (next) goes with one code.",
        ),
        Refusal(503, "too-far", *TOO_MUCH),
        Refusal(400, "code-missing", "번호가 없습니다. code=…에 적으세요.", "There is no code: name it in code=…."),
        Refusal(
            400,
            "too-many-codes",
            f"한 번에 번호 {MOST_CODES}개까지 찾습니다. 나누어 물으세요.",
            f"At most {MOST_CODES} codes in one request: ask in parts.",
        ),
        Refusal(
            400,
            "on-wrong",
            "날짜(on)는 2019-01-01부터 내년까지의 하루여야 합니다. 보기: 2026-08-24",
            "The date (on) has to be a day from 2019-01-01 until next year, like 2026-08-24.",
        ),
        Refusal(
            400,
            "at-wrong",
            "때(at)는 날짜와 시각과 시차여야 합니다. 보기: 2026-08-24T09:00:00+09:00",
            "The time (at) has to be a date, a time and an offset, like 2026-08-24T09:00:00+09:00.",
        ),
        Refusal(
            400,
            "body-wrong",
            '본문은 {"codes": ["…"]} 꼴의 JSON이어야 합니다. on과 at을 더할 수 있습니다.',
            'The body has to be JSON like {"codes": ["…"]}; on and at may stand beside.',
        ),
        Refusal(
            413,
            "body-too-large",
            f"본문이 {MOST_BYTES // 1024} kB를 넘습니다. 나누어 물으세요.",
            f"The body has more than {MOST_BYTES // 1024} kB: ask in parts.",
        ),
        Refusal(
            503,
            "too-slow",
            "이 번호들을 모두 찾는 데 10초가 넘게 걸립니다. 나누어 물으세요.",
            "It takes more than ten seconds to look all of these up: ask in parts.",
        ),
        Refusal(
            503,
            "store-silent",
            "지금은 이력을 찾을 수 없습니다. 잠시 뒤에 다시 해 보세요.",
            "Nothing can be looked up at the moment. Try again in a while.",
        ),
    )
}
