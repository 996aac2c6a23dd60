"""Where in the workspace does a dropped file go? Safe names, existing folders, and writing without losing anything."""

from __future__ import annotations

import os
import re
import unicodedata
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from dashboard.languages import _

Standing = Literal["new", "same", "other"]
Choice = Literal["keep both", "replace"]
NOT_DATA = {"decisions", "__pycache__"}
LEFT_BEHIND = {"thumbs.db", "desktop.ini"}
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
JOINERS = "\u200c\u200d"  # parts of words in some scripts
LONGEST = 180  # bytes: file systems take 255, and a copy's number must still fit


class NotAllowed(Exception):
    """A name cannot be used in a workspace; the message says why."""


def safe_name(name: str) -> str:
    """Return a file's bare name as every system can keep it. Raises NotAllowed for files that are not data."""
    bare = re.split(r"[/\\]", name)[-1]
    if bare.casefold() == "workspace.toml":
        raise NotAllowed(_("it holds the settings of a workspace, not data. Change the settings in the folder itself."))
    if bare.startswith("~$") or bare.casefold() in LEFT_BEHIND:
        raise NotAllowed(_("it is a file that a program left behind, without data. Drop the document itself."))
    return _cleaned(bare) or "file"


def safe_folder(text: str) -> str:
    """Return a folder's path inside the workspace, with `/`; empty is the workspace itself. Raises NotAllowed."""
    parts = [part.strip() for part in re.split(r"[/\\]", text)]
    if not any(parts):
        return ""
    if text.strip()[:1] in ("/", "\\") or re.match(r"\s*[A-Za-z]:", text):
        raise NotAllowed(_("It must lie inside the workspace: write a name such as attendance, or attendance/wash."))
    if any(part.startswith(".") for part in parts):
        raise NotAllowed(_("A folder's name cannot start with a dot."))
    cleaned = [_cleaned(part) for part in parts if part]
    if not all(cleaned) or cleaned[0].casefold() in NOT_DATA:
        raise NotAllowed(
            _("The name {name} is kept for other things. Choose another.").format(name=cleaned[0] or text.strip())
        )
    return "/".join(cleaned)


def _cleaned(name: str) -> str:
    """Return a name without what some system refuses or hides."""
    composed = "".join(
        c for c in unicodedata.normalize("NFC", name) if c in JOINERS or unicodedata.category(c)[0] != "C"
    )
    plain = FORBIDDEN.sub("_", composed).strip(" ").lstrip(".~").rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 10 else (plain, "")
    if stem.casefold().partition(".")[0].strip() in DEVICES:
        stem = f"_{stem}"
    return stem.encode()[:LONGEST].decode(errors="ignore").rstrip(". ") + ending


def folders(workspace: Path) -> list[str]:
    """Return the folders of a workspace that may hold data."""
    return sorted(
        Path(place).relative_to(workspace).as_posix() for place, _ in _walk(workspace) if Path(place) != workspace
    )


def count_files(workspace: Path) -> int:
    """Return how many files a build will read."""
    return sum(len(names) for _, names in _walk(workspace))


def _walk(workspace: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield every folder of data with its files: without settings, decisions, hidden and left-behind files."""
    for place, inner, names in os.walk(workspace):
        top = Path(place) == workspace
        inner[:] = [name for name in inner if not name.startswith((".", "~$")) and not (top and name in NOT_DATA)]
        yield place, [name for name in names if _is_data(name)]


def _is_data(name: str) -> bool:
    return not name.startswith((".", "~$")) and name != "workspace.toml" and name.casefold() not in LEFT_BEHIND


def standing(workspace: Path, path: str, content: bytes) -> Standing:
    """Say whether a file of this name is there, and whether it holds the same."""
    there = _there(workspace / path)
    if there is None:
        return "new"
    same = there.is_file() and there.stat().st_size == len(content) and there.read_bytes() == content
    return "same" if same else "other"


def _there(target: Path) -> Path | None:
    """Return the file or folder of this name; capitals make no difference, as on most people's computers."""
    if not target.parent.is_dir():
        return None
    return next((path for path in target.parent.iterdir() if path.name.casefold() == target.name.casefold()), None)


def save(workspace: Path, path: str, content: bytes, choice: Choice | None = None) -> str:
    """Write a file and return the path it got; one that holds the same already is left as it is.

    Raises NotAllowed when another file has the name and nobody chose, or the place lies outside the workspace.
    """
    target = workspace / path
    if not target.parent.resolve().is_relative_to(workspace.resolve()):
        raise NotAllowed(_("the folder {parent} leads out of the workspace.").format(parent=Path(path).parent))
    found = standing(workspace, path, content)
    if found == "same":
        return path
    match "new" if found == "new" else choice:
        case "new":
            target.parent.mkdir(parents=True, exist_ok=True)
        case "keep both":
            target = _free(target)
        case "replace":
            target = _there(target) or target
        case None:
            raise NotAllowed(_("another file has this name. Choose whether to keep both or to replace it."))
    write(target, content, replace=choice == "replace")
    return target.relative_to(workspace).as_posix()


def _free(target: Path) -> Path:
    number = 2
    while _there(free := target.with_name(f"{target.stem} ({number}){target.suffix}")):
        number += 1
    return free


def write(target: Path, content: bytes, replace: bool = False) -> None:
    """Write a whole file or nothing; without `replace` never over one that is there. Raises OSError."""
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    claimed = False
    try:
        part.write_bytes(content)
        if not replace:
            target.touch(exist_ok=False)  # refuses where somebody else was faster
            claimed = True
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        if claimed:
            target.unlink(missing_ok=True)
        raise
