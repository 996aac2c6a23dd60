"""How much memory would a workbook (.xlsx) need? Counted in its XML before the reader makes a grid of it."""

from __future__ import annotations

import re
import zipfile

# A workbook is a zip: what it unpacks to is bounded before any of it is unpacked.
MAX_UNPACKED_BYTES = 1_000_000_000
# The reader makes a full grid up to the last filled cell: one stray cell at XFD1048576 would ask for 17 billion.
MAX_CELLS = 30_000_000
# A text that stands in many cells is stored once and copied into each.
MAX_TEXT = 1_000_000_000
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
TEXTS = "xl/sharedstrings.xml"
ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
# Only a cell with something in it counts: an empty one that was merely formatted closes itself.
FILLED_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]+)(\d+)"[^>/]*>')
WIDE_COLUMN = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]{2,}\d')
NO_COLUMN = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]{4,}\d')
TEXT_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\bt="s"[^>]*><(?:\w+:)?v>(\d+)<')
ERROR_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\bt="e"')
END_OF_TEXT = re.compile(rb"</(?:\w+:)?si>")
NARROW, WIDEST = 26, 16_384


class TooLarge(Exception):
    """The workbook would need too much memory; the message says why and what to do."""


def sheet_parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The sheets of an .xlsx workbook; none in a workbook of another kind."""
    return [member for member in archive.infolist() if SHEET.fullmatch(member.filename)]


def refuse_what_unpacks_too_far(archive: zipfile.ZipFile) -> None:
    """Raise TooLarge for a zip bomb, before any of it is unpacked."""
    size = sum(member.file_size for member in archive.infolist())
    if size > MAX_UNPACKED_BYTES:
        raise TooLarge(
            f"would unpack to {size / 1e9:.1f} GB, more than the {MAX_UNPACKED_BYTES / 1e9:.0f} GB allowed. "
            "Save only the sheet that is needed."
        )


def count_errors(archive: zipfile.ZipFile) -> int:
    """How many cells hold a formula error, which the reader takes for an empty cell.

    Raises TooLarge for sheets that would fill the memory.
    """
    lengths = _text_lengths(archive)
    longest = max(lengths, default=0)
    errors, text = 0, 0
    for member in sheet_parts(archive):
        xml = archive.read(member)
        _refuse_far_cells(xml)
        errors += len(ERROR_CELL.findall(xml))
        if xml.count(b't="s"') * longest > MAX_TEXT:
            places = (int(place) for place in TEXT_CELL.findall(xml))
            text += sum(lengths[place] for place in places if place < len(lengths))
    if text > MAX_TEXT:
        raise TooLarge(
            f"repeats long texts in so many cells that it would need {text / 1e9:.1f} GB. "
            "Copy the columns that are needed to a new workbook, and save that."
        )
    return errors


def _text_lengths(archive: zipfile.ZipFile) -> list[int]:
    name = next((name for name in archive.namelist() if name.casefold() == TEXTS), "")
    return [len(text) for text in END_OF_TEXT.split(archive.read(name))] if name else []


def _refuse_far_cells(xml: bytes) -> None:
    last_row = max((int(number) for number in ROW.findall(xml)), default=0)
    widest = WIDEST if WIDE_COLUMN.search(xml) else NARROW
    if last_row * widest <= MAX_CELLS and not (widest == WIDEST and NO_COLUMN.search(xml)):
        return
    rows, columns = 0, 0
    for letters, number in FILLED_CELL.findall(xml):
        rows, columns = max(rows, int(number)), max(columns, column_number(letters.decode()))
    if rows * columns > MAX_CELLS or columns > WIDEST:
        raise TooLarge(
            f"has a filled cell as far out as column {columns:,} or row {rows:,}, so that it claims {rows * columns:,} cells. "
            "Delete the stray cell, or copy the table to a new workbook, and save it again."
        )


def column_number(letters: str) -> int:
    """The number of a column by its letters: `A` gives 1, `AB` gives 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
