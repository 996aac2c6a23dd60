"""Which answers of partners and coordinators to a CCPM questionnaire does this export hold?"""

from __future__ import annotations

from functools import lru_cache

from pipelines.instruments import Form, Question, Word, ccpm
from pipelines.instruments.ccpm import CcpmItem, ccpm_items
from pipelines.sources.ccpm_scales import Answer, answer_of, scale_in_use, score
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
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "kobo_ccpm"
TITLE = "KoBoToolbox or ODK export of a CCPM questionnaire"
ENOUGH_ITEMS = 10
# The types of partner in the order of C_CP01_01 to C_CP01_10, and what each is called here.
PARTNER_TYPES = {
    "international_org": "international_ngo", "national_org": "national_ngo", "un_org": "un_agency",
    "authority_org": "authority", "donor_org": "donor", "academia_org": "academic", "private_org": "private_sector",
    "observer_org": "other", "other": "other", "red_cross_org": "red_cross_society",
}  # fmt: skip
COUNTS = {
    kind: (f"C_CP01_{number:02}", f"C_CP02_{number:02}") for number, kind in enumerate(PARTNER_TYPES, start=1)
}  # fmt: skip
COUNT_NAMES = frozenset(name for names in COUNTS.values() for name in names)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of our form, and the codes of items that only other forms ask."""
    other = tuple(Question("select_one", item.id) for item in ccpm_items() if not item.texts)
    return Vocabulary(ccpm(), Form("other_forms", other, tuple[Word, ...]()))


@lru_cache(maxsize=1)
def _items() -> dict[str, CcpmItem]:
    return {item.id: item for item in ccpm_items()}


def recognise(sheet: Sheet) -> Claim:
    """Accepted when ten items or numbers of partners are among the headings, as codes or as labels of our form."""
    names = _items().keys() | COUNT_NAMES
    header_row, found = find_items(sheet, vocabulary(), names)
    partner = sum(name.startswith("P_") for name in found)
    evidence = f"{partner} items for partners and {len(found) - partner} for the coordinator of a CCPM questionnaire"
    return Claim(len(found) >= ENOUGH_ITEMS, min(1.0, len(found) / ENOUGH_ITEMS), evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every answer that was not refused in KoBoToolbox and is not there twice."""
    headings = headings_of(sheet)[claim.header_row]
    columns, rows = columns_of(headings, vocabulary()), records_of(sheet, claim.header_row)
    times = [time_cell(columns, row) for _, row in rows]
    order = infer_order(times, dates, sheet.file)
    refused = refused_rows(sheet, columns, rows)
    out = {finding.row for finding in refused}
    taken = [(number, row) for number, row in rows if number not in out]
    answers, notes = _answers(sheet, columns, taken)
    facts = {"ccpm_responses": list[Record](), "ccpm_answers": answers, "ccpm_partner_counts": list[Record]()}
    for number, row in taken:
        ids: Record = {"row": number, "response_key": response_key(sheet, columns, number, row)}
        facts["ccpm_responses"].append({**ids, **about_response(columns, row, order.order), **_who(columns, row)})
        facts["ccpm_partner_counts"] += [{**ids, **count} for count in _counts(columns, row)]
    findings = [
        *stated(order, times, sheet.name),
        *about_headings(sheet, columns, "CCPM questionnaire"),
        *about_keys(sheet, columns, rows),
        *about_numbers(sheet, _numbers(columns, taken)),
        *_about_notes(sheet, notes),
        *overlong_rows(sheet, rows, len(headings)),
        *refused,
    ]
    return Reading([number for number, _ in rows], facts, findings)


def _who(columns: Columns, row: list[str]) -> Record:
    """Partner or coordinator, and the type of partner. Without the question, the items that are filled tell."""
    stated_type = columns.choice(row, "type_of_survey", "survey_type")
    filled = [name for name in columns.asked if columns.answer(row, name)]
    coordinator = sum(name.startswith("C_") for name in filled) > sum(name.startswith("P_") for name in filled)
    kind = columns.choice(row, "P_GI03", "partner_type")
    return {
        "respondent": stated_type or ("coordinator" if coordinator else "partner"),
        "organisation_type": PARTNER_TYPES.get(kind) or (type_code(kind) if kind else ""),
    }


def _answers(sheet: Sheet, columns: Columns, rows: Numbered) -> tuple[list[Record], int]:
    """One record an answered item, and how many notes of coordinators stand where our form has an item."""
    records: list[Record] = []
    notes = 0
    for item in (item for item in _items().values() if item.id in columns.asked):
        given = [(number, row, _given(columns, row, item)) for number, row in rows if columns.answer(row, item.id)]
        scale = scale_in_use((answer for *_, answer in given), item.scale)
        for number, row, answer in given:
            if item.respondent == "coordinator" and not answer.known:
                notes += 1
                continue
            records.append(
                {
                    "row": number,
                    "response_key": response_key(sheet, columns, number, row),
                    "item": item.id,
                    "sub_function": item.sub_function,
                    "scale": answer.scale or scale,
                    "answer": answer.name,
                    "score": score(answer),
                }
            )
    return sorted(records, key=lambda record: int(record["row"] or 0)), notes


def _given(columns: Columns, row: list[str], item: CcpmItem) -> Answer:
    """The answer in a cell. A number that a coordinator gives (of meetings, say) is no answer on a scale."""
    text = columns.answer(row, item.id)
    answer = answer_of(text)
    return Answer(text) if item.respondent == "coordinator" and answer.from_number else answer


def _counts(columns: Columns, row: list[str]) -> list[Record]:
    """The partners a coordinator counts, one record a type for which a number is given."""
    return [
        {
            "organisation_type": PARTNER_TYPES[kind],
            "partners": columns.answer(row, everyone),
            "effective_partners": columns.answer(row, effective),
        }
        for kind, (everyone, effective) in COUNTS.items()
        if columns.answer(row, everyone) or columns.answer(row, effective)
    ]


def _numbers(columns: Columns, rows: Numbered) -> int:
    """How many answers of partners are told by their number alone."""
    asked = [item.id for item in _items().values() if item.respondent == "partner" and item.id in columns.asked]
    return sum(answer_of(text).from_number for _, row in rows for item in asked if (text := columns.answer(row, item)))


def _about_notes(sheet: Sheet, count: int) -> list[Finding]:
    if not count:
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "coordinator_notes", "info",
            f"{count} cells of coordinator items hold notes in words, not an answer such as Yes or Rarely. "
            "Notes are not read.",
            "Nothing to do: only answers are scored.",
        )
    ]  # fmt: skip
