"""What the data page says: how old each source is, which months are missing, and how far the numbers can be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard import record_words, words
from dashboard.languages import N_, _, ngettext, quoted
from dashboard.opinions import instrument
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


AGAIN = N_("Download them again, and put the file in the folder.")
LOG = N_("Bring the log up to date.")
SOURCES = {
    "attendance": Source(N_("Attendance records"), 2, N_("Add the newest sign-in sheets and online reports.")),
    "meetings": Source(N_("Meetings lists"), 2, N_("Write the newest meetings on the list.")),
    "partner_list": Source(N_("Partner lists"), 6, N_("Check who has joined and who has left. Write the day in a column “Updated on”.")),
    "survey": Source(N_("Partnership survey"), 12, N_("Send out the survey again.")),
    "pulse": Source(N_("Pulse survey"), 6, N_("Send out the short survey again.")),
    "ccpm": Source(N_("CCPM survey"), 12, N_("Plan the next CCPM.")),
    "fts": Source(N_("FTS flows"), 3, AGAIN),
    "requirements": Source(N_("FTS requirements"), 12, AGAIN),
    "pooled_fund": Source(N_("Pooled fund projects"), 3, AGAIN),
    "pooled_fund_totals": Source(N_("Pooled fund totals"), 12, AGAIN),
    "iati": Source(N_("IATI transactions"), 6, AGAIN),
    "presence": Source(N_("Who does what, where"), 4, N_("Ask partners for their newest 3W or 5W.")),
    "roles": Source(N_("Roles and seats"), 12, LOG),
    "actions": Source(N_("Action points"), 2, LOG),
    "documents": Source(N_("Documents sent"), 2, LOG),
    "consultations": Source(N_("Consultations"), 6, LOG),
    "outreach": Source(N_("Outreach"), 3, LOG),
    "capacity_support": Source(N_("Capacity support"), 6, LOG),
    "subgrants": Source(N_("Sub-grants"), 6, LOG),
    "assurance": Source(N_("Safeguarding checks"), 12, LOG),
    "allocation_rounds": Source(N_("Allocation rounds"), 12, LOG),
    "agenda_points": Source(N_("Points on agendas"), 1, LOG),
    "areas_in_need": Source(N_("Areas in need"), 12, LOG),
}  # fmt: skip
CATEGORIES = {
    "no_cluster": N_("names no cluster"),
    "several_clusters": N_("names several"),
    "other_cluster": N_("names a cluster that is not yours (not counted here)"),
    "activity": N_("Meetings and surveys"),
    "money": N_("Money"),
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
        return _("still to come")
    if days < 2:
        return (_("today"), _("yesterday"))[days]
    return _("{span} ago").format(span=span(days))


def span(days: float) -> str:
    """Say a number of days as people do."""
    months = round(days / DAYS_A_MONTH)
    if days < 45:
        return ngettext("{n} day", "{n} days", round(days)).format(n=round(days))
    if months < 24:
        return ngettext("{n} month", "{n} months", months).format(n=months)
    return ngettext("{n} year", "{n} years", months // 12).format(n=months // 12)


def ages(rows: Sequence[Row], today: dt.date) -> list[str]:
    """Return one line a source: how old it is, and what to do where it is old."""
    return [_age(row, today) for row in rows]


def _age(row: Row, today: dt.date) -> str:
    kind, day = source(row["source"]), row["last_day"]
    if day is None:
        return _(
            "- **{name}:** **no row says a day.** Add a column with the day or the month, so that you see when they get old."
        ).format(name=_(kind.name))
    if row["year_only"]:
        when, old = str(day.year), day < dt.date(today.year, 1, 1)
        line = _("**{name}:** up to the year {when}.").format(name=_(kind.name), when=when)
    else:
        old = (today - day).days > kind.old_after * DAYS_A_MONTH
        name, when = words.labelled(_(kind.name), "").strip(), ago(day, today)
        line = f"**{name}** {words.in_a_row((f'**{when}**' if old else when, words.day(day)))}."
    return f"- {line} {_(kind.remedy)}" if old else f"- {line}"


def gaps(rows: Sequence[Row]) -> list[str]:
    """Return one line for each cluster whose meetings or attendance records are missing for some months."""
    lines = []
    for (code, cluster), found in groupby(rows, key=lambda row: (row["source"], row["cluster"])):
        missing = list(found)
        when = words.listed(_stretches([row["month"] for row in missing]))
        if code == "meetings":
            lines.append(
                _("- **{cluster}:** no meeting on record in {when}.").format(cluster=words.plain(cluster), when=when)
            )
        else:
            held = sum(row["meetings"] for row in missing)
            meetings = ngettext("{n} meeting", "{n} meetings", held).format(n=held)
            lines.append(
                _("- **{cluster}:** {meetings} without a record of who came, in {when}.").format(
                    cluster=words.plain(cluster), meetings=meetings, when=when
                )
            )
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
    next_step = "" if settled or first["status"] != "ok" else _(first["when_weak"])
    headline = _value(whole) if whole else words.apart(map(_named, shown))
    parts = _parts(shown) if whole and whole["status"] != "not_computable" else ""
    return Card(_(first["title"]), headline, _counted(whole), parts, _(first["meaning"]), next_step)


def _value(row: Row) -> str:
    """Write a value, or why there is none."""
    if row["status"] != "ok":
        why = words.plain(words.told(row["reason"]) if row["reason"] else _("no reason was recorded"))
        return f"{words.labelled(words.status(row['status']), why)}."
    value = row["value"]
    if row["unit"] == "days":
        return _("{value} behind the other files").format(value=span(value))
    if row["unit"] == "questionnaires":
        return words.number(value, decimals=1)
    number = words.number(abs(value), "%", 1 if abs(value) < SMALL_PERCENT and value else 0)
    return f"{_sign(value) if row['companion'] == 'restatement_delta' else ''}{number}"


def _sign(value: float) -> str:
    return words.sign("+" if value > 0 else words.MINUS) if value else ""


def _counted(row: Row | None) -> str:
    """Say what a value is made of, and what to know about it."""
    if row is None or row["status"] != "ok":
        return ""
    numerator, denominator, what = (
        row["numerator"],
        row["denominator"],
        words.named(record_words.COUNTED_IN, row["counted_in"]),
    )
    notes = [words.plain(words.reason(row["reason"]))] if row["reason"] else []
    if row["as_of"]:
        notes.insert(0, _("Last updated: {as_of}.").format(as_of=words.day(row["as_of"])))
    if denominator is None:
        return " ".join(notes)
    if row["companion"] == "restatement_delta":
        start = _("{change} on {denominator}.").format(
            change=f"{_sign(numerator)}{words.money(abs(numerator))}", denominator=words.money(denominator)
        )
    elif row["unit"] == "questionnaires":
        start = _("{numerator} {what}; one for each organisation and cluster would be {denominator}.").format(
            numerator=words.count(numerator), what=what, denominator=words.count(denominator)
        )
    elif what == "USD":
        start = _("{numerator} of {denominator}.").format(
            numerator=words.money(numerator), denominator=words.money(denominator)
        )
    else:
        start = _("{numerator} of {denominator} {what}.").format(
            numerator=words.count(numerator), denominator=words.count(denominator), what=what
        )
    return " ".join([start, *notes])


def _parts(rows: list[Row]) -> str:
    """Name the parts: by place, by year, by cluster; of the survey's items only those with most."""
    items = [row for row in rows if row["category_text"]]
    if items:
        most = sorted(items, key=lambda row: -row["value"])[:MOST_ITEMS]
        said = (f"{quoted(f'“{_question(row)}”')} {_value(row)}" for row in most if row["value"])
        return _("Most often: {reasons}").format(reasons=words.apart(said))
    return words.apart(map(_named, rows))


def _question(row: Row) -> str:
    """Quote a question in the reader's language; one that is not in our form stands as the files have it."""
    return words.plain((instrument.statement(row["category"]) or row["category_text"]).rstrip("."))


def _named(row: Row) -> str:
    name = words.named(CATEGORIES | record_words.PLACES, row["category"] or "")
    if row["cluster"] != "all":
        name = row["cluster_name"] or row["cluster"]
    value = _value(row)
    if row["companion"] == "part_year_flag":
        value += _(" of {year}, up to {as_of}").format(year=row["as_of"].year, as_of=words.day(row["as_of"]))
    elif row["as_of"]:
        value = f"{span(row['value'])} ({words.day(row['as_of'])})"
    return words.labelled(words.plain(name), value)
