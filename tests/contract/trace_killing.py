"""A gate whose tables end the process that reads them, as a machine without memory would."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govinnov.gate.permits import Permits, permitted
from govinnov.trace.feeds.ports import Found, Permit


@dataclass(frozen=True)
class Deadly:
    """A part that kills whoever reads it, but for the process that made it."""

    part: Any
    maker: int = field(default_factory=os.getpid)

    def columns(self) -> tuple[list[int], list[list[str | None]]]:
        if os.getpid() != self.maker:
            os.kill(os.getpid(), signal.SIGKILL)
        numbers, columns = self.part.columns()
        return numbers, columns


@dataclass(frozen=True)
class DeadlyPermit:
    permit: Permit

    @property
    def held(self) -> Mapping[int, frozenset[str]]:
        return self.permit.held

    def parts(self) -> Iterator[Deadly]:
        return (Deadly(part) for part in self.permit.parts())


@dataclass(frozen=True)
class DeadlyJudged:
    findings: tuple[Found, ...]
    permit: DeadlyPermit


class Killing(Permits):
    """Permits what the gate permits, in deadly parts."""

    @contextmanager
    def __call__(  # type: ignore[override]
        self, path: Path, schema: dict[str, Any], codes: Mapping[str, frozenset[str]]
    ) -> Iterator[DeadlyJudged]:
        with permitted(path, schema, codes) as judged:
            assert judged.permit
            yield DeadlyJudged(judged.findings, DeadlyPermit(judged.permit))
