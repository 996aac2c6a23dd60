"""The first page shows without waiting for what only a build needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DEMO, ROOT

OPEN_AT_ONCE = """
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from streamlit.testing.v1 import AppTest

def seen(page):
    app = AppTest.from_file("dashboard/app.py", default_timeout=120)
    if page != "overview":
        app.switch_page(f"app_pages/{page}.py")
    app.run()
    assert not app.exception, app.exception
    return app.title[0].value, len(app.get("plotly_chart"))

with ThreadPoolExecutor(3) as pool:
    titles, charts = zip(*pool.map(seen, ("overview", "participation", "localisation")))
loaded = [name for name in sys.modules if name.partition(".")[0] in ("scipy", "pipelines")]
print(json.dumps({"titles": titles, "charts": charts, "loaded": loaded}))
"""


@pytest.fixture(scope="module")
def first_visit(demo_folder: Path) -> dict[str, Any]:
    """What three readers see who come at once to a fresh server, and what was loaded for them."""
    place = {"PARTNERSHIP_WORKSPACE": str(DEMO), "PARTNERSHIP_BUILD_DIR": str(demo_folder)}
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AT_ONCE],
        cwd=ROOT,
        env=os.environ | place,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_first_pages_import_neither_scipy_nor_any_pipeline(first_visit: dict[str, Any]) -> None:
    assert first_visit["titles"][0] == "How healthy is our partnership?"
    assert first_visit["loaded"] == []


def test_readers_who_come_at_once_to_a_fresh_server_all_see_their_charts(first_visit: dict[str, Any]) -> None:
    """A library that one reader's page is still loading must not fail another's."""
    assert len(first_visit["charts"]) == 3 and all(first_visit["charts"])


def test_the_dashboard_never_imports_a_pipeline() -> None:
    """Arrows go one way: the dashboard reads builds, pipelines know nothing of pages."""
    for folder, other in (("dashboard", "pipelines"), ("pipelines", "dashboard")):
        for path in (ROOT / folder).rglob("*.py"):
            lines = path.read_text(encoding="utf-8").splitlines()
            assert not [line for line in lines if line.lstrip().startswith((f"import {other}", f"from {other}"))], path


def test_starting_needs_no_heavy_library_and_nothing_that_computes() -> None:
    code = (
        "import sys; sys.path.insert(0, '.');"
        "import dashboard.app_pages, dashboard.states, dashboard.filters, dashboard.frame, dashboard.overview_words,"
        " dashboard.figures.principles, dashboard.figures.money, dashboard.figures.participation, dashboard.figures.picture;"
        "print([name for name in ('scipy', 'pandas', 'pipelines', 'plotly.express') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_no_module_of_the_dashboard_names_the_pipelines_or_scipy() -> None:
    for module in (ROOT / "dashboard").rglob("*.py"):
        imports = [
            line for line in module.read_text(encoding="utf-8").splitlines() if line.startswith(("import ", "from "))
        ]
        assert not [line for line in imports if "pipelines" in line or "scipy" in line or "express" in line], module
