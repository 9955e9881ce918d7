"""The action by which named persons decide about a submission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import decisions, submissions, waiting
from ckanext.govinnov.publishing.revoking import reason
from govinnov.gate.screen import is_final, is_personal

Context = dict[str, Any]
DataDict = dict[str, Any]


def govinnov_submission_decide(context: Context, data_dict: DataDict) -> DataDict:
    """Decide about a submission that is on hold. Every decision is kept with its person and reason.

    :param id: the submission's id
    :param decision: ``confirm`` (yes for a column, once), ``waive`` (let an error pass; not about personal data),
        ``dispute`` (personal data found in error: two persons say so, column by column), ``reject`` (end a dispute),
        ``discard``, or ``publish`` (judge again under what was decided)
    :param code: the finding's code (``confirm``, ``waive``, ``dispute``, ``reject``)
    :param field: the finding's column; left out for findings outside of columns
    :param reason: why (all but ``confirm`` and ``publish``)
    :returns: the submission with its ``decisions``
    """
    row = submissions.get(tk.get_or_bust(data_dict, "id"))
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such submission."))
    tk.check_access("govinnov_submission_decide", context, {"id": row.id, "agency_id": row.agency_id})
    decide = DECIDE.get(str(data_dict.get("decision")))
    if decide is None:
        raise tk.ValidationError({"decision": [tk._("Choose one of: {names}").format(names=", ".join(DECIDE))]})
    if row.state != "quarantined":
        raise tk.ValidationError({"id": [tk._("This submission is not on hold any more.")]})
    decide(row, str(context.get("user") or ""), data_dict)
    return tk.get_action("govinnov_submission_show")(dict(context), {"id": row.id})


def _confirm(row: Any, person: str, data_dict: DataDict) -> None:
    code, field = _found(row, data_dict, {"confirm"})
    if field is None:
        raise tk.ValidationError({"field": [tk._("Name the column that may be public.")]})
    _record(row, decisions.CONFIRM, person, code=code, field=field)


def _waive(row: Any, person: str, data_dict: DataDict) -> None:
    code, field = _found(row, data_dict, {"error", "confirm"})
    if is_final(code):
        raise tk.ValidationError({"code": [tk._("Nobody can let results of made-up inputs pass.")]})
    if is_personal(code):
        raise tk.ValidationError({"code": [tk._("Personal data can't be waived. Dispute the finding instead.")]})
    _record(row, decisions.WAIVE, person, code=code, field=field, reason=reason(data_dict))


def _dispute(row: Any, person: str, data_dict: DataDict) -> None:
    code, field = _found(row, data_dict, {"error"})
    if not is_personal(code):
        raise tk.ValidationError({"code": [tk._("Only findings of personal data are disputed; waive this one.")]})
    if person in decisions.disputed(decisions.of(row.id)).get((code, field), {}):
        raise tk.ValidationError({"decision": [tk._("You disputed this already. A second person has to decide.")]})
    _record(row, decisions.DISPUTE, person, code=code, field=field, reason=reason(data_dict))


def _reject(row: Any, person: str, data_dict: DataDict) -> None:
    code, field = _found(row, data_dict, {"error"})
    if (code, field) not in decisions.disputed(decisions.of(row.id)):
        raise tk.ValidationError({"code": [tk._("Nobody disputes this finding.")]})
    _record(row, decisions.REJECT, person, code=code, field=field, reason=reason(data_dict))


def _discard(row: Any, person: str, data_dict: DataDict) -> None:
    why = reason(data_dict)
    submissions.close(row.id, "discarded", person, why)
    _record(row, decisions.DISCARD, person, reason=why)


def _publish(row: Any, person: str, data_dict: DataDict) -> None:
    """Judged again like everything else; what still holds it comes back as the answer."""
    if not row.payload:
        raise tk.ValidationError({"id": [tk._("It is not known what this file was for. Hand it in again.")]})
    decisions.record(row.id, decisions.PUBLISH, person)  # commits with what it publishes, or not at all
    waiting.hand_in(row, person)


def _found(row: Any, data_dict: DataDict, severities: set[str]) -> tuple[str, str | None]:
    """The code and column of a finding that the report really has.

    Raises:
        ValidationError: It has none such.
    """
    code, field = str(data_dict.get("code") or ""), data_dict.get("field") or None
    for finding in (row.report or {}).get("findings", []):
        if (finding["code"], finding["field"]) == (code, field) and finding["severity"] in severities:
            return code, field
    raise tk.ValidationError({"code": [tk._("The report has no such finding in this column.")]})


def _record(row: Any, kind: str, person: str, **said: Any) -> None:
    decisions.record(row.id, kind, person, **said)
    ckan_model.Session.commit()


DECIDE: Mapping[str, Callable[[Any, str, DataDict], None]] = {
    decisions.CONFIRM: _confirm,
    decisions.WAIVE: _waive,
    decisions.DISPUTE: _dispute,
    decisions.REJECT: _reject,
    decisions.DISCARD: _discard,
    decisions.PUBLISH: _publish,
}
