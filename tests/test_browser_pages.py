"""The pages in a real browser: the main paths, links, the keyboard, a phone, and nothing in anybody's way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Download, Locator, Page, Request, TimeoutError, expect

from dashboard.languages import LANGUAGES, catalogue
from tests.accessibility import grave
from tests.conftest import DEMO
from tests.screenshots import PAGES, PHONE, dashboard, settle

pytestmark = pytest.mark.browser
# Each page in one language here, every language in turn; `python -m tests.accessibility` looks at all of them.
IN_TURN = [(page, list(LANGUAGES)[place % len(LANGUAGES)]) for place, page in enumerate(PAGES)]


@dataclass
class Open:
    """A dashboard on a copy of the demo, and what a page asked of anybody but this computer."""

    address: str
    folder: Path
    asked_elsewhere: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def demo(demo_folder: Path, context: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """The demo's files and build, copied, so that what is written down here does not stay in the project."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    shutil.copytree(DEMO, folder)
    with dashboard(PARTNERSHIP_WORKSPACE=str(folder), PARTNERSHIP_BUILD_DIR=str(demo_folder)) as address:
        started = Open(address, folder)

        def listen(request: Request) -> None:
            if urlsplit(request.url).hostname not in ("127.0.0.1", None):  # None: what stands in the page itself
                started.asked_elsewhere.append(request.url)

        # No answer would come from elsewhere: chromium knows no other machine (FLAGS).
        context.on("request", listen)
        yield started


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_a_page_stands_in_nobodys_way(page: Page, demo: Open, name: str, language: str) -> None:
    """axe-core finds nothing serious or critical; nothing moves sideways on a phone; nobody else is asked for anything."""
    page.goto(f"{demo.address}/{name}?lang={language}")
    settle(page)
    assert grave(page) == []
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(300)
    wide = "() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth - main.clientWidth; }"
    assert page.evaluate(wide) == 0
    assert demo.asked_elsewhere == []


def test_who_asks_elsewhere_is_heard_and_gets_no_answer(page: Page, demo: Open) -> None:
    with page.expect_event("requestfailed"):
        page.set_content("<img src='http://example.org/map.png'>")
    assert demo.asked_elsewhere == ["http://example.org/map.png"]
    demo.asked_elsewhere.clear()


def test_a_link_brings_back_everything_that_was_chosen(page: Page, demo: Open) -> None:
    page.goto(f"{demo.address}/participation")
    settle(page)
    page.get_by_role("combobox", name="Cluster").click()
    page.get_by_role("option", name="WASH", exact=True).click()
    page.wait_for_url("**cluster=wash**")
    page.get_by_role("combobox", name="Language").click()
    page.get_by_role("option", name="Français").click()
    page.wait_for_url("**lang=fr**")
    settle(page)
    link, title = page.url, page.get_by_role("heading", level=1).inner_text()
    page.goto("about:blank")
    page.goto(link)
    settle(page)
    assert page.get_by_role("heading", level=1).inner_text() == title
    french = catalogue("fr").gettext
    expect(page.get_by_role("combobox", name=french("Cluster"), exact=True)).to_have_value("WASH")


def test_call_a_silent_partner(page: Page, demo: Open) -> None:
    """Who went quiet stands on the page; the call is written down beside the name, and in the workspace."""
    page.goto(f"{demo.address}/participation?cluster=wash")
    settle(page)
    page.get_by_role("button", name="Log a call").first.click()
    page.get_by_role("textbox", name="Your role", exact=True).last.fill("information manager")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text(re.compile("information manager|saved|Called", re.IGNORECASE)).first).to_be_visible()
    written = demo.folder / "decisions" / "outreach.csv"
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    assert "information manager" in written.read_text(encoding="utf-8-sig")


def test_trace_a_number(page: Page, demo: Open) -> None:
    """From a number on the overview to its rows: file, sheet and row."""
    page.goto(f"{demo.address}/overview?cluster=wash")
    settle(page)
    page.get_by_role("link", name="Open this number").last.click()
    page.wait_for_url("**/evidence?**indicator=**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where does this number come from?")
    expect(page.get_by_role("heading", name="The rows it is made of")).to_be_visible()
    expect(page.locator("td", has_text=re.compile(r"\.(xlsx|csv)")).first).to_be_attached()


def test_change_the_definition_of_local(page: Page, demo: Open) -> None:
    """What moves is named with its difference, and the link says which definition it shows."""
    page.goto(f"{demo.address}/localisation")
    settle(page)
    page.get_by_role("combobox", name="What is called local").click()
    page.get_by_role("option", name="As FTS says").click()
    page.wait_for_url("**definition=fts_subtype**")
    expect(page.get_by_text(re.compile(r"[+\u2212][\d.]+.points")).first).to_be_visible()


def test_charts_follow_the_page_when_it_turns_dark(page: Page, demo: Open) -> None:
    """Also a chart that stands there already: its texts take the colour of the page's."""
    page.goto(f"{demo.address}/evidence")
    settle(page)
    ink = "() => getComputedStyle(document.querySelector('[data-testid=stPlotlyChart] .xtick text')).fill"
    light = page.evaluate(ink)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({ink})() !== light", arg=light)
    assert page.evaluate(ink) == page.evaluate(
        "() => getComputedStyle(document.querySelector('[data-testid=stMain]')).color"
    )
    page.emulate_media(color_scheme="light")


def test_the_keyboard_is_enough(page: Page, demo: Open) -> None:
    """From the menu to another page with Tab and Enter alone."""
    page.goto(f"{demo.address}/overview")
    settle(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Overview", exact=True).focus()
    page.keyboard.press("Tab")
    focused = "document.activeElement.innerText"
    assert page.evaluate(focused).strip() == "Participation"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who takes part, and who is drifting away?")


def test_arabic_runs_from_right_to_left(page: Page, demo: Open) -> None:
    page.goto(f"{demo.address}/overview?lang=ar")
    settle(page)
    box = page.get_by_role("heading", level=1).bounding_box()
    side = page.get_by_test_id("stSidebar").bounding_box()
    assert box is not None and side is not None and side["x"] > box["x"]


def test_on_a_phone_the_menu_gives_way_to_the_page(page: Page, demo: Open) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{demo.address}/overview")
    settle(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Inclusion", exact=True).click()
    page.wait_for_url("**/inclusion**")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_numbers_of_a_chart_open_below_it_by_keyboard(page: Page, demo: Open) -> None:
    page.goto(f"{demo.address}/overview?cluster=wash")
    settle(page)
    expect(page.get_by_role("table")).to_have_count(0)  # not sent before somebody asks for it
    page.locator("summary", has_text="See these numbers as a table").first.press("Enter")
    expect(page.get_by_role("columnheader", name="95 % range")).to_be_visible()
    settle(page)
    button = page.get_by_role("button", name="Download this table (CSV)")
    assert downloaded(page, button).suggested_filename == "principles.csv"


def downloaded(page: Page, button: Locator) -> Download:
    """What a button gives. A click on a busy machine was lost in two runs of some ten: it is then repeated, once, as people do."""
    with suppress(TimeoutError), page.expect_download(timeout=15_000) as waiting:
        button.click()
        return waiting.value
    with page.expect_download() as waiting:
        button.click()
    return waiting.value
