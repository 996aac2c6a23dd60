"""Which pages of a download that broke off are here already? They wait in a hidden folder of the workspace."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from pipelines.fetch.http import Reply, tool
from pipelines.fetch.sidecar import sha256, write

FOLDER = ".fetch"
# Pages of an older day would not fit to those that the server gives now.
FRESH = dt.timedelta(hours=24)


class Unfinished:
    """The complete pages of one question. Every name begins with a dot, so that none is taken for data."""

    def __init__(self, workspace: Path, name: str, question: str) -> None:
        self._folder = workspace / FOLDER / name
        self._question = f"{tool()} {question}"
        self._begun_at = dt.datetime.now(dt.UTC)
        self._pages: list[dict[str, Any]] = []

    def replies(self) -> list[Reply]:
        """What an earlier run received for the same question; nothing when it was another one or too long ago."""
        found = self._read_list()
        begun_at = dt.datetime.fromisoformat(found["begun_at"]) if found else self._begun_at
        if not found or found["question"] != self._question or self._begun_at - begun_at > FRESH:
            self.clear()
            return []
        replies = []
        for number, page in enumerate(found["pages"], start=1):
            body = self._page(number).read_bytes() if self._page(number).is_file() else b""
            if sha256(body) != page["sha256"]:
                break
            replies.append(Reply(page["url"], page["asked_at"], body))
        self._begun_at, self._pages = begun_at, found["pages"][: len(replies)]
        return replies

    def add(self, reply: Reply) -> None:
        """Keep a complete page. It counts once the list names it, so a run killed in between loses only this page."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._pages.append({"url": reply.url, "asked_at": reply.asked_at, "sha256": sha256(reply.body)})
        write(self._page(len(self._pages)), reply.body)
        content = {"question": self._question, "begun_at": self._begun_at.isoformat(), "pages": self._pages}
        write(self._list(), json.dumps(content).encode())

    def clear(self) -> None:
        """Begin anew, or end."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._begun_at, self._pages = dt.datetime.now(dt.UTC), []
        if self._folder.parent.is_dir() and not any(self._folder.parent.iterdir()):
            self._folder.parent.rmdir()

    def _read_list(self) -> dict[str, Any]:
        try:
            found = json.loads(self._list().read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) and {"question", "begun_at", "pages"} <= found.keys() else {}

    def _list(self) -> Path:
        return self._folder / ".pages.json"

    def _page(self, number: int) -> Path:
        return self._folder / f".page{number:04}.part"
