"""A real browser on a running site: where it is, who administers it, and a page that tells on outside requests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trace_feeds
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
#: Chromium as root, without a sandbox and without its own talk to the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Site:
    """The running site and the login of its administrator."""

    url: str
    admin: str
    password: str


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the journeys out when no site was named; `./govinnov test` names one of its own.

    Those of rehearsals come first: a rehearsal is gone when something real is loaded.
    """
    items.sort(key=lambda item: "rehearsed" not in getattr(item, "fixturenames", ()))
    if os.environ.get("GOVINNOV_SITE_URL"):
        return
    journeys = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if item not in journeys]
    if journeys:
        config.hook.pytest_deselected(items=journeys)


@pytest.fixture(scope="session")
def site() -> Site:
    """The site under test, from the environment."""
    return Site(
        os.environ["GOVINNOV_SITE_URL"].rstrip("/"),
        os.environ["GOVINNOV_ADMIN_NAME"],
        os.environ["GOVINNOV_ADMIN_PASSWORD"],
    )


@pytest.fixture(scope="session")
def admin_token() -> str:
    """An API token of the administrator, as `./govinnov token` prints it."""
    return launch("token").strip().splitlines()[-1]


@pytest.fixture(scope="session")
def traced(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A small feed of the poultry trace, loaded as an operator does it."""
    feed = trace_feeds.write(tmp_path_factory.mktemp("feed"), *trace_feeds.FEED)
    launch("trace", "load", str(feed))


@pytest.fixture(scope="session")
def disputed(traced: None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An event id that came with two contents, about eggs that nothing else is about."""
    folder, lot = tmp_path_factory.mktemp("disputed"), "urn:x-govinnov:egg10/2026-08-20/K7PQA/4"
    for number, taker in enumerate((trace_feeds.PACKER, trace_feeds.SHOP), 1):
        shipped = trace_feeds.shipped(lot, trace_feeds.OTHER_FARM, taker, "20T10")
        file = trace_feeds.write(folder, trace_feeds.with_id(shipped, "d15b"), name=f"disputed-{number}.jsonld")
        launch("trace", "load", str(file))
    return "urn:uuid:d15b"


@pytest.fixture(scope="session")
def rehearsed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small rehearsal, loaded as an operator does it; the code of eggs in it."""
    folder = tmp_path_factory.mktemp("rehearsal")
    asked = ["--days", "2", "--seed", "11", "--share", "0.01", "--out", str(folder), "--json"]
    files = [path for path in json.loads(launch("trace", "rehearse", *asked))["files"] if path.endswith(".jsonld")]
    launch("trace", "load", *files, "--rehearsal")
    events = json.loads(Path(files[1]).read_text(encoding="utf-8"))["epcisBody"]["eventList"]
    laid = next(one for one in events if one["type"] == "TransformationEvent" and one["bizStep"] == "commissioning")
    return str(laid["outputQuantityList"][0]["epcClass"]).removeprefix("urn:x-govinnov:")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A fresh page in Korean; the test fails when it asked anything of another server, or when script broke."""
    context = chromium.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    outside: list[str] = []
    broken: list[str] = []
    opened.on("request", lambda request: outside.append(request.url) if _is_outside(request.url, site) else None)
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert outside == []
    assert broken == []


@pytest.fixture
def steward_page(page: Page, site: Site) -> Page:
    """The page of somebody who is logged in as administrator."""
    page.goto(f"{site.url}/user/login")
    page.get_by_label("계정 이름이나 전자우편").fill(site.admin)
    page.get_by_label("비밀번호", exact=True).fill(site.password)
    page.get_by_role("main").get_by_role("button", name="로그인").click()
    page.get_by_role("button", name="로그아웃").first.wait_for()
    return page


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, installed from the committed lock outside the clone."""
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_HERE / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", f"--cache={folder / 'cache'}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def launch(*words: str) -> str:
    """What a command of the site's own instance prints."""
    environ = {**os.environ, "GOVINNOV_STATE": os.environ["GOVINNOV_SITE_STATE"]}
    launcher = _HERE.parents[1] / "govinnov"
    return subprocess.run([launcher, *words], env=environ, capture_output=True, text=True, check=True).stdout


def _is_outside(url: str, site: Site) -> bool:
    return url.startswith("http") and not url.startswith(f"{site.url}/")
