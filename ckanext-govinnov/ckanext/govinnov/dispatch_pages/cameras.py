"""What cameras see of a government, by 읍면동; where none is known there is no data, which is not 0 %."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.published import Row, Tables


@dataclass(frozen=True, slots=True)
class Seen:
    """A place with its cameras and the share of its land that they see at 50 m (at 30 and 100 m: the range)."""

    code: str
    name: str
    cameras: int
    share: Span | None


@dataclass(frozen=True, slots=True)
class Cameras:
    """A government's cameras: ``whole`` is None where no camera is known."""

    whole: Seen | None
    areas: tuple[Seen, ...]


def cameras(tables: Tables, code: str) -> Cameras:
    """Those of a government and of its 읍면동."""
    mine = {"government_code": code, "status": "computed"}
    whole = tables.first("cctv", **mine)
    areas = tables.rows("cctv-areas", **mine) if whole else []
    return Cameras(_seen(whole, "area") if whole else None, tuple(_seen(row, "share") for row in areas))


def _seen(row: Row, name: str) -> Seen:
    near, mid, far = (row[f"{name}_{metres}"] for metres in (30, 50, 100))
    share = None if near is None or mid is None or far is None else Span(near, mid, far)
    return Seen(row.get("area_code") or "", row.get("area_name") or "", row["cameras"] or 0, share)
