"""What templates may ask about the programmes and the catalog as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.govinnov.catalog import board
from ckanext.govinnov.publishing import submissions
from govinnov.registry import Evidence, Programme, SlotState, load_domains, load_evidence, load_programmes, load_states

NEWEST = 5
#: Letters of an address that people still hand on.
LONGEST = 2_000


def govinnov_counts() -> dict[str, Any]:
    """Counts for the start page, each measured now.

    ``published`` and ``open`` datasets, ``held`` submissions, ``by_domain`` as pairs of theme and count, ``newest``
    datasets (those whose bytes we serve first), ``slot_states`` by programme.
    """
    newest_first = {"rows": NEWEST, "sort": "metadata_created desc", "facet.field": ["subject"], "facet.limit": 50}
    everything = _search(newest_first)
    served = _search({"rows": NEWEST, "sort": "metadata_created desc", "fq": "publication:open"})
    return {
        "published": everything["count"],
        "open": served["count"],
        "held": submissions.count("quarantined"),
        "by_domain": _themes(everything),
        "newest": served["results"] or everything["results"],
        "slot_states": board.states_of_all(),
    }


def govinnov_programmes() -> dict[str, Programme]:
    """The two programmes by key."""
    return load_programmes()


def govinnov_states() -> dict[str, SlotState]:
    """The four states by key: sign, word, meaning."""
    return load_states()


def govinnov_evidence(programme: str) -> dict[str, Evidence]:
    """What the letters A to D mean in a programme."""
    return load_evidence()[programme]


def govinnov_domain(name: str) -> str:
    """A theme's name in the reader's language; unknown ones as they are."""
    return name if govinnov_is_korean() else load_domains().get(name, name)


def govinnov_is_korean() -> bool:
    """Say whether the reader's language is Korean."""
    return str(tk.h.lang()).startswith("ko")


def govinnov_here_in(locale: str) -> str:
    """This page's address in another language; a question that is too long to be handed on is left out.

    CKAN's ``url_for`` takes an address with many dots for blueprints within blueprints, without end.
    """
    address = str(tk.h.current_url())
    short = address if len(address) <= LONGEST else address.partition("?")[0]
    return str(tk.h.url_for("home.index", locale=locale)).rstrip("/") + short


def govinnov_word(thing: Any, name: str = "word") -> str:
    """One word of the registry in the reader's language, for example ``text`` of an evidence."""
    return str(getattr(thing, name if govinnov_is_korean() else f"{name}_en") or getattr(thing, name) or "")


def govinnov_masthead() -> str:
    """The sentence above every page, as the operator set it; empty for the default."""
    return str(tk.config.get("ckanext.govinnov.masthead") or "")


def govinnov_size(size: int | None) -> str:
    """Bytes as people read them: ``2.1 MB``; empty when unknown."""
    if size is None:
        return ""
    value, unit = float(size), 0
    while value >= 1000 and unit < 4:
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {('B', 'kB', 'MB', 'GB', 'TB')[unit]}" if unit else f"{size} B"


def govinnov_time(moment: datetime | str | None, form: str = "%Y-%m-%d") -> str:
    """A moment in the zone that the site shows; without a zone of its own it is UTC, as CKAN keeps it."""
    if not moment:
        return ""
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    aware = known if known.tzinfo else known.replace(tzinfo=UTC)
    return aware.astimezone(tk.h.get_display_timezone()).strftime(form)


def govinnov_is_steward() -> bool:
    """Say whether the reader may open the desk: sysadmins and whoever edits an agency's datasets."""
    user = tk.current_user
    if user.is_anonymous:
        return False
    if user.sysadmin:
        return True
    return bool(tk.get_action("organization_list_for_user")({"user": user.name}, {"permission": "update_dataset"}))


def _search(data_dict: dict[str, Any]) -> dict[str, Any]:
    context: Any = {"user": tk.current_user.name, "auth_user_obj": tk.current_user}
    found: dict[str, Any] = tk.get_action("package_search")(context, data_dict | {"include_private": False})
    return found


def _themes(found: dict[str, Any]) -> list[tuple[str, int]]:
    items = found["search_facets"].get("subject", {}).get("items", [])
    return [(item["name"], item["count"]) for item in sorted(items, key=lambda item: -item["count"])]


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    helpers: tuple[Callable[..., Any], ...] = (
        govinnov_counts, govinnov_programmes, govinnov_states, govinnov_evidence, govinnov_domain, govinnov_is_korean,
        govinnov_word, govinnov_here_in, govinnov_masthead, govinnov_size, govinnov_time, govinnov_is_steward,
    )  # fmt: skip
    return {helper.__name__: helper for helper in helpers}
