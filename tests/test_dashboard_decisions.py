"""Decisions about organisations on disk: a line is added, and nothing that is there changes."""

from __future__ import annotations

import csv
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard.deciding.decisions import (
    LOCALITIES,
    NAMES,
    NO_ORGANISATION,
    CannotDecide,
    add,
    in_force,
    not_counted_yet,
    read,
)
from pipelines.organisations.name_decisions import read_decisions

HEADING = "decided_on,decided_by,name,organisation_id,reason"


def file_with(workspace: Path, content: bytes) -> Path:
    path = NAMES.path(workspace)
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def decide(workspace: Path, name: str, answer: str, reason: str = "asked them") -> None:
    add(workspace, NAMES, name, answer, decided_by="information manager", reason=reason)


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_first_decision_makes_the_file_with_its_heading(tmp_path: Path) -> None:
    decide(tmp_path, "Hope Ayd", "hope-aid")
    text = NAMES.path(tmp_path).read_text(encoding="utf-8")
    assert text.splitlines()[0] == HEADING and text.endswith(",information manager,Hope Ayd,hope-aid,asked them\n")
    add(tmp_path, LOCALITIES, "hope-aid", "local", decided_by="lead", reason="registered here")
    assert (
        LOCALITIES.path(tmp_path)
        .read_text(encoding="utf-8")
        .startswith("decided_on,decided_by,organisation_id,locality,reason\n")
    )


@pytest.mark.parametrize(
    "found",
    [
        f"{HEADING}\r\n2026-01-01,x,Old,old,why\r\n".encode("utf-8-sig"),
        f"{HEADING}\r\n2026-01-01,x,Old,old,why".encode(),
        f"{HEADING}\n2026-01-01,x,Old,old,why".encode(),
        f"{HEADING}\r2026-01-01,x,Old,old,why\r".encode(),
        HEADING.encode(),
        "".encode("utf-8-sig"),
    ],
    ids=["Windows and mark", "no last line end, Windows", "no last line end", "old Mac", "heading only", "mark only"],
)
def test_what_is_in_the_file_stays_byte_for_byte_and_the_line_ends_too(tmp_path: Path, found: bytes) -> None:
    path = file_with(tmp_path, found)
    decide(tmp_path, "Été Aid", "ete-aid")
    written = path.read_bytes()
    assert written.startswith(found)
    assert (lines(path)[-1]["name"], lines(path)[-1]["organisation_id"]) == ("Été Aid", "ete-aid")
    assert len(lines(path)) == 1 + found.count(b"Old")
    if b"\r\n" in found:
        assert written.count(b"\n") == written.count(b"\r\n")


def test_columns_in_another_order_and_columns_of_ones_own_are_respected(tmp_path: Path) -> None:
    path = file_with(tmp_path, b"name,seen by,organisation_id,reason,decided_by,decided_on\n")
    decide(tmp_path, "Hope Ayd", "hope-aid")
    (line,) = lines(path)
    assert (line["name"], line["organisation_id"], line["decided_by"], line["seen by"]) == (
        "Hope Ayd", "hope-aid", "information manager", "",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+Aid", "-Aid", "@hope.example", "Hope\nAid", "Hope\rAid", 'a,"b"'])
def test_a_name_is_kept_as_it_is_and_never_becomes_a_formula(tmp_path: Path, name: str) -> None:
    decide(tmp_path, name, "hope-aid", reason="=cmd()")
    (line,) = lines(NAMES.path(tmp_path))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.values())
    (decision,) = read(tmp_path, NAMES)
    assert (decision.about, decision.answer, decision.reason) == (name, "hope-aid", "cmd()")
    assert read_decisions([NAMES.path(tmp_path)]) == {name: "hope-aid"}


def test_a_second_click_writes_nothing_and_undo_adds_a_line(tmp_path: Path) -> None:
    decide(tmp_path, "Hope Ayd", "hope-aid")
    decide(tmp_path, "Hope Ayd", "hope-aid")
    assert len(read(tmp_path, NAMES)) == 1
    decide(tmp_path, "hope  ayd", "")
    decide(tmp_path, "Hope Ayd", "")
    assert [decision.answer for decision in read(tmp_path, NAMES)] == ["hope-aid", ""]
    assert in_force(read(tmp_path, NAMES)) == {}


def test_many_windows_at_once_lose_no_decision(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as windows:
        list(windows.map(lambda number: decide(tmp_path, f"Name {number}", "hope-aid"), range(24)))
    assert len(lines(NAMES.path(tmp_path))) == len(in_force(read(tmp_path, NAMES))) == 24


def test_no_organisation_may_be_written_in_several_ways(tmp_path: Path) -> None:
    file_with(tmp_path, f"{HEADING}\n,,A,-,\n,,B,None,\n,,C,c,\n".encode())
    assert [decision.answer for decision in read(tmp_path, NAMES)] == [NO_ORGANISATION, NO_ORGANISATION, "c"]
    decide(tmp_path, "D", NO_ORGANISATION)
    assert read_decisions([NAMES.path(tmp_path)]) == {"A": "-", "B": "-", "C": "c", "D": "-"}


def test_only_what_changes_an_answer_waits_for_the_next_build(tmp_path: Path) -> None:
    for name, answer in (("A", "a"), ("B", "b"), ("C", "c")):
        decide(tmp_path, name, answer)
    for name, answer in (("A", "x"), ("B", ""), ("B", "b"), ("D", "d"), ("D", "")):
        decide(tmp_path, name, answer)
    made = read(tmp_path, NAMES)
    assert not_counted_yet(made, 3) == {"a"}
    assert not_counted_yet(made, 0) == {"a", "b", "c"}
    assert not_counted_yet(made, len(made)) == set()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (f"{HEADING}\n,,Été,x,\n".encode("cp1252"), "CSV UTF-8"),
        (HEADING.replace(",", ";").encode() + b"\n", "with commas, not semicolons"),
        (b"\n\n", "lacks the column"),
    ],
)
def test_a_file_that_the_build_could_not_read_does_not_grow(tmp_path: Path, found: bytes, said: str) -> None:
    path = file_with(tmp_path, found)
    with pytest.raises(CannotDecide, match=said):
        decide(tmp_path, "Hope Ayd", "hope-aid")
    assert path.read_bytes() == found


def test_a_file_open_in_another_program_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", locked)
    with pytest.raises(CannotDecide, match=r"was not kept.*open in Excel.*only be read"):
        decide(tmp_path, "Hope Ayd", "hope-aid")
