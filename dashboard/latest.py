"""What were some numbers, whole and by group, at the end of a period?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard import words
from dashboard.queries import Reader, Row, Value

LOCALITIES = ("local", "international", "unclassified")


@dataclass(frozen=True)
class Latest:
    """Each number as it was last counted by then, by indicator, grouping and group."""

    values: Mapping[tuple[str, str, str], Value]

    def of(self, indicator: str, group: str = "all") -> Value | None:
        """Return the number of a group, or of all; None where nothing is on record."""
        return self.values.get((indicator, grouping_of(group), group))

    def shown(self, indicator: str, group: str = "all") -> Value | None:
        """Return the number where this reader may see it."""
        value = self.of(indicator, group)
        return value if value is not None and value.status == "ok" else None

    def groups(self, indicator: str, group_by: str) -> list[Value]:
        """Return the numbers of all groups, in the order groups always have."""
        found = [value for (named, by, _group), value in self.values.items() if (named, by) == (indicator, group_by)]
        return sorted(found, key=_place)


def read(reader: Reader, indicators: Iterable[str], cluster: str, period: Row) -> Latest:
    """Return some indicators as they stood at the end of a period."""
    rows = reader.rows(
        "as_it_stood", audience=reader.audience, cluster=cluster, indicators=",".join(indicators), hardly=reader.hardly_reported(cluster, period),
        period_start=period["period_start"], period_end=period["period_end"],
    )  # fmt: skip
    values = [Value(**row) for row in rows]
    return Latest({(value.indicator, value.group_by, value.group): value for value in values})


def grouping_of(group: str) -> str:
    """Return what a group is a part of: all, local or international, or the types of organisation."""
    if group == "all":
        return "all"
    return "locality" if group in LOCALITIES else "type"


def _place(value: Value) -> tuple[int, str]:
    order = list(words.GROUPS)
    first = LOCALITIES.index(value.group) if value.group in LOCALITIES else len(LOCALITIES)
    return first, f"{order.index(value.group) if value.group in order else len(order):03}{value.group}"
