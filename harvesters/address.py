"""Addresses and their query parameters."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote, urlencode, urlsplit


def query_of(url: str) -> dict[str, str]:
    """The query's parameters, decoded; a ``+`` stays one (keys are base64), the last of a repeated name counts."""
    pairs = (part.partition("=") for part in urlsplit(url).query.split("&") if part)
    return {unquote(name): unquote(value) for name, _, value in pairs}


def with_query(url: str, more: Mapping[str, str]) -> str:
    """The address with parameters set, each encoded once."""
    query = urlencode({**query_of(url), **more}, quote_via=quote, safe="")
    return urlsplit(url)._replace(query=query, fragment="").geturl()
