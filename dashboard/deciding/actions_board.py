"""What works and what does not, as partners say it: services, statements and reasons, for all respondents together."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import breakdowns, words
from dashboard.languages import _
from dashboard.participation import contact_words
from dashboard.queries import Row, Value

MOST = 4
HALF = 50.0
SERVICES, REASONS, STATEMENT = "added_value_score.service_use", "absence_reason_profile", "favourable"


def most_agree(statements: Sequence[Row]) -> list[str]:
    """Say which statements surely more than half agree with."""
    agreed = [row for row in statements if row["low"] is not None and row["low"] > HALF]
    return [_statement(row) for row in sorted(agreed, key=lambda row: -row["value"])[:MOST]]


def few_agree(statements: Sequence[Row]) -> list[str]:
    """Say which statements surely less than half agree with."""
    few = [row for row in statements if row["high"] is not None and row["high"] < HALF]
    return [_statement(row) for row in sorted(few, key=lambda row: row["value"])[:MOST]]


def most_used(services: Sequence[Value]) -> list[str]:
    """Say which services most partners use."""
    return [
        _("**{share}** of {n} partners · {service}").format(
            share=words.number(value.value, "%"), n=words.count(value.n), service=breakdowns.of_value(value)
        )
        for value in _latest(services)[:MOST]
    ]


def most_given(reasons: Sequence[Value]) -> list[str]:
    """Say why organisations stay away, of those that said why."""
    return [
        _("**{share}** · {reason}").format(
            share=words.number(value.value, "%"), reason=contact_words.reason(value.group)
        )
        for value in _latest(reasons)[:MOST]
    ]


def of_cluster(latest: Sequence[Row], cluster: str) -> list[Row]:
    """Return the statements of the survey that can be shown for a cluster, among its latest numbers."""
    return [
        row for row in latest if row["cluster"] == cluster and row["kind"] == STATEMENT and row["status"] == "ok"
    ]  # fmt: skip


def some_hidden(values: Sequence[Value]) -> bool:
    """Whether answers of the latest period are hidden because few gave them."""
    last = max((value.period_start for value in values), default=None)
    return any(value.status == "suppressed" for value in values if value.period_start == last)


def answered(latest: Sequence[Row], indicator: str, cluster: str) -> Row | None:
    """Return the latest number of an indicator for a cluster, where there is one to show."""
    found = (row for row in latest if row["indicator"] == indicator and row["cluster"] == cluster)
    return next((row for row in found if row["status"] == "ok"), None)


def _latest(values: Sequence[Value]) -> list[Value]:
    """The numbers of the last period that has any, the largest first."""
    shown = [value for value in values if value.status == "ok"]
    last = max((value.period_start for value in shown), default=None)
    return sorted((value for value in shown if value.period_start == last), key=lambda value: -(value.value or 0))


def _statement(row: Row) -> str:
    return _("**{share}** · {title} ({range}; {n} answered)").format(
        share=words.number(row["value"], row["unit"]), title=words.plain(_(row["title"])),
        range=words.interval(row["low"], row["high"], row["unit"]), n=words.count(row["n"]),
    )  # fmt: skip
