"""Workbooks that would fill the memory are refused with a sentence; those that only look large are read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.checking import check_paths
from pipelines.sources import workbooks
from pipelines.sources.sheets import UnreadableFile, choose_delimiter, decode, open_document

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


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_UNPACKED_BYTES", 1_000_000)
    path = book(tmp_path / "a.xlsx", (0, 0, "Organisation"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(2_000_000))
    with pytest.raises(UnreadableFile, match="would unpack to"):
        open_document(path, "a.xlsx")


def test_brackets_nested_too_deep_are_no_document(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    assert open_document(path, "deep.json").sheets[0].payload is None


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


def test_binary_data_is_no_text() -> None:
    with pytest.raises(UnreadableFile, match="is not a table"):
        decode(bytes(range(256)) * 4 + bytes(200), "a.csv")
