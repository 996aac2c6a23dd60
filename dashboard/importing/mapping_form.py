"""The questions about a file nobody foresaw: what it is, and which column is what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import words
from dashboard.importing import import_words, importing, mapping
from dashboard.importing.import_cards import LONGEST_CELL, SHOWN_FINDINGS, Upload
from dashboard.languages import N_, _, quoted

Field = Mapping[str, Any]
ABSENT, FIXED = N_("not in this file"), N_("the same for every row")
UNCHANGED = N_("as it is")
MOST_WORDS = 40
SAID, WHO = "import_said", "import_who"


@dataclass(frozen=True)
class Sheet:
    """The table that is being explained, and what was said of such tables before."""

    key: str  # of the form's own choices
    rows: Sequence[Sequence[str]]
    heading_row: int
    kind: str
    known: Mapping[str, Any]

    @property
    def headings(self) -> list[str]:
        """The headings of the file."""
        return mapping.headings(self.rows, self.heading_row)


def form(upload: Upload, report: Mapping[str, Any], workspace: Path) -> None:
    """Ask what the columns of a file are, try the answer, and keep it."""
    tables = {sheet["name"]: sheet["rows"] for sheet in report.get("sheets", []) if any(map(any, sheet["rows"]))}
    if not tables:
        st.markdown(_("This file holds no table of rows and columns. Export it as .xlsx or .csv, and drop that."))
        return
    kinds = importing.kinds()
    known = mapping.known(workspace, report["recognised_as"])
    sheet = _sheet(upload.id, tables, list(kinds), known)
    if sheet is None:
        return
    fields = kinds[sheet.kind]
    columns, fixed = _columns(sheet, fields)
    wordings = _wordings(sheet, fields, columns)
    title = st.text_input(
        _("Name of this mapping"), known.get("title", Path(upload.path).stem), max_chars=60, key=f"title_{sheet.key}"
    )
    who = st.text_input(_("Your name or role"), st.session_state.get(WHO, ""), key=f"who_{sheet.key}", max_chars=80)
    answer = mapping.Answer(title.strip(), sheet.kind, who.strip(), sheet.headings, columns, fixed, wordings)
    _finish(upload, sheet, answer, fields, workspace)


def _sheet(id_: str, tables: Mapping[str, Any], kinds: list[str], known: Mapping[str, Any]) -> Sheet | None:
    """Ask which sheet is meant, what it is, and where its headings stand."""
    name = st.selectbox(_("Sheet"), list(tables), key=f"sheet_{id_}") if len(tables) > 1 else next(iter(tables))
    rows = tables[name]
    chosen = kinds.index(known["kind"]) if known.get("kind") in kinds else None
    kind = st.selectbox(
        _("What is in this file?"),
        kinds,
        chosen,
        import_words.kind,
        key=f"kind_{id_}",
        placeholder=_("Choose what one row is about"),
    )
    if kind is None:
        return None
    last = min(len(rows), mapping.HEADINGS_WITHIN)
    row = st.number_input(
        _("Which row holds the headings?"), 1, last, min(mapping.heading_row(rows), last), key=f"row_{id_}_{name}"
    )
    found = mapping.headings(rows, row)
    st.caption(
        _("Headings found: {found}").format(found=words.plain(" · ".join(found)))
        if found
        else _("This row is empty: choose another.")
    )
    return Sheet(f"{id_}_{list(tables).index(name)}_{kind}_{row}", rows, row, kind, known) if found else None


def _columns(sheet: Sheet, fields: Sequence[Field]) -> tuple[dict[str, str], dict[str, str]]:
    """Ask where each of our columns stands; those that are needed or were guessed come first."""
    st.markdown(_("**Which column is what?** Columns marked * are needed in every row."))
    first = [
        field for field in fields if field["required"] or field["name"] == "cluster" or _start(sheet, field) != ABSENT
    ]
    said = _ask_each(sheet, first)
    if others := [field for field in fields if field not in first]:
        with st.expander(_("More that such a file can hold ({others})").format(others=len(others))):
            said |= _ask_each(sheet, others)
    columns = {name: column for name, (column, _) in said.items() if column not in (ABSENT, FIXED)}
    return columns, {name: value for name, (column, value) in said.items() if column == FIXED and value}


def _ask_each(sheet: Sheet, fields: Sequence[Field]) -> dict[str, tuple[str, str]]:
    said = {}
    for start in range(0, len(fields), 2):
        for place, field in zip(st.columns(2), fields[start : start + 2], strict=False):
            with place:
                said[field["name"]] = _ask(sheet, field)
    return said


def _ask(sheet: Sheet, field: Field) -> tuple[str, str]:
    """Ask where one column stands, or which value every row has."""
    options = [ABSENT, FIXED, *(heading for heading in sheet.headings if heading not in (ABSENT, FIXED))]
    name, label = field["name"], words.plain(import_words.field(field["name"]))
    column = st.selectbox(
        f"{label}{' *' if field['required'] else ''}",
        options,
        options.index(_start(sheet, field)),
        lambda option: _(option) if option in (ABSENT, FIXED) else option,
        key=f"at_{sheet.key}_{name}",
    )
    if column != FIXED:
        return column, ""
    known = sheet.known.get("fixed", {}).get(name)
    if field["choices"]:
        chosen = field["choices"].index(known) if known in field["choices"] else None
        code = st.selectbox(
            _("{label}: which?").format(label=label),
            field["choices"],
            chosen,
            import_words.choice,
            key=f"is_{sheet.key}_{name}",
        )
        return column, code or ""
    return column, st.text_input(
        _("{label}: which?").format(label=label), known or "", key=f"is_{sheet.key}_{name}"
    ).strip()


def _start(sheet: Sheet, field: Field) -> str:
    """Return what was said before, else the heading that reads the same."""
    name = field["name"]
    if name in sheet.known.get("fixed", {}):
        return FIXED
    before = sheet.known.get("columns", {}).get(name)
    return mapping.guess([before] if before else [name, import_words.field(name)], sheet.headings) or ABSENT


def _wordings(sheet: Sheet, fields: Sequence[Field], columns: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Ask what the words of a column mean where only some values are allowed."""
    wordings = {}
    for field in fields:
        if field["choices"] and (heading := columns.get(field["name"])):
            found = mapping.words_in(sheet.rows, sheet.heading_row, heading)
            found += [
                word for word in st.session_state.get(_unknown_key(sheet, field["name"]), []) if word not in found
            ]
            if asked := _wording(sheet, field, found[:MOST_WORDS]):
                wordings[field["name"]] = asked
    return wordings


