"""Are all pages of an answer here, each row once, and all of one moment?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from pipelines.fetch import FetchError
from pipelines.fetch.http import PassingFault, Reply, Say, Server
from pipelines.fetch.unfinished import Unfinished

# How often a download is begun again because the data changed while it ran.
ROUNDS = 3


@dataclass(frozen=True)
class Page:
    """A page of rows, the total that it states, and the address of the next one, if there is one."""

    reply: Reply
    rows: dict[Any, dict[str, Any]]
    count: int
    next: str | None


@dataclass(frozen=True)
class Question:
    """What is asked for page by page; `what` names it and `rows` its rows in a sentence."""

    first: str
    read: Callable[[Reply], Page]
    what: str
    rows: str
    instead: str


def page(reply: Reply, rows: Any, key: str, count: Any, following: Any) -> Page:
    """The page that an answer is, with its rows by their id; a fault where it is none."""
    listed = isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get(key), int | str) for row in rows
    )
    if not listed or not isinstance(count, int) or not isinstance(following, str | None):
        raise PassingFault("sent JSON of another shape than documented.")
    try:
        following = urljoin(reply.url, following) if following else None
    except ValueError:
        raise PassingFault("sent an address of the next page that makes no sense.") from None
    return Page(reply, {row[key]: row for row in rows}, count, following)


def all_pages(server: Server, question: Question, unfinished: Unfinished, say: Say) -> list[Page]:
    """Every page, from where an earlier run broke off; from the beginning again when the data changed meanwhile."""
    problem = ""
    for _ in range(ROUNDS):
        if problem:
            say(f"{problem} The download begins again.")
        pages = _follow(server, question, unfinished, say)
        problem = _disagreement(pages, question.rows)
        if not problem:
            return pages
        unfinished.clear()
    raise FetchError(f"{server.name}: {problem} This happened {ROUNDS} times, so nothing was saved. {question.instead}")


def _follow(server: Server, question: Question, unfinished: Unfinished, say: Say) -> list[Page]:
    """Page after page until there is no next one, or the server leads in a circle or past its own total."""
    pages = [question.read(reply) for reply in unfinished.replies()]
    if pages:
        say(f"{server.name}: {_progress(pages, question.rows)} are here from an earlier run.")
    asked = {page.reply.url for page in pages}
    following = pages[-1].next if pages else question.first
    while following and following not in asked:
        asked.add(following)
        here = server.get(following, question.read, question.what)
        if here.next:
            server.own(here.next)  # before the page is kept: a later run must not begin at a wrong address
        unfinished.add(here.reply)
        pages.append(here)
        say(f"{server.name}: {_progress(pages, question.rows)}.")
        following = here.next if here.rows and _received(pages) <= here.count else None
    return pages


def _received(pages: list[Page]) -> int:
    return sum(len(page.rows) for page in pages)


def _progress(pages: list[Page], rows: str) -> str:
    return f"{_received(pages):,} of {pages[-1].count:,} {rows} (page {len(pages)})"


def _disagreement(pages: list[Page], rows: str) -> str:
    """What shows that rows came or went between two pages; nothing when the total fits."""
    first, last = pages[0].count, pages[-1].count
    distinct = len({id_ for page in pages for id_ in page.rows})
    twice = _received(pages) - distinct
    if any(page.count != first for page in pages):
        return f"The server stated {first:,} {rows} at first and {last:,} at the end."
    if distinct != last:
        return f"The server states {last:,} {rows}; {distinct:,} came, and {twice:,} came twice."
    return ""
