"""What should a person know about the rows and columns of an export of one of our forms?"""

from __future__ import annotations

from pipelines.sources.columns import Numbered
from pipelines.sources.kobo_export import Columns, response_key
from pipelines.sources.reading import Finding, heading_key
from pipelines.sources.sheets import Sheet

REJECTED = {"notapproved", "validationstatusnotapproved", "rejected"}
SHOWN_HEADINGS = 5


def refused_rows(sheet: Sheet, columns: Columns, rows: Numbered) -> list[Finding]:
    """An error for every row that is not taken: not approved by the people who run the form, or there twice."""
    findings: list[Finding] = []
    first_rows: dict[str, int] = {}
    for number, row in rows:
        key = response_key(sheet, columns, number, row)
        first = first_rows.setdefault(key, number)
        if heading_key(columns.field(row, "validation")) in REJECTED:
            findings.append(_not_approved(sheet, number, columns.field(row, "validation")))
        elif first != number:
            findings.append(_repeated(sheet, number, key, first))
    return findings


def _not_approved(sheet: Sheet, number: int, status: str) -> Finding:
    return Finding(
        sheet.name, number, "_validation_status", status, "not_approved", "error",
        "This answer was marked as not approved in KoBoToolbox or ODK Central, so it is not counted.",
        "If it should count, approve it there and export again.",
    )  # fmt: skip


def _repeated(sheet: Sheet, number: int, key: str, first: int) -> Finding:
    return Finding(
        sheet.name, number, "_uuid", key, "repeated_submission", "error",
        f"This submission is in row {first} already, so it is not counted again.",
        "Nothing to do if both rows are the same answer.",
    )  # fmt: skip


def about_headings(sheet: Sheet, columns: Columns, form: str) -> list[Finding]:
    """Columns that the form does not have: they are left alone, and named."""
    if not columns.unexpected:
        return []
    shown = "; ".join(heading[:60] for heading in columns.unexpected[:SHOWN_HEADINGS])
    more = len(columns.unexpected) - SHOWN_HEADINGS
    return [
        Finding(
            sheet.name, 0, "", "", "unexpected_columns", "info",
            f"{len(columns.unexpected)} columns are not in the {form} and were not read: "
            f"{shown}{f'; and {more} more' if more > 0 else ''}.",
            f"Nothing to do, unless one of them is a question of the {form} under another name.",
        )
    ]  # fmt: skip


def about_keys(sheet: Sheet, columns: Columns, rows: Numbered) -> list[Finding]:
    """A warning when answers have no submission id."""
    names = ("root", "uuid", "instance", "id")
    without = sum(not any(columns.field(row, name) for name in names) for _, row in rows)
    if not without:
        return []
    return [
        Finding(
            sheet.name, 0, "_uuid", "", "no_submission_id", "warning",
            f"{without} of {len(rows)} answers have no submission id (_uuid or _id). "
            "If the same answers are in another file too, they would be counted twice.",
            "Export from KoBoToolbox again with the system columns, and keep only one copy in the folder.",
        )
    ]  # fmt: skip


def about_numbers(sheet: Sheet, count: int) -> list[Finding]:
    """A warning when answers came as numbers, which our forms do not write: their direction is a guess."""
    if not count:
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "answers_as_numbers", "warning",
            f"{count} answers are numbers where the form has words. They were read as 1 = strongly disagree "
            "up to 5 = strongly agree.",
            "If the numbers mean something else, export again from KoBoToolbox with XML values or labels.",
        )
    ]  # fmt: skip
