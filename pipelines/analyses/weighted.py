"""What would the mean opinion be had local and other organisations answered in proportion to their members?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import duckdb

from pipelines.analyses.opinions import shown_opinions
from pipelines.bulk import append
from pipelines.indicators.cells import Cell, Value
from pipelines.remembered import remembered

STRATA = "local and others"
# Why there is no weighted mean beside the plain one.
NOT_SHOWN = "the groups are too small to show"
ANONYMOUS = "some answers are anonymous, so nobody knows which group they belong to"


def write(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]]) -> None:
    """Fill `post_stratified`: a row for each score that is shown.

    Two strata, and only where both are shown: a weighted mean of hidden groups would tell of them.
    """
    groups = shown_opinions(values, "locality")
    append(
        con,
        "facts.post_stratified",
        [
            (*place, STRATA, *_of_groups(shown["all"], groups.get(place, {}).get("local")))
            for place, shown in shown_opinions(values, "all").items()
        ],
    )


def _of_groups(whole: Value, local: Value | None) -> tuple[Any, ...]:
    members = (whole.population, local.population if local else None)
    return _weighted(whole.cell, local.cell if local else None, members)


@remembered
def _weighted(whole: Cell, local: Cell | None, members: tuple[int | None, int | None]) -> tuple[Any, ...]:
    """Plain mean, answers, weighted mean, its interval and method, and why there is none. `members`: of each, if known."""
    all_members, local_members = members
    lacking = (
        ANONYMOUS if any(m.organisation is None for m in whole.members if m.value is not None)
        else NOT_SHOWN if local is None or not all_members or not local_members
        else None
    )  # fmt: skip
    if lacking or local is None:
        return fmean(whole.scores), whole.answers, None, None, None, "none", lacking
    from pipelines.statistics.post_stratification import post_stratified  # loads numpy

    others = [m.value for m in whole.members if m.value is not None and m.unit not in local.answering]
    strata = {"local": local_members or 0, "others": (all_members or 0) - (local_members or 0)}
    found = post_stratified({"local": local.scores, "others": others}, strata)
    return found.plain, found.answers, found.weighted, *found.interval, found.reason
