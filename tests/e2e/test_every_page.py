"""What must hold on every page: axe finds nothing, nothing scrolls sideways, and readers get few bytes."""

from __future__ import annotations

import gzip
import json

import pytest
from conftest import Site
from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = {
    "start": "/",
    "search": "/dataset/?q=수질",
    "all": "/dataset/",
    "nothing found": "/dataset/?q=우주왕복선 시간표",
    "national priority": "/programme/national-priority?q=수질",
    "new industry": "/programme/new-industry?evidence=B",
    "agencies": "/organization/",
    "about": "/about",
    "trace": "/trace",
    "trace of an egg": "/trace?code=0823M3FSD2",
    "trace of a pack": "/trace?code=L22608241234001",
    "trace, which one": "/trace?code=M3FSD",
    "trace, unknown": "/trace?code=0823M3F5D2",
    "trace, no code": "/trace?code=8801234567893",
    "trace, outbreaks": "/trace/outbreaks",
    "golden time": "/golden-time",
    "golden time of a place": "/golden-time/42110",
    "golden time, backtest": "/golden-time/backtest",
    "log in": "/user/login",
    "not found": "/dataset/there-is-no-such-dataset",
}
#: Language and width: English words are the longer ones, so they are tried where room is least.
VIEWS = (("", 1440), ("", 320), ("/en", 320))
#: Bytes after gzip: what a first visit may cost beside the fonts.
HTML_BYTES, STYLE_BYTES, SCRIPT_BYTES = 25_000, 15_000, 5_000


def addresses_of_datasets(page: Page, site: Site) -> dict[str, str]:
    """A dataset that is open, one that is only listed, and their resources and an agency."""
    found = {}
    for state in ("open", "listed"):
        answer = page.request.get(f"{site.url}/api/3/action/package_search?fq=publication:{state}&rows=1").json()
        dataset = answer["result"]["results"][0]
        found[state] = f"/dataset/{dataset['name']}"
        resource = dataset["resources"][0]["id"]
        found[f"resource {state}"] = f"/dataset/{dataset['name']}/resource/{resource}"
    found["agency"] = f"/organization/{dataset['organization']['name']}"
    return found


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found["violations"]]


def complaints(page: Page, site: Site, axe: str, pages: dict[str, str]) -> list[str]:
    """Everything that is wrong with some pages, in the views readers have."""
    found = []
    for name, address in pages.items():
        for language, width in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site.url}{language}{address}")
            where = f"{language or '/ko'} {name} {width}"
            found += [f"{where}: {item}" for item in violations(page, axe)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{where}: scrolls sideways")
            if page.locator("h1").count() != 1:
                found.append(f"{where}: has {page.locator('h1').count()} first headings")
    return found


@pytest.mark.usefixtures("traced")
def test_readers_pages_are_accessible_at_both_widths(page: Page, site: Site, axe: str) -> None:
    assert complaints(page, site, axe, PUBLIC | addresses_of_datasets(page, site)) == []


@pytest.mark.usefixtures("traced")
def test_the_stewards_pages_are_accessible_at_both_widths(steward_page: Page, site: Site, axe: str) -> None:
    held = steward_page.request.get(f"{site.url}/api/3/action/govinnov_submission_list?state=quarantined").json()
    jobs = steward_page.request.get(f"{site.url}/api/3/action/govinnov_job_list").json()["result"]
    pages = {
        "desk": "/steward/submissions",
        "report": f"/steward/submission/{held['result'][0]['id']}",
        "sources": "/steward/harvest/sources",
        "source": f"/steward/harvest/source/{jobs[0]['source']}",
        "jobs": "/steward/harvest/jobs",
        "job": f"/steward/harvest/job/{jobs[0]['job']}",
        "trace": "/steward/trace",
        "trace, recalls": "/steward/trace/recalls",
        "trace, sheet": "/steward/trace/sheet?farm=M3FSD&first=2026-08-01&days=30",
        "trace, outbreak": "/steward/trace/outbreak?farm=M3FSD&day=2026-08-25&days=21",
        "trace, findings": "/steward/trace/findings",
        "trace, conflicts": "/steward/trace/conflicts",
        "trace, originals": "/steward/trace/originals",
        "trace, log": "/steward/trace/log",
    }
    assert complaints(steward_page, site, axe, pages) == []


@pytest.mark.usefixtures("traced")
def test_a_readers_page_costs_little(page: Page, site: Site) -> None:
    whole = "/programme/national-priority"
    for address in (whole, *PUBLIC.values(), *addresses_of_datasets(page, site).values()):
        sizes = measured(page, site, address)
        assert sizes["document"] <= HTML_BYTES, address
        assert sizes["stylesheet"] <= STYLE_BYTES, address
        assert sizes["script"] <= SCRIPT_BYTES, address


def measured(page: Page, site: Site, address: str) -> dict[str, int]:
    """Bytes after gzip of what a page loads, by kind."""
    sizes = dict.fromkeys(("document", "stylesheet", "script"), 0)
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(f"{site.url}{address}", wait_until="networkidle")
    page.remove_listener("response", keep)
    for answer in answers:
        if answer.ok and answer.request.resource_type in sizes:
            sizes[answer.request.resource_type] += len(gzip.compress(answer.body()))
    return sizes


def test_pages_work_without_script(page: Page, site: Site) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{site.url}/programme/new-industry?q=신호등")
    assert plain.locator("#slots tbody tr").count() >= 1
    plain.goto(f"{site.url}/dataset/?q=수질")
    assert plain.get_by_role("heading", level=1).inner_text().endswith("건")
    context.close()


def test_ckans_own_pages_ask_nobody_outside_and_fit_a_phone(steward_page: Page, site: Site) -> None:
    steward_page.set_viewport_size({"width": 320, "height": 900})
    for address in ("/dataset/new", "/dashboard/datasets", f"/user/{site.admin}", "/organization/new", "/ckan-admin/"):
        steward_page.goto(f"{site.url}{address}", wait_until="networkidle")
        assert steward_page.evaluate("document.documentElement.scrollWidth") <= 320, address
