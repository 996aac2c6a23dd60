"""How the import page speaks of files, kinds of files and their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard import words

KINDS = {
    "partners": "A partner list: organisations, and the clusters they belong to",
    "meetings": "A list of meetings",
    "attendance": "Attendance: who came to which meeting",
    "presence": "Who does what, where (3W, 4W, 5W)",
    "funding_flows": "Payments and promises of money (such as FTS)",
    "requirements": "What plans need, and what they received",
    "allocations": "Pooled-fund projects",
    "contributions": "What donors gave to pooled funds",
    "roles": "Roles and seats: leads, co-leads, members of groups",
    "actions": "Action points and what became of them",
    "documents": "Documents sent to partners, and their languages",
    "consultations": "Drafts sent to partners for comments",
    "comments": "Comments partners made on drafts",
    "outreach": "Contacts with partners who stay away",
    "capacity_support": "Support asked for and given",
    "subgrants": "Money passed on from one organisation to another",
    "assurance": "Safeguarding (PSEA) assessments",
    "allocation_rounds": "Rounds in which money was shared out",
    "areas_in_need": "Areas where people need help",
}
_AREAS = ("First-level area (province, governorate)", "Second-level area (district)", "Third-level area (sub-district)")
FIELDS = {
    **{f"area{n}": name for n, name in enumerate(_AREAS, start=1)},
    **{f"area{n}_pcode": f"P-code of the {name[:1].lower()}{name[1:].partition(' (')[0]}" for n, name in enumerate(_AREAS, start=1)},
    "organisation_id": "Your own code of the organisation",
    "name": "Name of the organisation",
    "name_fr": "Name in French",
    "name_es": "Name in Spanish",
    "name_ar": "Name in Arabic",
    "type": "Type of organisation",
    "organisation_type": "Type of organisation",
    "type_word": "Type, as written in the file",
    "hq_country": "Country of the headquarters",
    "affiliated": "Part of an international organisation (yes or no)",
    "affiliated_to": "Which international organisation it is part of",
    "women_led": "Led by women (yes or no)",
    "refugee_led": "Led by refugees (yes or no)",
    "disability_led": "Organisation of persons with disabilities (yes or no)",
    "flags_source": "Who says so",
    "flags_date": "When that was said",
    "email_domains": "E-mail domains (the part after @)",
    "fts_id": "Its number in FTS",
    "applies_in": "Country where this is so",
    "level": "Level",
    "person": "Name of the person (used to tell people apart, then dropped)",
    "email": "E-mail address (used to find the organisation, then dropped)",
    "minutes": "Minutes present",
    "programme_organisation": "Organisation whose programme it is",
    "targeted": "People targeted",
    "reached": "People reached",
    "amount_usd": "Amount in US dollars",
    "source_organisation": "Organisation that gives",
    "destination_organisation": "Organisation that receives",
    "clusters": "Clusters",
    "usage_year_start": "First year the money is for",
    "usage_year_end": "Last year the money is for",
    "consultation_key": "Name or number of the draft",
    "giver": "Organisation that passes money on",
    "receiver": "Organisation that receives it",
    "meeting_key": "Meeting",
}  # fmt: skip
MOST_LINES = 5  # numbers of rows that are listed before "and 12 more"
PARTS = {"usd": "in US dollars", "id": "number", "fts": "FTS", "percent": "in per cent"}


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
            return f"{title(report)}: {_rows_that_load(report)}"
        case "not needed":
            return f"Known, but not needed. {evidence}"
        case "not recognised":
            return f"Not recognised. {evidence}"
        case "unreadable":
            return f"Could not be opened. {words.plain(report['evidence'])}"  # it starts with the file's name
        case "empty":
            return "There are no rows in it. Nothing will load."
        case other:
            return words.plain(other)


def title(report: dict[str, Any]) -> str:
    """Name what a file was recognised as."""
    return f"**{words.plain(report.get('title') or report['recognised_as'])}**"


def _rows_that_load(report: dict[str, Any]) -> str:
    read, loads, aside = report["rows_read"], report["rows_accepted"], report["rows_quarantined"]
    if not read:
        return "there are no rows under the headings. Nothing will load."
    if not aside:
        return "1 row, it will load." if read == 1 else f"{read:,} rows, all will load."
    if not loads:
        return (
            f"none of the {rows(read)} will load: see below what to mend."
            if read > 1
            else "its only row will not load: see below what to mend."
        )
    return f"{loads:,} of {read:,} rows will load; {aside:,} will be set aside."


def summary(reports: list[dict[str, Any]]) -> str:
    """Say how many files load, load in part and do not load."""
    full = sum(1 for report in reports if report["status"] == "loaded" and report["rows_read"])
    part = sum(1 for report in reports if report["status"] == "part loaded" and report["rows_accepted"])
    counted = [(full, "will load"), (part, "will load in part"), (len(reports) - full - part, "will not load")]
    said = words.listed([f"{number} {what}" for number, what in counted if number])
    return f"{len(reports)} file{'s' if len(reports) > 1 else ''}: {said}."


def kind(code: str) -> str:
    """Name what a file can be mapped to."""
    return KINDS.get(code) or words.group(code)


def field(name: str) -> str:
    """Name a column of ours."""
    if name in FIELDS:
        return FIELDS[name]
    said = " ".join(PARTS.get(part, part) for part in name.split("_"))
    return f"{said[:1].upper()}{said[1:]}"


def choice(code: str) -> str:
    """Name a value that a column of choices can have."""
    return words.group(code)


def rows(number: int) -> str:
    """Write a number of rows."""
    return f"{number:,} row{'' if number == 1 else 's'}"


def told(findings: list[dict[str, Any]]) -> list[str]:
    """Say each problem once, with the places where it was found."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for found in findings:
        alike.setdefault((found["sheet"], found["column"], found["message"]), []).append(found["row"])
    return [
        f"{place(sheet, column, lines)}: {words.plain(message)}" for (sheet, column, message), lines in alike.items()
    ]


def place(sheet: str, column: str, lines: list[int]) -> str:
    """Say where something was found."""
    numbers = [f"{line:,}" for line in sorted({line for line in lines if line})]
    if len(numbers) > MOST_LINES + 1:
        numbers = [*numbers[:MOST_LINES], f"{len(numbers) - MOST_LINES:,} more"]
    row = f"row{'s' if len(numbers) > 1 else ''} {words.listed(numbers)}" if numbers else ""
    parts = [f"sheet {sheet}" if sheet else "", row, f"column {field(column)}" if column else ""]
    said = ", ".join(part for part in parts if part) or "whole file"
    return words.plain(f"{said[:1].upper()}{said[1:]}")


def cell(column: str, value: Any) -> Any:
    """Name a type of organisation; every other value stands as it will load."""
    return words.GROUPS.get(value, value) if column.endswith("type") else value
