"""Fields of our own in events: what EPCIS has no word for, by one namespace."""

from __future__ import annotations

from govinnov.trace.codes.model import URN

#: The namespace of our fields; documents declare the prefix ``gi`` for it.
FIELD = f"{URN}field/"
PREFIX = "gi"

#: The six sizes in which eggs are counted, largest first: 왕란, 특란, 대란, 중란, 소란, 기타.
SIZES = ("jumbo", "extra", "large", "medium", "small", "other")

#: Eggs by size that a packer received, handled and discarded.
RECEIVED, HANDLED, DISCARDED = "received", "handled", "discarded"
#: Birds that were dead on arrival or condemned at slaughter.
DEAD = "dead"
