"""A steward looks what a new source would bring, approves it, and finds its datasets; a deletion waits for the word."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Site
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LAUNCHER = Path(__file__).parents[2] / "govinnov"
NAME = "journey"
PATIENCE_S = 180


class Agency:
    """A data.json on this machine that the site's own user can read."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "data.json"

    def says(self, count: int) -> None:
        items = [{"identifier": f"j{n}", "title": f"여정 시험 자료 {n}", "description": "설명"} for n in range(count)]
        self.file.write_text(json.dumps({"dataset": items}), encoding="utf-8")
        self.file.chmod(0o644)


def command(*words: str) -> None:
    environ = {**os.environ, "GOVINNOV_STATE": os.environ["GOVINNOV_SITE_STATE"]}
    subprocess.run([LAUNCHER, "harvest", *words], env=environ, check=True, capture_output=True)


@pytest.fixture
def agency() -> Iterator[Agency]:
    with tempfile.TemporaryDirectory(prefix="govinnov-journey-") as folder:
        Path(folder).chmod(0o755)
        made = Agency(Path(folder))
        made.says(20)
        command("source", "add", NAME, str(made.file), "--type", "datajson", "--agency", "여정시험시")
        yield made
        command("source", "remove", NAME, "--yes")


def until(page: Page, words: str) -> None:
    """Look again until the headline says so."""
    deadline = time.monotonic() + PATIENCE_S
    while words not in page.get_by_role("heading", level=1).inner_text():
        assert time.monotonic() < deadline, page.get_by_role("heading", level=1).inner_text()
        page.wait_for_timeout(1000)
        page.reload()


def test_a_new_source_is_looked_at_approved_and_a_deletion_waits(
    steward_page: Page, site: Site, agency: Agency
) -> None:
    page = steward_page
    page.goto(f"{site.url}/steward/harvest/source/{NAME}")
    page.get_by_role("button", name="무엇이 바뀔지 살펴보기").click()
    until(page, "확인을 기다립니다")
    expect(page.get_by_text("여정 시험 자료 3", exact=False).first).to_be_visible()
    page.get_by_role("button", name="승인하고 반영하기").click()
    until(page, "수집을 마쳤습니다")
    found = page.request.get(f"{site.url}/api/3/action/package_search?q=여정시험시 OR title:여정&rows=0").json()
    assert found["result"]["count"] >= 20
    agency.says(8)
    page.goto(f"{site.url}/steward/harvest/source/{NAME}")
    page.get_by_role("button", name="지금 수집하기").click()
    until(page, "확인을 기다립니다")
    page.goto(f"{site.url}/steward/harvest/sources")
    expect(page.get_by_text("등록된 20건 가운데 12건이 목록에서 사라졌습니다").first).to_be_visible()
    page.get_by_role("article").filter(has_text=NAME).get_by_role("link").click()
    page.get_by_label("여정 시험 자료 9").check()
    page.get_by_role("button", name="표시한 것만 내리고 승인하기").click()
    until(page, "수집을 마쳤습니다")
    facts = page.locator(".gi-facts")
    expect(facts.locator("div").filter(has_text="사라짐").locator("dd")).to_have_text("1")
