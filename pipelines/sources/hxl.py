"""What does a table say whose headings nobody understands but whose HXL tags are plain? Lists of organisations, FTS flows.

Tables of who does what where are read by `presence`, and IATI's by `iati`, with or without headings. Every other source
reads its own tables by their headings; this one takes only what they leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.sources import fts_csv
from pipelines.sources.columns import overlong_rows
from pipelines.sources.headings import cell, fields_of
from pipelines.sources.hxl_tags import Table, Tag, is_hxl_row, parse_tag, table_of, tags_of
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, is_blank
from pipelines.sources.register_fields import FIELDS as REGISTER_FIELDS
from pipelines.sources.sheets import Sheet

NAME = "hxl"
TITLE = "HXL-tagged table"

# The headings of an FTS flow export by their tags; of two columns with one tag, the first comes first in every export.
FTS_HEADINGS = {
    "#date": ("date",), "#date+year+budget": ("budgetYear",), "#description+notes": ("description",),
    "#value+funding+total+usd": ("amountUSD",), "#org+name+funder": ("srcOrganization",),
    "#org+type+funder+list": ("srcOrganizationTypes",), "#country+iso3+funder+list": ("srcLocations",),
    "#date+year+start+funder": ("srcUsageYearStart",), "#date+year+end+funder": ("srcUsageYearEnd",),
    "#activity+appeal+name": ("destPlan",), "#activity+appeal+id+external": ("destPlanCode",),
    "#activity+appeal+id+fts_internal": ("destPlanId",), "#org+name+impl": ("destOrganization",),
    "#org+type+impl+list": ("destOrganizationTypes",), "#sector+cluster+name+list": ("destGlobalClusters",),
    "#country+iso3+impl+list": ("destLocations",), "#activity+project+name": ("destProject",),
    "#activity+project+code": ("destProjectCode",), "#crisis+name": ("destEmergency",),
    "#date+year+start+impl": ("destUsageYearStart",), "#date+year+end+impl": ("destUsageYearEnd",),
    "#financial+contribution+type": ("contributionType", "flowType"), "#financial+method": ("method",),
    "#financial+direction": ("boundary",), "#financial+direction+type": ("onBoundary",), "#status+text": ("status",),
    "#date+reported": ("firstReportedDate",), "#date+decision": ("decisionDate",),
    "#description+keywords": ("keywords",), "#value+funding+total": ("originalAmount",),
    "#value+funding+total+currency": ("originalCurrency",), "#financial+fx": ("exchangeRate",),
    "#activity+id+fts_internal": ("id",), "#activity+code": ("refCode",), "#date+created": ("createdAt",),
    "#date+updated": ("updatedAt",),
}  # fmt: skip
# What a list of organisations may hold beside their names; any other tag makes it a table about something else.
LIST_COLUMNS = {
    frozenset({"name"}): "name", frozenset(): "name", frozenset({"acronym"}): "acronym", frozenset({"abbr"}): "acronym",
    frozenset({"type"}): "type", frozenset({"type", "name"}): "type",
    frozenset({"name", "en"}): "name", frozenset({"name", "fr"}): "name_fr", frozenset({"name", "es"}): "name_es",
    frozenset({"name", "ar"}): "name_ar",
}  # fmt: skip
CODES = ({"code"}, {"id"}, {"type", "code"})


@dataclass(frozen=True)
class Kind:
    """What the tags say: the columns of a list of organisations, or the sheet with FTS's own headings."""

    what: str
    table: Table
    at: dict[str, int]
    as_fts: Sheet | None = None


def recognise(sheet: Sheet) -> Claim:
    """Tags that can mean one kind of table only, over headings that say nothing."""
    table = table_of(sheet)
    if table is None or table.tag_row < 0:
        return Claim(False, 0, "no row of HXL tags")
    header = table.tag_row
    tags = [f"#{tag.name}" for tag in tags_of(table) if tag]
    if len(tags) < 2:  # one word behind a `#` is a title of Markdown, not a table
        return Claim(False, 0, "no row of HXL tags")
    headings = [row for row in table.rows[:header] if len(fields_of(row, REGISTER_FIELDS)) >= 2]
    if headings or fts_csv.recognise(sheet).closeness > 0.2:
        return Claim(False, 0.2, "HXL tags, but the headings above them say what it is", header)
    if kind := _kind(sheet, table):
        return Claim(
            True, 0.6, f"HXL tags of {kind.what} in row {header + 1}, over headings that are not known", header
        )
    return Claim(False, 0.2, f"HXL tags that tell no kind of table for certain: {', '.join(sorted(set(tags)))}", header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """The organisations of a list, or what the source of FTS exports makes of the flows."""
    table = table_of(sheet)
    kind = _kind(sheet, table) if table else None
    if kind is None:
        return Reading([])
    if kind.as_fts:
        return fts_csv.read(kind.as_fts, fts_csv.recognise(kind.as_fts), dates)
    rows = [
        (index + kind.table.shift, list(row))
        for index, row in enumerate(kind.table.rows)
        if index > kind.table.tag_row and not is_blank(row) and not is_hxl_row(row)
    ]
    records = [_organisation(number, row, kind.at) for number, row in rows]
    width = max(len(row) for row in kind.table.rows[: kind.table.tag_row + 1])
    return Reading(
        [number for number, _ in rows],
        {"organisations": records},
        [_says_reference(sheet), *overlong_rows(sheet, rows, width)],
    )


def _kind(sheet: Sheet, table: Table) -> Kind | None:
    tags = tags_of(table)
    if at := _organisation_list(tags):
        return Kind("a list of organisations", table, at)
    if table.shift and (as_fts := _as_fts(sheet, table, tags)):
        return Kind("FTS flows", table, {}, as_fts)
    return None


def _organisation_list(tags: Sequence[Tag | None]) -> dict[str, int]:
    """The columns of a list of organisations; empty where a tag speaks of anything but organisations."""
    found: dict[str, int] = {}
    for column, tag in enumerate(tags):
        if tag is None or (tag.name == "org" and tag.attributes in CODES):
            continue
        name = LIST_COLUMNS.get(tag.attributes) if tag.name == "org" else None
        if name is None:
            return {}
        found.setdefault(name, column)
    return found if "name" in found and {"acronym", "type"} & found.keys() else {}


def _as_fts(sheet: Sheet, table: Table, tags: Sequence[Tag | None]) -> Sheet | None:
    """The sheet with the headings of an FTS flow export in place of its tags, where they are all there."""
    left = {parse_tag(text): list(headings) for text, headings in FTS_HEADINGS.items()}
    headings = [left[tag].pop(0) if tag and left.get(tag) else "" for tag in tags]
    blank: list[Sequence[str]] = [[] for _ in range(table.tag_row)]
    translated = replace(sheet, rows=[*blank, headings, *table.rows[table.tag_row + 1 :]], payload=None)
    return translated if fts_csv.recognise(translated).accepted else None


def _organisation(number: int, row: Sequence[str], at: dict[str, int]) -> Record:
    texts = {field: cell(row, at, field) for field in at if field != "type"}
    word = cell(row, at, "type")
    return {"row": number, "standing": "reference", **texts, "type_word": word, "type": type_code(word) if word else ""}


def _says_reference(sheet: Sheet) -> Finding:
    return Finding(
        sheet.name, 0, "", "", "reference_list", "info",
        "A list of organisations without a cluster: they were taken as names to match with, and nobody became a partner by it.",
        "Add a column of clusters, under headings such as Organisation, Type and Cluster, if it is a list of partners.",
    )  # fmt: skip
