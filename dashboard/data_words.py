"""What the data page says: how old each source is, which months are missing, and how far the numbers can be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard import words
from dashboard.queries import Row

MOST_ITEMS = 3
SMALL_PERCENT = 5.0
DAYS_A_MONTH = 30.44


@dataclass(frozen=True)
class Source:
    """A kind of file: its name, after how many months it is old (our own choice), and what to do then."""

    name: str
    old_after: int
    remedy: str


AGAIN = "Download them again, and put the file in the folder."
LOG = "Bring the log up to date."
SOURCES = {
    "attendance": Source("Attendance records", 2, "Add the newest sign-in sheets and online reports."),
    "meetings": Source("Meetings lists", 2, "Write the newest meetings on the list."),
    "partner_list": Source("Partner lists", 6, "Check who has joined and who has left. Write the day in a column “Updated on”."),
    "survey": Source("Partnership survey", 12, "Send out the survey again."),
    "pulse": Source("Pulse survey", 6, "Send out the short survey again."),
    "ccpm": Source("CCPM survey", 12, "Plan the next CCPM."),
    "fts": Source("FTS flows", 3, AGAIN),
    "requirements": Source("FTS requirements", 12, AGAIN),
    "pooled_fund": Source("Pooled fund projects", 3, AGAIN),
    "pooled_fund_totals": Source("Pooled fund totals", 12, AGAIN),
    "iati": Source("IATI transactions", 6, AGAIN),
    "presence": Source("Who does what, where", 4, "Ask partners for their newest 3W or 5W."),
    "roles": Source("Roles and seats", 12, LOG),
    "actions": Source("Action points", 2, LOG),
    "documents": Source("Documents sent", 2, LOG),
    "consultations": Source("Consultations", 6, LOG),
    "outreach": Source("Outreach", 3, LOG),
    "capacity_support": Source("Capacity support", 6, LOG),
    "subgrants": Source("Sub-grants", 6, LOG),
    "assurance": Source("Safeguarding checks", 12, LOG),
    "allocation_rounds": Source("Allocation rounds", 12, LOG),
    "areas_in_need": Source("Areas in need", 12, LOG),
}  # fmt: skip
CATEGORIES = {
    "no_cluster": "names no cluster",
    "several_clusters": "names several",
    "other_cluster": "names a cluster that is not yours (not counted here)",
    "activity": "Meetings and surveys",
    "money": "Money",
}
# Where a measure can get no better.
BEST = {"part_year_flag": 100.0, "responses_per_organisation": 1.0}


@dataclass(frozen=True)
class Card:
    """One measure of the data: its number in words, what it is made of, and the next step."""

    title: str
    headline: str
    counted: str
    parts: str
    meaning: str
    next_step: str


def source(code: str) -> Source:
    """Return what is known of a kind of file."""
    return SOURCES.get(code) or Source(code.replace("_", " ").capitalize(), 12, LOG)


def ago(day: dt.date, today: dt.date) -> str:
    """Say how long ago a day was: '3 days ago', '14 months ago', '3 years ago'."""
    days = (today - day).days
    if days < 0:
        return "still to come"
    if days < 2:
        return ("today", "yesterday")[days]
    return f"{span(days)} ago"


def span(days: float) -> str:
    """Say a number of days as people do."""
    months = round(days / DAYS_A_MONTH)
    if days < 45:
        return f"{days:.0f} day{'' if round(days) == 1 else 's'}"
    return f"{months} months" if months < 24 else f"{months // 12} years"


def ages(rows: Sequence[Row], today: dt.date) -> list[str]:
    """Return one line a source: how old it is, and what to do where it is old."""
    return [_age(row, today) for row in rows]


def _age(row: Row, today: dt.date) -> str:
    kind, day = source(row["source"]), row["last_day"]
    if day is None:
        return f"- **{kind.name}:** **no row says a day.** Add a column with the day or the month, so that you see when they get old."
    if row["year_only"]:
        when, old = str(day.year), day < dt.date(today.year, 1, 1)
        line = f"**{kind.name}:** up to the year {when}."
    else:
        old = (today - day).days > kind.old_after * DAYS_A_MONTH
        line = f"**{kind.name}:** {'**' + ago(day, today) + '**' if old else ago(day, today)}, {words.day(day)}."
    return f"- {line} {kind.remedy}" if old else f"- {line}"


def gaps(rows: Sequence[Row]) -> list[str]:
    """Return one line for each cluster whose meetings or attendance records are missing for some months."""
    lines = []
    for (code, cluster), found in groupby(rows, key=lambda row: (row["source"], row["cluster"])):
        missing = list(found)
        when = words.listed(_stretches([row["month"] for row in missing]))
        if code == "meetings":
            lines.append(f"- **{words.plain(cluster)}:** no meeting on record in {when}.")
        else:
            held = sum(row["meetings"] for row in missing)
            meetings = "1 meeting" if held == 1 else f"{held} meetings"
            lines.append(f"- **{words.plain(cluster)}:** {meetings} without a record of who came, in {when}.")
    return lines


def _stretches(months: Sequence[dt.date]) -> list[str]:
    """Name months that follow each other together: 'Mar–May 2025', 'Aug 2025'."""
    numbered = [(month.year * 12 + month.month - place, month) for place, month in enumerate(sorted(months))]
    stretches = [[month for _, month in found] for _, found in groupby(numbered, key=lambda pair: pair[0])]
    return [words.period(months[0], months[-1]) for months in stretches]


def cards(rows: Sequence[Row]) -> list[Card]:
    """Return the measures of the data, one card each."""
    return [_card(list(found)) for _, found in groupby(rows, key=lambda row: str(row["companion"]))]


def _card(rows: list[Row]) -> Card:
    whole = next((row for row in rows if (row["cluster"], row["category"]) == ("all", "all")), None)
    first = whole or rows[0]
    shown = [row for row in rows if row is not whole and row["status"] == "ok"]
    settled = all(
        round(row["value"] or 0.0, 1) == BEST.get(row["companion"], 0.0) for row in (whole and [whole]) or shown
    )
    next_step = "" if settled or first["status"] != "ok" else first["when_weak"]
    headline = _value(whole) if whole else "; ".join(_named(row) for row in shown)
    parts = _parts(shown) if whole and whole["status"] != "not_computable" else ""
    return Card(first["title"], headline, _counted(whole), parts, first["meaning"], next_step)


def _value(row: Row) -> str:
    """Write a value, or why there is none."""
    if row["status"] != "ok":
        return f"{words.STATUSES.get(row['status'], row['status'])}: {words.plain(row['reason'] or 'no reason was recorded')}."
    value = row["value"]
    if row["unit"] == "days":
        return f"{span(value)} behind the other files"
    if row["unit"] == "questionnaires":
        return f"{value:.1f}"
    number = words.number(abs(value), "%", 1 if abs(value) < SMALL_PERCENT and value else 0)
    return f"{_sign(value) if row['companion'] == 'restatement_delta' else ''}{number}"


def _sign(value: float) -> str:
    return "+" if value > 0 else words.MINUS if value < 0 else ""


def _counted(row: Row | None) -> str:
    """Say what a value is made of, and what to know about it."""
    if row is None or row["status"] != "ok":
        return ""
    numerator, denominator, what = row["numerator"], row["denominator"], row["counted_in"]
    notes = [words.plain(words.reason(row["reason"]))] if row["reason"] else []
    if row["as_of"]:
        notes.insert(0, f"Last updated: {words.day(row['as_of'])}.")
    if denominator is None:
        return " ".join(notes)
    if row["companion"] == "restatement_delta":
        start = f"{_sign(numerator)}{words.money(abs(numerator))} on {words.money(denominator)}."
    elif row["unit"] == "questionnaires":
        start = f"{words.count(numerator)} {what}; one for each organisation and cluster would be {words.count(denominator)}."
    elif what == "USD":
        start = f"{words.money(numerator)} of {words.money(denominator)}."
    else:
        start = f"{words.count(numerator)} of {words.count(denominator)} {what}."
    return " ".join([start, *notes])


def _parts(rows: list[Row]) -> str:
    """Name the parts: by place, by year, by cluster; of the survey's items only those with most."""
    items = [row for row in rows if row["category_text"]]
    if items:
        most = sorted(items, key=lambda row: -row["value"])[:MOST_ITEMS]
        return "Most often: " + "; ".join(
            f"“{words.plain(row['category_text'])}” {_value(row)}" for row in most if row["value"]
        )
    return "; ".join(_named(row) for row in rows)


