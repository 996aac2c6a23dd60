"""What is counted, what is assumed, what is hidden and what changed afterwards: in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from dashboard import breakdowns, setting_words, tables, tracing, words
from dashboard.evidence import evidence_words
from dashboard.figures.picture import Table
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Row

CATALOGUE, ASSUMPTIONS, COVERAGE, DISCLOSURE, RESTATEMENTS, GLOSSARY = (
    "catalogue", "assumptions", "coverage", "disclosure", "restatements", "glossary",
)  # fmt: skip
PARTS = {
    CATALOGUE: N_("Catalogue: what every number means"),
    ASSUMPTIONS: N_("Assumptions: the settings in force"),
    COVERAGE: N_("How often the ranges hold the truth"),
    DISCLOSURE: N_("What is hidden, and why"),
    RESTATEMENTS: N_("Numbers that changed afterwards"),
    GLOSSARY: N_("Words and abbreviations"),
}
CAUSES = {
    "new_rows": N_("new or changed files"),
    "new_decisions": N_("new decisions"),
    "new_method": N_("another setting or method"),
    "unknown": N_("not known"),
}
CHANGES = {"added": N_("added"), "changed": N_("changed"), "removed": N_("removed")}
NOT_PUBLISHED = "not published"
WHO_SEES_WHAT = (
    (N_("Attendance by name, the outreach list, decisions"), N_("yes"), N_("no"), N_("no")),
    (N_("The rows behind a number"), N_("yes"), N_("without names, and never of a survey"), N_("no")),
    (N_("Numbers after disclosure control"), N_("yes"), N_("yes"), N_("yes")),
)
RULES = (
    N_("What partners say is shown to nobody where fewer than {minimum} organisations answered."),
    N_("What organisations do (attendance, reports) is shown to evaluators and donors for {minimum} organisations or more; the coordination team sees all."),
    N_("A hidden number could be found by subtraction: all minus the others. So a second number is hidden with it, and all that is left is checked by calculation until nothing can be worked out."),
    N_("Where all members of a group answered or did the same, the number tells what each of them said. It is hidden as well, unless the group is large."),
    N_("Two builds could be compared. A number that only few organisations changed is held back from evaluators and donors until more have."),
    N_("A hidden number is said to be hidden. It is never 0, and nothing on a page hints at it."),
    N_("People’s names and e-mail addresses are used to find the organisation and then dropped: no build contains them."),
    N_("Rows shown to evaluators carry numbers instead of names. The same organisation has another number in every table."),
    N_("Nobody gets a league table of partners."),
)  # fmt: skip


def catalogue_row(row: Row, minimum: int) -> Row:
    """Return one line of the catalogue under headings for people."""
    return {
        _("Title"): _(row["title"]),
        _("What is counted"): _(row["numerator"]),
        _("Out of"): "" if row["denominator"] == "none" else _(row["denominator"]),
        _("Principle"): _(evidence_words.PRINCIPLES[row["principle"]]),
        _("Kind of number"): _(evidence_words.KINDS[row["kind"]]),
        _("Smallest group"): _("any") if row["disclosure"] == "open" else words.count(minimum),
        _("What is known to be wrong with it"): _(row["known_bias"]),
        _("Code"): row["indicator"],
    }


def catalogue_list(rows: Iterable[Row]) -> str:
    """Return numbers as a list, in HTML: the name of each, which leads to its evidence, and what it counts."""
    return f"<ul>{''.join(map(_catalogue_line, rows))}</ul>"


def _catalogue_line(row: Row) -> str:
    title, counted = escape(_(row["title"])), escape(tables.counted_in_words(row))
    return f'<li><a href="{escape(tracing.url(row["indicator"]))}">{title}</a>. <small>{counted}</small></li>'


def principles(rows: Iterable[Row]) -> dict[str, str]:
    """Return the principles the catalogue speaks of, by code."""
    present = {row["principle"] for row in rows}
    return {code: _(name) for code, name in evidence_words.PRINCIPLES.items() if code in present}


def settings_table(settings: Iterable[Row], sources: Iterable[Row]) -> Table:
    """Return every setting in force, what was said of it in workspace.toml, and on what ground it stands."""
    told = {row["key"]: row for row in sources}
    return [
        {
            _("Setting"): words.plain(setting_words.name(row)),
            _("In force"): words.plain(setting_words.value(row["value"])),
            _("Set by"): _("project default") if row["origin"] == "default" else _("workspace.toml"),
            _("Source of the default"): words.plain(_source(told.get(row["key"]))),
        }
        for row in settings
    ]


def _source(row: Row | None) -> str:
    if row is None:
        return ""
    text = _("{source}, {year}") if row["year"] else _("{source}")
    return text.format(source=_(row["source"]).rstrip("."), year=row["year"])


def who_sees_what() -> Table:
    """Return who may see what."""
    return [
        {_("What"): _(what), _("Coordination team"): _(team), _("Evaluator"): _(evaluator), _("Donor"): _(donor)}
        for what, team, evaluator, donor in WHO_SEES_WHAT
    ]


def rules(minimum: int) -> list[str]:
    """Return the rules by which numbers are hidden, one line each."""
    return [_(text).format(minimum=minimum) for text in RULES]


def restatement_row(row: Row, clusters: Mapping[str, str]) -> Row:
    """Return one number that changed, under headings for people."""
    return {
        _("Number"): _(row["title"]),
        _("Cluster"): clusters.get(row["cluster"], row["cluster"]),
        _("From"): words.day(row["period_start"]),
        _("Group"): breakdowns.group(row["group"], row["group_by"]),
        _("Before"): _stood(row["before"], row["before_status"], row["unit"]),
        _("Now"): _stood(row["after"], row["after_status"], row["unit"]),
        _("Why"): causes(row["cause"]),
    }


def _stood(value: float | None, status: str, unit: str) -> str:
    if value is not None:
        return words.number(value, unit, 1)
    if status == NOT_PUBLISHED:
        return _("no longer published")
    return _("not shown") if status == "ok" else words.status(status)


def causes(text: str) -> str:
    """Name the causes of a restatement."""
    return words.listed([_cause(cause) for cause in text.split(", ")])


def _cause(code: str) -> str:
    return _(CAUSES[code]) if code in CAUSES else code


def cause_line(row: Row) -> str:
    """Say one thing that differs between the two builds."""
    return _("{cause}: {what} ({change})").format(
        cause=_cause(row["cause"]), what=words.plain(row["what"]),
        change=_(CHANGES[row["change"]]),
    )  # fmt: skip


def restated(rows: Sequence[Row], today: date) -> str:
    """Say how many numbers changed, and why."""
    why = sorted({cause for row in rows for cause in row["cause"].split(", ")})
    text = ngettext(
        "**{n} number is not what the build before said.** Cause: {causes}. This build was made on {day}.",
        "**{n} numbers are not what the build before said.** Cause: {causes}. This build was made on {day}.",
        len(rows),
    )
    return text.format(n=words.count(len(rows)), causes=causes(", ".join(why)), day=words.day(today))
