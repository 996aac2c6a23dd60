"""Which answers to the partnership survey, or to the pulse made of it, does this export hold?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.contracts.survey import LATER_ITEMS, SURVEY_ITEMS
from pipelines.instruments import AGREEMENT, PULSE_ITEMS, partnership_pulse, partnership_survey
from pipelines.sources.columns import Numbered, overlong_rows
from pipelines.sources.dates import infer_order, stated
from pipelines.sources.kobo_export import (
    Columns,
    about_response,
    columns_of,
    find_items,
    headings_of,
    records_of,
    response_key,
    time_cell,
)
from pipelines.sources.kobo_form import Vocabulary
from pipelines.sources.kobo_notices import about_headings, about_keys, about_numbers, refused_rows
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import Claim, DateRules, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "kobo_partnership_survey"
TITLE = "KoBoToolbox or ODK export of the partnership survey"
ENOUGH_ITEMS = len(SURVEY_ITEMS) // 2


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of the survey and of the pulse."""
    return Vocabulary(partnership_survey(), partnership_pulse())


def recognise(sheet: Sheet) -> Claim:
    """The survey where at least half of its items are there, as names or as labels; the pulse where only its six are."""
    header_row, found = find_items(sheet, vocabulary(), SURVEY_ITEMS)
    if _is_pulse(found):
        return Claim(True, 1.0, f"all {len(PULSE_ITEMS)} items of the partnership pulse, and no other", header_row)
    asked = [item for item in SURVEY_ITEMS if item in found or item not in LATER_ITEMS]
    evidence = f"{len(found)} of {len(asked)} items of the partnership survey"
    if 0 < len(found) < len(asked):
        evidence += f"; missing: {', '.join(item for item in asked if item not in found)}"
    return Claim(len(found) >= ENOUGH_ITEMS, len(found) / len(asked), evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every answer that was not refused in KoBoToolbox and is not there twice."""
    headings = headings_of(sheet)[claim.header_row]
    columns, rows = columns_of(headings, vocabulary()), records_of(sheet, claim.header_row)
    times = [time_cell(columns, row) for _, row in rows]
    order = infer_order(times, dates, sheet.file)
    refused = refused_rows(sheet, columns, rows)
    findings = [
        *stated(order, times, sheet.name),
        *about_headings(sheet, columns, "partnership survey"),
        *about_keys(sheet, columns, rows),
        *about_numbers(sheet, _numbers(columns, rows)),
        *overlong_rows(sheet, rows, len(headings)),
        *refused,
    ]
    instrument = "pulse" if _is_pulse(columns.asked.keys() & set(SURVEY_ITEMS)) else "partnership"
    tables = ("survey_responses", "survey_answers", "survey_reasons", "survey_benefits")
    facts: dict[str, list[Record]] = {table: [] for table in tables}
    out = {finding.row for finding in refused}
    for number, row in ((number, row) for number, row in rows if number not in out):
        ids: Record = {"row": number, "response_key": response_key(sheet, columns, number, row)}
        about = about_response(columns, row, order.order)
        facts["survey_responses"].append(
            {**ids, "instrument": instrument, **about, **_of_organisation(columns, row)}
        )  # fmt: skip
        facts["survey_answers"] += [{**ids, **answer} for answer in _answers(columns, row)]
        facts["survey_reasons"] += [{**ids, "reason": reason} for reason in columns.chosen(row, "rarely_attend_why")]
        facts["survey_benefits"] += [{**ids, "benefit": benefit} for benefit in columns.chosen(row, "benefits")]
    return Reading([number for number, _ in rows], facts, findings)


def _is_pulse(found: set[str]) -> bool:
    return found == set(PULSE_ITEMS)


def _of_organisation(columns: Columns, row: list[str]) -> Record:
    """Its type (the form's own choice; a word of another vocabulary where the list was edited), and how often it comes."""
    kind = columns.choice(row, "organisation_type", "organisation_type")
    return {
        "organisation_type": kind if kind in ORGANISATION_TYPES else type_code(kind) if kind else "",
        "attends": columns.choice(row, "attendance", "attendance"),
    }


def _answers(columns: Columns, row: list[str]) -> Iterator[Record]:
    for item in SURVEY_ITEMS:
        if columns.answer(row, item):
            text = columns.choice(row, item, "agreement")
            yield {"item": item, "answer": AGREEMENT.get(text, text)}


def _numbers(columns: Columns, rows: Numbered) -> int:
    """How many answers are numbers."""
    scale = set(AGREEMENT.values()) - AGREEMENT.keys()
    return sum(columns.answer(row, item) in scale for _, row in rows for item in SURVEY_ITEMS)
