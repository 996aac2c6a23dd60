"""What tables does this file hold? Bytes in; cells as text out, nothing interpreted."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.sources.workbooks import TooLarge, read_workbook

DELIMITERS = ",;\t|"
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# A cell of a real export can be long; the reader's default bound of 128 KiB is not a rule of any format.
csv.field_size_limit(2**31 - 1)
# Zero bytes that a program left in a text by mistake; more of them, and it is no text.
MOST_STRAYS = 0.01
WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}


class UnreadableFile(Exception):
    """The file cannot be opened at all; the message says what to do."""


@dataclass(frozen=True)
class Sheet:
    """One table (or JSON document) of a file.

    `rows` holds every row as text, blank ones included, so `rows[i]` is row `i + 1` of the
    spreadsheet. `payload` is the parsed document where the file is JSON; `rows` is then empty.
    """

    file: str
    name: str
    rows: Sequence[Sequence[str]]
    encoding: str = ""
    payload: Any = None
    folder: str = ""


@dataclass(frozen=True)
class Document:
    """A file with its sheets, as opened."""

    path: str
    encoding: str
    sheets: list[Sheet] = field(default_factory=list)
    formula_errors: int = 0


def open_document(path: Path, name: str) -> Document:
    """Open a file as text cells; `name` is its path inside the workspace.

    Raises UnreadableFile with a sentence for the user when the bytes are not what they claim.
    """
    data = path.read_bytes()
    if not data.strip():
        return Document(name, "empty")
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        return _open_workbook(data, name)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise UnreadableFile(
            f"{name} ends in {path.suffix} but its content is not a workbook. "
            "Open it in a spreadsheet program, save it again as .xlsx, and put it back."
        )
    text, encoding = decode(data, name)
    if text.lstrip()[:1] in "{[" and (payload := _parse_json(text)) is not None:
        return Document(name, encoding, [_sheet(name, "", [], encoding, payload)])
    return Document(name, encoding, [_sheet(name, "", parse_csv(text), encoding)])


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and the encoding it was in: byte order mark first, then UTF-8, then Windows-1252."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableFile(
                    f"{name} starts as {encoding.upper()} text but breaks off at byte {error.start}. "
                    "It was probably cut short: export or copy it again."
                ) from error
    if b"\x00" in data:
        data, encoding = _without_zeros(data, name)
        if encoding:
            return data.decode(encoding), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _without_zeros(data: bytes, name: str) -> tuple[bytes, str]:
    """Text that holds zero bytes: UTF-16 whose byte order mark is gone, or a few strays, which are left out.

    Returns the bytes and their encoding where it is known. Raises UnreadableFile where it is no text at all.
    """
    even, odd = data[::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.3 * len(data) / 2 and others < zeros / 50:
            with contextlib.suppress(UnicodeDecodeError):
                data.decode(encoding)
                return data, encoding
    if even + odd > MOST_STRAYS * len(data):
        raise UnreadableFile(
            f"{name} is not a table: it holds binary data. Export it as .xlsx or .csv from the program it comes from."
        )
    return data.replace(b"\x00", b""), ""


def parse_csv(text: str) -> list[list[str]]:
    """Rows of a delimited text; the delimiter is the one that fits the most lines best."""
    delimiter = choose_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = [[cell.strip() for cell in row] for row in reader]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def choose_delimiter(text: str) -> str:
    """The candidate that splits most of the first records into the widest common shape."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text[:65536], newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(40), reader, strict=False) if any(row)]
        # A width seen once may be one cell full of tabs or commas: it counts where nothing else tells.
        usual = [width for width in widths if widths.count(width) > 1]
        score = (sum(width - 1 for width in usual), sum(width - 1 for width in widths))
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # the latter: brackets nested deeper than any real document
        return None


def _open_workbook(data: bytes, name: str) -> Document:
    try:
        tables, errors = read_workbook(data)
    except TooLarge as error:
        raise UnreadableFile(f"{name} {error}") from error
    except Exception as error:  # calamine raises many kinds; each means the same to the user
        raise UnreadableFile(
            f"{name} cannot be opened as a workbook ({type(error).__name__}: {error}). "
            "It may be damaged, still downloading or protected by a password: "
            "open it in a spreadsheet program, save it again as .xlsx, and put it back."
        ) from error
    return Document(name, "workbook", [_sheet(name, title, rows, "workbook") for title, rows in tables], errors)


def _sheet(file: str, name: str, rows: list[list[str]], encoding: str, payload: Any = None) -> Sheet:
    folder = str(Path(file).parent)
    return Sheet(file, name, rows, encoding, payload, "" if folder == "." else folder)
