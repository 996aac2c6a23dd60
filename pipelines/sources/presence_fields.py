"""Which column of a 3W/4W/5W table says what? Its headings first, then its HXL tags."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pipelines.sources.headings import field_of
from pipelines.sources.hxl_tags import Table, Tag, is_hxl_row, table_of, tags_of
from pipelines.sources.presence_areas import Area, area_heading, levels
from pipelines.sources.presence_tags import meaning_of_tag
from pipelines.sources.presence_words import FIELDS, STATE_OR_STATUS
from pipelines.sources.reading import heading_key
from pipelines.sources.sheets import Sheet

HEADINGS_SEARCHED = 20  # rows
# A tag may say less than the heading without contradicting it.
LESS_EXACT = {
    ("implementing", "organisation"), ("programme", "organisation"), ("implementing_acronym", "acronym"),
    ("implementing_type", "type"), ("reported_on", "month"), ("month", "reported_on"),
}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """What a table's columns say: `at` holds field → column. `first` is the index of the first row that may be a record."""

    table: Table
    at: dict[str, int] = field(default_factory=dict)
    first: int = 0
    headings: tuple[str, ...] = ()
    by_tag: tuple[str, ...] = ()  # fields that only a tag tells
    disputed: tuple[str, ...] = ()  # headings whose tag says something else

    @property
    def tagged(self) -> bool:
        return self.table.tag_row >= 0


def find_columns(sheet: Sheet) -> Columns | None:
    """The columns by the heading row that says most, and the tags; None where the sheet is JSON of another kind."""
    table = table_of(sheet)
    if table is None:
        return None
    tags = tags_of(table)
    height = min(table.tag_row if tags else HEADINGS_SEARCHED, len(table.rows))
    best = max((_columns(table, tags, index) for index in range(height)), key=_understood, default=Columns(table))
    if not tags:
        return best
    # Headings stand above the tags; now and then below.
    if table.tag_row + 1 < len(table.rows):
        below = _columns(table, tags, table.tag_row + 1)
        if _understood(below) >= max(4, 1 + _understood(best)):
            return below
    return best if _understood(best) else _columns(table, tags, -1)


def only_presence(at: Collection[str]) -> bool:
    """Whether fields beside organisation and cluster are those of a 3W alone: a list of members may name one area too."""
    areas = {name for name in at if name.startswith("area")}
    deep = {"area1", "area2"} <= areas or any(name.endswith("_pcode") for name in areas)
    return deep or (bool(areas) and bool({"activity", "implementing", "targeted", "reached"} & set(at)))


def heading_fields(headings: Sequence[str]) -> set[str]:
    """The fields of a 3W that a heading row names."""
    return set(_columns(Table([list(headings)], -1), [], 0).at)


def _understood(columns: Columns) -> int:
    return len(columns.at) - len(columns.by_tag)


def _columns(table: Table, tags: Sequence[Tag | None], index: int) -> Columns:
    """The columns, taking row `index` for the headings (-1: there are none)."""
    row = () if index < 0 or is_hxl_row(table.rows[index]) else tuple(table.rows[index])
    said, by_tag, disputed = dict[int, str | Area](), set[int](), []
    for column in range(max(len(row), len(tags))):
        heading = row[column] if column < len(row) else ""
        tagged = meaning_of_tag(tags[column]) if column < len(tags) else ""
        meaning = _meaning(heading, tagged)
        if meaning and tagged and not _agree(meaning, tagged):
            disputed.append(heading)
        if not meaning and tagged:
            by_tag.add(column)
        if meaning or tagged:
            said[column] = meaning or tagged
    at = _fields(said, row)
    return Columns(
        table,
        at,
        max(index, table.tag_row) + 1,
        row,
        tuple(name for name, column in at.items() if column in by_tag),
        tuple(disputed),
    )


def _meaning(heading: str, tagged: str | Area) -> str | Area:
    """What a heading says; of an area column also the level its tag states."""
    if not heading:
        return ""
    if heading_key(heading) in STATE_OR_STATUS and tagged == "status":
        return "status"
    if found := field_of(heading, FIELDS):
        return found
    area = area_heading(heading)
    if area and isinstance(tagged, Area) and tagged.code == area.code:
        return Area(area.level or tagged.level, area.word, area.code)
    return area or ""


def _agree(meaning: str | Area, tagged: str | Area) -> bool:
    if isinstance(meaning, Area):
        # A tag for a place on a word such as Region says that it is no administrative level.
        if isinstance(tagged, Area):
            return (meaning.code, meaning.level) == (tagged.code, tagged.level)
        return tagged == "place"
    return meaning == tagged or (meaning, tagged) in LESS_EXACT


def _fields(said: dict[int, str | Area], row: Sequence[str]) -> dict[str, int]:
    """One column for each field, the first where several say the same."""
    areas = {column: meaning for column, meaning in said.items() if isinstance(meaning, Area)}
    unsure = [column for column in areas if column < len(row) and heading_key(row[column]) in STATE_OR_STATUS]
    found: dict[str, int] = {}
    for column, meaning in said.items():
        if isinstance(meaning, str):
            found.setdefault(meaning, column)
    for column in unsure:
        others = [area for other, area in areas.items() if other != column and not area.code]
        if not areas[column].level and "status" not in found and any(area.level == 1 for area in others):
            found["status"] = column
            del areas[column]
    return found | levels(areas)
