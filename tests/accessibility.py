"""What stands in the way of people who see, hear or move differently: axe-core on every page in every language.

`python -m tests.accessibility` opens every page of the demo (or PARTNERSHIP_WORKSPACE) in every language and lists what axe-core
calls serious or critical; it ends with 1 where there is any.
"""

from __future__ import annotations

import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from dashboard.languages import LANGUAGES
from tests.screenshots import CHROMIUM, FLAGS, PAGES, PATIENCE_MS, dashboard, settle

GRAVE = ("serious", "critical")


def grave(page: Page) -> list[str]:
    """Return the serious and critical violations on an open page: rule, what it is, and the first place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['impact']}: {violation['id']}: {violation['help']} ({len(violation['nodes'])}): {violation['nodes'][0]['html'][:160]}"
        for violation in found
        if violation["impact"] in GRAVE
    ]


def main() -> int:
    """Look at every page in every language."""
    wrong = 0
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language in LANGUAGES:
            page = browser.new_page(locale=language, reduced_motion="reduce")
            for name in PAGES:
                page.goto(f"{address}/{name}", timeout=PATIENCE_MS)
                settle(page)
                for line in grave(page):
                    wrong += 1
                    print(f"{name}, {language}: {line}")
        browser.close()
    print(f"{wrong} serious or critical violations on {len(PAGES)} pages in {len(LANGUAGES)} languages.")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
