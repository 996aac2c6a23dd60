"""How the import page speaks of files, kinds of files and their columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard import words
from dashboard.languages import N_, _, ngettext

KINDS = {
    "partners": N_("A partner list: organisations, and the clusters they belong to"),
    "meetings": N_("A list of meetings"),
    "attendance": N_("Attendance: who came to which meeting"),
    "presence": N_("Who does what, where (3W, 4W, 5W)"),
    "funding_flows": N_("Payments and promises of money (such as FTS)"),
    "requirements": N_("What plans need, and what they received"),
    "allocations": N_("Pooled-fund projects"),
    "contributions": N_("What donors gave to pooled funds"),
    "roles": N_("Roles and seats: leads, co-leads, members of groups"),
    "actions": N_("Action points and what became of them"),
    "documents": N_("Documents sent to partners, and their languages"),
    "consultations": N_("Drafts sent to partners for comments"),
    "comments": N_("Comments partners made on drafts"),
    "outreach": N_("Contacts with partners who stay away"),
    "capacity_support": N_("Support asked for and given"),
    "subgrants": N_("Money passed on from one organisation to another"),
    "assurance": N_("Safeguarding (PSEA) assessments"),
    "allocation_rounds": N_("Rounds in which money was shared out"),
    "agenda_points": N_("Points on agendas"),
    "areas_in_need": N_("Areas where people need help"),
}
_AREAS = (
    N_("First-level area (province, governorate)"),
    N_("Second-level area (district)"),
    N_("Third-level area (sub-district)"),
)
_PCODES = (
    N_("P-code of the first-level area"),
    N_("P-code of the second-level area"),
    N_("P-code of the third-level area"),
)
FIELDS = {
    **{f"area{n}": name for n, name in enumerate(_AREAS, start=1)},
    **{f"area{n}_pcode": name for n, name in enumerate(_PCODES, start=1)},
    "organisation_id": N_("Your own code of the organisation"),
    "name": N_("Name of the organisation"),
    "name_fr": N_("Name in French"),
    "name_es": N_("Name in Spanish"),
    "name_ar": N_("Name in Arabic"),
    "type": N_("Type of organisation"),
    "organisation_type": N_("Type of organisation"),
    "type_word": N_("Type, as written in the file"),
    "hq_country": N_("Country of the headquarters"),
    "affiliated": N_("Part of an international organisation (yes or no)"),
    "affiliated_to": N_("Which international organisation it is part of"),
    "women_led": N_("Led by women (yes or no)"),
    "refugee_led": N_("Led by refugees (yes or no)"),
    "disability_led": N_("Organisation of persons with disabilities (yes or no)"),
    "flags_source": N_("Who says so"),
    "flags_date": N_("When that was said"),
    "email_domains": N_("E-mail domains (the part after @)"),
    "fts_id": N_("Its number in FTS"),
    "applies_in": N_("Country where this is so"),
    "level": N_("Level"),
    "person": N_("Name of the person (used to tell people apart, then dropped)"),
    "email": N_("E-mail address (used to find the organisation, then dropped)"),
    "minutes": N_("Minutes present"),
    "programme_organisation": N_("Organisation whose programme it is"),
    "targeted": N_("People targeted"),
    "reached": N_("People reached"),
    "amount_usd": N_("Amount in US dollars"),
    "source_organisation": N_("Organisation that gives"),
    "destination_organisation": N_("Organisation that receives"),
    "clusters": N_("Clusters"),
    "usage_year_start": N_("First year the money is for"),
    "usage_year_end": N_("Last year the money is for"),
    "consultation_key": N_("Name or number of the draft"),
    "giver": N_("Organisation that passes money on"),
    "receiver": N_("Organisation that receives it"),
    "meeting_key": N_("Meeting"),
}  # fmt: skip
MOST_LINES = 5  # numbers of rows that are listed before "and 12 more"
PARTS = {"usd": N_("in US dollars"), "id": N_("number"), "fts": "FTS", "percent": N_("in per cent")}


@dataclass(frozen=True)
class Verdict:
    """What becomes of a file, in words; sign and colour say the same again."""

    text: str
    icon: str
    colour: str

    def as_markdown(self) -> str:
        """Write the verdict as a line."""
        return f":{self.colour}[:material/{self.icon}:] {self.text}"


SIGNS = {
    "loaded": ("check_circle", "green"),
    "part loaded": ("rule", "orange"),
    "not needed": ("remove_circle", "gray"),
    "not recognised": ("help", "orange"),
    "unreadable": ("error", "red"),
    "empty": ("draft", "gray"),
}


def verdict(report: dict[str, Any]) -> Verdict:
    """Say what one file was recognised as and how much of it will load."""
    return Verdict(_says(report), *SIGNS.get(report["status"], ("help", "gray")))


def _says(report: dict[str, Any]) -> str:
    evidence = words.plain(words.reason(report["evidence"])) if report["evidence"] else ""
    match report["status"]:
        case "loaded" | "part loaded":
            return words.labelled(title(report), _rows_that_load(report))
        case "not needed":
            return _("Known, but not used. {evidence}").format(evidence=evidence)
        case "not recognised":
            return _("Not recognised. {evidence}").format(evidence=evidence)
        case "unreadable":
            return _("Could not be opened. {evidence}").format(
                evidence=words.plain(words.told(report["evidence"]))
            )  # it starts with the file's name
        case "empty":
            return _("There are no rows in it. Nothing will load.")
        case other:
            return words.plain(other)


def title(report: dict[str, Any]) -> str:
    """Name what a file was recognised as."""
    return f"**{words.plain(_(report.get('title') or report['recognised_as']))}**"


def _rows_that_load(report: dict[str, Any]) -> str:
    read, loads, aside = report["rows_read"], report["rows_accepted"], report["rows_quarantined"]
    if not read:
        return _("there are no rows under the headings. Nothing will load.")
    if not aside:
        return ngettext("{n} row, it will load.", "{n} rows, all will load.", read).format(n=words.count(read))
    if not loads:
        return (
            _("none of the {read} will load: see below what to mend.").format(read=rows(read))
            if read > 1
            else _("its only row will not load: see below what to mend.")
        )
    return _("{loads} of {read} rows will load; {aside} will be set aside.").format(
        loads=words.count(loads), read=words.count(read), aside=words.count(aside)
    )


def summary(reports: list[dict[str, Any]]) -> str:
    """Say how many files load, load in part and do not load."""
    full = sum(1 for report in reports if report["status"] == "loaded" and report["rows_read"])
    part = sum(1 for report in reports if report["status"] == "part loaded" and report["rows_accepted"])
    rest = len(reports) - full - part
    counted = [
        (full, ngettext("{n} will load", "{n} will load", full)),
        (part, ngettext("{n} will load in part", "{n} will load in part", part)),
        (rest, ngettext("{n} will not load", "{n} will not load", rest)),
    ]
    said = words.listed([text.format(n=words.count(number)) for number, text in counted if number])
    text = ngettext("{n} file: {said}.", "{n} files: {said}.", len(reports))
    return text.format(n=words.count(len(reports)), said=said)


def kind(code: str) -> str:
    """Name what a file can be mapped to."""
    return _(KINDS[code]) if code in KINDS else words.group(code)


def field(name: str) -> str:
    """Name a column of ours."""
    if name in FIELDS:
        return _(FIELDS[name])
    said = " ".join(_(PARTS.get(part, part)) for part in name.split("_"))
    return words.sentence(said)


def choice(code: str) -> str:
    """Name a value that a column of choices can have."""
    return words.group(code)


def rows(number: int) -> str:
    """Write a number of rows."""
    return ngettext("{n} row", "{n} rows", number).format(n=words.count(number))


def told(findings: list[dict[str, Any]]) -> list[str]:
    """Say each problem once, with the places where it was found."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for found in findings:
        alike.setdefault((found["sheet"], found["column"], found["message"]), []).append(found["row"])
    return [
        words.labelled(place(sheet, column, lines), words.plain(words.told(message)))
        for (sheet, column, message), lines in alike.items()
    ]


def place(sheet: str, column: str, lines: list[int]) -> str:
    """Say where something was found."""
    parts = [
        _("sheet {sheet}").format(sheet=sheet) if sheet else "",
        at_rows(lines),
        _("column {column}").format(column=field(column)) if column else "",
    ]
    said = words.in_a_row(filter(None, parts)) or _("whole file")
    return words.plain(words.sentence(said))


def at_rows(lines: Iterable[int]) -> str:
    """Name rows by their numbers, the first few of many. 0 is no row."""
    numbers = [words.count(line) for line in sorted({line for line in lines if line})]
    if len(numbers) > MOST_LINES + 1:
        numbers = [*numbers[:MOST_LINES], _("{numbers} more").format(numbers=words.count(len(numbers) - MOST_LINES))]
    return ngettext("row {rows}", "rows {rows}", len(numbers)).format(rows=words.listed(numbers)) if numbers else ""


def cell(column: str, value: Any) -> Any:
    """Name a type of organisation; every other value stands as it will load."""
    return words.GROUPS.get(value, value) if column.endswith("type") else value
