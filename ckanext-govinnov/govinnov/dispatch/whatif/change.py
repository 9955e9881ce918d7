"""What somebody would change: posts that come and posts that go; one that moves goes and comes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry import metres, to_um
from govinnov.dispatch.geometry.shape import Floats

#: Posts that may come, and go, in one question.
MOST = 10
#: A new post farther than this from where anybody of the government stands is a slip of the pen.
FARTHEST_M = 10_000.0


@dataclass(frozen=True, slots=True)
class Change:
    """A change of posts.

    Attributes:
        added: Longitude and latitude (WGS 84) of each new post.
        removed: Numbers of the posts (``post_number``) that are no more.
    """

    added: tuple[tuple[float, float], ...] = ()
    removed: frozenset[int] = field(default_factory=frozenset)

    def places(self) -> Floats:
        """New posts on the plane as a run has them, shape (n, 2)."""
        return to_um(metres(np.array(self.added, dtype=np.float64).reshape(-1, 2)))

    def check(self, posts: int, corners: Floats) -> None:
        """See whether it can be asked of a government.

        Args:
            posts: How many posts there are.
            corners: South-west and north-east corner of where its electors stand, shape (2, 2).

        Raises:
            InputError: ``too-many-changes``, ``no-such-post`` or ``post-elsewhere``.
        """
        if max(len(self.added), len(self.removed)) > MOST:
            raise InputError("too-many-changes", most=MOST)
        for number in sorted(self.removed):
            if not 1 <= number <= posts:
                raise InputError("no-such-post", id=number, n=posts)
        low, high = corners + np.array([[-FARTHEST_M], [FARTHEST_M]])
        places = self.places()  # what is on no map is at infinity there, and so is refused
        for at in np.flatnonzero(~((places >= low) & (places <= high)).all(axis=1)).tolist():
            raise InputError("post-elsewhere", lon=self.added[at][0], lat=self.added[at][1])
