"""The dashboard as a person meets it: started as the README says, opened in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.deciding.decisions import NAMES, read
from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.conftest import shared_build
from tests.screenshots import PHONE, dashboard, settle
from tests.workspaces import partner, write_attendance, write_partners

pytestmark = pytest.mark.browser
HEALTHY = "How healthy is our partnership?"


@dataclass
class Started:
    """A dashboard that was started as the README says, with the page that was opened first and whom it asked for anything."""

    address: str
    page: Page
    hosts: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def demo(context: BrowserContext, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Started]:
    """The dashboard on the demo. There is no build yet: the first page shows progress, and then the results."""
    builds = tmp_path_factory.mktemp("first-start")
    with dashboard(PARTNERSHIP_BUILD_DIR=str(builds)) as address:
        demo = Started(address, context.new_page())
        demo.page.on("request", lambda request: demo.hosts.add(urlsplit(request.url).hostname or ""))
        with shared_build(tmp_path_factory, worker_id) as shared:
            demo.page.goto(address)
            expect(demo.page.get_by_text("Reading your files")).to_be_visible()
            expect(demo.page.get_by_role("heading", name=HEALTHY)).to_be_visible()
            shutil.copytree(
                builds, shared, dirs_exist_ok=True
            )  # what is built here the other tests need not build again
        yield demo
        demo.page.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a dashboard on a workspace of our own, and its folder."""
    folder = tmp_path_factory.mktemp("workspace")
    with dashboard(PARTNERSHIP_WORKSPACE=str(folder), PARTNERSHIP_BUILD_DIR="") as address:
        yield address, folder


@pytest.fixture
def address(own: tuple[str, Path]) -> str:
    return own[0]


@pytest.fixture
def workspace(own: tuple[str, Path]) -> Path:
    """The folder, empty for each test to fill."""
    _, folder = own
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    return folder


@pytest.fixture
def misspelt(workspace: Path) -> Path:
    """The folder with a name in it that somebody has to decide about."""
    write_partners(workspace, [partner("Hope for Children"), partner("Nordic Aid", "ingo")])
    write_attendance(workspace, {"2025-02-10": ["Hope for Childern", "Nordic Aid"]})
    build(open_workspace(workspace))
    return workspace


