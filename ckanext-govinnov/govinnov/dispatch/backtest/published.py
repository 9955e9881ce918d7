"""Published shares: what part of the calls was reached within a limit, by region."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from govinnov.dispatch.errors import InputError


@dataclass(frozen=True, slots=True)
class Published:
    """Shares that somebody published.

    Attributes:
        service: ``fire``, ``police`` or ``ambulance``.
        clock: See ``clocks.Clock``.
        limit_s: Inclusive limit in seconds.
        source: Who says so.
        shares: ``region``, ``share`` (0 to 1), ``begin`` and ``end`` (days, inclusive), by region.
    """

    service: str
    clock: str
    limit_s: int
    source: str
    shares: pd.DataFrame


def published() -> Published:
    """The fire agency's figures of 2020 and 2021: receipt to scene within 420 s, 16 of 17 시도."""
    return _made(yaml.safe_load((files(__package__) / "published.yaml").read_text(encoding="utf-8")))


def read_published(path: Path) -> Published:
    """An agency's own figures, in the form of ``published.yaml`` beside this module.

    Raises:
        InputError: ``bad-published``: it is no YAML of this form, or a share is not between 0 and 100 percent.
    """
    try:
        return _made(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise InputError("bad-published", file=path.name, why=f"{type(error).__name__}: {error}") from error


def _made(told: dict[str, Any]) -> Published:
    rows = [
        (region, percent / 100, period["from"].isoformat(), period["to"].isoformat())
        for period in told["periods"]
        for region, percent in period["shares"].items()
    ]
    shares = pd.DataFrame(rows, columns=["region", "share", "begin", "end"])
    if not shares["share"].between(0, 1).all() or shares["region"].duplicated().any():
        raise ValueError("each region must stand once, with a share of 0 to 100 percent")
    shares = shares.sort_values("region", ignore_index=True)
    return Published(told["service"], told["clock"], told["limit_s"], told["source"], shares)
