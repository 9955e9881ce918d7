"""What if a post were added, removed or moved: the shares that a run would then find, in less than a second."""

from govinnov.dispatch.whatif.answer import SERVICES, Answer, Distance, Reached, what_if
from govinnov.dispatch.whatif.change import MOST, Change
from govinnov.dispatch.whatif.folder import read_ground
from govinnov.dispatch.whatif.ground import Area, Ground, Known, Post, ground_of, known_of
from govinnov.dispatch.whatif.told import as_dict

__all__ = [
    "MOST",
    "SERVICES",
    "Answer",
    "Area",
    "Change",
    "Distance",
    "Ground",
    "Known",
    "Post",
    "Reached",
    "as_dict",
    "ground_of",
    "known_of",
    "read_ground",
    "what_if",
]
