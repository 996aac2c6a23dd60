"""Workbooks that would fill the memory are refused with a sentence; those that only look large are read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.checking import check_paths
from pipelines.sources import sheets, workbook_apart, workbook_bounds
from pipelines.sources.delimited import choose_delimiter
from pipelines.sources.sheets import UnreadableFile, decode, open_document
from tests.workbook_bytes import as_ods, as_workbook, as_xls, edited, ods_cell

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


def book(path: Path, *cells: tuple[int, int, str | None]) -> Path:
    """A workbook with these cells; None is a cell that is only formatted."""
    with xlsxwriter.Workbook(path) as workbook:
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet()
        for row, column, text in cells:
            if text is None:
                sheet.write_blank(row, column, None, bold)
            else:
                sheet.write_string(row, column, text)
    return path


def test_a_used_range_of_a_million_formatted_rows_is_no_data(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (0, 0, "Organisation"), (1, 0, "Hope"), (LAST_ROW, LAST_COLUMN, None))
    assert open_document(path, "a.xlsx").sheets[0].rows == [["Organisation"], ["Hope"]]


def test_one_long_column_is_read(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (0, 0, "Organisation"), (200_000, 0, "Hope"))
    assert len(open_document(path, "a.xlsx").sheets[0].rows) == 200_001


def test_a_stray_cell_in_the_last_corner_is_refused_before_memory_is_asked_for(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", (0, 0, "Organisation"), (LAST_ROW, LAST_COLUMN, "x"))
    with pytest.raises(UnreadableFile) as refused:
        open_document(path, "a.xlsx")
    assert "as far out as column 16,384 or row 1,048,576" in str(refused.value)
    assert "Delete the stray cell" in str(refused.value)


def test_a_column_beyond_the_last_is_refused(tmp_path: Path) -> None:
    sound = as_workbook([["Organisation", *[""] * 30, "x"]])
    far = edited(sound, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="AF1"', b'r="ZZZZ1"'))
    (tmp_path / "a.xlsx").write_bytes(far)
    with pytest.raises(UnreadableFile, match="as far out as column 475,254 or row 1,"):
        open_document(tmp_path / "a.xlsx", "a.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_bounds, "MAX_UNPACKED_BYTES", 1_000_000)
    path = book(tmp_path / "a.xlsx", (0, 0, "Organisation"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(2_000_000))
    with pytest.raises(UnreadableFile, match="would unpack to"):
        open_document(path, "a.xlsx")


def test_a_workbook_that_says_it_has_a_million_rows_has_those_it_has(tmp_path: Path) -> None:
    claim = b'<dimension ref="A1:XFD1048576"'
    sound = as_workbook([["Organisation"], ["Hope"]])
    boasting = edited(sound, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb'<dimension ref="[^"]*"', claim, xml))
    (tmp_path / "a.xlsx").write_bytes(boasting)
    assert open_document(tmp_path / "a.xlsx", "a.xlsx").sheets[0].rows == [["Organisation"], ["Hope"]]


# Kinds of workbook whose size nobody can tell beforehand


@pytest.mark.parametrize(("write", "ending"), [(as_xls, ".xls"), (as_ods, ".ods"), (as_ods, ".xlsx")])
def test_older_and_open_workbooks_are_read(tmp_path: Path, write: Callable[..., bytes], ending: str) -> None:
    (tmp_path / f"a{ending}").write_bytes(write([["Organisation", "Type"], ["Hôpe", ""], [], ["  Care\x07 ", "NGO"]]))
    (sheet,) = open_document(tmp_path / f"a{ending}", "").sheets
    assert (sheet.name, sheet.rows) == (
        "Sheet1", [["Organisation", "Type"], ["Hôpe", ""], ["", ""], ["Care", "NGO"]],
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        as_xls([["Organisation"]], far=(65_535, 65_535)),
        as_ods([["Organisation"]], f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("x", 900)}</table:table-row>'),
    ],
)  # fmt: skip
def test_a_grid_that_fills_the_memory_ends_only_its_own_process(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(UnreadableFile, match=r"more than the 2 GB of memory allowed, or is damaged|cannot be opened"):
        open_document(tmp_path / "a.xls", "a.xls")


def test_a_workbook_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_apart, "MOST_SECONDS", 0)
    (tmp_path / "a.xls").write_bytes(as_xls([["Organisation"]]))
    with pytest.raises(UnreadableFile, match="could not be read within"):
        open_document(tmp_path / "a.xls", "a.xls")


def test_a_damaged_older_workbook_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(as_xls([["Organisation"]])[:700])
    with pytest.raises(UnreadableFile, match="cannot be opened as a workbook"):
        open_document(tmp_path / "a.xls", "a.xls")


def test_a_panic_of_the_reader_is_a_damaged_file_and_an_interrupt_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader is written in Rust; when it panics it raises what is no Exception."""
    (tmp_path / "a.xlsx").write_bytes(as_workbook([["Organisation"]]))
    for raised, expected in ((type("PanicException", (BaseException,), {}), UnreadableFile), (KeyboardInterrupt,) * 2):

        def panic(data: bytes, raised: type[BaseException] = raised) -> None:
            raise raised

        monkeypatch.setattr(sheets, "read_workbook", panic)
        with pytest.raises(expected):
            open_document(tmp_path / "a.xlsx", "a.xlsx")


def test_one_cell_full_of_tabs_does_not_make_a_table_tab_separated() -> None:
    assert choose_delimiter('id,description,amount\n1,"' + "a\t" * 80 + '",5\n') == ","
    assert choose_delimiter("name\tjoined\nAnta, Hope\t1\nAlwan, Far\t2\n") == "\t"


def test_formula_errors_are_counted_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "partners.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, cells in enumerate((("Organisation", "Type", "Cluster"), ("Hope", "", "WASH"))):
            sheet.write_row(row, 0, cells)
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
    (report,) = check_paths([tmp_path], None)
    assert report["rows_accepted"] == 1
    messages = [finding["message"] for finding in report["findings"] if finding["rule"] == "formula_errors"]
    assert messages == [
        "1 cells hold a formula error such as #N/A. They were read as empty. Mend the formulas in the workbook, or type the values in."
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("name,joined\nAnta,1\n".encode("utf-16-le"), "utf-16-le"),
        ("name,joined\nAnta,1\n".encode("utf-16-be"), "utf-16-be"),
        (b"name,joined\nAn\x00ta,1\n" + b"Alwan,2\n" * 20, "utf-8"),
    ],
)
def test_text_with_zero_bytes_is_still_text(data: bytes, encoding: str) -> None:
    text, found = decode(data, "a.csv")
    assert (text.splitlines()[:2], found) == (["name,joined", "Anta,1"], encoding)


@pytest.mark.parametrize("data", [bytes(range(256)) * 12, b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"])
def test_a_picture_or_a_pdf_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is not a table"):
        decode(data, "a.csv")
