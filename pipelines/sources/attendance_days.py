"""On which day was a meeting, where no cell says the whole date? From a month and a day, a year in a title, a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from pipelines.sources.attendance_fields import SEX_WORDS
from pipelines.sources.date_order import dates_inside
from pipelines.sources.dates import MONTHS, iso_day
from pipelines.sources.reading import Finding, heading_key
from pipelines.sources.sheets import Sheet

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
MONTH_WORD = re.compile(r"([^\W\d]{3,15})\.?[\s\-/'’]*(\d{4}|\d{2})?")
MONTH_ISO = re.compile(r"(20\d\d)-(\d{1,2})(?:-01)?")
DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|er)?")
DAY_OF_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er)?[\s\-]*(?:de\s+)?([^\W\d]{3,15})\.?|([^\W\d]{3,15})\.?\s+(\d{1,2})"
)
NUMBERS = re.compile(r"(?:[^\W\d]{2,15}\.?,?\s{1,3})?(\d{1,2}([/.])\d{1,2})\2?")


def the_year(texts: Iterable[str]) -> str:
    """The one year that the lines above a table name; empty where they name none or several."""
    years = {year for text in texts for year in YEAR.findall(text)}
    return years.pop() if len(years) == 1 else ""


def month_in(text: str) -> tuple[str, int] | None:
    """The year (perhaps empty) and month of a text that is a month and nothing more: `March 2025`, `mars`, `2025-03-01`."""
    if match := MONTH_ISO.fullmatch(text):
        return (match[1], int(match[2])) if 1 <= int(match[2]) <= 12 else None
    match = MONTH_WORD.fullmatch(text)
    month = MONTHS.get(heading_key(match[1])) if match else None
    if match is None or month is None:
        return None
    return ("20" + match[2] if len(match[2] or "") == 2 else match[2] or "", month)


def day_in_heading(labels: Sequence[str], year: str) -> str:
    """The date a column's labels (from the top) name: whole in one label, or put together. Empty where there is none.

    `year` counts where the labels name no year.
    """
    month = next((found for label in labels if (found := month_in(label))), None)
    number = next((label for label in reversed(labels) if DAY_NUMBER.fullmatch(label)), "")
    if month and number:
        full_year = month[0] or the_year(labels) or year
        return f"{full_year}-{month[1]:02}-{int(re.sub(r'[^0-9]', '', number) or 0):02}" if full_year else ""
    if whole := dates_inside(" ".join(labels)):
        return whole[0]
    year = the_year(labels) or year
    return next((day for label in labels if year and (day := _with_year(label, year))), "")


def without_day(labels: Sequence[str], day: str) -> str:
    """What the labels say besides the day of the meeting."""
    words = [text for text in labels if not (month_in(text) or DAY_NUMBER.fullmatch(text) or YEAR.fullmatch(text))]
    words = [text for text in words if heading_key(text) not in SEX_WORDS]
    text = " ".join(words).replace(day, " ")
    if text.strip() and not dates_inside(" ".join(labels)):
        text = DAY_OF_MONTH.sub(" ", NUMBERS.sub(" ", text))
    return re.sub(r"\s+", " ", text).strip(" ,;:-–()")


def day_in_name(sheet: Sheet, needed: bool) -> tuple[str, list[Finding]]:
    """A date in the name of the file, where it is needed, with the finding that says it was used."""
    stem = PurePath(sheet.file).stem.replace("_", "-")
    dates = {found for text in dates_inside(stem) if re.fullmatch(r"\d{4}-\d\d-\d\d", found := iso_day(text))}
    if not needed or len(dates) != 1:
        return "", []
    day = dates.pop()
    return day, [
        Finding(
            sheet.name, 0, "date", day, "date_from_file_name", "info",
            f"The file itself does not say on which day the meeting was. {day} was taken from the name of the file.",
            "If that is wrong, write the date above the table, or correct the name of the file.",
        )
    ]  # fmt: skip


def _with_year(label: str, year: str) -> str:
    """A day and month that lack their year, with it: `12 March`, `12/03`."""
    if match := NUMBERS.fullmatch(label):
        return f"{match[1]}{match[2]}{year}"
    match = DAY_OF_MONTH.search(label)
    if match is None or heading_key(match[2] or match[3]) not in MONTHS:
        return ""
    return f"{match[1] or match[4]} {match[2] or match[3]} {year}"
