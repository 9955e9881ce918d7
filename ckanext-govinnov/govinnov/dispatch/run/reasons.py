"""Why a figure is not there, in the words of the column ``reason``."""

from __future__ import annotations

#: Code → what is said.
REASONS = {
    "no-areas": "경계나 선거인 자료가 없어 계산하지 못함 (no boundary or no electors)",
    "zero-demand": "가중치가 모두 0이라 비율을 계산할 수 없음 (all weights are zero: there is no share of nothing)",
    "guard": "guard: 정해진 시간을 넘겨 추가 관서 계획을 계산하지 못함 "
    "(the wall-clock guard ended its plans: give it more time with --guard-s)",
    "failed": "계산 중 오류가 나서 계산하지 못함 (its computation failed: please report it)",
    "no-stations": "관서 자료가 없어 계산하지 못함 (no stations)",
    "addresses-only": "공개 데이터로는 계산할 수 없음: 좌표 없이 주소만 있는 관서 가운데 "
    "오차 P90이 500 m 이하인 곳이 80 %가 안 됨 "
    "(police have addresses only, and fewer than 80 % can be placed within 500 m)",
}
