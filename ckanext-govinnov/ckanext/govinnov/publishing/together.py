"""Many gated writes in one transaction with one update of the index.

Each is CKAN's own action behind the gate: validators, authorization, hooks, signals, screening, certificates and
triggers are those of a single write. What is shared is the transaction, the answers of ``memory``, the statements that
write the rows (``pending``), and the request to Solr. A new dataset that CKAN would store word for word is written
without its actions (``plain``); screening, certificates and triggers are the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan.lib.navl.dictization_functions import MissingNullEncoder

from ckanext.govinnov.publishing import constraints, indexing, judging, outbox, texts, unchecked, versions, wording
from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.known import Known
from ckanext.govinnov.publishing.memory import Memory
from ckanext.govinnov.publishing.pending import Pending
from ckanext.govinnov.publishing.plain.batch import Plain
from govinnov import gate
from govinnov.gate.screen import Sifted

#: Where a session keeps the batch that it is writing.
_KEY = "govinnov_together"


@dataclass(slots=True)
class Together:
    """The datasets that one transaction has written so far, by id; ``sifted`` are their texts, looked through ahead."""

    sifted: Sifted
    plain: Plain
    _pairs: dict[str, DatasetPair] = field(default_factory=dict)
    _verdicts: dict[str, gate.AcceptedTexts] = field(default_factory=dict)

    def add(self, package_id: str, pair: DatasetPair, verdict: gate.AcceptedTexts | None) -> None:
        """Take a dataset that was written and judged."""
        self._pairs[package_id] = pair
        if verdict is not None:
            self._verdicts[package_id] = verdict

    def take(self, package: Mapping[str, Any]) -> bool:
        """Write a new dataset without CKAN's actions, where they would write the very same; says whether it will be.

        Raises:
            ValidationError: The gate holds its texts.
            DoubtError: CKAN has just done otherwise; the batch is to be written again, and will be by its actions.
        """
        pair = self.plain.take(package)
        if pair is not None:
            self.add(package["id"], pair, wording.accepted(pair, self.sifted))
        return pair is not None

    def shown(self, package_id: str) -> dict[str, Any] | None:
        """A dataset of this batch as ``package_show`` reads it from the index: a copy, or None."""
        pair = self._pairs.get(package_id)
        return None if pair is None else json.loads(json.dumps(pair[1], cls=MissingNullEncoder))

    def finish(self, context: Mapping[str, Any]) -> None:
        """Certificates, outbox and constraints of all, commit, then send them to the index.

        Raises:
            ValidationError: The database refuses one of them.
            DoubtError: As ``take`` does.
        """
        self.plain.compare()
        self.plain.write()
        unchecked.refuse([r["id"] for package_id in self._verdicts for r in self._pairs[package_id][0]["resources"]])
        versions.certify_metadata_of(self._verdicts)
        rows = outbox.put_many(outbox.INDEX, list(self._pairs), indexing.later_s(context))
        constraints.meet()
        ckan_model.repo.commit()
        indexing.update_many(context, list(self._pairs.values()), rows)


@contextmanager
def writing(
    context: dict[str, Any], packages: Sequence[Mapping[str, Any]], begin: Callable[[], None]
) -> Iterator[tuple[Together, dict[str, Any]]]:
    """Let every gated write of the block share one transaction; it is committed at the block's end.

    Args:
        context: The actions' context.
        packages: The datasets that the block will write, each with its id and name.
        begin: Called first in the transaction; raises when nothing may be written.

    Yields:
        The batch, and the context for those writes of the block that are CKAN's, to be copied for each.

    Raises:
        ValidationError: One of them was refused; none was written.
        DoubtError: CKAN has done one otherwise than others of them would have been written; none was written.
    """
    session = ckan_model.Session()
    try:
        begin()
        user, pending = ckan_model.User.get(context["user"]), Pending(session)
        known = Known(_absent(packages), pending.holds)
        sifted = judging.ahead(texts.of(package) for package in packages)
        batch = Together(sifted, Plain(user, packages, known, pending.write, partial(wording.pass_gate, sifted=sifted)))
        session.info[_KEY] = batch

        def write(table: str | None) -> None:
            pending.write(table)
            if table is None:
                batch.plain.write()

        with Memory(known.answers(), known.added, write).listening(session):
            with pending.holding(known.added, known.is_absent):
                yield batch, {**context, "auth_user_obj": user, "defer_commit": True, "return_id_only": True}
            batch.finish(context)
    except BaseException:
        ckan_model.Session.rollback()
        raise
    finally:
        session.info.pop(_KEY, None)


def release() -> None:
    """End the savepoints that CKAN's ``package_update`` leaves open where its caller commits."""
    while (savepoint := ckan_model.Session().get_nested_transaction()) is not None:
        savepoint.commit()


def current() -> Together | None:
    """The batch that this session is writing."""
    return ckan_model.Session().info.get(_KEY)


def _absent(packages: Sequence[Mapping[str, Any]]) -> set[str]:
    """Ids and names that no dataset has."""
    ids_and_names = [package[key] for package in packages for key in ("id", "name")]
    package = ckan_model.Package
    statement = sa.select(package.id, package.name).where(
        package.id.in_(ids_and_names) | package.name.in_(ids_and_names)
    )
    return set(ids_and_names) - {word for row in ckan_model.Session.execute(statement) for word in row}