def _named(row: Row) -> str:
    name = CATEGORIES.get(row["category"], row["category"])
    if row["cluster"] != "all":
        name = row["cluster_name"] or row["cluster"]
    value = _value(row)
    if row["companion"] == "part_year_flag":
        value += f" of {row['as_of'].year}, up to {words.day(row['as_of'])}"
    elif row["as_of"]:
        value = f"{span(row['value'])} ({words.day(row['as_of'])})"
    return f"{words.plain(name)}: {value}"


def file_line(row: Row) -> str:
    """Say of a file that was not loaded whole what it is and what became of its rows."""
    status = words.FILE_STATUSES.get(row["status"], row["status"])
    rows = f", {words.count(row['rows_accepted'])} of {words.count(row['rows_read'])} rows" if row["rows_read"] else ""
    why = "" if row["status"] == "part loaded" else f" {words.plain(words.reason(row['evidence']))}"
    return f"- {words.plain(row['file'])}: **{status}**{rows}.{why}"


def finding_line(row: Row) -> str:
    """Say where a row is that was set aside or needs checking, what is wrong with it, and what to do."""
    place = f"row {row['row']}" if row["row"] else "whole file"
    sheet = f", sheet {words.plain(row['sheet'])}" if row["sheet"] else ""
    result = words.SEVERITIES.get(row["severity"], row["severity"])
    said = words.plain(f"{row['message']} {row['remedy']}".strip())
    return f"- **{words.plain(row['file'])}**{sheet}, {place}: {said} ({result})"


def setting_line(row: Row) -> str:
    """Write a setting, who set it, and its name in workspace.toml."""
    value = words.plain(words.setting(row["value"]))
    origin = "default" if row["origin"] == "default" else f"from {words.plain(row['origin'])}"
    name = words.SETTINGS.get(row["key"]) or words.plain(row["meaning"] or row["key"])
    return f"- {name}: **{value}** ({origin}; {words.plain(row['key'])})"
