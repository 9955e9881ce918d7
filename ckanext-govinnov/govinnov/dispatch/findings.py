"""What is wrong with inputs without ending a run: a code, where it stands, and a sentence for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

#: Code → what it says, in Korean and in English.
FINDINGS: dict[str, tuple[str, str]] = {
    "input-missing": ("필요한 자료가 없습니다.", "This kind of input is missing: what needs it is left out."),
    "station-without-coordinates": (
        "좌표가 없는 관서는 쓰지 않았습니다.",
        "A station without coordinates is not used.",
    ),
    "station-closed": ("폐지된 관서는 쓰지 않았습니다.", "A station that is closed (폐지) is not used."),
    "station-not-fixed": (
        "한곳에 머물지 않는 순찰대는 쓰지 않았습니다.",
        "A mobile patrol has no post: it is not used.",
    ),
    "station-repeated": (
        "같은 이름과 주소의 관서가 이미 있습니다.",
        "A station with this name and address came before.",
    ),
    "coordinates-disagree": (
        "두 자료의 좌표가 100 m 넘게 다릅니다. 앞의 것을 썼습니다.",
        "Two files place this station more than 100 m apart: the first one counts.",
    ),
    "coordinates-swapped": (
        "위도와 경도가 바뀌어 있어 되돌렸습니다.",
        "Latitude and longitude are swapped: they were put right.",
    ),
    "coordinates-outside": ("좌표가 나라 밖입니다.", "The coordinates are outside the country: the place is not used."),
    "bad-weight": ("가중치가 0 이상의 정수가 아닙니다.", "A weight is no whole number of 0 or more: it counts as 0."),
    "negative-demand": ("수요가 음수라 세지 않았습니다.", "Demand is negative: the row is not counted."),
    "fractional-demand": ("수요가 정수가 아니라 반올림했습니다.", "Demand is no whole number: it was rounded."),
    "zero-demand": ("수요가 하나도 없는 파일입니다.", "There is no demand at all in this file."),
    "cell-unknown": (
        "격자 번호를 읽을 수 없습니다.",
        "This is no name of a cell of the national grid: the row is not used.",
    ),
    "cell-suppressed": (
        "신고가 5건 미만인 칸은 쓰지 않았습니다.",
        "A cell has fewer than 5 calls: it is left out of every sum.",
    ),
    "cell-without-area": ("어느 읍면동에도 없는 칸입니다.", "A cell lies in no area: it is left out."),
    "grid-cut": (
        "격자가 시군구의 일부만 덮어 선거인을 썼습니다.",
        "The grid spans a part of this district only: its electors are counted instead.",
    ),
    "grid-not-used": (
        "앞 파일과 세는 것이 달라 쓰지 않았습니다.",
        "This grid counts something else than the first one: it is not used.",
    ),
    "electors-without-area": (
        "경계가 바뀐 읍면동의 선거인을 시군구 안에 나누었습니다.",
        "The boundary of this area changed: its electors are spread within the district.",
    ),
    "code-unknown": ("목록에 없는 행정구역 코드입니다.", "A code of a district is in no boundary file."),
    "code-ended": (
        "기준일에 쓰이지 않는 행정구역 코드입니다.",
        "A code of a government is not valid on the day of reference: it began later, or had ended.",
    ),
    "area-without-district": (
        "어느 시군구에도 속하지 않는 읍면동입니다.",
        "An area lies in no district: it is left out.",
    ),
    "address-elsewhere": (
        "좌표가 주소의 시군구 밖이라 쓰지 않았습니다.",
        "The coordinates are outside the address's own district: the row is not used for placing addresses.",
    ),
    "address-unreadable": (
        "주소를 읽을 수 없습니다.",
        "The address has no road, building number or area that can be read.",
    ),
    "mixed-crs": (
        "좌표계가 파일 첫 행과 다른 행입니다.",
        "A row is of another reference system than the first: it was placed by its own.",
    ),
    "missing-speed": (
        "제한속도가 없어 도로 등급의 속도를 썼습니다.",
        "A link has no speed: that of its class is assumed.",
    ),
    "missing-length": (
        "길이가 없어 양 끝의 직선거리를 썼습니다.",
        "A link has no length: the straight line between its ends is taken.",
    ),
    "link-without-length": (
        "길이도 양 끝의 좌표도 없는 링크는 쓰지 않았습니다.",
        "A link has neither length nor ends with coordinates: it is left out.",
    ),
    "duplicate-link": ("같은 번호의 링크가 이미 있습니다.", "A link with this id came before: it is left out."),
    "unknown-node": (
        "링크의 끝 노드가 없어 쓰지 않았습니다.",
        "A link ends at a node that is not there: it is left out.",
    ),
    "repeated-node": ("같은 번호의 노드가 또 있습니다.", "A node with this id came before: the last place counts."),
    "node-without-coordinates": ("좌표가 없는 노드입니다.", "A node has no place on earth."),
    "node-off-network": ("어느 링크에도 닿지 않는 노드입니다.", "No link begins or ends at this node."),
    "one-way-trap": (
        "일방통행 때문에 들어가거나 나올 수 없는 노드입니다.",
        "One-way links let nobody in, or nobody out, though roads lead there: a link may be the wrong way round.",
    ),
    "station-too-far": (
        "도로에서 500 m 넘게 떨어진 관서는 도로 시간에 쓰지 않았습니다.",
        "A station is more than 500 m from every node: no road leads from it.",
    ),
    "repeated-station": ("같은 번호의 관서가 이미 있습니다.", "A station with this id came before."),
    "plans-stopped": (
        "정해진 시간을 넘겨 이 자치단체의 추가 관서 계획을 계산하지 못했습니다.",
        "The wall-clock guard ended the plans of this government: they are not computed.",
    ),
    "government-unreadable": (
        "코드(숫자 2–5자리)나 이름이 없는 자치단체 행은 쓰지 않았습니다.",
        "A row of the list of governments has no code of 2 to 5 digits, or no name: it is not used.",
    ),
    "step-failed": (
        "이 자치단체의 계산 중 오류가 나서 나머지만 계산했습니다.",
        "The computation of this government failed: it has no figures, and the others went on.",
    ),
    "file-not-there": ("inputs.yaml이 말한 파일이 없습니다.", "A file that inputs.yaml names is not there."),
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong.

    Attributes:
        code: A key of ``FINDINGS``.
        file: Where it is.
        line: Its line; 0 when no line is to blame.
        count: How often, where lines are not told apart.
    """

    code: str
    file: str = ""
    line: int = 0
    count: int = 1


def counts(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """How often each code was found, by code."""
    told = Counter[str]()
    for one in findings:
        told[one.code] += one.count
    return [{"code": code, "count": count} for code, count in sorted(told.items())]


Tell = Callable[[str], None]


def teller(findings: list[Finding], file: str, line: int) -> Tell:
    """A function that notes a code at a place."""
    return lambda code: findings.append(Finding(code, file, line))
