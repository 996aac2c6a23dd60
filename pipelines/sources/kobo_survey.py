"""Which answers to the partnership survey does this KoBoToolbox export hold?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.contracts.survey import SURVEY_ITEMS
from pipelines.instruments import AGREEMENT, choices, items, words
from pipelines.sources.columns import Numbered
from pipelines.sources.dates import infer_order, parse_moment, stated
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet

NAME = "kobo_partnership_survey"
TITLE = "KoBoToolbox export of the partnership survey"
ENOUGH_ITEMS = len(SURVEY_ITEMS) // 2
# Group paths end in a slash, after some tools in a dot, in ODK exports in a hyphen.
SEPARATOR = re.compile(r"[/.\-]")
# R puts an X before a heading that begins with an underscore.
SYSTEM = {
    "_uuid": "uuid", "x_uuid": "uuid", "meta/instanceid": "instance", "meta.instanceid": "instance",
    "meta-instanceid": "instance", "_id": "id", "x_id": "id", "_submission_time": "submitted",
    "x_submission_time": "submitted", "end": "end", "_validation_status": "validation",
    "x_validation_status": "validation", "__version__": "version", "x__version__": "version", "_version_": "version",
}  # fmt: skip
ALSO_SYSTEM = re.compile(
    r"x?_.*|start|today|(meta|formhub)[/.\-].*|.*(reserved_name_for_field_list|generated_table_list)_label.*",
    re.IGNORECASE,
)
# What exports write for a question that was not asked.
NOT_ASKED = {"", "n/a", "NA"}
REJECTED = {"notapproved", "validationstatusnotapproved"}
SHOWN_HEADINGS = 5


@dataclass(frozen=True)
class Columns:
    """Where each question (several places where form versions differ) and system field stands."""

    asked: dict[str, list[int]]
    system: dict[str, int]
    unexpected: list[str]

    def answer(self, row: list[str], question: str) -> str:
        """The first of the question's cells that is filled."""
        cells = (row[index] for index in self.asked.get(question, []))
        return next((cell for cell in cells if cell not in NOT_ASKED), "")

    def field(self, row: list[str], name: str) -> str:
        return row[self.system[name]] if name in self.system else ""


