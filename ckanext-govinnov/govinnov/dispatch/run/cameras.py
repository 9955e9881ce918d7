"""Cameras of a run: all files as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govinnov.dispatch.cctv import Cameras, read_cameras
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.inputs import Source


def all_cameras(sources: Sequence[Source], findings: list[Finding]) -> Cameras:
    """Cameras of all files, in their order; what is wrong with them is added to the findings.

    Raises:
        InputError: ``unreadable`` or ``missing-column``.
    """
    made = [read_cameras(source.path) for source in sources]
    for source, one in zip(sources, made, strict=True):
        findings.extend(Finding(code, source.name, int(line)) for code, lines in one.lines.items() for line in lines)
    mm = np.concatenate([*(one.mm for one in made), np.empty((0, 2), dtype=np.int64)])
    width = np.concatenate([*(one.width for one in made), np.empty(0)])
    bearing = np.concatenate([*(one.bearing for one in made), np.empty(0)])
    return Cameras(len(mm), mm, width, bearing, {})
