"""Addresses of what the interface names, on this site."""

from __future__ import annotations

from urllib.parse import quote

import ckan.plugins.toolkit as tk
from flask import request

ROOT = "/epcis"


def of(*steps: str) -> str:
    """The address of something below the root."""
    return _site() + "/".join((ROOT, *(quote(step, safe="") for step in steps)))


def here() -> str:
    """The address of this request, without its query."""
    return _site() + quote(request.path, safe="/%")


def _site() -> str:
    root = str(tk.config.get("ckan.root_path") or "").replace("/{{LANG}}", "")
    return str(tk.config["ckan.site_url"]).rstrip("/") + root.rstrip("/")
