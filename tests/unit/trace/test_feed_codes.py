"""Codes in feeds are read on a short way; it ends where the long one does, which asks every family."""

from __future__ import annotations

from datetime import date
from itertools import product

from govinnov.trace.codes import Reading, egg, read_code
from govinnov.trace.feeds.kinds import kinds
from govinnov.trace.feeds.parties import Pseudonyms
from govinnov.trace.feeds.told import Told, WrongRecordError

CODES = (
    "0823M3FSD2", "0229M3FSD2", "0101M3FSD4", "1231M3FSD1", "0230M3FSD2", "1301M3FSD2", "0823M3FSD5", "O823M3FSD2",
    "0823m3fsd2", "0823 M3FSD2", "０８２３M3FSD2", "0823M3FSDI", "0112345671", "226082312301", "320082312301",
    "L22608241234001", "M3FSD", "08LSH", "", "egg10/2026-08-23/M3FSD/2",
)  # fmt: skip
DAYS = tuple(date.fromisoformat(day) for day in (
    "2018-12-31", "2019-01-01", "2019-08-22", "2019-08-23", "2020-01-01", "2020-02-29", "2024-02-29", "2026-08-22",
    "2026-08-23", "2026-08-24", "2026-12-31", "2027-01-01", "9999-12-31",
))  # fmt: skip


def short_way(code: str, day: date, laid: date | None) -> str | None:
    try:
        return Told(kinds()["eggs"], {"code": code} if code else {}, Pseudonyms()).lot("code", day, laid)
    except WrongRecordError:
        return None


def long_way(code: str, day: date, laid: date | None) -> str | None:
    exact = read(code, day)
    if exact is None or exact.family != "egg10" or laid is None:
        return exact and exact.uri
    again = None if egg.contradiction(exact, laid) else read(code, laid)
    return again and again.uri


def read(code: str, on: date) -> Reading | None:
    return next((one for one in read_code(code, on).readings if not one.repairs and not one.needs), None)


def test_both_ways_find_the_same_lot_on_every_day() -> None:
    found = 0
    for code, day, laid in product(CODES, DAYS, (None, *DAYS)):
        lot = short_way(code, day, laid)
        assert lot == long_way(code, day, laid), (code, day, laid)
        found += lot is not None
    assert 300 < found < len(CODES) * len(DAYS) * len(DAYS)
