"""What stewards ask about sources and jobs, and how they steer them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.model as ckan_model
import ckan.plugins.toolkit as tk

from ckanext.govinnov.harvesting import shown
from harvesters.errors import UsageError
from harvesters.store import Desk

Context = dict[str, Any]
DataDict = dict[str, Any]


@tk.side_effect_free
def govinnov_source_list(context: Context, data_dict: DataDict) -> list[DataDict]:
    """Sources of the reader's agencies, by name.

    :returns: sources with settings (keys hidden), next time and last job
    """
    tk.check_access("govinnov_source_list", context, data_dict)
    return [shown.source(row) for row in _desk().sources() if _may(context, row["agency"])]


@tk.side_effect_free
def govinnov_source_show(context: Context, data_dict: DataDict) -> DataDict:
    """One source with its newest jobs.

    :param id: the source's name
    :returns: the source, ``jobs`` newest first
    """
    row = _source(context, data_dict)
    return shown.source(row) | {"jobs": _jobs(row["name"], 20)}


def govinnov_source_pause(context: Context, data_dict: DataDict) -> DataDict:
    """Run a source no more, or let it go on; going on also ends its rest after failures.

    :param id: the source's name
    :param paused: true or false
    :returns: the source
    """
    row = _source(context, data_dict)
    _desk().pause(row["name"], paused=tk.asbool(data_dict.get("paused", True)))
    return shown.source(_desk().source(row["name"]))


def govinnov_source_run(context: Context, data_dict: DataDict) -> DataDict:
    """Let a worker run a source now, or look what a run would do.

    :param id: the source's name
    :param dry: only look (optional, default false)
    :returns: ``{"job": N}``, the job that waits or runs
    """
    row = _source(context, data_dict)
    dry = tk.asbool(data_dict.get("dry", False))
    if row["paused"] and not dry:
        raise tk.ValidationError({"id": [tk._("This source is paused; let it go on first.")]})
    return {"job": _desk().ask(row["name"], dry=dry)}


@tk.side_effect_free
def govinnov_job_list(context: Context, data_dict: DataDict) -> list[DataDict]:
    """The newest jobs of the reader's agencies first.

    :param source: only of this source (optional)
    :param limit: at most this many (optional, default 100)
    """
    tk.check_access("govinnov_source_list", context, data_dict)
    names = [row["name"] for row in _desk().sources() if _may(context, row["agency"])]
    asked = data_dict.get("source")
    limit = min(int(data_dict.get("limit", 100)), 1000)
    chosen = [name for name in names if asked in (None, "", name)]
    jobs = [job for name in chosen for job in _jobs(name, limit)]
    return sorted(jobs, key=lambda job: -job["job"])[:limit]


@tk.side_effect_free
def govinnov_job_show(context: Context, data_dict: DataDict) -> DataDict:
    """One job with its progress, its first 1,000 errors, and what it would do while it is held or was a dry run.

    :param id: the job's number
    :returns: the job; ``diff`` has up to 1,000 lines of each kind
    """
    row = _job(context, data_dict)
    told = shown.job(row, _desk().job(row["id"]))
    wanted = row["state"] == "held" or (row["dry"] and row["state"] == "done")
    return told | {"diff": shown.diff(_desk().diff(row["id"])) if wanted else None}


@tk.side_effect_free
def govinnov_job_error_list(context: Context, data_dict: DataDict) -> list[DataDict]:
    """Everything that went wrong in one job, however much it is; a later job takes nothing of it away.

    :param id: the job's number
    """
    return [shown.problem(item) for item in _desk().errors(_job(context, data_dict)["id"])]


def govinnov_job_approve(context: Context, data_dict: DataDict) -> DataDict:
    """Let a held job go on.

    :param id: the job's number
    :param missing: ``all`` (default), ``none``, or a list of remote ids that may go
    :returns: the job
    """
    row = _job(context, data_dict)
    asked = data_dict.get("missing", "all")
    chosen = {"all": None, "none": []}[asked] if asked in ("all", "none") else [str(item) for item in _list(asked)]
    _told(lambda: _desk().approve(row["id"], str(context.get("user") or ""), chosen))
    return govinnov_job_show(context, {"id": row["id"]})


def govinnov_job_reject(context: Context, data_dict: DataDict) -> DataDict:
    """Close a held job without doing anything.

    :param id: the job's number
    """
    row = _job(context, data_dict)
    _told(lambda: _desk().reject(row["id"], str(context.get("user") or "")))
    return govinnov_job_show(context, {"id": row["id"]})


@tk.side_effect_free
def govinnov_proposal_list(context: Context, data_dict: DataDict) -> list[DataDict]:
    """Pairs of records that may be one dataset and wait for a steward's word, oldest first."""
    tk.check_access("govinnov_source_list", context, data_dict)
    mine = {row["name"] for row in _desk().sources() if _may(context, row["agency"])}
    return [shown.proposal(row) for row in _desk().proposals() if row["source"] in mine]


