"""Pages of the two programmes: a board and a table that filters without script."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import NotFound

from ckanext.govinnov.catalog import board
from govinnov.registry import load_programmes

programme_pages = Blueprint("govinnov_programme", __name__)


@programme_pages.route("/programme/<key>")
def read(key: str) -> str:
    """Every slot of a programme, and those that the reader's filters leave."""
    programme = load_programmes().get(key)
    if programme is None:
        raise NotFound
    views = board.board(key)
    filters = board.Filters(
        **{name: request.args.get(name, "").strip() for name in ("q", "state", "evidence", "domain")}
    )
    return tk.render(
        "programme/read.html",
        {
            "programme": programme,
            "views": views,
            "chosen": board.chosen(views, filters),
            "filters": filters,
            "counts": board.counts(views),
            "letters": _letters(views),
            "domains": sorted({domain for view in views for domain in view.slot.domains}),
        },
    )


@programme_pages.route("/programme/<key>.json")
def read_json(key: str) -> Response:
    """The same as data: the registry's words with today's state."""
    if key not in load_programmes():
        raise NotFound
    return jsonify([_as_dict(view) for view in board.board(key)])


def _letters(views: tuple[board.SlotView, ...]) -> dict[str, int]:
    return {letter: sum(view.slot.evidence == letter for view in views) for letter in "ABCD"}


def _as_dict(view: board.SlotView) -> dict[str, object]:
    slot = view.slot
    return {
        "number": slot.number,
        "programme": slot.programme,
        "name": slot.name,
        "name_en": slot.name_en,
        "named_by": slot.named_by,
        "agencies": slot.agencies,
        "domains": slot.domains,
        "evidence": slot.evidence,
        "sources": slot.sources,
        "state": view.state,
        "datasets": [dataset.name for dataset in view.datasets],
    }


blueprints = [programme_pages]
