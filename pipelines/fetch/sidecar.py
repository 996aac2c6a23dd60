"""Where does a downloaded file come from? A hidden file beside it says who was asked what, when, and what came."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.fetch.http import tool


@dataclass(frozen=True)
class Origin:
    """What a file was made of. `rows_stated` is the total the server itself names, if it does."""

    service: str
    url: str
    asked_at: str
    answered_at: str
    pages: str
    rows: int
    rows_stated: int | None = None
    remark: str = ""


def save(path: Path, body: bytes, origin: Origin) -> None:
    """Put the file and its sidecar in place, each in one step, so that nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, body)
    content = {"file": path.name, **asdict(origin), "bytes": len(body), "sha256": sha256(body), "tool": tool()}
    write(sidecar_of(path), json.dumps(content, ensure_ascii=False, indent=1).encode())


def sidecar_of(path: Path) -> Path:
    """Its name begins with a dot, so that it is not taken for data."""
    return path.with_name(f".{path.name}.source.json")


def sha256(body: bytes) -> str:
    """The fingerprint of a content."""
    return hashlib.sha256(body).hexdigest()


def write(path: Path, body: bytes) -> None:
    """A file that is there whole or not at all. Durable before it is visible."""
    unfinished = path.with_name(f".{path.name.lstrip('.')}.part")
    with unfinished.open("wb") as handle:
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.replace(path)
