"""Where in an export from KoBoToolbox or ODK Central do its answers, ids and moments stand?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.sources.columns import Numbered
from pipelines.sources.dates import parse_moment
from pipelines.sources.kobo_form import Vocabulary
from pipelines.sources.reading import Record, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.words import answer

# R puts an X before a heading that begins with an underscore; ODK Central has names of its own.
SYSTEM = {
    "meta/rootuuid": "root", "meta.rootuuid": "root", "_uuid": "uuid", "x_uuid": "uuid",
    "meta/instanceid": "instance", "meta.instanceid": "instance", "meta-instanceid": "instance", "key": "instance",
    "_id": "id", "x_id": "id",
    "_submission_time": "submitted", "x_submission_time": "submitted", "submissiondate": "submitted", "end": "end",
    "_validation_status": "validation", "x_validation_status": "validation", "reviewstate": "validation",
    "__version__": "version", "x__version__": "version", "_version_": "version", "formversion": "version",
}  # fmt: skip
ALSO_SYSTEM = re.compile(
    r"x?_.*|start|today|(meta|formhub)[/.\-].*|.*(reserved_name_for_field_list|generated_table_list)_label.*|username"
    r"|deviceid|submitterid|submittername|attachments(present|expected)|status|edits|parent_key|instanceid|instancename",
    re.IGNORECASE,
)
# What exports write for a question that was not asked.
NOT_ASKED = {"", "n/a", "NA"}
HEADINGS_WITHIN = 5


@dataclass(frozen=True)
class Columns:
    """Where each question (several places where form versions differ) and system field stands.

    `split`: the columns of a select_multiple that was exported as one column a choice.
    """

    vocabulary: Vocabulary
    asked: dict[str, list[int]]
    split: dict[str, list[tuple[int, str]]]
    system: dict[str, int]
    unexpected: list[str]

    def answer(self, row: list[str], question: str) -> str:
        """The first of the question's cells that is filled."""
        for index in self.asked.get(question, ()):
            if (cell := row[index]) not in NOT_ASKED:
                return cell
        return ""

    def choice(self, row: list[str], question: str, list_name: str) -> str:
        """The name of the one choice made; the cell as found where it is none of the list."""
        return self.vocabulary.choice(list_name, self.answer(row, question))

    def chosen(self, row: list[str], question: str) -> list[str]:
        """The choices of a select_multiple from one cell, from one cell a choice, or from both."""
        chosen = set(self.vocabulary.several(question, self.answer(row, question)))
        for index, choice in self.split.get(question, []):
            cell = row[index]
            ticked = "yes" if self.vocabulary.is_choice(question, cell, choice) else answer(cell)
            if cell not in NOT_ASKED and ticked != "no":
                chosen.add(choice if ticked == "yes" else cell)
        return self.vocabulary.in_order(question, chosen)

    def field(self, row: list[str], name: str) -> str:
        return row[self.system[name]] if name in self.system else ""


def headings_of(sheet: Sheet) -> Sequence[Sequence[str]]:
    """The rows that can be the heading: the first few of a table; the keys of JSON submissions."""
    if sheet.payload is None:
        return sheet.rows[:HEADINGS_WITHIN]
    return [list(dict.fromkeys(key for submission in submissions(sheet.payload) for key in submission))]


def records_of(sheet: Sheet, header_row: int) -> Numbered:
    """Every submission with its number: the row of a spreadsheet, or the place in a JSON list."""
    if sheet.payload is None:
        return records_below(sheet, header_row)
    (headings,) = headings_of(sheet)
    return [
        (number, [_text(submission.get(heading)) for heading in headings])
        for number, submission in enumerate(submissions(sheet.payload), start=1)
    ]


def submissions(payload: Any) -> list[dict[str, Any]]:
    """The submissions of a page of the KoBoToolbox API or of a plain list of them; none in any other document."""
    found = payload.get("results") if isinstance(payload, dict) else payload
    if not isinstance(found, list) or not any(isinstance(entry, dict) for entry in found):
        return []
    return [entry if isinstance(entry, dict) else {} for entry in found]


def _text(value: Any) -> str:
    """A JSON value as an export would write it. A validation status is told by its id; lists are no answers of ours."""
    match value:
        case None | list():
            return ""
        case dict():
            return str(value.get("uid") or value.get("label") or "")
        case _:
            return str(value).strip()


def find_items(sheet: Sheet, vocabulary: Vocabulary, items: Collection[str]) -> tuple[int, set[str]]:
    """The row (index) that holds most of these questions, and those it holds."""
    header_row, found = 0, set[str]()
    for index, row in enumerate(headings_of(sheet)):
        here = {question for cell in row if (question := vocabulary.question(cell)) in items}
        if len(here) > len(found):
            header_row, found = index, here
    return header_row, found


def columns_of(headings: Sequence[str], vocabulary: Vocabulary) -> Columns:
    """Every column of an export under its question."""
    columns = Columns(vocabulary, {}, {}, {}, [])
    for index, heading in enumerate(headings):
        if (name := SYSTEM.get(heading.lower())) is not None:
            columns.system.setdefault(name, index)
        elif (split := vocabulary.split_choice(heading))[0]:
            columns.split.setdefault(split[0], []).append((index, split[1]))
        elif question := vocabulary.question(heading):
            columns.asked.setdefault(question, []).append(index)
        elif heading and not ALSO_SYSTEM.fullmatch(heading):
            columns.unexpected.append(heading)
    return columns


def response_key(sheet: Sheet, columns: Columns, number: int, row: list[str]) -> str:
    """The submission's id; without any, its place in this file, so that rows of two files stay apart.

    An edited submission keeps only its root id, which not every export has.
    """
    ids = (columns.field(row, name).removeprefix("uuid:") for name in ("root", "uuid", "instance", "id"))
    return next(filter(None, ids), "") or f"row {number} of {' '.join(filter(None, (sheet.file, sheet.name)))}"


def about_response(columns: Columns, row: list[str], order: str) -> Record:
    """What every one of our forms asks of a respondent."""
    cluster = columns.choice(row, "cluster", "cluster")
    return {
        "submitted_at": _moment(time_cell(columns, row), order),
        "cluster": columns.answer(row, "cluster_other") or cluster if cluster == "other" else cluster,
        "organisation": columns.answer(row, "organisation"),
        "level": columns.choice(row, "level", "level"),
        "form_version": columns.field(row, "version"),
    }


def time_cell(columns: Columns, row: list[str]) -> str:
    """When the answer arrived; when it was filled in, where that is not told."""
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
