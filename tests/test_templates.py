"""The workbooks a cluster fills in: what they offer, that they are ours to the byte, and that each one loads."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from pipelines.checking import check_paths
from pipelines.contracts import logs
from pipelines.contracts.columns import ORGANISATION_TYPES, Contract
from pipelines.contracts.meetings import MEETINGS
from pipelines.contracts.register import MEMBERSHIPS, ORGANISATIONS
from pipelines.sources import meetings_list, partner_register
from pipelines.sources.headings import field_of
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import heading_key
from pipelines.sources.sheets import open_document
from pipelines.sources.template_words import shown, words
from pipelines.sources.words import MEETING_LEVEL, MEETING_STATUS, MEMBERSHIP_LEVEL, answer, code
from pipelines.templates import write_templates
from pipelines.templates.declaration import Field, Table, Workbook, headings, log_tables, workbooks
from pipelines.templates.workbooks import heading
from pipelines.workspace import WorkspaceError
from tests.conftest import ROOT
from tests.workspaces import write_csv

TABLES = {table.name: table for book in workbooks() for table in book.tables}
FIELDS = [(table, field) for table in TABLES.values() for field in table.fields]
# Filled in by the source or by other files, not by people.
NOT_ASKED = {
    "partners": {"standing", "applies_in", "type_word", "organisation"},
    "meetings": {"meeting_key", "origin", "starts_at", "ends_at"},
}


def contracts(table: Table) -> tuple[Contract, ...]:
    own = {"partners": (ORGANISATIONS, MEMBERSHIPS), "meetings": (MEETINGS,)}
    return own.get(table.name) or tuple(contract for contract in logs.ALL if contract.table == table.name)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    write_templates(folder)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    write_templates(folder, example=True)
    return folder


# The declaration


def test_there_is_a_template_for_everything_a_cluster_logs() -> None:
    assert [book.name for book in workbooks()] == [
        "partners", "meetings", "roles_and_seats", "action_points", "documents", "consultations_and_comments",
        "outreach", "capacity_support", "sub_grants", "safeguarding_assurance", "allocation_rounds",
        "areas_in_need", "agenda_points",
    ]  # fmt: skip
    assert {table.name for table in log_tables()} == {contract.table for contract in logs.ALL}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_of_a_contract_has_a_heading(table: Table) -> None:
    asked = {column.name for contract in contracts(table) for column in contract.columns}
    assert {field.column.name for field in table.fields} == asked - NOT_ASKED.get(table.name, set())


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda part: getattr(part, "name", None) or part.heading)
def test_a_column_is_explained_and_every_choice_has_one_word(table: Table, field: Field) -> None:
    assert field.help.endswith((".", "?"))
    assert len(field.help) <= 255, "a spreadsheet shows no longer message"
    assert len(field.heading) <= 44
    if field.column.kind == "choice":
        assert set(shown(field.answers)) == set(field.column.choices)
        assert field.example in ("", *shown(field.answers).values())
    elif field.column.kind == "flag":
        assert field.example in ("", "Yes", "No")
    else:
        assert field.answers == ""


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_required_column_has_an_example(table: Table) -> None:
    assert table.required
    assert [field.heading for field in table.fields if field.column.required and not field.example] == []
    assert table.fields[0].column.kind == "text", "the mark of the example row stands in the first cell"
    assert table.fields[0].example


@pytest.mark.parametrize("table", log_tables(), ids=lambda table: table.name)
def test_no_heading_of_a_log_means_two_columns(table: Table) -> None:
    keys = [key for known in headings(table).values() for key in known]
    assert len(keys) == len(set(keys))


def test_no_word_of_a_list_means_two_answers() -> None:
    for _, field in FIELDS:
        keys = [key for known in words(field.answers).values() for key in known]
        assert len(keys) == len(set(keys)), field.answers


@pytest.mark.parametrize(("name", "source"), [("partners", partner_register), ("meetings", meetings_list)])
def test_the_older_sources_know_the_headings_of_their_template(name: str, source: ModuleType) -> None:
    known: dict[str, frozenset[str]] = source.FIELDS
    wrong = [f.heading for f in TABLES[name].fields if field_of(heading(f), known) != f.column.name]
    assert wrong == []


def test_the_older_sources_know_the_answers_of_their_template() -> None:
    assert {type_code(word) for word in shown("organisation_type").values()} == set(ORGANISATION_TYPES)
    assert all(type_code(word) == type_ for type_, word in shown("organisation_type").items())
    for answers, known in (
        ("membership_level", MEMBERSHIP_LEVEL), ("meeting_level", MEETING_LEVEL), ("meeting_status", MEETING_STATUS),
    ):  # fmt: skip
        assert {code(word, known) for word in shown(answers).values()} == set(shown(answers))
    assert [answer(word) for word in shown("yes_no").values()] == ["yes", "no"]


# The workbooks


@pytest.mark.parametrize("book", workbooks(), ids=lambda book: book.name)
def test_a_workbook_has_styled_headings_lists_dates_and_help(shipped: Path, book: Workbook) -> None:
    workbook = openpyxl.load_workbook(shipped / f"{book.name}.xlsx")
    assert workbook.sheetnames == [*(table.sheet for table in book.tables), "Help"]
    for table in book.tables:
        sheet = workbook[table.sheet]
        assert sheet.freeze_panes == "B2"
        assert [cell.value for cell in sheet[1]] == [heading(field) for field in table.fields]
        assert all(cell.font.bold for cell in sheet[1])
        rules = {cells.min_col: rule for rule in sheet.data_validations.dataValidation for cells in rule.sqref.ranges}
        for column, field in enumerate(table.fields, start=1):
            assert 13 <= sheet.column_dimensions[sheet.cell(1, column).column_letter].width < 46
            kind = {"choice": "list", "flag": "list", "day": "date", "amount": "decimal", "number": "decimal"}
            assert (rules[column].type if column in rules else None) == kind.get(field.column.kind)
            if field.answers:
                name, cells = rules[column].formula1.split("!")
                listed = [cell.value for (cell,) in workbook[name][cells]]
                assert listed == list(shown(field.answers).values())
    told = {str(cell.value) for row in workbook["Help"].iter_rows() for cell in row}
    assert {field.help for table in book.tables for field in table.fields} <= told


def test_the_example_stands_marked_grey_and_italic_below_the_headings(shipped: Path) -> None:
    sheet = openpyxl.load_workbook(shipped / "action_points.xlsx").worksheets[0]
    assert str(sheet["A2"].value).startswith("EXAMPLE: ")
    assert sheet["A2"].font.italic
    assert sheet["A2"].font.color.rgb == "FF7F7F7F"
    assert sheet["F2"].is_date
    assert sheet.max_row == 2


def test_text_can_become_neither_formula_nor_link(shipped: Path, filled: Path) -> None:
    for path in (*shipped.glob("*.xlsx"), *filled.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path).worksheets:
            assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    roles = openpyxl.load_workbook(shipped / "roles_and_seats.xlsx").worksheets[0]
    assert roles.column_dimensions["A"].number_format == "@", "what somebody types stays text too"


def test_the_same_template_is_the_same_file(shipped: Path, tmp_path: Path) -> None:
    for path in write_templates(tmp_path):
        assert path.read_bytes() == (shipped / path.name).read_bytes()


def test_the_templates_in_the_repository_are_those_the_command_writes(shipped: Path) -> None:
    ours = ROOT / "data" / "templates"
    assert {path.name for path in ours.glob("*.xlsx")} == {path.name for path in shipped.iterdir()}
    for path in shipped.iterdir():
        assert _members(path) == _members(ours / path.name), f"write {path.name} again"


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_template_somebody_filled_in_is_never_replaced(tmp_path: Path) -> None:
    write_templates(tmp_path)
    write_templates(tmp_path, example=True)
    write_templates(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "outreach.xlsx")
    book.worksheets[0].append(["Alwan", "WASH"])
    book.save(tmp_path / "outreach.xlsx")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(WorkspaceError, match=r"outreach.xlsx holds rows that somebody filled in"):
        write_templates(tmp_path, example=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


# Loading them


@pytest.mark.parametrize("book", workbooks(), ids=lambda book: book.name)
def test_a_template_filled_with_its_example_row_loads(filled: Path, book: Workbook) -> None:
    (report,) = check_paths([filled / f"{book.name}.xlsx"], None)
    assert report["rows_read"] == report["rows_accepted"] == len(book.tables)
    assert [f for f in report["findings"] if f["severity"] != "info"] == []


@pytest.mark.parametrize("book", workbooks(), ids=lambda book: book.name)
def test_a_template_as_shipped_is_known_and_its_example_is_no_record(shipped: Path, book: Workbook) -> None:
    (report,) = check_paths([shipped / f"{book.name}.xlsx"], None)
    own = {"partners": "partner_register", "meetings": "meetings_list"}
    assert report["recognised_as"] == own.get(book.tables[0].name, "template_logs")
    assert report["rows_read"] == 0
    assert [(f["sheet"], f["row"]) for f in report["findings"] if f["rule"] == "example_row"] == sorted(
        (table.sheet, 2) for table in book.tables
    )
    (help_sheet,) = [f for f in report["findings"] if f["rule"] == "sheet_not_recognised"]
    assert "explains how to fill in the template" in help_sheet["message"]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_sheet_saved_as_text_loads_too(filled: Path, tmp_path: Path, table: Table) -> None:
    (book,) = [book for book in workbooks() if table in book.tables]
    sheets = {sheet.name: sheet for sheet in open_document(filled / f"{book.name}.xlsx", "").sheets}
    headings_row, example = sheets[table.sheet].rows
    (report,) = check_paths([write_csv(tmp_path / "saved.csv", headings_row, [example])], None)
    assert (report["rows_read"], report["rows_accepted"]) == (1, 1)
    assert [f["rule"] for f in report["findings"]] == []


def test_all_templates_in_one_folder_load_together(filled: Path) -> None:
    reports = check_paths([filled], None)
    assert sum(report["rows_accepted"] for report in reports) == len(TABLES)


def test_headings_keep_their_key_with_a_star() -> None:
    assert all(heading_key(heading(field)) == heading_key(field.heading) for _, field in FIELDS)