def menu(page: Page, name: str) -> None:
    """Go to a page by the menu at the side."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()


def test_first_start_builds_the_demo_and_every_page_opens(demo: Started) -> None:
    """The pages show numbers known from `python -m pipelines values`."""
    page = demo.page
    expect(page.get_by_role("heading", name=HEALTHY)).to_be_visible()
    expect(page.get_by_text("69 answers of 107").first).to_be_visible()

    menu(page, "Participation")
    expect(page.get_by_role("heading", name="Who takes part, and who is drifting away?")).to_be_visible()
    expect(page.get_by_text("104 of 107 partners")).to_be_visible()

    menu(page, "Localisation")
    expect(page.get_by_role("heading", name="How much money reaches local organisations?")).to_be_visible()
    expect(page.get_by_text("USD 390.5 million").first).to_be_visible()

    menu(page, "Data")
    expect(page.get_by_role("heading", name="Can we trust these numbers?")).to_be_visible()
    expect(page.get_by_text("8,617 rows read = 8,583 loaded + 34 set aside")).to_be_visible()
    assert demo.hosts == {"127.0.0.1"}  # works without the internet: nothing else was asked for anything


def test_a_link_keeps_its_filters(page: Page, demo: Started) -> None:
    page.goto(f"{demo.address}/participation?cluster=wash&by=locality")
    settle(page)
    expect(page.get_by_role("combobox", name="Cluster")).to_have_value("WASH")
    expect(page.get_by_role("combobox", name="Compare by")).to_have_value("Local or international")
    menu(page, "Localisation")
    expect(page.get_by_role("heading", name="How much money reaches local organisations?")).to_be_visible()
    page.wait_for_url("**/localisation?*cluster=wash*")


def test_from_the_whole_response_to_one_cluster(page: Page, demo: Started) -> None:
    page.goto(demo.address)
    page.get_by_role("button", name="See WASH").click()
    expect(page.get_by_text("25 answers of 53").first).to_be_visible()
    page.wait_for_url("**/?cluster=wash")


def test_a_rebuild_shows_in_an_open_window_without_a_restart(page: Page, address: str, workspace: Path) -> None:
    write_partners(
        workspace, [partner("Alwan"), partner("Bahar"), partner("Nordic Aid", "ingo"), partner("Ocean Relief", "ingo")]
    )
    write_attendance(workspace, {"2025-02-10": ["Alwan"]})
    build(open_workspace(workspace))
    page.goto(f"{address}/participation")
    expect(page.get_by_text("1 of 4 partners")).to_be_visible()
    write_attendance(workspace, {"2025-02-10": ["Alwan", "Bahar", "Nordic Aid"]})
    build(open_workspace(workspace))
    expect(page.get_by_text("3 of 4 partners")).to_be_visible()


@pytest.mark.usefixtures("misspelt")
def test_on_a_phone_nothing_moves_sideways(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/organisations?organisation=nordic-aid")
    settle(page)
    for part in ("Names to decide", "Decided", "Register"):
        page.get_by_role("radio", name=part).click()
        wide = "() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth - main.clientWidth; }"
        assert page.evaluate(wide) == 0
    expect(page.get_by_role("heading", name="Nordic Aid")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the register (Excel)").click()
    assert waiting.value.suggested_filename == "organisations.xlsx"


def test_one_click_decides_another_takes_it_back_and_the_numbers_follow(
    page: Page, address: str, misspelt: Path
) -> None:
    page.goto(f"{address}/organisations")
    page.get_by_role("textbox", name="Your role or name").fill("information manager")
    page.get_by_role("button", name="Yes, this is Hope for Children").click()
    expect(page.get_by_text("Decided: Hope for Children")).to_be_visible()
    assert [(found.about, found.answer) for found in read(misspelt, NAMES)] == [
        ("Hope for Childern", "hope-for-children")
    ]

    page.get_by_role("button", name="Build again to count 1 decision").click()
    expect(page.get_by_text("Every organisation name in your files is recognised.")).to_be_visible()

    page.get_by_role("radio", name="Decided").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("taken back, not decided any more")).to_be_visible()
    page.get_by_role("button", name="Build again to count 1 decision").click()
    page.get_by_role("radio", name="Names to decide").click()
    expect(page.get_by_role("button", name="Yes, this is Hope for Children")).to_be_visible()


def test_a_dropped_file_is_understood_saved_and_counted(
    page: Page, address: str, workspace: Path, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    write_partners(workspace, [partner("Alwan"), partner("Bahar")])
    build(open_workspace(workspace))
    drive.mkdir()
    write_attendance(drive, {"2025-02-10": ["Alwan", "Bahar"], "": ["Alwan"]})
    page.goto(f"{address}/import")
    settle(page)
    page.locator("input[type=file]").set_input_files(drive / "sign-in.csv")
    expect(page.get_by_text("2 of 3 rows will load; 1 will be set aside.")).to_be_visible()
    page.get_by_text("What is in it, what will load and what will not").click()
    expect(page.get_by_text("What will not load, and how to mend it")).to_be_visible()
    settle(page)  # what was opened moves the button down
    page.get_by_role("button", name="Save 1 file").click()
    expect(page.get_by_text("sign-in.csv is saved.")).to_be_visible()
    assert (workspace / "sign-in.csv").read_bytes() == (drive / "sign-in.csv").read_bytes()

    page.get_by_role("button", name="Rebuild the numbers").click()
    expect(page.get_by_text("Done: 4 rows loaded, 1 set aside.")).to_be_visible()
    menu(page, "Data")
    expect(page.get_by_text("2 files, 5 rows read = 4 loaded + 1 set aside.")).to_be_visible()
