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
    "date de réunion|date et heure|fecha|fecha de la reunión|fecha de reunión|fecha y hora|التاريخ|تاريخ الاجتماع",
    cluster="cluster|clusters|sector|cluster name|secteur|clúster|القطاع|الكتلة",
    title="meeting|title|meeting title|name of meeting|meeting name|subject|topic|event|réunion|titre|objet|"
    "titre de la réunion|reunión|título|asunto|tema|título de la reunión|الاجتماع|موضوع الاجتماع",
)
ATTENDANCE_WORDS = re.compile(
    r"meeting|attendance|sign[\s-]?in|participants|r[ée]union|(liste|feuille|fiche) de pr[ée]sence|[ée]margement|asistencia|asistentes|reuni[óo]n|"
    r"اجتماع|حضور|المشاركين",
    re.IGNORECASE,
)
# A label ends with a colon, unless the colon belongs to a clock.
LABEL = re.compile(r"([^:]*[^:\d])(:)\s*(.*)", re.DOTALL)
NEXT_LABEL = re.compile(r"[\s,;|–—-]+(?=[^\W\d]+\s*:(?!\d))")
# Only lines with such a word are taken for a title: others may name people.
TITLE_WORDS = re.compile(
    ATTENDANCE_WORDS.pattern
    + r"|cluster|sector|secteur|cl[úu]ster|working group|task|coordination|groupe|grupo|coordinaci[óo]n|قطاع|تنسيق",
    re.IGNORECASE,
)
# The name of the form, not of the meeting.
FORM_NAME = re.compile(
    r"\W*((meeting\s+)?(attendance|sign[\s-]?in|registration)(\s+(sheet|list|form|record))?|list of participants|participants( list)?"
    r"|(liste|feuille|fiche) de(s)? (pr[ée]sences?|participants|[ée]margement)|(lista|registro|hoja) de (asistencia|asistentes|participantes))\W*",
    re.IGNORECASE,
)

# A longer text is no title and no label.
LONGEST = 500


@dataclass(frozen=True)
class TitleLines:
    """What stands above a table, as found; `date` is one date text or empty."""

    date: str = ""
    cluster: str = ""
    title: str = ""
    speaks_of_a_meeting: bool = False


def title_lines(sheet: Sheet, header: int) -> TitleLines:
    """What the lines above a sheet's heading row say, and its name."""
    return lines_of(sheet.rows[:header], sheet.name)


def lines_of(rows: Sequence[Sequence[str]], name: str = "") -> TitleLines:
    """Labelled values first (`Date: …`), then any date in a line without a label, then the sheet's name."""
    found: dict[str, str] = {}
    loose: list[str] = []
    texts = [name]
    for row in rows:
        short = [cell for cell in row if len(cell) <= LONGEST]
        texts += short
        for label, value in _labelled(short):
            if label:
                found.setdefault(label, value)
            elif value:
                loose.append(value)
    dates = [date for text in (found.get("date", ""), *loose, name) for date in dates_inside(text)]
    titles = [title for text in loose if (title := _title(text))]
    return TitleLines(
        dates[0] if dates else "",
        found.get("cluster", ""),
        found.get("title", "") or (titles[0] if titles else ""),
        any(ATTENDANCE_WORDS.search(text) for text in texts),
    )


def _labelled(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of (field, value); field is empty for a line of its own. Labels of other kinds are passed over."""
    texts = [part for cell in row if cell for part in _parts(cell)]
    while texts:
        text = texts.pop(0)
        match = LABEL.match(text)
        label, colon, value = match.groups() if match else (text, "", "")
        field = field_of(label, LABELS)
        if (colon or field) and not value and texts:
            value = texts.pop(0)
        if field and value:
            yield field, value
        elif not colon:
            yield "", text


def _parts(text: str) -> list[str]:
    """A line apart at its labels: `Cluster: WASH - Date: 12 March 2025` is two."""
    label, colon, value = text.partition(":")
    if colon and FORM_NAME.fullmatch(label):
        return _parts(value.strip())
    if colon and field_of(label, LABELS):
        first, *rest = NEXT_LABEL.split(value)
        return [f"{label}: {first}", *(part for text in rest for part in _parts(text))]
    return [part for part in NEXT_LABEL.split(text) if part]


def _title(text: str) -> str:
    """The line, if it is the title of a meeting."""
    return "" if FORM_NAME.fullmatch(text) or not TITLE_WORDS.search(text) else text
