"""What tables does this file hold? Bytes in; cells as text out, nothing interpreted."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.sources.delimited import parse_csv
from pipelines.sources.oversized import Broken, cut_to_size
from pipelines.sources.unseen import seen, seen_document
from pipelines.sources.workbook_bounds import TooLarge
from pipelines.sources.workbooks import read_workbook

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Zero bytes that a program left in a text by mistake; more of them, and it is no text.
MOST_STRAYS = 0.01
LOOKED_AT = 65_536
CONTROLS = [bytes([code]) for code in range(1, 32) if code not in b"\t\n\v\f\r\x1b"]
NO_TABLE = "{name} is not a table: it holds binary data. Export it as .xlsx or .csv from the program it comes from."
# What a reader written in Rust raises in place of an Exception.
PANIC = "PanicException"
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
    broken: list[Broken] = field(default_factory=list)


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
    rows, broken = parse_csv(seen(text))
    return Document(name, encoding, [_sheet(name, "", rows, encoding)], broken=broken)


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
    if _is_binary(data[:LOOKED_AT]):
        raise UnreadableFile(NO_TABLE.format(name=name))
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


def _is_binary(data: bytes) -> bool:
    """Whether bytes are a picture, a PDF or the like: text holds hardly any control characters."""
    return data.startswith(b"%PDF") or sum(map(data.count, CONTROLS)) > MOST_STRAYS * len(data)


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
        raise UnreadableFile(NO_TABLE.format(name=name))
    return data.replace(b"\x00", b""), ""


def _parse_json(text: str) -> Any:
    try:
        return seen_document(json.loads(text))
    except (ValueError, RecursionError):  # among them brackets nested deeper than in any real document
        return None


def _open_workbook(data: bytes, name: str) -> Document:
    try:
        tables, errors = read_workbook(data)
    except TooLarge as error:
        raise UnreadableFile(f"{name} {error}") from error
    except BaseException as error:  # calamine raises many kinds; each means the same to the user
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        raise UnreadableFile(
            f"{name} cannot be opened as a workbook ({_said(error)}). "
            "It may be damaged, still downloading or protected by a password: "
            "open it in a spreadsheet program, save it again as .xlsx, and put it back."
        ) from error
    broken = [found for title, rows in tables for found in cut_to_size(rows, title)]
    sheets = [_sheet(name, title, rows, "workbook") for title, rows in tables]
    return Document(name, "workbook", sheets, errors, broken)


def _said(error: BaseException) -> str:
    """What a library said of a file; only its kind where the words repeat the file's own bytes."""
    kind, words = type(error).__name__, str(error)
    return kind if "\\x" in words or not words.isprintable() else f"{kind}: {words}"


def _sheet(file: str, name: str, rows: list[list[str]], encoding: str, payload: Any = None) -> Sheet:
    folder = str(Path(file).parent)
    return Sheet(file, name, rows, encoding, payload, "" if folder == "." else folder)
