"""Parameters of a run: each a value with its unit, source and date."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import yaml

from govinnov.dispatch.clocks import Clock
from govinnov.dispatch.errors import InputError

_FILE = "parameters.yaml"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value, its unit, who says so, and the day that holds for."""

    value: float
    unit: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """All parameters by name."""

    named: Mapping[str, Parameter]

    def __getitem__(self, name: str) -> float:
        return self.named[name].value

    def factors(self, service: str) -> tuple[float, float, float]:
        """Speeds as parts of the middle one: slower, middle, faster."""
        return self._own(service, "slower"), 1.0, self._own(service, "faster")

    def radii(self, service: str, clock: Clock, limit_s: int) -> list[float]:
        """Metres within a limit, slower, at the middle speed and faster: v·f·(L − a), never below 0."""
        seconds = max(limit_s - self[f"{service}.{clock}.fixed_s"], 0.0)
        return [self[f"{service}.{clock}.kmh"] / 3.6 * factor * seconds for factor in self.factors(service)]

    def drives(self, service: str, clock: Clock, limit_s: int) -> list[float]:
        """Seconds left for driving real roads within a limit, at the same three speeds: f·(L − a), never below 0."""
        seconds = max(limit_s - self[f"{service}.{clock}.fixed_s"], 0.0)
        return [factor * seconds for factor in self.factors(service)]

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """The parameters as ``parameters.yaml`` has them, by name."""
        return {name: asdict(one) for name, one in sorted(self.named.items())}

    def _own(self, service: str, name: str) -> float:
        return self[f"{service}.{name}"] if f"{service}.{name}" in self.named else self[name]


def read_parameters(own: Mapping[str, Any]) -> Parameters:
    """Our parameters, and those that a folder puts in their place.

    Raises:
        InputError: ``bad-parameter``: a name is unknown, or an entry lacks value, source or date.
    """
    given = yaml.safe_load(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    unknown = sorted(set(own) - set(given))
    if unknown:
        raise InputError("bad-parameter", file=_FILE, name=unknown[0])
    return Parameters({name: _parameter(name, {**given, **own}[name]) for name in sorted(given)})


def parameters_of(told: Mapping[str, Any]) -> Parameters:
    """The parameters that a manifest holds.

    Raises:
        InputError: ``bad-parameter``.
    """
    return Parameters({name: _parameter(name, one) for name, one in sorted(told.items())})


def _parameter(name: str, told: Any) -> Parameter:
    try:
        return Parameter(_finite(told["value"]), str(told.get("unit", "")), str(told["source"]), str(told["date"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError("bad-parameter", file=_FILE, name=name) from error


def _finite(value: Any) -> float:
    if not math.isfinite(number := float(value)):
        raise ValueError(value)
    return number
