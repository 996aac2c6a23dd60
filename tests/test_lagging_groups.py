"""A response of the whole that leaves one type of organisation out is no reason to feel safe."""

from __future__ import annotations

import datetime as dt

import pytest

from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Cell, Value
from pipelines.indicators.values import compute
from pipelines.workspace import DEFAULTS

BEHIND = "below 30 % of one type or more: international ngo"


def headline(answered: dict[str, tuple[int, int]], **settings: float) -> Value:
    """Of each type: how many answered, of how many members."""
    sums = {"all": tuple(map(sum, zip(*answered.values(), strict=True))), **answered}
    cells = [
        Cell(
            "survey_response_rate", "wash", "period", dt.date(2025, 1, 1), dt.date(2025, 6, 30), False,
            "all" if group == "all" else "type", group, numerator=float(came), denominator=float(members), units=members,
        )
        for group, (came, members) in sums.items()
    ]  # fmt: skip
    values = compute(catalogue()["survey_response_rate"], cells, {**DEFAULTS, "response.country": "XND", **settings})
    assert [value.band for value in values[1:]] == [value.band for value in values[1:] if value.band]
    return values[0]


@pytest.mark.parametrize(
    ("international", "band", "reason"),
    [
        ((1, 5), "caution", BEHIND),  # 20 %
        ((3, 10), "no caution", None),  # 30 % exactly
        ((1, 4), "no caution", None),  # 25 %, of four: too few to tell
    ],
)
def test_a_type_below_thirty_per_cent_is_a_caution(
    international: tuple[int, int], band: str, reason: str | None
) -> None:
    found = headline({"national_ngo": (18, 20), "international_ngo": international})
    assert (found.band, found.reason) == (band, reason)


def test_the_limit_is_a_setting() -> None:
    members = {"national_ngo": (18, 20), "international_ngo": (2, 5)}
    assert headline(members).band == "no caution"
    assert headline(members, **{"thresholds.response_lagging": 50}).band == "caution"
