"""Which number does this cell mean? Plain digits out, where the cell can be read in one way only."""

from __future__ import annotations

import re

CURRENCY = re.compile(r"^(?:US\s?\$|USD|\$)\s*|\s*(?:US\s?\$|USD|\$|%)$", re.IGNORECASE)
SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?:\D|$))")
ENGLISH = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
CONTINENTAL = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d{1,3}(?:\.\d{3}){2,}")
DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")
# 12.500 is twelve and a half to some and twelve thousand five hundred to others.
TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def plain_number(text: str) -> str:
    """`USD 25 000`, `25,000.50` and `7,5 %` as plain digits; what is no such number, as found."""
    bare = SPACES.sub("", CURRENCY.sub("", text.strip()))
    if ENGLISH.fullmatch(bare):
        return bare.replace(",", "")
    if CONTINENTAL.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    if DECIMAL_COMMA.fullmatch(bare):
        return bare.replace(",", ".")
    return bare if re.fullmatch(r"-?\d+(?:\.\d*)?", bare) else text


def reads_two_ways(text: str) -> bool:
    """Whether a sum of money may mean thousands or decimals."""
    return bool(TWO_WAYS.fullmatch(CURRENCY.sub("", text.strip())))
