"""Which build is the current one? A tiny file, replaced in one step, so that a reader never sees half of it."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "current.json"


@dataclass(frozen=True)
class Pointer:
    """The current build's id and file name."""

    build: str
    file: str


def read_pointer(folder: Path) -> Pointer | None:
    """The current build, or None where there is none."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        pointer = Pointer(content["build"], content["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pointer if (folder / pointer.file).is_file() else None


def current_build(folder: Path) -> Path | None:
    """The file of the current build, or None where there is none."""
    pointer = read_pointer(folder)
    return folder / pointer.file if pointer else None


def swap_pointer(folder: Path, pointer: Pointer) -> None:
    """Point to a complete build. Durable before it is visible."""
    unfinished = folder / f"{NAME}.{uuid.uuid4().hex[:8]}"
    with unfinished.open("w", encoding="utf-8") as handle:
        json.dump(asdict(pointer), handle)
        handle.flush()
        os.fsync(handle.fileno())
    unfinished.replace(folder / NAME)
