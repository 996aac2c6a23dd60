"""Who does what, where? 3W, 4W, 5W and operational presence tables in any language and order of columns, tagged or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.filler import is_preprinted
from pipelines.sources.headings import cell, fields_of, named, vocabulary
from pipelines.sources.hxl_tags import FORMULA_ERRORS, is_hxl_row
from pipelines.sources.organisation_types import type_code
from pipelines.sources.partner_register import DESCRIBES_MEMBERS
from pipelines.sources.presence_cells import NO_PERIOD, country, month_start, plain_number
from pipelines.sources.presence_fields import Columns, find_columns, only_presence
from pipelines.sources.presence_findings import findings
from pipelines.sources.presence_period import DAYS, placed_in_time
from pipelines.sources.presence_words import FIELDS
from pipelines.sources.reading import Claim, DateRules, Reading, Record, is_blank
from pipelines.sources.register_fields import FIELDS as REGISTER_FIELDS
from pipelines.sources.sheets import Sheet

NAME = "presence"
TITLE = "Who does what where (3W/4W/5W)"

WHO = ("implementing", "implementing_acronym", "organisation", "acronym")
WHAT = ("cluster", "cluster_code", "sub_cluster", "activity")
AREAS = tuple(f"area{level}{what}" for level in (1, 2, 3) for what in ("", "_pcode"))
COPIED = ("donor", "sub_cluster", "activity", "status", *AREAS, "place")
# Columns of a list of members, of attendance and of money: a table with any of them is none of ours.
OTHER_KINDS = {name: REGISTER_FIELDS[name] for name in DESCRIBES_MEMBERS} | vocabulary(
    attendance="signature|firma|émargement|meeting|meeting date|date of meeting|participant|attendee|time in|time out",
    survey="_uuid|_submission_time|_index",
)
ROWS_LOOKED_AT = 5000


def recognise(sheet: Sheet) -> Claim:
    """Organisations, what they work on and where; and something only such a table has, or rows as only it repeats them."""
    columns = find_columns(sheet)
    if columns is None:
        return Claim(False, 0, "a JSON document without HXL tags")
    groups = {
        "organisations": [field for field in WHO if field in columns.at],
        "clusters or activities": [field for field in WHAT if field in columns.at],
        "areas": [field for field in (*AREAS, "place", "country", "country_code") if field in columns.at],
    }
    missing = [name for name, held in groups.items() if not held]
    closeness = 0.3 * (3 - len(missing)) if groups["organisations"] else 0.1 * (3 - len(missing))
    header = max(columns.first - 1, 0)
    if missing:
        return Claim(False, min(closeness, 0.5), f"no column of {' or of '.join(missing)}", header)
    evidence = f"columns found: {named(field for field in columns.at)}"
    if columns.tagged:
        tags = f"HXL tags in row {columns.table.tag_row + 1}" if columns.table.shift else "HXL tags as keys"
        evidence = f"{evidence}; {tags}"
    if other := fields_of(columns.headings, OTHER_KINDS):
        return Claim(False, 0.4, f"{evidence}; but it has a column of {named(other)}", header)
    if not _is_certain(columns):
        return Claim(
            False,
            0.5,
            f"{evidence}; a second level of areas, P-codes, activities or people reached would be needed",
            header,
        )
    return Claim(True, 0.9, evidence, header)


def _is_certain(columns: Columns) -> bool:
    """Whether a table of organisations, clusters and areas can be nothing but a 3W: a list of members has them too."""
    at = columns.at
    placed = {"area1", "area2", "area3", "place"} & at.keys()
    if only_presence(at) or (placed and {"organisation", "acronym"} & set(columns.by_tag)):
        return True
    # What a list of members says of an organisation, a 3W seldom does.
    described = {"acronym", "type"} & at.keys()
    if placed and not described and (columns.tagged or {"activity", "sub_cluster"} & at.keys()):
        return True
    rows = [cells for _, cells in _records(columns)[:ROWS_LOOKED_AT]]
    pairs = [tuple(cell(cells, at, field) for field in (*WHO, *WHAT)) for cells in rows]
    return bool(placed) and len(pairs) > 10 and len(set(pairs)) * 2 < len(pairs)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One presence a row, as the file has it: which rows say the same is decided over all files."""
    columns = find_columns(sheet)
    if columns is None:
        return Reading([])
    rows = _records(columns)
    order, stated = sheet_order(
        (cell(cells, columns.at, day) for _, cells in rows for day in (*DAYS, "month") if day in columns.at),
        dates,
        sheet,
    )
    found = [_presence(number, cells, columns, order) for number, cells in rows]
    records, in_time = placed_in_time(sheet, columns, found)
    told = [*stated, *in_time, *findings(sheet, columns, rows, records)]
    return Reading([number for number, _ in rows], {"presence": records}, told)


def _records(columns: Columns) -> list[tuple[int, Sequence[str]]]:
    """The rows that record something, each with the number to show."""
    return [
        (index + columns.table.shift, row)
        for index, row in enumerate(columns.table.rows[columns.first :], start=columns.first)
        if not is_blank(row) and not is_hxl_row(row) and not is_preprinted(row) and tuple(row) != columns.headings
    ]


def _presence(number: int, cells: Sequence[str], columns: Columns, order: str) -> Record:
    texts = {field: cell(cells, columns.at, field) for field in (*FIELDS, *AREAS)}
    texts = {field: "" if text in FORMULA_ERRORS else text for field, text in texts.items()}
    month = month_start(texts["month"], texts["year"], order)
    return {
        "row": number,
        **_who(texts, columns.at),
        **{field: texts[field] for field in COPIED},
        "country": country(texts["country_code"]) or country(texts["country"]) or texts["country"],
        "cluster": texts["cluster"] or texts["cluster_code"],
        **{day: iso_day(texts[day], order) for day in DAYS},
        "reported_on": iso_day(texts["reported_on"], order) or (month if month != NO_PERIOD else ""),
        "targeted": plain_number(texts["targeted"]),
        "reached": plain_number(texts["reached"]),
    }


def _who(texts: Mapping[str, str], at: Mapping[str, int]) -> Record:
    """The organisation that implements, and the one that runs the programme.

    The implementing organisation is the row's. An organisation beside it runs the programme, and where no
    implementer is named it implements itself. An acronym stands for a name only where no column holds names.
    """
    implementer = texts["implementing"] if "implementing" in at else texts["implementing_acronym"]
    organisation = texts["organisation"] if {"organisation", "implementing"} & at.keys() else texts["acronym"]
    # Acronym and type belong to the organisation beside the implementer, where there is one.
    own = implementer == "" or "organisation" not in at
    type_word = texts["implementing_type"] or (texts["type"] if own else "")
    code = type_code(type_word) if type_word else ""
    return {
        "organisation": implementer or organisation,
        "acronym": texts["implementing_acronym"] or (texts["acronym"] if own else ""),
        "type_word": type_word,
        "organisation_type": "" if code == type_word else code,
        "programme_organisation": texts["programme"] or ("" if own else organisation),
    }
