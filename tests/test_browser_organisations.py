"""Deciding about a name as a person does it: type a role, click once, build, take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from dashboard.decisions import NAMES, read
from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.screenshots import dashboard, settle
from tests.test_browser import browser, page
from tests.workspaces import partner, write_attendance, write_partners

__all__ = ["browser", "page"]  # fixtures
pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_partners(tmp_path, [partner("Hope for Children"), partner("Nordic Aid", "ingo")])
    write_attendance(tmp_path, {"2025-02-10": ["Hope for Childern", "Nordic Aid"]})
    build(open_workspace(tmp_path))
    return tmp_path


def test_one_click_decides_another_takes_it_back_and_the_numbers_follow(page: Page, workspace: Path) -> None:
    with dashboard(PARTNERSHIP_WORKSPACE=str(workspace), PARTNERSHIP_BUILD_DIR="") as address:
        page.goto(f"{address}/organisations")
        page.get_by_role("textbox", name="Your role or name").fill("information manager")
        page.get_by_role("button", name="Yes, this is Hope for Children").click()
        expect(page.get_by_text("Decided: Hope for Children")).to_be_visible()
        assert [(found.about, found.answer) for found in read(workspace, NAMES)] == [
            ("Hope for Childern", "hope-for-children")
        ]

        page.get_by_role("button", name="Build again to count 1 decision").click()
        expect(page.get_by_text("Every organisation name in your files is recognised.")).to_be_visible()

        page.get_by_role("tab", name="Decided").click()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("taken back, not decided any more")).to_be_visible()
        page.get_by_role("button", name="Build again to count 1 decision").click()
        page.get_by_role("tab", name="Names to decide").click()
        expect(page.get_by_role("button", name="Yes, this is Hope for Children")).to_be_visible()


def test_on_a_phone_nothing_moves_sideways(page: Page, workspace: Path) -> None:
    page.set_viewport_size(PHONE)
    with dashboard(PARTNERSHIP_WORKSPACE=str(workspace), PARTNERSHIP_BUILD_DIR="") as address:
        page.goto(f"{address}/organisations?organisation=nordic-aid")
        settle(page)
        for tab in ("Names to decide", "Decided", "Register"):
            page.get_by_role("tab", name=tab).click()
            wide = "() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth - main.clientWidth; }"
            assert page.evaluate(wide) == 0
        expect(page.get_by_role("heading", name="Nordic Aid")).to_be_visible()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download the register (Excel)").click()
        assert waiting.value.suggested_filename == "organisations.xlsx"
