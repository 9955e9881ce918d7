"""Remembers that somebody asked a worker to stop, so that it ends where nothing is half done."""

from __future__ import annotations

import signal
from types import FrameType


class Stop:
    """Listens for TERM and INT from its making on; ``asked`` says whether one came."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
