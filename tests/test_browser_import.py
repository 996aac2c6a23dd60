"""The import page as a person meets it: drop files, see what they are, save, rebuild, find them on the page Data."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.screenshots import dashboard, settle
from tests.test_browser import browser, menu, page
from tests.workspaces import partner, write_attendance, write_partners

__all__ = ["browser", "page"]  # fixtures
pytestmark = pytest.mark.browser


def test_a_dropped_file_is_understood_saved_and_counted(page: Page, tmp_path: Path) -> None:
    workspace, drive = tmp_path / "workspace", tmp_path / "drive"
    write_partners(workspace, [partner("Alwan"), partner("Bahar")])
    build(open_workspace(workspace))
    drive.mkdir()
    write_attendance(drive, {"2025-02-10": ["Alwan", "Bahar"], "": ["Alwan"]})
    with dashboard(PARTNERSHIP_WORKSPACE=str(workspace), PARTNERSHIP_BUILD_DIR="") as address:
        page.goto(f"{address}/import")
        settle(page)
        page.locator("input[type=file]").set_input_files(drive / "sign-in.csv")
        expect(page.get_by_text("2 of 3 rows will load; 1 will be set aside.")).to_be_visible()
        page.get_by_text("What is in it, what will load and what will not").click()
        expect(page.get_by_text("What will not load, and how to mend it")).to_be_visible()
        page.get_by_role("button", name="Save 1 file").click()
        expect(page.get_by_text("sign-in.csv is saved.")).to_be_visible()
        assert (workspace / "sign-in.csv").read_bytes() == (drive / "sign-in.csv").read_bytes()

        page.get_by_role("button", name="Rebuild the numbers").click()
        expect(page.get_by_text("Done: 4 rows loaded, 1 set aside.")).to_be_visible()
        menu(page, "Data")
        expect(page.get_by_text("2 files, 5 rows read = 4 loaded + 1 set aside.")).to_be_visible()
