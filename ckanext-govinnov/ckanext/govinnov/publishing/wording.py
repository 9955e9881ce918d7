"""The gate's word on the texts of a dataset as it will be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.govinnov.publishing import judging, refusal, texts
from ckanext.govinnov.publishing.indexing import DatasetPair
from govinnov import gate
from govinnov.gate.screen import Sifted


def pass_gate(package: Mapping[str, Any], sifted: Sifted | None) -> bool:
    """Whether the gate lets every text of a dataset pass, as it was handed over."""
    return isinstance(judging.words(texts.of(package), sifted), gate.AcceptedTexts)


def accepted(pair: DatasetPair, sifted: Sifted | None) -> gate.AcceptedTexts:
    """Let the gate judge every text of both forms of a dataset.

    Args:
        pair: The dataset as it is read and as it is shown.
        sifted: Texts that were looked through ahead, or None.

    Raises:
        ValidationError: The gate holds them.
    """
    verdict = judging.words(texts.of(pair[0]) | texts.of(pair[1]), sifted)
    if not isinstance(verdict, gate.AcceptedTexts):
        raise refusal.of_texts(verdict, len(pair[0]["resources"]))
    return verdict
