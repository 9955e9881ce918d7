"""Random draws that depend on what they are for, not on who drew before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.random import Generator, Philox

Draws = Generator
Weights = Sequence[float] | np.ndarray


def stream(seed: int, *purpose: object) -> Draws:
    """A stream of its own (Philox) for a seed and a purpose."""
    named = "/".join(map(str, (seed, *purpose)))
    digest = hashlib.sha256(named.encode()).digest()
    return Generator(Philox(key=int.from_bytes(digest[:16], "big")))


def split(draws: Draws, total: int, weights: Weights) -> list[int]:
    """A total in whole parts, drawn by weight; they sum up to it exactly."""
    shares = np.asarray(weights, dtype=float)
    return [int(one) for one in draws.multinomial(total, shares / shares.sum())]


def within(draws: Draws, least: float, most: float) -> float:
    """A number between two others."""
    return float(draws.uniform(least, most))


def whole(draws: Draws, least: int, most: int) -> int:
    """A whole number from one to another, both included."""
    return int(draws.integers(least, most, endpoint=True))


def near(draws: Draws, total: float, spread: float) -> int:
    """About a total, with a relative spread."""
    return max(1, round(total * (1 + spread * float(draws.standard_normal()))))


def picked(draws: Draws, count: int, weights: Weights) -> list[int]:
    """Places drawn by weight, each as often as it comes."""
    shares = np.asarray(weights, dtype=float)
    return [int(one) for one in draws.choice(len(shares), size=count, p=shares / shares.sum())]
