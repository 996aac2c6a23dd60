"""What a page of the dashboard costs: python -m tests.benchmarks.pages [--write].

Every page of the demo, warm: the server alone beside an empty page; a browser beside a bare page with the same charts; the bytes
that go over the line; and 25 people clicking at once.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from tests.benchmarks.people import alone, together
from tests.screenshots import CHROMIUM, DESK, FLAGS, PAGES, PATIENCE_MS, ROOT, dashboard

TABLE = ROOT / "notebooks" / "tables" / "pages.md"
TIMES, VISITS, PEOPLE = 3, 7, 25
MORE_MS, TIMES_BARE = 60, 1.3
# The bare page has an address of its own, as every page has: there, Streamlit asks for its server at the page first, then at the
# root. That takes a tenth of a second, which is not ours.
BARE_AT = "bare"
BARE = """
import json, pathlib, streamlit as st
def first(): pass
def bare():
    st.title("Bare")
    for chart in json.loads(pathlib.Path({charts!r}).read_text()):
        st.plotly_chart(chart)
st.set_page_config(layout="wide")
st.navigation([st.Page(first, default=True), st.Page(bare, url_path={at!r})], position="hidden").run()
"""
HEADS = ("Page", "Charts", "Server, ms", "Beyond an empty page, ms", "Browser, s", "Bare page, s", "Times the bare page",
         "First visit, KiB", "Again, KiB")  # fmt: skip
READY = """charts => {
  if (document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') !== 'notRunning') return false;
  const drawn = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  return document.querySelector('h1') && drawn.length >= charts
    && drawn.every(chart => chart.offsetParent === null || chart.querySelector('.main-svg'));
}"""


@dataclass
class Cost:
    """What one page costs."""

    page: str
    charts: int
    server: float
    browser: float
    bare: float
    first_bytes: int
    again_bytes: int


def main() -> None:
    """Measure, print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES, help="measure these alone")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["PARTNERSHIP_BUILD_DIR"] = str(Path(place) / "build")
        with dashboard() as address, _empty(Path(place)) as empty:
            nothing = statistics.median(asyncio.run(alone(empty, "", TIMES)))
            costs = [_cost(address, page, Path(place)) for page in chosen.pages]
            crowd = asyncio.run(
                together(address, [(page, query) for page in chosen.pages for query in ("", "cluster=wash")], PEOPLE)
            )
    text = report(costs, nothing, crowd)
    print(text)
    if chosen.write:
        TABLE.write_text(text + "\n", encoding="utf-8")


def _cost(address: str, page: str, place: Path) -> Cost:
    charts = _charts(page)
    (place / "charts.json").write_text(f"[{','.join(charts)}]", encoding="utf-8")
    (place / "bare.py").write_text(BARE.format(charts=str(place / "charts.json"), at=BARE_AT), encoding="utf-8")
    server = statistics.median(asyncio.run(alone(address, page, TIMES)))
    with dashboard(script=str(place / "bare.py")) as bare, _window() as window:
        first, again = (_visit(window, f"{address}/{page}", len(charts)) for _ in range(2))
        bare_address = f"{bare}/{BARE_AT}"
        _visit(window, bare_address, len(charts))
        # One after the other in turn: what else slows the machine for a while slows both.
        both = [
            [_visit(window, url, len(charts))[0] for url in (f"{address}/{page}", bare_address)] for _ in range(VISITS)
        ]
    browser, bare = (statistics.median(seconds) for seconds in zip(*both, strict=True))
    print(f"{page}: {server * 1000:.0f} ms, {browser:.2f} s, bare {bare:.2f} s", flush=True)
    return Cost(page, len(charts), server, browser, bare, first[1], again[1])


def _charts(page: str) -> list[str]:
    """The charts of a page, as they are sent."""
    app = (
        AppTest.from_file(ROOT / "dashboard" / "app.py", default_timeout=300).switch_page(f"app_pages/{page}.py").run()
    )
    return [chart.proto.spec for chart in app.get("plotly_chart")]


@contextmanager
def _empty(place: Path) -> Iterator[str]:
    (place / "empty.py").write_text("", encoding="utf-8")
    with dashboard(script=str(place / "empty.py")) as address:
        yield address


@contextmanager
def _window() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium.new_context(viewport=DESK, reduced_motion="reduce")
        chromium.close()


def _visit(window: BrowserContext, address: str, charts: int) -> tuple[float, int]:
    """Seconds until a page is written and drawn, and the bytes that came for it."""
    page = window.new_page()
    count = _counter(page)
    start = time.perf_counter()
    page.goto(address, timeout=PATIENCE_MS)
    page.wait_for_function(READY, arg=charts, polling=20, timeout=PATIENCE_MS)
    seconds = time.perf_counter() - start
    page.close()
    return seconds, sum(count)


def _counter(page: Page) -> list[int]:
    """Gather the sizes of all that comes over the line: files as they were sent, and messages of the page."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: sizes.append(len(frame))))
    return sizes


def report(costs: list[Cost], nothing: float, crowd: list[float]) -> str:
    """The document: the budgets, a line for each page, and the crowd."""
    beyond = {cost.page: (cost.server - nothing) * 1000 for cost in costs}
    over = [page for page, more in beyond.items() if more > MORE_MS]
    slow = [cost.page for cost in costs if cost.browser > TIMES_BARE * cost.bare]
    ordered = sorted(crowd)
    lines = [
        "# What a page costs\n",
        f"Made by `python -m tests.benchmarks.pages --write` on {os.cpu_count()} processors, on the demo, with the server, the browser and "
        f"the measuring on the same machine; medians of {VISITS} visits. The bare page is Streamlit with the same charts and nothing else, at an address of its own, as ours are.\n",
        f"- Server, beyond an empty page ({nothing * 1000:.0f} ms): budget {MORE_MS} ms, kept by {len(costs) - len(over)} of {len(costs)}"
        f"{'; not by ' + ', '.join(over) if over else ''}.",
        f"- Browser, warm: budget {TIMES_BARE} × the bare page, kept by {len(costs) - len(slow)} of {len(costs)}"
        f"{'; not by ' + ', '.join(slow) if slow else ''}.",
        f"- {PEOPLE} people going through all pages at once, {len(crowd)} clicks: half are answered within "
        f"{statistics.median(crowd):.2f} s, 95 of 100 within {ordered[int(len(ordered) * 0.95)]:.2f} s, the slowest within {ordered[-1]:.2f} s.\n",
        f"| {' | '.join(HEADS)} |", f"|{' --- |' * len(HEADS)}",
    ]  # fmt: skip
    return "\n".join(lines + [_line(cost, beyond[cost.page]) for cost in costs])


def _line(cost: Cost, beyond: float) -> str:
    cells = (
        cost.page, cost.charts, f"{cost.server * 1000:.0f}", f"{beyond:.0f}", f"{cost.browser:.2f}", f"{cost.bare:.2f}",
        f"{cost.browser / cost.bare:.2f}", f"{cost.first_bytes / 1024:,.0f}", f"{cost.again_bytes / 1024:,.0f}",
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
