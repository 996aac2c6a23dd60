"""Is this row a pre-printed line or a total rather than something that somebody recorded?"""

from __future__ import annotations

import re
from collections.abc import Sequence

TOTAL = re.compile(r"^\W*(grand\s+|sub-?\s*)?(total|totals|totaux|totales|sum|somme|suma)\b", re.IGNORECASE)

PAGE = re.compile(r"\W*(page|p[áa]gina|صفحة)\s*\d+\W*((of|sur|de|/|من)\s*)?\d*\W*", re.IGNORECASE)


def is_preprinted(cells: Sequence[str]) -> bool:
    """A line that waits to be filled in, with nothing on it but its running number; or the number of a page."""
    if len(cells) - cells.count("") > 1:  # the common case, for millions of rows
        return False
    filled = "".join(cells)
    return bool(re.fullmatch(r"\d{1,4}\s*[.)]?", filled) or PAGE.fullmatch(filled))


def is_total(text: str) -> bool:
    """A label such as `Total` or `Grand total: 23`; an organisation such as `Total Care` is one word more."""
    match = TOTAL.match(text)
    return match is not None and not re.search(r"[^\W\d]", text[match.end() :])
