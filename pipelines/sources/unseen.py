"""Which characters of a text does nobody see? Marks of direction, control characters, halves of a character: left out."""

from __future__ import annotations

import re
from typing import Any

# Tab and line break stay, and so do the joiners that Persian and the scripts of India are written with.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Brackets nested deeper than in any real document; the sources may go down without counting.
DEEPEST = 100


class TooDeep(ValueError):
    """A document nested deeper than any real one."""


def seen(text: str) -> str:
    """The text as people see it."""
    return text if text.isprintable() else UNSEEN.sub("", text)


def seen_document(node: Any, depth: int = 0) -> Any:
    """A JSON document with all its texts as people see them."""
    if depth > DEEPEST:
        raise TooDeep
    if isinstance(node, str):
        return seen(node)
    if isinstance(node, dict):
        return {seen(key): seen_document(value, depth + 1) for key, value in node.items()}
    return [seen_document(entry, depth + 1) for entry in node] if isinstance(node, list) else node
