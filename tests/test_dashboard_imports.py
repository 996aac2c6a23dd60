"""The first page shows without waiting for what only a build needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

OPEN_OVERVIEW = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("dashboard/app.py", default_timeout=60).run()
assert not app.exception, app.exception
assert app.title[0].value == "How healthy is our partnership?"
print(" ".join(sorted(name for name in sys.modules if name.partition(".")[0] in ("scipy", "pipelines"))))
"""
OPEN_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from streamlit.testing.v1 import AppTest

def charts(page):
    app = AppTest.from_file("dashboard/app.py", default_timeout=120)
    if page != "overview":
        app.switch_page(f"app_pages/{page}.py")
    app.run()
    assert not app.exception, app.exception
    return len(app.get("plotly_chart"))

with ThreadPoolExecutor(3) as pool:
    print(*pool.map(charts, ("overview", "participation", "localisation")))
"""


def test_the_overview_imports_neither_scipy_nor_any_pipeline(demo_build: Path) -> None:
    done = subprocess.run([sys.executable, "-c", OPEN_OVERVIEW], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_readers_who_come_at_once_to_a_fresh_server_all_see_their_charts(demo_build: Path) -> None:
    """A library that one reader's page is still loading must not fail another's."""
    done = subprocess.run([sys.executable, "-c", OPEN_AT_ONCE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(int(charts) > 0 for charts in done.stdout.split())


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
