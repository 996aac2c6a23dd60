"""Which P-codes of a 3W/4W/5W table look unlike the others of their level?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.sources.presence_messages import about_table, in_rows, some
from pipelines.sources.reading import Finding, Record
from pipelines.sources.sheets import Sheet


def odd_pcodes(sheet: Sheet, records: Sequence[Record]) -> list[Finding]:
    """P-codes that do not look like the others of their column and country; they are kept as they are."""
    found = []
    for level in (1, 2, 3):
        column = f"area{level}_pcode"
        by_country: dict[str, Counter[str]] = {}
        for record in records:
            if record[column]:
                by_country.setdefault(str(record["country"] or ""), Counter())[str(record[column])] += 1
        odd = {code: why for codes in by_country.values() for code, why in _odd(codes).items()}
        if odd:
            count = sum(codes[code] for codes in by_country.values() for code in codes if code in odd)
            found.append(
                about_table(
                    sheet, "pcode",
                    f"A P-code of level {level} is unlike the others in {in_rows(count)}: {some(f'{code} ({why})' for code, why in odd.items())}. It was kept as found.",
                    "Compare it with the official list of P-codes; as it is, it may find no area on a map.", "info", column,
                )
            )  # fmt: skip
    return found


def _odd(codes: Counter[str]) -> dict[str, str]:
    """Why a P-code is odd: it has no letters of a country in front, or another length than most."""
    lengths = Counter[int]()
    for code, count in codes.items():
        lengths[len(code)] += count
    usual, times = lengths.most_common(1)[0]
    said = {}
    for code in codes:
        if not re.match(r"[A-Za-z]{2,3}\d", code):
            said[code] = "no country letters in front"
        elif len(code) != usual and times * 2 > sum(lengths.values()):
            said[code] = f"{len(code)} characters, most have {usual}"
    return said
