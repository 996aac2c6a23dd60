"""Is this row a pre-printed line or a total rather than something that somebody recorded?"""

from __future__ import annotations

import re
from collections.abc import Sequence

TOTAL = re.compile(r"^\W*(grand\s+|sub-?\s*)?(total|totals|totaux|totales|sum|somme|suma)\b", re.IGNORECASE)


def is_preprinted(cells: Sequence[str]) -> bool:
    """A line that waits to be filled in: nothing on it but its running number."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and bool(re.fullmatch(r"\d{1,4}\s*[.)]?", filled[0]))


def is_total(text: str) -> bool:
    """A label such as `Total` or `Grand total: 23`; an organisation such as `Total Care` is one word more."""
    match = TOTAL.match(text)
    return match is not None and not re.search(r"[^\W\d]", text[match.end() :])
