"""Which opinions are shown, group by group?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Value

PRINCIPLE_SCORES = tuple(
    f"pop_{name}_score" for name in ("equality", "transparency", "results", "responsibility", "complementarity")
)
# indicator, cluster, start of the period
Place = tuple[Any, ...]


def shown_opinions(values: Mapping[str, Sequence[Value]], group_by: str) -> dict[Place, dict[str, Value]]:
    """The scores of the survey that are shown, by place and by group of one grouping."""
    found: dict[Place, dict[str, Value]] = {}
    for id_, published in values.items():
        if not is_score(id_):
            continue
        for value in published:
            cell = value.cell
            if cell.group_by == group_by and cell.grain == "period" and value.value is not None:
                found.setdefault((id_, cell.cluster, cell.period_start), {})[cell.group] = value
    return found


def is_score(id_: str) -> bool:
    """Whether an indicator is a score of opinions from 0 to 100, and not a part of another."""
    indicator = catalogue()[id_]
    return indicator.disclosure == "opinion" and indicator.kind in ("score", "favourable") and not indicator.part
