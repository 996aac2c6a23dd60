"""Is this about a survey, but not the answers to one of ours? Said so, with what to add instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pipelines.contracts.survey import SURVEY_ITEMS
from pipelines.instruments import forms
from pipelines.instruments.ccpm import ccpm_items
from pipelines.sources.kobo_export import ALSO_SYSTEM, HEADINGS_WITHIN, headings_of, submissions
from pipelines.sources.kobo_export import SYSTEM as FIELDS
from pipelines.sources.kobo_form import Vocabulary
from pipelines.sources.presence_messages import in_rows
from pipelines.sources.reading import Claim, DateRules, Reading, heading_key
from pipelines.sources.sheets import Sheet

NAME = "other_surveys"
TITLE = "questionnaire, or answers to another questionnaire"
# What only KoBoToolbox and ODK Central write over a column.
SYSTEM = {
    "_uuid", "x_uuid", "_submission_time", "x_submission_time", "_validation_status", "_index", "_submitted_by",
    "__version__", "_parent_index", "_parent_table_name", "_submission__uuid", "_submission__submission_time",
    "_submission__id", "meta/instanceid", "meta.instanceid", "meta-instanceid", "_xform_id_string", "formhub/uuid",
    "submissiondate", "submitterid", "parent_key", "attachmentsexpected",
}  # fmt: skip
REPEAT = {"_parent_index", "_parent_table_name", "_submission__uuid", "parent_key"}
# A group made in the form builder of KoBoToolbox without giving it a name.
UNNAMED_GROUP = re.compile(r"group_[a-z]{2}\d[a-z]{2}\d{2}[/.].+")
INSTANCE = re.compile(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
QUESTION_TYPES = re.compile(
    r"(select_(one|multiple)|rank)\b.*|(begin|end)[ _](group|repeat)|start|end|today|deviceid|username|note|text|integer"
    r"|decimal|date|time|datetime|geopoint|geotrace|geoshape|image|audio|video|file|barcode|calculate|acknowledge|hidden"
)
SETTINGS = {
    "formtitle", "formid", "idstring", "version", "defaultlanguage", "style", "instancename", "publickey",
    "submissionurl", "allowchoiceduplicates",
}  # fmt: skip
SHOWN = 3
BY_CHANCE = 2  # names as short as co1 stand in other forms too
OURS = "only answers to the forms in data/instruments (partnership survey, pulse, CCPM) are read"
A_FORM = (
    "a questionnaire (a sheet “{part}” of an XLSForm), not answers to it. "
    f"Here {OURS}: upload such a form to KoBoToolbox or ODK Central, and add the export of the answers"
)
A_PROJECT = (
    "a KoBoToolbox project as JSON: the questionnaire, with {count} submissions of another form beside it. "
    f"Here {OURS}: add their export as XLSX or CSV"
)
ANOTHER_FORM = (
    "a KoBoToolbox or ODK export of another form ({rows}, with columns such as {columns}). "
    f"Here {OURS}. If it holds meetings, partners or who does what where, save a mapping profile for it"
)
NO_ANSWERS = (
    "an answer of the KoBoToolbox API without any submission. Fetch it again when people have answered the form"
)
A_REPEAT = (
    "a sheet of repeated questions from a KoBoToolbox or ODK export ({rows}, with columns such as {columns}). "
    "None of the forms in data/instruments repeats questions, so it is not read"
)


def recognise(sheet: Sheet) -> Claim:
    """Never accepted; refused with the reason where it surely is about a survey, and holds no item of ours."""
    why = _project(sheet.payload) or _nothing_yet(sheet.payload) or _form_part(sheet) or _another_form(sheet)
    return Claim(False, 1.0 if why else 0.0, why or "nothing of a survey", refused=bool(why))


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Nothing: what is refused is not read."""
    return Reading([])


def _project(payload: Any) -> str:
    """A JSON document that holds the questionnaire itself."""
    content = payload.get("content") if isinstance(payload, dict) else None
    if not isinstance(content, dict) or not isinstance(content.get("survey"), list):
        return ""
    answers = payload.get("submissions")
    return A_PROJECT.format(count=len(answers) if isinstance(answers, list) else 0)


