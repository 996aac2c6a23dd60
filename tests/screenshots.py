"""What the dashboard looks like: every page in every language, on a desk and on a phone, light and dark.

`python -m tests.screenshots OUTDIR` photographs everything; `python -m tests.screenshots --readme` makes the
pictures of the README. The workspace is the demo, or PARTNERSHIP_WORKSPACE.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

from dashboard.languages import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Chromium as root in a closed network: no sandbox, no connections of its own, and no other machine that it could find.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
PAGES = (
    "overview", "participation", "inclusion", "equality", "principles", "actions", "localisation", "flows", "what_if", "evidence",
    "compare", "survey", "method", "data", "organisations", "import",
)  # fmt: skip
PICTURED = (
    "overview",
    "participation",
    "inclusion",
    "localisation",
    "flows",
    "evidence",
    "organisations",
    "import",
    "data",
)
WIDTHS = (1280, 390)
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
THEMES = ("light", "dark")
PATIENCE_MS = 90_000
STILL_MS = 350
# Done once nothing on the page has changed for so long; what moves for ever is waited for ten seconds.
STILL = """still => new Promise(done => {
  let quiet;
  const end = () => { seen.disconnect(); clearTimeout(quiet); clearTimeout(late); done(); };
  const wait = () => { clearTimeout(quiet); quiet = setTimeout(end, still); };
  const seen = new MutationObserver(wait);
  const late = setTimeout(end, 10_000);
  seen.observe(document.body, {childList: true, subtree: true, attributes: true, characterData: true});
  wait();
})"""
TALLEST = 8000


@contextmanager
def dashboard(*arguments: str, script: str = "dashboard/app.py", **environment: str) -> Iterator[str]:
    """Start the dashboard (or another page of Streamlit) as the README says and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", script, "--server.headless=true",
        f"--server.port={port}", "--server.address=127.0.0.1", "--", *arguments,
    ]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_it_answers(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("The dashboard stopped before it answered.")
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The dashboard did not answer within a minute.")


def settle(page: Page) -> None:
    """Wait until the page is written, its charts are drawn, and nothing has changed for a moment."""
    page.wait_for_selector("h1", timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => { const app = document.querySelector('[data-testid=stApp]');"
        " return app && app.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-testid=stSkeleton]'); }",
        timeout=PATIENCE_MS,
    )
    page.evaluate(STILL, STILL_MS)


def photograph(context: BrowserContext, address: str, width: int, target: Path) -> None:
    """Save one page in its full height; Streamlit scrolls inside the window, so the window is made as tall as the page."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address, wait_until="domcontentloaded")
    settle(page)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 900")
    page.set_viewport_size({"width": width, "height": min(int(tall) + 20, TALLEST)})
    page.wait_for_timeout(900)
    page.screenshot(path=str(target))
    page.close()


def main(folder: Path) -> None:
    """Photograph every page in every language, at every width, in every theme."""
    folder.mkdir(parents=True, exist_ok=True)
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language, theme in product(LANGUAGES, THEMES):
            context = browser.new_context(locale=language, color_scheme="dark" if theme == "dark" else "light")
            for width, name in product(WIDTHS, PAGES):
                target = folder / f"{name}-{language}-{width}-{theme}.png"
                photograph(context, f"{address}/{'' if name == 'overview' else name}", width, target)
                print(target.name)
            context.close()
        browser.close()


def for_readme() -> None:
    """Photograph the first screens of one cluster's pages for the README."""
    folder = ROOT / "data" / "screenshots"
    folder.mkdir(exist_ok=True)
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1100}, color_scheme="light")
        for name in PICTURED:
            path = "" if name == "overview" else name  # the start page is the overview
            page.goto(f"{address}/{path}?cluster=wash", wait_until="domcontentloaded")
            settle(page)
            page.screenshot(path=str(folder / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.screenshots OUTDIR | --readme")
    for_readme() if sys.argv[1] == "--readme" else main(Path(sys.argv[1]))
