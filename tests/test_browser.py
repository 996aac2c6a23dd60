"""The dashboard as a person meets it: started as the README says, opened in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.conftest import DEMO
from tests.screenshots import CHROMIUM, FLAGS, PATIENCE_MS, dashboard, settle
from tests.workspaces import partner, write_attendance, write_partners

pytestmark = pytest.mark.browser
# A small machine runs other tests at the same time.
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        if os.environ.get("PARTNERSHIP_REQUIRE_BROWSER"):
            pytest.fail(f"{CHROMIUM} is needed for the browser tests: apt-get install chromium, or set CHROMIUM")
        pytest.skip(f"{CHROMIUM} is absent: install chromium, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def menu(page: Page, name: str) -> None:
    """Go to a page by the menu at the side."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()


def test_first_start_builds_the_demo_and_every_page_opens(page: Page, tmp_path: Path) -> None:
    """No build yet: progress is shown, then the pages, with numbers known from `python -m pipelines values`."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    with dashboard(PARTNERSHIP_BUILD_DIR=str(tmp_path)) as address:
        page.goto(address)
        expect(page.get_by_text("Reading your files")).to_be_visible()
        expect(page.get_by_role("heading", name="How healthy is our partnership?")).to_be_visible()
        expect(page.get_by_text("69 of 107 partners").first).to_be_visible()

        menu(page, "Participation")
        expect(page.get_by_role("heading", name="Who takes part, and who is drifting away?")).to_be_visible()
        expect(page.get_by_text("104 of 107 partners")).to_be_visible()

        menu(page, "Localisation")
        expect(page.get_by_role("heading", name="How much money reaches local organisations directly?")).to_be_visible()
        expect(page.get_by_text("USD 389.7 million").first).to_be_visible()

        menu(page, "Data")
        expect(page.get_by_role("heading", name="Can we trust these numbers?")).to_be_visible()
        expect(page.get_by_text("8,401 rows read = 8,368 loaded + 33 set aside")).to_be_visible()
    assert hosts == {"127.0.0.1"}  # works without the internet: nothing else was asked for anything


@pytest.fixture(scope="module")
def running(demo_folder: Path) -> Iterator[str]:
    """The address of a dashboard on the demo."""
    with dashboard(PARTNERSHIP_WORKSPACE=str(DEMO), PARTNERSHIP_BUILD_DIR=str(demo_folder)) as address:
        yield address


def test_a_link_keeps_its_filters(page: Page, running: str) -> None:
    page.goto(f"{running}/participation?cluster=wash&by=locality")
    settle(page)
    expect(page.get_by_role("combobox", name="Cluster")).to_have_value("WASH")
    expect(page.get_by_role("combobox", name="Compare by")).to_have_value("Local or international")
    menu(page, "Localisation")
    expect(page.get_by_role("heading", name="How much money reaches local organisations directly?")).to_be_visible()
    page.wait_for_url("**/localisation?*cluster=wash*")


def test_from_the_whole_response_to_one_cluster(page: Page, running: str) -> None:
    page.goto(running)
    page.get_by_role("button", name="See WASH").click()
    expect(page.get_by_text("25 of 53 partners").first).to_be_visible()
    page.wait_for_url("**/?cluster=wash")


def test_a_rebuild_shows_in_an_open_window_without_a_restart(page: Page, tmp_path: Path) -> None:
    write_partners(
        tmp_path, [partner("Alwan"), partner("Bahar"), partner("Nordic Aid", "ingo"), partner("Ocean Relief", "ingo")]
    )
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"]})
    build(open_workspace(tmp_path))
    with dashboard(PARTNERSHIP_WORKSPACE=str(tmp_path), PARTNERSHIP_BUILD_DIR="") as address:
        page.goto(f"{address}/participation")
        expect(page.get_by_text("1 of 4 partners")).to_be_visible()
        write_attendance(tmp_path, {"2025-02-10": ["Alwan", "Bahar", "Nordic Aid"]})
        build(open_workspace(tmp_path))
        expect(page.get_by_text("3 of 4 partners")).to_be_visible()
