"""Fixtures shared by all tests."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from pipelines.pointer import read_pointer
from tests.screenshots import CHROMIUM, DESK, FLAGS, PATIENCE_MS

settings.register_profile("thorough", max_examples=1000)
expect.set_options(timeout=PATIENCE_MS)  # a small machine runs other tests at the same time
ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "demo"


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: the browser tests wait more than they work."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def _streamlit_does_once_what_stays_the_same() -> Iterator[None]:
    """For each app a test opens, Streamlit looks through all installed packages for components, and for garbage after each run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        config.set_option("runner.postScriptGC", False)
        yield


@pytest.fixture
def fresh_dashboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test starts with nothing cached and no choice made outside."""
    st.cache_data.clear()
    st.cache_resource.clear()
    for name in ("PARTNERSHIP_AUDIENCE", "PARTNERSHIP_WORKSPACE", "PARTNERSHIP_BUILD_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real files published by others; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        pytest.skip("../shared/real is absent")
    return folder


@contextmanager
def shared_build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """The folder for a build of the demo that all workers read; the others wait until this block is left."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine if worker_id == "master" else mine.parent) / "demo-build"
    folder.mkdir(exist_ok=True)
    with (folder / "one-at-a-time").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A build folder with the demo workspace built into it, once for all tests and all workers."""
    from pipelines.build import build
    from pipelines.workspace import open_workspace

    with pytest.MonkeyPatch.context() as patch, shared_build(tmp_path_factory, worker_id) as folder:
        patch.setenv("PARTNERSHIP_BUILD_DIR", str(folder))
        build(open_workspace(DEMO))  # what is built already is not built again
    return folder


@pytest.fixture(scope="module")
def con(demo_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The demo's build, open for reading."""
    found = read_pointer(demo_folder)
    assert found is not None
    with duckdb.connect(str(demo_folder / found.file), read_only=True) as connection:
        yield connection


@pytest.fixture
def demo_build(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo's build folder, as the dashboard and the command line find it."""
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(DEMO))
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(demo_folder))
    return demo_folder


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


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all: what it has fetched of the dashboard once it keeps, as a person's browser does."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Iterator[Page]:
    """One tab for all: a new one would have to compile all of Streamlit's and Plotly's program again."""
    tab = context.new_page()
    yield tab
    tab.close()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """An empty page on a desk."""
    tab.set_viewport_size(DESK)
    yield tab
    tab.goto("about:blank")
