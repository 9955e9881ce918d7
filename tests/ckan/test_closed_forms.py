"""Forms: one request without a session frees no page from the check against forgery; pictures are pictures."""

from __future__ import annotations

import io
from typing import Any

import pytest
from ckan.config.middleware.flask_app import csrf
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from PIL import Image
from werkzeug.datastructures import FileStorage

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("headers", [{}, {"Authorization": "x"}])
def test_a_request_without_a_session_frees_no_page_from_the_check(app: Any, headers: Any) -> None:
    app.post("/dataset/new", data={}, headers=headers)
    assert "ckan.views.dataset.new" not in csrf._exempt_views


def _png(side: int = 8) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 90).save(out, "PNG")
    return out.getvalue()


def _with_picture(data: bytes, filename: str, mimetype: str) -> Any:
    picture = FileStorage(io.BytesIO(data), filename=filename, content_type=mimetype)
    agency = factories.Organization()
    return tk.get_action("organization_patch")(
        {"user": factories.Sysadmin()["name"]}, {"id": agency["id"], "image_upload": picture}
    )


def test_a_picture_of_an_agency_is_taken(app: Any) -> None:
    assert _with_picture(_png(), "mark.png", "image/png")["image_url"].endswith(".png")


@pytest.mark.parametrize(
    ("data", "filename", "mimetype"),
    [
        (SVG, "mark.svg", "image/svg+xml"),
        (SVG, "mark.png", "image/png"),
        (b"<html><script>alert(1)</script></html>", "mark.png", "image/png"),
        ("이름,번호\n첫째,1\n".encode(), "mark.png", "image/png"),
        (_png(), "mark.html", "text/html"),
        (_png(2000), "mark.png", "image/png"),
    ],
    ids=["svg", "svg as png", "page as png", "table as png", "picture as page", "over 2 MiB"],
)
def test_what_is_no_small_picture_is_refused(app: Any, data: bytes, filename: str, mimetype: str) -> None:
    with pytest.raises(tk.ValidationError):
        _with_picture(data, filename, mimetype)