def recognise(sheet: Sheet) -> Claim:
    """Accepted when at least half of the items are among the headings, as names or as labels."""
    header_row, found = 0, set[str]()
    for index, row in enumerate(sheet.rows[:5]):
        here = {name for cell in row if (name := _question(cell)) in SURVEY_ITEMS}
        if len(here) > len(found):
            header_row, found = index, here
    evidence = f"{len(found)} of {len(SURVEY_ITEMS)} items of the partnership survey"
    if 0 < len(found) < len(SURVEY_ITEMS):
        evidence += f"; missing: {', '.join(item for item in SURVEY_ITEMS if item not in found)}"
    return Claim(len(found) >= ENOUGH_ITEMS, len(found) / len(SURVEY_ITEMS), evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every answer that was not refused in KoBoToolbox and is not there twice."""
    columns = _columns(sheet.rows[claim.header_row])
    rows = records_below(sheet, claim.header_row)
    times = [_time_cell(columns, row) for _, row in rows]
    order = infer_order(times, dates, sheet.file)
    findings = [
        *stated(order, times, sheet.name),
        *_about_headings(sheet, columns),
        *_about_keys(sheet, columns, rows),
        *_about_numbers(sheet, columns, rows),
    ]
    reading = Reading([number for number, _ in rows], {"survey_responses": [], "survey_answers": []}, findings)
    first_rows: dict[str, int] = {}
    for number, row in rows:
        key = _response_key(sheet, columns, number, row)
        first = first_rows.setdefault(key, number)
        if refused := _refused(sheet, columns, number, row, key, first):
            findings.append(refused)
            continue
        reading.facts["survey_responses"].append(_response(columns, number, row, key, order.order))
        reading.facts["survey_answers"].extend(_answers(columns, number, row, key))
    return reading


def _columns(headings: Sequence[str]) -> Columns:
    asked: dict[str, list[int]] = {}
    system: dict[str, int] = {}
    unexpected = []
    for index, heading in enumerate(headings):
        if (name := SYSTEM.get(heading.lower())) is not None:
            system.setdefault(name, index)
        elif question := _question(heading):
            asked.setdefault(question, []).append(index)
        elif heading and not ALSO_SYSTEM.fullmatch(heading) and not _is_split_choice(heading):
            unexpected.append(heading)
    return Columns(asked, system, unexpected)


def _question(heading: str) -> str:
    """The question a heading stands for: its name or its label in any language, with or without groups in front."""
    starts = (0, *(match.end() for match in SEPARATOR.finditer(heading)))
    return next((name for start in starts if (name := _questions().get(heading_key(heading[start:])))), "")


def _is_split_choice(heading: str) -> bool:
    """Whether a heading is one choice of a select_multiple (`question/choice`)."""
    return any(_question(heading[: match.start()]) for match in SEPARATOR.finditer(heading))


@lru_cache(maxsize=1)
def _questions() -> dict[str, str]:
    """Question names by the key of their name and of every label."""
    texts = {item.id: item.texts for item in items()} | {
        word.name: word.texts for word in words() if word.part == "label"
    }
    return {heading_key(text): name for name, labels in texts.items() for text in (name, *labels.values())}


@lru_cache(maxsize=8)
def _choices(list_name: str) -> dict[str, str]:
    """Choice names by the key of their name and of every label."""
    return {heading_key(text): word.name for word in choices(list_name) for text in (word.name, *word.texts.values())}


def _choice(list_name: str, text: str) -> str:
    """The choice's name; the text as found when it is none of the list."""
    return _choices(list_name).get(heading_key(text), text)


def _response_key(sheet: Sheet, columns: Columns, number: int, row: list[str]) -> str:
    """The submission's id; without any, its place in this file, so that rows of two files stay apart."""
    instance = columns.field(row, "instance").removeprefix("uuid:")
    key = columns.field(row, "uuid").removeprefix("uuid:") or instance or columns.field(row, "id")
    return key or f"row {number} of {' '.join(filter(None, (sheet.file, sheet.name)))}"


def _refused(sheet: Sheet, columns: Columns, number: int, row: list[str], key: str, first: int) -> Finding | None:
    """Why a row is not taken, if it is not."""
    if heading_key(columns.field(row, "validation")) in REJECTED:
        return Finding(
            sheet.name, number, "_validation_status", columns.field(row, "validation"), "not_approved", "error",
            "This answer was marked as not approved in KoBoToolbox, so it is not counted.",
            "If it should count, approve it in KoBoToolbox and export again.",
        )  # fmt: skip
    if first != number:
        return Finding(
            sheet.name, number, "_uuid", key, "repeated_submission", "error",
            f"This submission is in row {first} already, so it is not counted again.",
            "Nothing to do if both rows are the same answer.",
        )  # fmt: skip
    return None


def _response(columns: Columns, number: int, row: list[str], key: str, order: str) -> Record:
    cluster = _choice("cluster", columns.answer(row, "cluster"))
    return {
        "row": number,
        "response_key": key,
        "instrument": "partnership",
        "submitted_at": _moment(_time_cell(columns, row), order),
        "cluster": columns.answer(row, "cluster_other") or cluster if cluster == "other" else cluster,
        "organisation": columns.answer(row, "organisation"),
        "organisation_type": _organisation_type(columns.answer(row, "organisation_type")),
        "level": _choice("level", columns.answer(row, "level")),
        "form_version": columns.field(row, "version"),
    }


def _organisation_type(text: str) -> str:
    """The form's own choice; a word of another vocabulary where the list was edited."""
    return _choices("organisation_type").get(heading_key(text)) or type_code(text) if text else ""


def _answers(columns: Columns, number: int, row: list[str], key: str) -> Iterator[Record]:
    for item in SURVEY_ITEMS:
        if text := columns.answer(row, item):
            answer = AGREEMENT.get(_choice("agreement", text), text)
            yield {"row": number, "response_key": key, "item": item, "answer": answer}


def _time_cell(columns: Columns, row: list[str]) -> str:
    return columns.field(row, "submitted") or columns.field(row, "end")


def _moment(text: str, order: str) -> str:
    """The moment in UTC as ISO text; the text itself where it names none. KoBoToolbox writes UTC without saying so."""
    try:
        moment = dt.datetime.fromisoformat(text)
        moment = moment.astimezone(dt.UTC) if moment.tzinfo else moment
    except ValueError:
        found = parse_moment(text, order)
        if found is None:
            return text
        moment = found
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _about_headings(sheet: Sheet, columns: Columns) -> list[Finding]:
    """Columns that the survey does not have: they are left alone, and named."""
    if not columns.unexpected:
        return []
    shown = "; ".join(heading[:60] for heading in columns.unexpected[:SHOWN_HEADINGS])
    more = len(columns.unexpected) - SHOWN_HEADINGS
    return [
        Finding(
            sheet.name, 0, "", "", "unexpected_columns", "info",
            f"{len(columns.unexpected)} columns are not in the partnership survey and were not read: "
            f"{shown}{f'; and {more} more' if more > 0 else ''}.",
            "Nothing to do, unless one of them is a question of the survey under another name.",
        )
    ]  # fmt: skip


def _about_keys(sheet: Sheet, columns: Columns, rows: Numbered) -> list[Finding]:
    """A warning when answers have no submission id."""
    without = sum(not any(columns.field(row, name) for name in ("uuid", "instance", "id")) for _, row in rows)
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


def _about_numbers(sheet: Sheet, columns: Columns, rows: Numbered) -> list[Finding]:
    """A warning when answers came as numbers, which our form does not write: their direction is a guess."""
    scale = set(AGREEMENT.values())
    count = sum(columns.answer(row, item) in scale - AGREEMENT.keys() for _, row in rows for item in SURVEY_ITEMS)
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
