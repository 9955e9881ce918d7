"""Which farms may have met a sick one: at a hatchery, a slaughterhouse or a packer; and from there only forward."""

from __future__ import annotations

from govinnov.trace.outbreak.answer import answer, public
from govinnov.trace.outbreak.contacts import Question, contacts
from govinnov.trace.outbreak.memory import InMemory
from govinnov.trace.outbreak.model import Contact, Ground, Kind, Move

__all__ = ["Contact", "Ground", "InMemory", "Kind", "Move", "Question", "answer", "contacts", "public"]
