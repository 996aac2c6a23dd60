"""Is a file a long sign-in list, and where does it say what? Judged by its beginning, with the words of the source itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.sources import attendance_matrix, signin_sheet
from pipelines.sources.delimited import choose_delimiter, parse_csv
from pipelines.sources.profiles import Profile
from pipelines.sources.reading import Claim
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import WORKBOOK_ENDINGS, Sheet, UnreadableFile, decode
from pipelines.sources.signin_headings import Heading, find_heading
from pipelines.sources.title_lines import TitleLines, lines_of
from pipelines.sources.unseen import seen
from pipelines.staging.contents import Contents

# A text of so many bytes has some ten thousand lines; below, row by row is as quick.
LONG = 1_000_000
# The first cells decide about delimiter, source and headings; no source looks at more than 200 rows for that.
BEGINNING = 1 << 18
BINARY = (b"PK", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Layout:
    """A long list's beginning as a sheet, the source's claim, how lines are cut into cells, and the one heading.

    `lines` is what stands above the heading; `width` the most cells in a row of the beginning.
    """

    sheet: Sheet
    claim: Claim
    delimiter: str
    heading: Heading
    lines: TitleLines
    width: int


def layout_of(path: Path, name: str, contents: Contents, profiles: Sequence[Profile]) -> Layout | None:
    """The layout of a sign-in list in UTF-8 with one heading and a column of organisations; None for any other file."""
    if contents.zeros or contents.lone_returns or path.suffix.lower() in WORKBOOK_ENDINGS:
        return None
    beginning = _beginning(path, name)
    if beginning is None:
        return None
    sheet, delimiter = beginning
    recognised = recognise(sheet, profiles)
    if recognised.source is not signin_sheet or attendance_matrix.find(sheet):
        return None
    heading = find_heading(sheet)
    if heading.both >= 0 or "organisation" not in heading.fields or "attended" in heading.fields:
        return None
    lines = lines_of(sheet.rows[: heading.first], sheet.name)
    return Layout(sheet, recognised.claim, delimiter, heading, lines, max(map(len, sheet.rows)))


def _beginning(path: Path, name: str) -> tuple[Sheet, str] | None:
    """The first whole lines of a text in UTF-8 as a sheet, and its delimiter."""
    with path.open("rb") as handle:
        data = handle.read(BEGINNING)
    if len(data) == BEGINNING:
        data = data[: data.rfind(b"\n") + 1]
    if data.startswith(BINARY) or not data.strip():
        return None
    try:
        text, encoding = decode(data, name)
    except UnreadableFile:
        return None
    if encoding not in ("utf-8", "utf-8-sig") or text.lstrip()[:1] in ("{", "["):
        return None
    text = seen(text)
    rows, broken = parse_csv(text)
    folder = str(Path(name).parent)
    sheet = Sheet(name, "", rows, encoding, None, "" if folder == "." else folder)
    return None if broken or not rows else (sheet, choose_delimiter(text))