def _nothing_yet(payload: Any) -> str:
    empty = isinstance(payload, dict) and {"count", "results"} <= payload.keys() and payload["results"] == []
    return NO_ANSWERS if empty else ""


def _form_part(sheet: Sheet) -> str:
    """A sheet of an XLSForm, by its headings and, for questions, by their types."""
    heading = next((row for row in sheet.rows[:HEADINGS_WITHIN] if any(row)), [])
    keys = [heading_key(cell) for cell in heading if cell]
    labelled = any(key.startswith("label") for key in keys)
    if labelled and {"type", "name"} <= set(keys) and _are_questions(sheet, heading):
        return A_FORM.format(part="survey")
    if labelled and {"listname", "name"} <= set(keys):
        return A_FORM.format(part="choices")
    if keys and set(keys) <= SETTINGS and set(keys) & {"formtitle", "formid", "idstring"}:
        return A_FORM.format(part="settings")
    return ""


def _are_questions(sheet: Sheet, heading: Sequence[str]) -> bool:
    column = next(index for index, cell in enumerate(heading) if heading_key(cell) == "type")
    types = [row[column].lower() for row in sheet.rows if len(row) > column and row[column]][1:]
    known = sum(bool(QUESTION_TYPES.fullmatch(kind)) for kind in types)
    return bool(types) and known * 2 > len(types)


def _another_form(sheet: Sheet) -> str:
    """Submissions of a form that has none of our items."""
    rows = headings_of(sheet)
    heading = max(rows, key=_marks, default=[])
    if not (_marks(heading) >= 2 or _are_unnamed(heading) or _has_instances(sheet)):
        return ""
    if sum(_vocabulary().question(cell) in _items() for cell in heading) > BY_CHANCE:
        return ""
    own = [cell for cell in heading if cell and not _is_system(cell)]
    records = sheet.rows[1:] if sheet.payload is None else submissions(sheet.payload)
    text = A_REPEAT if REPEAT & {cell.lower() for cell in heading} and not _stands_alone(heading) else ANOTHER_FORM
    count = sum(map(_filled, records))
    return text.format(rows=in_rows(count), columns=_listed(own))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(list(dict.fromkeys(f"“{name[:60]}”" for name in names))[:SHOWN]) or "none of its own"


def _is_system(heading: str) -> bool:
    return heading.lower() in SYSTEM | FIELDS.keys() or bool(ALSO_SYSTEM.fullmatch(heading))


def _marks(row: Sequence[str]) -> int:
    """How many system columns a heading row has."""
    return len(SYSTEM & {cell.lower() for cell in row})


def _are_unnamed(heading: Sequence[str]) -> bool:
    filled = [cell for cell in heading if cell]
    return sum(bool(UNNAMED_GROUP.fullmatch(cell)) for cell in filled) * 2 > len(filled)


def _has_instances(sheet: Sheet) -> bool:
    """Whether a column `KEY` holds submission ids, as ODK writes them."""
    heading, *rows = sheet.rows[:20] or [[]]
    column = next((index for index, cell in enumerate(heading) if cell.upper() == "KEY"), None)
    return column is not None and any(len(row) > column and INSTANCE.fullmatch(row[column]) for row in rows)


def _stands_alone(heading: Sequence[str]) -> bool:
    """A main sheet has ids of its own; some tools add (empty) columns for a parent to it."""
    return bool({"_uuid", "meta/instanceid", "meta-instanceid"} & {cell.lower() for cell in heading})


def _filled(record: Any) -> bool:
    return any(record) if isinstance(record, list) else bool(record)


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    return Vocabulary(*forms())


@lru_cache(maxsize=1)
def _items() -> frozenset[str]:
    """What only our forms ask. Who answers is asked by every form."""
    return frozenset((*SURVEY_ITEMS, *(item.id for item in ccpm_items())))
