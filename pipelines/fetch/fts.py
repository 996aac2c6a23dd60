"""Which funding flows does FTS know for a country and year, or for a plan? Each page as the server sent it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

from pipelines.fetch import FetchError
from pipelines.fetch.http import Patience, Reply, Say, Server, json_object
from pipelines.fetch.pages import Page, Question, all_pages, page
from pipelines.fetch.sidecar import Origin, save, sidecar_of
from pipelines.fetch.unfinished import Unfinished
from pipelines.workspace import WorkspaceError

SERVER = "https://api.hpc.tools"
PATH = "/v1/public/fts/flow"


def fetch(
    workspace: Path, folder: Path, country: str, plan: str, year: str, server: str, say: Say, patience: Patience
) -> list[Path]:
    """Save every page of the flows; pages of an earlier, longer answer to the same question go."""
    boundary = _boundary(country, plan, year)
    name = "_".join(("fts", *(["plan"] if plan else []), *boundary.values()))
    asked = Server(server, say, patience)
    question = Question(
        # No limit is stated: the pages of 200 flows that come without one are those nextLink counts on.
        first=f"{asked.address}{PATH}?{urlencode(boundary)}",
        read=_page,
        what="flows of " + ", ".join(f"{key} {value}" for key, value in boundary.items()),
        rows="flows",
        instead="Try again later, or ask for less at once: one plan (--plan) instead of a country.",
    )
    unfinished = Unfinished(workspace, name, question.first)
    pages = all_pages(asked, question, unfinished, say)
    if not any(page.rows for page in pages):
        unfinished.clear()
        raise FetchError(f"FTS has no {question.what}. Nothing was saved. Check the code and the year.")
    paths = [folder / f"{name}_page{number:03}.json" for number in range(1, len(pages) + 1)]
    for number, (path, here) in enumerate(zip(paths, pages, strict=True), start=1):
        reply, place = here.reply, f"{number} of {len(pages)}"
        save(
            path,
            reply.body,
            Origin("FTS", reply.url, reply.asked_at, reply.asked_at, place, len(here.rows), here.count),
        )
    _drop_older(folder, name, set(paths))
    unfinished.clear()
    return paths


def _boundary(country: str, plan: str, year: str) -> dict[str, str]:
    """What the question is about, checked. `boundary` of a flow (incoming, outgoing) means: of exactly this."""
    if country and not re.fullmatch(r"[A-Za-z]{3}", country):
        raise WorkspaceError(f"--country {country} is not a country code of three letters, such as AFG.")
    if plan and not re.fullmatch(r"\d{1,9}", plan):
        raise WorkspaceError(f"--plan {plan} is not the number of a plan. It stands in the plan's address on FTS.")
    if country and not year:
        raise WorkspaceError("Give a year with the country: --year 2024.")
    asked = {"countryISO3": country.upper(), "planid": plan, "year": year}
    return {key: value for key, value in asked.items() if value}


def _page(reply: Reply) -> Page:
    found = json_object(reply)
    data, meta = (part if isinstance(part := found.get(key), dict) else {} for key in ("data", "meta"))
    return page(reply, data.get("flows"), "id", meta.get("count"), meta.get("nextLink"))


def _drop_older(folder: Path, name: str, now: set[Path]) -> None:
    """Take away pages that an earlier fetch saved and this one does not have: their flows would be loaded too."""
    for path in folder.glob(f"{name}_page*.json"):
        if path not in now and sidecar_of(path).is_file():
            path.unlink()
            sidecar_of(path).unlink()