def _wording(sheet: Sheet, field: Field, found: Sequence[str]) -> dict[str, str]:
    name, before = field["name"], sheet.known.get("words", {}).get(field["name"], {})
    st.markdown(_("**{name}: what does each word mean?**").format(name=words.plain(import_words.field(name))))
    st.caption(
        _("“{unchanged}” keeps the word: right where the program knows it, as it knows “National NGO”.").format(
            unchanged=_(UNCHANGED).capitalize()
        )
    )
    options, meant = [UNCHANGED, *field["choices"]], {}
    for number, word in enumerate(found):
        guess = before.get(word) or mapping.guess([word], field["choices"]) or UNCHANGED
        shown = words.plain(word if len(word) <= LONGEST_CELL else f"{word[:LONGEST_CELL]}…")
        code = st.selectbox(
            _("“{shown}” means").format(shown=shown),
            options,
            options.index(guess) if guess in options else 0,
            lambda choice: _(choice) if choice == UNCHANGED else import_words.choice(choice),
            key=f"word_{sheet.key}_{name}_{number}",
        )
        if code != UNCHANGED:
            meant[word] = code
    return meant


def _finish(upload: Upload, sheet: Sheet, answer: mapping.Answer, fields: Sequence[Field], workspace: Path) -> None:
    """Offer to keep the answer; it is tried first, so that a mapping that loads nothing is never kept."""
    replace = False
    if mapping.file_of(workspace, answer.name).exists():
        replace = st.checkbox(
            _("Replace the mapping named “{name}” that is there already").format(name=words.plain(answer.name)),
            key=f"replace_{sheet.key}",
        )
    if not st.button(_("Try and save this mapping"), key=f"save_{sheet.key}", type="primary"):
        return
    if (
        problem := _incomplete(answer, fields)
        or _taken(workspace, answer, replace)
        or _refused(upload, sheet, answer, workspace)
    ):
        st.error(problem, icon=":material/error:")
        return
    try:
        mapping.save(workspace, answer, dt.date.today(), replace)
    except OSError as problem:
        st.error(
            _("The mapping could not be written ({problem}). Check that the folder may be changed.").format(
                problem=words.plain(problem)
            )
        )
        return
    st.session_state[WHO] = answer.saved_by
    st.session_state[SAID] = _("The mapping “{title}” is saved. Every file with these columns will load.").format(
        title=words.plain(answer.title)
    )
    st.rerun()


def _incomplete(answer: mapping.Answer, fields: Sequence[Field]) -> str:
    """Return what is still to be said, or an empty text."""
    if lacking := answer.lacking(fields):
        named = words.listed([quoted(f"“{words.plain(import_words.field(name))}”") for name in lacking])
        return _("Every row needs {named}. Choose the column, or “{fixed}”.").format(named=named, fixed=_(FIXED))
    if not answer.columns:
        return _("No column is chosen yet. Say which column of the file is what.")
    if not answer.title or not answer.saved_by:
        return _("Give the mapping a name, and say who saves it.")
    return ""


def _taken(workspace: Path, answer: mapping.Answer, replace: bool) -> str:
    if replace or not mapping.file_of(workspace, answer.name).exists():
        return ""
    return _("There is a mapping of this name. Give another name, or tick that it is to be replaced.")


def _refused(upload: Upload, sheet: Sheet, answer: mapping.Answer, workspace: Path) -> str:
    """Read the file with the answer; return why that does not work, or an empty text."""
    with st.spinner(_("Reading the file with this mapping…")):
        try:
            profile = (answer.name, answer.as_toml(dt.date.today()))
            report = importing.check({upload.path: upload.content}, workspace, profile)[upload.path]
        except importing.CheckFailed as problem:
            return words.plain(problem)
    if f"{mapping.PREFIX}{answer.name}" not in (report["recognised_as"] or "").split(", "):
        return _("Nothing was saved: with this mapping the file is still not read with it. {evidence}").format(
            evidence=words.plain(words.reason(report["evidence"]))
        )
    if report["rows_accepted"]:
        return ""
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    _remember_unknown(sheet, errors)
    lines = [f"- {line}" for line in import_words.told(errors)[:SHOWN_FINDINGS]]
    return "\n".join([_("Nothing was saved: with this mapping no row would load."), "", *lines])


def _remember_unknown(sheet: Sheet, errors: Sequence[Mapping[str, Any]]) -> None:
    """Keep the words the trial stumbled over, so that the form asks for them too."""
    for finding in errors:
        if finding["value"]:
            kept = st.session_state.setdefault(_unknown_key(sheet, finding["column"]), [])
            if finding["value"] not in kept:
                kept.append(finding["value"])


def _unknown_key(sheet: Sheet, name: str) -> str:
    return f"unknown_{sheet.key}_{name}"
