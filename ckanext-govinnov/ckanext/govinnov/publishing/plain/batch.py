"""The plain datasets of one batch: taken one by one, written together, with CKAN as witness from time to time."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.known import Known
from ckanext.govinnov.publishing.plain import fits, rows, setting, shown, site, stamps, witness
from ckanext.govinnov.publishing.plain.rows import Row

log = logging.getLogger(__name__)

#: One plain dataset in so many is written by CKAN's actions, and compared; the first of a process is.
EVERY = 250
#: What others may ask of a dataset that is taken, before it is written.
_FACTS = ("id", "name", "state", "private", "owner_org")


class DoubtError(RuntimeError):
    """CKAN has done one dataset of a batch otherwise than those before it were to be written: the batch is void."""


class Trust:
    """Whether this process may write without CKAN's actions, by what their comparison has shown so far.

    Attributes:
        differences: What CKAN has once done otherwise; any ends the trust for good.
    """

    def __init__(self) -> None:
        self.differences: Sequence[str] = ()
        self._since = EVERY

    @property
    def kept(self) -> bool:
        """Whether CKAN has done the same so far."""
        return not self.differences

    def asks(self) -> bool:
        """Whether the next dataset is CKAN's to write."""
        self._since += 1
        return self._since > EVERY

    def seen(self, differences: Sequence[str]) -> None:
        """What the comparison of one dataset has shown."""
        self._since, self.differences = 0, differences
        if differences:
            log.error("CKAN writes datasets otherwise, and so it writes each itself: %s", "; ".join(differences))


#: Of this process.
TRUST = Trust()


class Plain:
    """Takes those datasets of a batch that fit.

    Args:
        user: Who writes.
        packages: All datasets of the batch, as ``package_create`` takes them.
        known: What is true of them in this transaction; told of every dataset that is taken.
        written: Called before the database is asked for what CKAN has just written.
        passes: Whether the gate lets the words of a dataset pass.
    """

    def __init__(
        self,
        user: ckan_model.User,
        packages: Sequence[Mapping[str, Any]],
        known: Known,
        written: Callable[[], None],
        passes: setting.Passes,
    ) -> None:
        usable = TRUST.kept and site.is_tried()
        fitting = [one for one in packages if known.is_new(one) and fits.fits(one)] if usable else []
        self._fitting = {id(package) for package in fitting}
        self._setting = setting.of(user, fitting, passes)
        self._known, self._written = known, written
        self._rows: dict[sa.Table, list[Row]] = defaultdict(list)
        self._witnessed: Mapping[str, Any] | None = None
        self._taken = False

    def take(self, package: Mapping[str, Any]) -> DatasetPair | None:
        """The dataset as it will be read, when it will be written here; None when it is CKAN's to write.

        Raises:
            DoubtError: As ``compare`` does.
        """
        self.compare()
        if not self._may_take(package):
            return None
        if TRUST.asks():
            self._witnessed = package
            return None
        stamped = stamps.fresh(package["id"], len(package["resources"]))
        pair = shown.pair(package, self._setting, stamped)
        for table, row in rows.of(package, pair, self._setting, stamped):
            self._rows[table].append(row)
        self._known.added(ckan_model.Package(**{key: package[key] for key in _FACTS}))
        self._taken = True
        return pair

    def _may_take(self, package: Mapping[str, Any]) -> bool:
        known = id(package) in self._fitting and package["owner_org"] in self._setting.agencies
        tagged = all(tag["name"] in self._setting.tags for tag in package["tags"])
        return known and tagged and TRUST.kept and self._known.is_new(package)

    def compare(self) -> None:
        """Compare what CKAN has made of the last dataset that was left to it for this.

        Raises:
            DoubtError: They differ, and others of this batch were taken already.
        """
        if self._witnessed is not None:
            package, self._witnessed = self._witnessed, None
            self._written()
            TRUST.seen(witness.differences(package, self._setting))
            if self._taken and not TRUST.kept:
                raise DoubtError("; ".join(TRUST.differences))

    def write(self) -> None:
        """Write the rows of everything that was taken so far."""
        for table in rows.TABLES:
            if self._rows[table]:
                ckan_model.Session.connection().execute(sa.insert(table), self._rows.pop(table))
