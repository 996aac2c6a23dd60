"""Text files that are broken, oversized or hold what nobody sees: opened, cut to size, and every change said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.checking import check_paths
from pipelines.sources import meetings_list, workbook_bounds
from pipelines.sources.delimited import parse_csv
from pipelines.sources.oversized import LONGEST_CELL, MOST_CELLS
from pipelines.sources.reading import Claim, DateRules, Reading
from pipelines.sources.sheets import Sheet, open_document
from tests.workbook_bytes import as_workbook
from tests.workspaces import TOML

PARTNERS = "Organisation,Type,Cluster\nHope,NGO,WASH\nCare,NGO,WASH\n"


def report(folder: Path, text: str, name: str = "partners.csv") -> dict[str, Any]:
    """What `check` says of a file with this text."""
    (folder / name).write_text(text, encoding="utf-8")
    (only,) = check_paths([folder], None)
    return only


def found(report: dict[str, Any], rule: str) -> dict[str, Any]:
    (only,) = [finding for finding in report["findings"] if finding["rule"] == rule]
    return dict(only)


def rows(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["rows_read"], report["rows_accepted"], report["rows_quarantined"]


# Quotation marks


def test_lines_after_a_quotation_mark_that_stays_open_are_said_and_held_back(tmp_path: Path) -> None:
    """Else they would be gone without a word, inside one cell."""
    text = '"Far ""Off"" Aid","NGO",WASH\nDusk,"NGO,WASH\nDawn,NGO,WASH\nSea,NGO,WASH\n'
    told = report(tmp_path, PARTNERS + text)
    assert rows(told) == (4, 3, 1)
    assert (found(told, "unclosed_quote")["row"], "2 lines after" in found(told, "unclosed_quote")["message"]) == (
        5,
        True,
    )


@pytest.mark.parametrize("text", ['a,b\n1,"2\n3"\n', "a,b\r1,2", 'a\tb\n1\t"x"\t\t', "", "\n\n"])
def test_sound_text_leaves_no_quotation_mark_open(text: str) -> None:
    assert parse_csv(text)[1] == []


# Sizes no spreadsheet has


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut_and_its_row_held_back(tmp_path: Path) -> None:
    told = report(tmp_path, PARTNERS + "x" * (LONGEST_CELL + 1) + ",NGO,WASH\n")
    assert rows(told) == (3, 2, 1)
    assert "32,768 characters in one cell" in found(told, "oversized")["message"]
    assert rows(report(tmp_path, PARTNERS + "x" * LONGEST_CELL + ",NGO,WASH\n")) == (3, 3, 0)


def test_a_row_wider_than_a_spreadsheet_is_cut_and_held_back(tmp_path: Path) -> None:
    told = report(tmp_path, PARTNERS + "Dawn,NGO,WASH" + ",x" * MOST_CELLS + "\n")
    assert rows(told) == (3, 2, 1)
    assert "16,387 cells" in found(told, "oversized")["message"]
    assert len(open_document(tmp_path / "partners.csv", "").sheets[0].rows[3]) == MOST_CELLS


def test_a_message_never_repeats_ten_thousand_characters(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_text(TOML)
    told = report(tmp_path, PARTNERS + f"Dawn,NGO,{'W' * 10_000}\n")
    cluster = found(told, "cluster")
    assert (len(cluster["value"]), cluster["value"][-1]) == (120, "…")
    assert len(cluster["message"]) < 400
    assert "Expected one of:" in cluster["message"]  # what matters stands after the value, and is still there


def test_brackets_without_end_take_no_time(tmp_path: Path) -> None:
    assert rows(report(tmp_path, PARTNERS + "(" * 5_000_000)) == (3, 2, 1)


# What nobody sees


def test_marks_of_direction_and_control_characters_are_left_out_of_every_kind_of_file(tmp_path: Path) -> None:
    marked = "\u202bHo\x07pe\u202c,NGO,\u061cWASH\nمنظمة\u200cها,NGO,WASH\n"
    told = report(tmp_path, "\u200f" + PARTNERS * 3 + marked)
    opened = open_document(tmp_path / "partners.csv", "").sheets[0].rows
    assert opened[0] == ["Organisation", "Type", "Cluster"]
    assert opened[-2:] == [["Hope", "NGO", "WASH"], ["منظمة\u200cها", "NGO", "WASH"]]
    assert told["rows_accepted"] == 10 - 2  # headings repeated are no partners
    (tmp_path / "a.xlsx").write_bytes(as_workbook([["\u200fHo\u2066pe", "a\nb", "é\u00a0è"]]))
    assert open_document(tmp_path / "a.xlsx", "").sheets[0].rows == [["Hope", "a\nb", "é\u00a0è"]]
    (tmp_path / "a.json").write_text(json.dumps([{"na\u200fme": "H\ud800o\x00pe"}]))
    assert open_document(tmp_path / "a.json", "").sheets[0].payload == [{"name": "Hope"}]


@pytest.mark.parametrize("depth", [102, 100_000])
def test_brackets_nested_too_deep_are_no_document(tmp_path: Path, depth: int) -> None:
    (tmp_path / "deep.json").write_text("[" * depth + "]" * depth, encoding="utf-8")
    assert open_document(tmp_path / "deep.json", "deep.json").sheets[0].payload is None


def test_an_odd_but_sound_document_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 90 + "NaN, 1e400" + "]" * 90)
    assert open_document(tmp_path / "a.json", "").sheets[0].payload is not None


def test_one_long_text_in_many_cells_is_refused_before_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(as_workbook([["x" * 1000] * 50]))
    assert len(open_document(tmp_path / "a.xlsx", "").sheets[0].rows[0]) == 50
    monkeypatch.setattr(workbook_bounds, "MAX_TEXT", 40_000)
    told = check_paths([tmp_path], None)[0]
    assert told["status"] == "unreadable"
    assert "repeats long texts" in told["evidence"]


# What is said of a file as a whole


def test_the_evidence_for_a_file_names_no_person_and_speaks_of_a_few_sheets(tmp_path: Path) -> None:
    form = [["a@hope.example", "_uuid", "_submission_time"], ["x", "u-1", "2025-05-01"]]
    (tmp_path / "a.xlsx").write_bytes(as_workbook(*[form] * 9))
    (told,) = check_paths([tmp_path], None)
    assert "“@hope.example”" in told["evidence"]
    assert "a@hope" not in str(told)
    assert told["evidence"].endswith("and 4 more sheets like these")


def test_a_source_that_fails_keeps_no_other_file_from_being_read_and_quotes_no_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
        raise ValueError(f"cannot read {sheet.rows[1][0]}")

    monkeypatch.setattr(meetings_list, "read", fail)
    (tmp_path / "meetings.csv").write_text("Meeting,Cluster,Date\nZoe Quackenbush speaks,WASH,2025-01-31\n")
    (tmp_path / "partners.csv").write_text(PARTNERS)
    failed, partners = check_paths([tmp_path], None)
    assert (failed["status"], partners["status"]) == ("unreadable", "loaded")
    assert "the program failed on it (ValueError in test_opening.py, line" in failed["evidence"]
    assert "Quackenbush" not in str(failed)


def test_the_bytes_of_a_damaged_workbook_are_not_repeated(tmp_path: Path) -> None:
    damaged = as_workbook([["Organisation", "Type"]]).replace(
        b"xl/worksheets/sheet1.xml", b"xl/worksheets/s\x93m@xy.xml", 1
    )
    (tmp_path / "partners.xlsx").write_bytes(damaged)
    (told,) = check_paths([tmp_path], None)
    evidence = str(told["evidence"])
    assert "cannot be opened as a workbook (BadZipFile)" in evidence
