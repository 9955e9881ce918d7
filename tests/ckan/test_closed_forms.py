"""Forms: one request without a session frees no page from the check against forgery; pictures are pictures."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from PIL import Image
from werkzeug.datastructures import FileStorage

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def guarded_app(app: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The site with its check against forgery on, and cookies that the test client sends back."""
    monkeypatch.setitem(app.flask_app.config, "WTF_CSRF_ENABLED", True)
    monkeypatch.setitem(app.flask_app.config, "SESSION_COOKIE_DOMAIN", urlsplit(tk.config["ckan.site_url"]).hostname)
    return app


@pytest.mark.parametrize("headers", [{}, {"Authorization": "x"}])
def test_a_request_without_a_session_frees_no_page_from_the_check(guarded_app: Any, headers: Any) -> None:
    guarded_app.post("/dataset/new", data={}, headers=headers)
    guarded_app.set_session_user(factories.User()["id"])
    assert guarded_app.get("/dashboard/datasets", follow_redirects=False).status_code == 200
    assert guarded_app.post("/dataset/new", data={}).status_code == 400


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
