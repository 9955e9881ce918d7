"""What the last run changed: governments whose share or grade is another than in the run before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.dispatch_pages import kept, published
from ckanext.govinnov.dispatch_pages.published import Row
from ckanext.govinnov.dispatch_pages.served import PREFIX, id_of
from ckanext.govinnov.publishing.model import submission

#: A change of a share by more points than this waits for a steward's word.
NOTABLE = 5.0
_TABLE = f"{PREFIX}golden-time"


@dataclass(frozen=True, slots=True)
class Changed:
    """A government: the limit whose share changed most, before and now, and its grades there."""

    before: Row
    after: Row

    @property
    def points(self) -> float:
        """How much greater the share is now."""
        return round((self.after["share"] - self.before["share"]) * 100, 2)

    @property
    def is_notable(self) -> bool:
        """Whether it is more than a steward should let pass unseen."""
        return abs(self.points) > NOTABLE

    @property
    def is_another(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.points) or self.before["grade"] != self.after["grade"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs side by side. ``waits`` is the submission of the later one where that waits for a steward's word."""

    changes: tuple[Changed, ...]
    waits: str | None = None


def difference(golden: Sequence[Row]) -> Difference | None:
    """What a run that waits would change; else what the one that is served changed. None where there is one run alone.

    Args:
        golden: Rows of ``golden-time`` as the public reads it.
    """
    held = _held()
    latter = published.of_version(held.sha256, _TABLE) if held else None
    if held and latter is not None:
        return Difference(tuple(changes(golden, latter)), held.id)
    former = next((one for one in kept.kept(_TABLE) if not one.is_current), None)
    before = published.of_version(former.sha256, _TABLE) if former else None
    return Difference(tuple(changes(before, golden))) if before is not None and golden else None


def _held() -> Any:
    """The newest submission of the table that waits: its id and the hash of its bytes."""
    statement = (
        sa.select(submission.c.id, submission.c.sha256)
        .where(submission.c.package_id == id_of(_TABLE), submission.c.state == "quarantined")
        .order_by(submission.c.created_at.desc())
    )
    return ckan_model.Session.execute(statement).first()


def changes(former: Sequence[Row], latter: Sequence[Row]) -> Iterator[Changed]:
    """Governments that changed, the greatest change first; of each the limit that changed most."""
    before = {_key(row): row for row in former if row["share"] is not None}
    both = [Changed(before[_key(row)], row) for row in latter if row["share"] is not None and _key(row) in before]
    most: dict[str, Changed] = {}
    for one in sorted(both, key=lambda one: -abs(one.points)):
        most.setdefault(one.after["government_code"], one)
    yield from (one for one in most.values() if one.is_another)


def _key(row: Row) -> tuple[Any, ...]:
    return row["government_code"], row["service"], row["clock"], row["limit_s"]
