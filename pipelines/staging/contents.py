"""What is a file's content, byte for byte? Looked through once for all that needs to know."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PIECE = 1 << 22


@dataclass(frozen=True)
class Contents:
    """What one pass over a file's bytes tells.

    `line_feeds` counts them; `quotes` and `zeros` say whether there is any such byte, `lone_returns` whether a carriage
    return stands without a line feed behind it.
    """

    sha256: str
    size: int
    line_feeds: int
    quotes: bool
    zeros: bool
    lone_returns: bool
    ends_line: bool
    changed: int

    def is_of(self, path: Path) -> bool:
        """Whether the file still is what was looked through, as far as its size and time of change say."""
        now = path.stat()
        return (now.st_size, now.st_mtime_ns) == (self.size, self.changed)


def look_through(path: Path) -> Contents:
    """Raises OSError where the file cannot be read."""
    digest = hashlib.sha256()
    size = line_feeds = returns = pairs = 0
    quotes = zeros = False
    last = b""
    with path.open("rb") as handle:
        changed = os.fstat(handle.fileno()).st_mtime_ns
        while piece := handle.read(PIECE):
            digest.update(piece)
            size += len(piece)
            line_feeds += piece.count(b"\n")
            quotes = quotes or b'"' in piece
            zeros = zeros or b"\0" in piece
            if b"\r" in piece or last == b"\r":
                returns += piece.count(b"\r")
                pairs += piece.count(b"\r\n") + (last == b"\r" and piece[:1] == b"\n")
            last = piece[-1:]
    return Contents(digest.hexdigest(), size, line_feeds, quotes, zeros, returns != pairs, last == b"\n", changed)