def govinnov_proposal_decide(context: Context, data_dict: DataDict) -> DataDict:
    """Say whether a proposed pair is one dataset.

    :param id: the proposal's number
    :param decision: ``accepted`` (one dataset) or ``rejected`` (two)
    """
    asked = str(tk.get_or_bust(data_dict, "id"))
    found = {str(row["id"]): row for row in govinnov_proposal_list(context, {})}.get(asked)
    if found is None:
        raise tk.ObjectNotFound(tk._("There is no such proposal that waits."))
    word = data_dict.get("decision")
    if word not in ("accepted", "rejected"):
        raise tk.ValidationError({"decision": [tk._("Choose one of: {names}").format(names="accepted, rejected")]})
    _told(lambda: _desk().decide(found["id"], str(context.get("user") or ""), word))
    return found | {"state": word}


def _desk() -> Desk:
    return Desk(ckan_model.meta.engine)


def _source(context: Context, data_dict: DataDict) -> Mapping[str, Any]:
    """The source that was asked for, when the reader may see it.

    Raises:
        ObjectNotFound: There is none such.
        NotAuthorized: It is of another agency.
    """
    tk.check_access("govinnov_source_list", context, data_dict)
    try:
        row = _desk().source(str(tk.get_or_bust(data_dict, "id")))
    except UsageError as error:
        raise tk.ObjectNotFound(tk._("There is no such source.")) from error
    tk.check_access("govinnov_source_manage", context, {"agency": row["agency"]})
    return row


def _job(context: Context, data_dict: DataDict) -> Mapping[str, Any]:
    """The job that was asked for, when the reader may see its source."""
    tk.check_access("govinnov_source_list", context, data_dict)
    number = str(tk.get_or_bust(data_dict, "id"))
    try:
        row = _desk().job_row(int(number) if number.isdecimal() else 0)
    except UsageError as error:
        raise tk.ObjectNotFound(tk._("There is no such job.")) from error
    agency = _desk().source(row["source"])["agency"]
    tk.check_access("govinnov_source_manage", context, {"agency": agency})
    return row


def _jobs(source: str, limit: int) -> list[DataDict]:
    rows = _desk().history(source, limit)
    return [shown.result(_desk().job(row["id"])) | {"source": source, "dry": row["dry"]} for row in rows]


def _may(context: Context, agency: str | None) -> bool:
    try:
        tk.check_access("govinnov_source_manage", dict(context), {"agency": agency})
    except tk.NotAuthorized:
        return False
    return True


def _told(work: Callable[[], None]) -> None:
    """Do it, or say in the reader's language what is in the way."""
    try:
        work()
    except UsageError as error:
        korean = str(tk.h.lang()).startswith("ko")
        raise tk.ValidationError({"id": [error.message_ko if korean else error.message_en]}) from error


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def get_actions() -> dict[str, Callable[..., Any]]:
    """Every action of this room by its name."""
    actions = (
        govinnov_source_list, govinnov_source_show, govinnov_source_pause, govinnov_source_run, govinnov_job_list,
        govinnov_job_show, govinnov_job_error_list, govinnov_job_approve, govinnov_job_reject,
        govinnov_proposal_list, govinnov_proposal_decide,
    )  # fmt: skip
    return {action.__name__: action for action in actions}
