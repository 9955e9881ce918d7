"""Random draws that depend on what they are for, not on who drew before."""

from __future__ import annotations

import hashlib

import numpy as np


def generator(seed: int, government: str, purpose: str) -> np.random.Generator:
    """A stream of its own (Philox) for a seed, a government and a purpose."""
    digest = hashlib.sha256(f"{seed}/{government}/{purpose}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))
