"""Names, folders and mapping files: nothing is written elsewhere, nothing is overwritten in silence."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from dashboard.importing import import_words, mapping, saving
from pipelines.contracts.tables import CONTRACTS
from pipelines.sources.profiles import KINDS, fields, read_profiles
from pipelines.workspace import open_workspace


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("partners.csv", "partners.csv"), ("../../etc/passwd", "passwd"), ("C:\\temp\\a.xlsx", "a.xlsx"), (".hidden.csv", "hidden.csv"),
        ("con.csv", "_con.csv"), ("LPT1", "_LPT1"), ("a:b*?.csv", "a_b__.csv"), ("name\u202egpj.csv", "namegpj.csv"), ("..", "file"),
        ("end. ", "end"), ("اجتماع.xlsx", "اجتماع.xlsx"), ("a\x00\nb.csv", "ab.csv"), ("Réunion 1.2.2025.csv", "Réunion 1.2.2025.csv"),
    ],
)  # fmt: skip
def test_a_name_is_kept_as_far_as_every_system_can(name: str, safe: str) -> None:
    assert saving.safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = saving.safe_name("ش" * 400 + ".xlsx")
    assert safe.endswith("ش.xlsx") and len(safe.encode()) < 200


def test_what_a_build_reads_is_what_the_page_counts_and_saves(tmp_path: Path) -> None:
    for name in (
        "a.csv",
        "b/c.csv",
        "b/~$c.xlsx",
        ".x/d.csv",
        "b/.e.csv",
        "decisions/f.csv",
        "b/decisions/g.csv",
        "Thumbs.db",
        "workspace.toml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    read = [path.relative_to(tmp_path).as_posix() for path in open_workspace(tmp_path).files()]
    assert (saving.count_files(tmp_path), len(read)) == (3, 3)
    assert saving.folders(tmp_path) == ["b", "b/decisions"]
    for number, name in enumerate((".h.csv", "~x.csv", "desktop.csv", "x.part")):
        saving.save(tmp_path, saving.safe_name(name), str(number).encode())
    assert len(open_workspace(tmp_path).files()) == 7


def test_a_folder_that_leads_out_of_the_workspace_is_not_written_to(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
    (inside / "door").symlink_to(outside)
    for path in ("door/a.csv", "../outside/a.csv"):
        with pytest.raises(saving.NotAllowed, match="leads out of the workspace"):
            saving.save(inside, path, b"x")
    assert list(outside.iterdir()) == []


def test_capitals_do_not_make_another_file(tmp_path: Path) -> None:
    (tmp_path / "Partners.csv").write_bytes(b"old")
    assert saving.standing(tmp_path, "partners.csv", b"new") == "other"
    assert saving.save(tmp_path, "partners.csv", b"new", "keep both") == "partners (2).csv"
    assert saving.save(tmp_path, "partners.csv", b"newer", "replace") == "Partners.csv"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Partners.csv", "partners (2).csv"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as handle:
            handle.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    for name, choice in (("a.csv", "replace"), ("b.csv", None)):
        with pytest.raises(OSError, match="No space"):
            saving.save(tmp_path, name, b"new", choice)  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_a_file_somebody_else_saved_in_between_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        saving.write(tmp_path / "a.csv", b"mine")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.csv", b"theirs")]


ODD = 'say "hi" \\ = [x]\n# \x7f\x01 😀 ا'


def test_a_mapping_is_written_so_that_it_reads_as_it_was_said(tmp_path: Path) -> None:
    answer = mapping.Answer(
        ODD, "presence", "a\ud800b", [ODD, "Wo"], {"organisation": ODD}, {"cluster": ODD}, {"status": {ODD: "ongoing"}}
    )
    mapping.save(tmp_path, answer, dt.date(2026, 3, 1))
    (path,) = (tmp_path / "decisions" / "mappings").iterdir()
    read, kept = tomllib.loads(path.read_text(encoding="utf-8")), ODD.replace("\x7f", "")
    assert (read["title"], read["saved_on"], read["headings"]) == (kept, "2026-03-01", [kept, "Wo"])
    (profile,) = read_profiles([path])
    assert (profile.columns, profile.fixed, profile.words) == (
        {"organisation": kept}, {"cluster": kept}, {"status": {kept: "ongoing"}},
    )  # fmt: skip
    with pytest.raises(FileExistsError):
        mapping.save(tmp_path, answer, dt.date(2026, 3, 2))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Shelter desk / 2026", "shelter-desk-2026"),
        ("../../x", "x"),
        ("", "mapping"),
        ("قائمة الشركاء", "قائمة-الشركاء"),
    ],
)
def test_a_mapping_gets_a_plain_file_name(title: str, name: str) -> None:
    assert mapping.Answer(title, "presence", "", [], {}).name == name


def test_the_headings_are_guessed_below_a_title() -> None:
    rows = [["Bericht", "", ""], ["Wer", "", "Wo"], ["Hope", "", "Keldou"], ["Anta", "", "Keldou"]]
    assert mapping.heading_row(rows) == 2
    assert mapping.headings(rows, 2) == ["Wer", "Wo"]
    assert mapping.words_in(rows, 2, "Wo") == ["Keldou"]
    assert (mapping.guess(["starts_on"], ["Starts On"]), mapping.guess(["name"], ["Names"])) == ("Starts On", None)
    assert mapping.heading_row([]) == 1


def test_every_kind_and_column_has_words_a_person_can_read() -> None:
    assert set(KINDS) == set(import_words.KINDS)
    for kind in KINDS:
        named = [import_words.field(column.name) for column in fields(kind)]
        assert len(set(named)) == len(named), kind
        assert not [name for name in named if "_" in name]
    every = {column.name for contract in CONTRACTS.values() for column in contract.columns}
    assert set(import_words.FIELDS) <= every
