"""Tables that tell more of police, cameras and emergency calls than the public may have, known by their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.screen.column import Column

CODE = "detail-not-public"

#: A place finer than a 읍면동: a cell, a node, a pair of coordinates.
_FINE = re.compile(
    r"^(?:cell|격자|node|site|국가지점번호)$|(?:^|_)(?:lon|lng|lat|x|y)$|위도|경도|[xy]\s?좌표", re.IGNORECASE
)
_BLIND = re.compile(r"^(?:blind|exposure)(?:$|_)|사각지대", re.IGNORECASE)
_REACH = re.compile(r"^(?:share|within|covered|gain|limit_s|time_s|median_km|p90_km)(?:$|_)|도달", re.IGNORECASE)
_VEHICLE = re.compile(r"구급차|순찰차|소방차|출동\s?차량|ambulance|patrol", re.IGNORECASE)
_TIME = re.compile(r"시각|일시|시간|(?:^|_)(?:time|timestamp|at|tm)$", re.IGNORECASE)
_CALL = re.compile(r"(?:신고|접수).*(?:시각|시간|일시)|^DCLR_(?:TM|DT)$|^call_time$|^received_at$", re.IGNORECASE)
_ARRIVAL = re.compile(r"(?:도착|출동).*(?:시각|시간|일시)|^(?:DSPT|GRNDS_ARVL)_(?:TM|DT)$|^arrived_at$", re.IGNORECASE)
_SERVICE = re.compile(r"^(?:service|post|기관)$", re.IGNORECASE)
_POLICE = r"^(?:police|경찰|지구대|파출소)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Something that is not public: a table with a column of each of these kinds."""

    columns: tuple[re.Pattern[str], ...]
    ko: str
    en: str


_RULES = (
    _Rule((_BLIND, _FINE), "카메라가 못 보는 곳의 격자", "cells that no camera sees"),
    _Rule((_VEHICLE, _FINE, _TIME), "출동 차량의 위치", "positions of emergency vehicles"),
    _Rule((_CALL, _ARRIVAL), "건별 신고·출동 기록", "emergency calls row by row"),
)
_OF_POLICE = _Rule((_SERVICE, _REACH, _FINE), "읍면동보다 자세한 경찰 도달 정보", "police reach finer than 읍면동")


class Details:
    """Looks at a table's labels, and for police at the column that says whose rows they are."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._labels = tuple(column.name.strip() for column in columns)
        self._services = self._at(_SERVICE) if self._fits(_OF_POLICE) else ()
        self._has_police = False

    def add(self, frame: pl.DataFrame) -> None:
        """See some data rows."""
        for index in self._services:
            found = frame.to_series(index).str.contains(_POLICE).any()
            self._has_police = self._has_police or bool(found)

    def findings(self) -> Iterator[Finding]:
        """One for each rule that the table falls under."""
        for rule in _RULES:
            if self._fits(rule):
                yield self._told(rule)
        if self._has_police:
            yield self._told(_OF_POLICE)

    def _told(self, rule: _Rule) -> Finding:
        shown = ", ".join(self._labels[self._at(pattern)[0]] for pattern in rule.columns)
        return finding(CODE, what_ko=rule.ko, what_en=rule.en, columns=shown)

    def _fits(self, rule: _Rule) -> bool:
        return all(self._at(pattern) for pattern in rule.columns)

    def _at(self, pattern: re.Pattern[str]) -> tuple[int, ...]:
        return tuple(index for index, label in enumerate(self._labels) if pattern.search(label))
