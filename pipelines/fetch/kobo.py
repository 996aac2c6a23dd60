"""Which answers does a form on KoBoToolbox hold? All of them, in one file in the order in which they came in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

from pipelines.fetch import FetchError
from pipelines.fetch.http import Patience, Reply, Say, Server, json_object
from pipelines.fetch.pages import Page, Question, all_pages, page
from pipelines.fetch.sidecar import Origin, save
from pipelines.fetch.tokens import HOW, kobo_token
from pipelines.fetch.unfinished import Unfinished
from pipelines.workspace import WorkspaceError

SERVER = "https://kf.kobotoolbox.org"
# The most that the data endpoint gives since March 2026; without a limit it gives 100.
PAGE_ROWS = 1000
# New answers then come on the last page, and the pages before it stay as they are.
ORDER = '{"_id":1}'


def fetch(workspace: Path, folder: Path, form: str, server: str, say: Say, patience: Patience) -> list[Path]:
    """Save every answer of the form, sorted by `_id`; the same answers give the same file."""
    if not re.fullmatch(r"[A-Za-z0-9]{1,60}", form):
        raise WorkspaceError(f"{form!r} is not the id of a form. It is the code in its address: …/#/forms/ID/summary")
    refused = f"The token may be wrong or withdrawn, or its account may not see the answers of this form. {HOW}"
    asked = Server(server, say, patience, kobo_token(workspace), refused)
    query = urlencode({"format": "json", "limit": PAGE_ROWS, "start": 0, "sort": ORDER})
    question = Question(
        first=f"{asked.address}/api/v2/assets/{form}/data/?{query}",
        read=_page,
        what=f"a form {form} that the account of this token may see",
        rows="answers",
        instead="Try again at a quieter hour, when fewer answers are sent.",
    )
    unfinished = Unfinished(workspace, f"kobo_{form}", question.first)
    pages = all_pages(asked, question, unfinished, say)
    answers = {id_: answer for page in pages for id_, answer in page.rows.items()}
    if not answers:
        unfinished.clear()
        raise FetchError(f"The form {form} has no answers that the account of this token may see. Nothing was saved.")
    results = [answers[id_] for id_ in sorted(answers, key=lambda id_: (len(str(id_)), str(id_)))]
    body = json.dumps({"count": len(results), "results": results}, ensure_ascii=False).encode()
    first, last = pages[0], pages[-1]
    path = folder / f"kobo_{form}.json"
    save(
        path, body,
        Origin(
            "KoBoToolbox", first.reply.url, first.reply.asked_at, last.reply.asked_at, f"{len(pages)} pages in one file",
            len(results), last.count,
        ),
    )  # fmt: skip
    unfinished.clear()
    return [path]


def _page(reply: Reply) -> Page:
    found = json_object(reply)
    return page(reply, found.get("results"), "_id", found.get("count"), found.get("next"))
