"""What one dropped file shows: what it is, its first rows, what will load, what will not and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import words
from dashboard.importing import import_words
from dashboard.languages import N_, _

SHOWN_ROWS = 8
SHOWN_COLUMNS = 30
SHOWN_FINDINGS = 15
LONGEST_CELL = 80
LINKS = {"meeting_key", "origin", "standing"}  # columns the program fills for itself
DETAILS = N_("What is in it, what will load and what will not")


@dataclass(frozen=True)
class Upload:
    """A dropped file, and the path it would have inside the workspace."""

    id: str
    path: str
    content: bytes


def card(upload: Upload, report: dict[str, Any], more: Callable[[], None]) -> None:
    """Show a file; `more` adds what can be done with it."""
    with st.container(border=True, key=f"file_{upload.id}"):
        st.markdown(f"**{words.plain(upload.path)}**")
        st.markdown(import_words.verdict(report).as_markdown())
        if _has_details(report):
            # Whoever drops a whole drive gets its verdicts at once; the tables come when they are asked for.
            details = st.expander(_(DETAILS), on_change="rerun", key=f"open_{upload.id}")
            if details.open:
                with details:
                    _details(upload.id, report)
        more()


def _has_details(report: dict[str, Any]) -> bool:
    """Whether there is more to say than the verdict says."""
    filled = [sheet for sheet in report.get("sheets", []) if any(map(any, sheet["rows"]))]
    return bool(filled or report.get("tables") or any(found["rule"] != "unreadable" for found in report["findings"]))


def _details(key: str, report: dict[str, Any]) -> None:
    findings = report["findings"]
    _listed(_("What will not load, and how to mend it"), [f for f in findings if f["severity"] == "error"])
    _listed(_("What will load, but please check"), [f for f in findings if f["severity"] == "warning"])
    _listed(_("What was guessed or left out"), [f for f in findings if f["severity"] == "info"])
    _about(report)
    for number, sheet in enumerate(report.get("sheets", [])):
        _found(f"{key}_{number}", sheet)
    for table in report.get("tables", []):
        _loaded(f"{key}_{table['table']}", table)


def _about(report: dict[str, Any]) -> None:
    if report["recognised_as"]:
        said = _("Recognised by: {evidence}.").format(evidence=words.plain(report["evidence"]))
        st.caption(
            said
            + (
                _(" Text encoding: {encoding}.").format(encoding=words.plain(report["encoding"]))
                if report["encoding"]
                else ""
            )
        )


def _listed(heading: str, findings: list[dict[str, Any]]) -> None:
    if not findings:
        return
    st.markdown(f"**{heading}**")
    told = import_words.told(findings)
    st.markdown("\n".join(f"- {line}" for line in told[:SHOWN_FINDINGS]))
    if len(told) > SHOWN_FINDINGS:
        st.caption(
            _(
                "The first {SHOWN_FINDINGS} of {told} are shown. After saving and a rebuild, the page Data lists all."
            ).format(SHOWN_FINDINGS=SHOWN_FINDINGS, told=words.count(len(told)))
        )


def _found(key: str, sheet: dict[str, Any]) -> None:
    rows = sheet["rows"][:SHOWN_ROWS]
    if not any(any(row) for row in rows):
        return
    sheet_name = _(", sheet {name}").format(name=words.plain(sheet["name"])) if sheet["name"] else ""
    st.markdown(_("**As it stands in the file{sheet_name}: first rows**").format(sheet_name=sheet_name))
    width = max(len(row) for row in rows)
    table(
        key,
        [letters(index) for index in range(width)],
        [[*row, *[""] * (width - len(row))] for row in rows],
        numbered=True,
    )


def _loaded(key: str, loaded: dict[str, Any]) -> None:
    meaning = _("Each row: {meaning}").format(meaning=_(loaded["meaning"]))
    st.markdown(_("**As it will load: {total}**").format(total=import_words.rows(loaded["total"])))
    st.caption(words.plain(meaning))
    kept = [(index, name) for index, name in enumerate(loaded["columns"]) if name not in LINKS]
    rows = [[import_words.cell(name, row[index]) for index, name in kept] for row in loaded["rows"][:SHOWN_ROWS]]
    table(key, [words.plain(import_words.field(name)) for _, name in kept], rows)


def table(key: str, headings: list[str], rows: list[list[Any]], numbered: bool = False) -> None:
    """Show cells as text, never as formatting; a wide table moves inside its own box."""
    kept = headings[:SHOWN_COLUMNS]
    first = [{_("Row"): str(number)} if numbered else {} for number in range(1, len(rows) + 1)]
    shown = [start | dict(zip(kept, map(_cell, row), strict=False)) for start, row in zip(first, rows, strict=True)]
    with st.container(key=f"numbers_{key}"):
        st.table(shown, hide_index=True, width="content")
    if len(headings) > SHOWN_COLUMNS:
        st.caption(
            _("The first {SHOWN_COLUMNS} of {headings} columns are shown.").format(
                SHOWN_COLUMNS=SHOWN_COLUMNS, headings=len(headings)
            )
        )


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return words.plain(text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…")


def letters(index: int) -> str:
    """Name a column as a spreadsheet does: A, B … Z, AA."""
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)
