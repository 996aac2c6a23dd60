"""Which meeting does a sheet speak of? Read from the lines above its table and from its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.sources.date_order import dates_inside
from pipelines.sources.headings import field_of, vocabulary
from pipelines.sources.sheets import Sheet

LABELS = vocabulary(
    date="date|meeting date|date of meeting|date of the meeting|date and time|date time|day|date de la réunion|"
    "date de réunion|date et heure|fecha|fecha de la reunión|fecha de reunión|fecha y hora",
    cluster="cluster|clusters|sector|cluster name|secteur|clúster",
    title="meeting|title|meeting title|name of meeting|meeting name|subject|topic|event|réunion|titre|objet|"
    "titre de la réunion|reunión|título|asunto|tema|título de la reunión",
)
ATTENDANCE_WORDS = re.compile(
    r"meeting|attendance|sign[\s-]?in|participants|r[ée]union|(liste|feuille|fiche) de pr[ée]sence|[ée]margement|asistencia|asistentes",
    re.IGNORECASE,
)
# Only lines with such a word are taken for a title: others may name people.
TITLE_WORDS = re.compile(
    ATTENDANCE_WORDS.pattern
    + r"|cluster|sector|secteur|cl[úu]ster|working group|task|coordination|groupe|grupo|coordinaci[óo]n",
    re.IGNORECASE,
)
# The name of the form, not of the meeting.
FORM_NAME = re.compile(
    r"\W*((meeting\s+)?(attendance|sign[\s-]?in|registration)(\s+(sheet|list|form|record))?|list of participants|participants( list)?"
    r"|(liste|feuille|fiche) de(s)? (pr[ée]sences?|participants|[ée]margement)|(lista|registro|hoja) de (asistencia|asistentes|participantes))\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TitleLines:
    """What stands above a table, as found; `date` is one date text or empty."""

    date: str = ""
    cluster: str = ""
    title: str = ""
    speaks_of_a_meeting: bool = False


def title_lines(sheet: Sheet, header: int) -> TitleLines:
    """Labelled values first (`Date: …`), then any date in a line without a label, then the sheet's name."""
    found: dict[str, str] = {}
    loose: list[str] = []
    texts = [sheet.name]
    for row in sheet.rows[:header]:
        texts += [cell for cell in row if cell]
        for label, value in _labelled(row):
            if label:
                found.setdefault(label, value)
            elif value:
                loose.append(value)
    dates = [date for text in (found.get("date", ""), *loose, sheet.name) for date in dates_inside(text)]
    titles = [title for text in loose if (title := _title(text))]
    return TitleLines(
        dates[0] if dates else "",
        found.get("cluster", ""),
        found.get("title", "") or (titles[0] if titles else ""),
        any(ATTENDANCE_WORDS.search(text) for text in texts),
    )


def _labelled(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of (field, value); field is empty for a line of its own, both are empty for a label of another kind."""
    cells = [cell for cell in row if cell]
    while cells:
        text = cells.pop(0)
        label, colon, value = text.partition(":")
        if re.search(r"\d$", label):  # a clock such as 10:30, not a label
            label, colon, value = text, "", ""
        field = field_of(label, LABELS)
        if field and (colon or cells):
            yield field, value.strip() or (cells.pop(0) if cells else "")
        elif colon and not ATTENDANCE_WORDS.search(label):
            if not value.strip() and cells:
                cells.pop(0)
            yield "", ""
        else:
            yield "", text


def _title(text: str) -> str:
    """The title a line holds, up to the next label in it; empty where it holds something else."""
    title = re.split(r"[\s,;–-]*\b[^\W\d]+\s*:", text)[0].strip()
    return "" if FORM_NAME.fullmatch(title) or not TITLE_WORDS.search(title) else title
