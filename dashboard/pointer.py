"""Which build is the current one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

POINTER = "current.json"


@dataclass(frozen=True)
class Build:
    """A build that can be opened."""

    build_id: str
    file: Path


@dataclass(frozen=True)
class NoBuild:
    """There is nothing to open, and why."""

    why: Literal["never built", "pointer unreadable", "file missing"]
    detail: str = ""


def current_build(folder: Path) -> Build | NoBuild:
    """Read the pointer; it is replaced atomically, so what is read is always whole or damaged by others."""
    pointer = folder / POINTER
    try:
        written = json.loads(pointer.read_text(encoding="utf-8"))
        build = Build(str(written["build"]), folder / Path(str(written["file"])).name)
    except FileNotFoundError:
        return NoBuild("never built")
    except (OSError, ValueError, KeyError, TypeError) as problem:
        return NoBuild("pointer unreadable", f"{pointer.name}: {problem}")
    return build if build.file.is_file() else NoBuild("file missing", build.file.name)
