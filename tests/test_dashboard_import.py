"""The import page: drop files, see what they are, teach the program a new shape, save, rebuild."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import building
from dashboard.importing import import_cards, import_words, importing
from pipelines.cli import main
from tests.dashboard_pages import said
from tests.workspaces import TOML

APP = Path(__file__).resolve().parent.parent / "dashboard" / "app.py"
HEADINGS = "Organisation,Type,Cluster,Joined\n"
PARTNERS = HEADINGS + "Hope Aid,National NGO,WASH,2025-01-01\nSun Relief,INGO,WASH,2025-01-01\n"
HALF = HEADINGS + "Hope Aid,National NGO,WASH,2025-01-01\n=1+1 **Sun**,INGO,WASH,soon\n"
STRANGE = "Bericht\nWer,Wo,Was,Seit\nHope,Ambarra,läuft,14/02/2026\nAnta,Keldou,geplant,20/02/2026\n"
Open = Callable[..., AppTest]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace with settings and no build."""
    st.cache_data.clear()
    st.cache_resource.clear()
    for name in ("PARTNERSHIP_AUDIENCE", "PARTNERSHIP_BUILD_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "workspace.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def dropped_apart(workspace: Path) -> Open:
    """Open the page, without a build, and drop files: name=content."""

    def drop(**files: str | bytes) -> AppTest:
        app = open_import()
        upload(app, **files)
        return app

    return drop


@pytest.fixture
def dropped(dropped_apart: Open, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The same, with the command that looks at files run in this process: nothing is imported again for each drop."""
    monkeypatch.setattr(subprocess, "run", _run_here)
    return dropped_apart


def _run_here(command: list[str], cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    assert command[:4] == [sys.executable, "-P", "-m", "pipelines"]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(command[4:])
    return subprocess.CompletedProcess(command, status, out.getvalue(), err.getvalue())


def open_import() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120).switch_page("app_pages/import.py").run()
    assert not app.exception
    return app


def upload(app: AppTest, **files: str | bytes) -> None:
    contents = [(name, text.encode() if isinstance(text, str) else text, "") for name, text in files.items()]
    app.file_uploader(key="import_files").set_value(contents).run()
    assert not app.exception


def open_details(app: AppTest, number: int = 0) -> None:
    """Open the details of a file, as a click does."""
    upload_ = app.session_state["import_files"][number]
    app.session_state[f"open_{upload_.file_id}"] = True
    app.run()


def choose(app: AppTest, label: str, value: str) -> None:
    next(box for box in app.selectbox if box.label.replace("\\", "").startswith(label)).set_value(value).run()


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label.startswith(label)).click().run()
    assert not app.exception


# What each file is ------------------------------------------------------------------------------------------------


def test_each_file_is_told_what_it_is_and_how_much_will_load(dropped_apart: Open) -> None:
    refused = b"\x00\x01\x02" * 400
    app = dropped_apart(
        **{"a.csv": PARTNERS, "b.csv": HALF, "c.csv": STRANGE, "d.jpg": refused, "e.csv": "", "f.csv": HEADINGS}
    )
    text = said(app)
    assert "6 files: 1 will load, 1 will load in part and 4 will not load." in text
    assert "2 rows, all will load." in text
    assert "1 of 2 rows will load; 1 will be set aside." in text
    assert "Not recognised." in text
    assert "Could not be opened. d.jpg is not a table" in text
    assert "There are no rows in it." in text
    ticked = [box.value for box in app.checkbox if box.label == "Save this file"]
    assert ticked == [True, True, False, False, False, True]
    assert [box.label for box in app.expander] == [import_cards.DETAILS] * 4  # there is nothing more to say of two


@pytest.mark.parametrize(
    ("report", "text"),
    [
        ({"status": "loaded", "rows_read": 1, "rows_accepted": 1, "rows_quarantined": 0}, "**Partner list**: 1 row, it will load."),
        ({"status": "loaded", "rows_read": 0, "rows_accepted": 0, "rows_quarantined": 0}, "**Partner list**: there are no rows under the headings. Nothing will load."),
        ({"status": "part loaded", "rows_read": 3, "rows_accepted": 0, "rows_quarantined": 3}, "**Partner list**: none of the 3 rows will load: see below what to mend."),
        ({"status": "not needed", "evidence": "a form. Add its answers"}, "Known, but not used. A form\\. Add its answers\\."),
        ({"status": "not recognised", "evidence": "nearest is *x*"}, "Not recognised. Nearest is \\*x\\*\\."),
    ],
)  # fmt: skip
def test_a_verdict_is_a_sentence(report: dict[str, object], text: str) -> None:
    whole = {"title": "Partner list", "recognised_as": "partner_register", "evidence": "its columns", **report}
    found = import_words.verdict(whole)
    assert found.text == text
    assert found.icon and found.as_markdown().endswith(text)


def test_a_problem_that_many_rows_share_is_said_once() -> None:
    problem = {"sheet": "May", "column": "joined_on", "message": "It reads “x”."}
    found = [{**problem, "row": row} for row in range(2, 12)] + [{**problem, "row": 0, "sheet": "", "column": ""}]
    assert import_words.told(found) == [
        "Sheet May, rows 2, 3, 4, 5, 6 and 5 more, column Joined on: It reads “x”\\.",
        "Whole file: It reads “x”\\.",
    ]


def test_the_details_show_the_rows_and_how_to_mend_what_will_not_load(dropped: Open) -> None:
    app = dropped(**{"b.csv": HALF})
    assert not app.table
    open_details(app)
    assert "Row 3, column Joined on: Joined on reads “soon”. Expected a date" in said(app)
    found, loaded = app.table[0].value, app.table[1].value
    assert list(found.columns) == ["Row", "A", "B", "C", "D"]
    assert found["A"].tolist()[2] == r"\=1\+1 \*\*Sun\*\*"  # text, neither a formula nor formatting
    assert loaded["Name of the organisation"].tolist() == ["Hope Aid"]
    assert loaded["Type of organisation"].tolist() == ["National and local NGOs"]


def test_a_name_can_lead_nowhere_else(dropped: Open, workspace: Path) -> None:
    app = dropped(**{"../../evil.csv": PARTNERS, "workspace.toml": "x", "~$lock.xlsx": "x"})
    assert "left out: it holds the settings" in said(app) and "a program left behind" in said(app)
    press(app, "Save 1 file")
    assert [path.name for path in workspace.iterdir() if path.suffix == ".csv"] == ["evil.csv"]
    assert not list(workspace.parent.glob("*.csv"))


def test_a_dropped_file_is_never_run(dropped_apart: Open, tmp_path: Path) -> None:
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    app = dropped_apart(**{"json.py": trap, "duckdb.py": trap, "a.csv": PARTNERS})
    assert "2 rows, all will load." in said(app)
    assert not (tmp_path / "ran").exists()


def test_nothing_of_a_dropped_file_stays_outside_the_workspace(
    dropped_apart: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    dropped_apart(**{"a.csv": PARTNERS})
    assert list(private.iterdir()) == []


def test_a_mistake_in_the_settings_is_said_in_words(dropped_apart: Open, workspace: Path) -> None:
    (workspace / "workspace.toml").write_text("[response]\ncolour = 1\n", encoding="utf-8")
    app = dropped_apart(**{"a.csv": PARTNERS})
    assert "'response.colour' is not a setting" in app.error[0].value.replace("\\", "")


def test_a_check_that_does_not_end_is_stopped(dropped_apart: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PATIENCE", 0.01)
    app = dropped_apart(**{"a.csv": PARTNERS})
    assert "Drop fewer files at once" in app.error[0].value


def test_a_program_that_fails_is_said_in_words(dropped: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = subprocess.CompletedProcess(
        [], 1, "", "Traceback (most recent call last):\n  File\nMemoryError: no room\n"
    )
    monkeypatch.setattr(subprocess, "run", lambda *args, **more: broken)
    app = dropped(**{"a.csv": PARTNERS})
    assert "The program that reads files stopped: MemoryError: no room. Please report this." in said(app)


@pytest.mark.parametrize("audience", ["evaluator", "donor"])
def test_only_the_coordination_team_imports(workspace: Path, monkeypatch: pytest.MonkeyPatch, audience: str) -> None:
    monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
    app = open_import()
    assert [element.value for element in app.info] == ["Importing files is for the coordination team only."]
    assert not app.file_uploader and not app.button


# Saving -----------------------------------------------------------------------------------------------------------


def test_a_file_is_saved_in_the_folder_that_is_chosen_and_checked_as_if_it_were_there(
    dropped: Open, workspace: Path
) -> None:
    """The register names no cluster; with two of them only the folder can tell."""
    second = '\n[[clusters]]\nid = "health"\nname = "Health"\n'
    (workspace / "workspace.toml").write_text(TOML + second, encoding="utf-8")
    text = "Organisation,Type,Joined\nHope Aid,National NGO,2025-01-01\n"
    app = dropped(**{"a.csv": text})
    before = said(app)
    choose(app, "Folder", "\n")
    app.text_input(key="import_new_folder").set_value("registers/health").run()
    assert said(app).replace("registers/health/a.csv", "a.csv") != before
    assert "1 row, it will load." in said(app)
    press(app, "Save 1 file")
    assert (workspace / "registers/health/a.csv").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["../out", "/etc", "C:\\x", ".hidden", "decisions", "a/../../b"])
def test_a_folder_outside_or_kept_for_other_things_cannot_be_chosen(dropped: Open, name: str) -> None:
    app = dropped(**{"a.csv": PARTNERS})
    choose(app, "Folder", "\n")
    app.text_input(key="import_new_folder").set_value(name).run()
    assert app.error and not [button for button in app.button if button.label.startswith("Save")]


@pytest.mark.parametrize(
    ("choice", "there"),
    [("keep both", {"a.csv": HALF, "a (2).csv": PARTNERS}), ("replace", {"a.csv": PARTNERS}), (None, {"a.csv": HALF})],
)
def test_another_file_of_the_same_name_is_only_replaced_when_somebody_says_so(
    dropped: Open, workspace: Path, choice: str | None, there: dict[str, str]
) -> None:
    (workspace / "a.csv").write_text(HALF, encoding="utf-8")
    app = dropped(**{"a.csv": PARTNERS})
    if choice:
        app.radio[0].set_value(choice).run()
    press(app, "Save 1 file")
    assert bool(app.error) == (choice is None)
    assert {path.name: path.read_text(encoding="utf-8") for path in workspace.glob("*.csv")} == there


def test_a_file_that_is_there_already_is_not_saved_twice(dropped: Open, workspace: Path) -> None:
    (workspace / "a.csv").write_bytes(PARTNERS.encode())
    app = dropped(**{"a.csv": PARTNERS})
    assert "a.csv** is in the workspace already" in said(app)
    assert not [button for button in app.button if button.label.startswith("Save")]


# Teaching ---------------------------------------------------------------------------------------------------------


def explain(app: AppTest) -> None:
    app.toggle[0].set_value(True).run()
    choose(app, "What is in this file?", "presence")
    for label, heading in (
        ("Organisation *", "Wer"),
        ("First-level area", "Wo"),
        ("Starts on", "Seit"),
        ("Status", "Was"),
    ):
        choose(app, label, heading)
    next(box for box in app.text_input if box.label == "Your name or role").set_value("IMO").run()


def test_a_file_nobody_foresaw_loads_once_its_columns_are_explained(dropped: Open, workspace: Path) -> None:
    app = dropped(**{"shelter.csv": STRANGE})
    explain(app)
    assert app.number_input[0].value == 2  # the title row is not taken for the headings
    choose(app, "“läuft” means", "ongoing") if any(box.label.startswith("“läuft”") for box in app.selectbox) else None
    press(app, "Try and save this mapping")
    assert "2 rows, all will load." in said(app)
    assert [box.value for box in app.checkbox if box.label == "Save this file"] == [True]
    upload(app, **{"next.csv": "Wo,Wer,Was,Seit\nKeldou,Sun,läuft,01/03/2026\n"})
    assert "1 row, it will load." in said(app)
    assert [path.name for path in (workspace / "decisions/mappings").iterdir()] == ["shelter.toml"]


def test_a_mapping_that_cannot_work_is_not_kept(dropped: Open, workspace: Path) -> None:
    app = dropped(**{"shelter.csv": STRANGE})
    app.toggle[0].set_value(True).run()
    choose(app, "What is in this file?", "presence")
    press(app, "Try and save this mapping")
    assert "Every row needs “Organisation”" in app.error[0].value
    choose(app, "What is in this file?", "roles")
    for label in ("Organisation *", "Body *", "Role *"):
        choose(app, label, "Wer")
    next(box for box in app.text_input if box.label == "Your name or role").set_value("IMO").run()
    press(app, "Try and save this mapping")
    assert "with this mapping no row would load" in app.error[0].value
    assert not (workspace / "decisions").exists()


def test_a_mapping_is_replaced_only_when_somebody_says_so(dropped: Open, workspace: Path) -> None:
    mine = workspace / "decisions" / "mappings" / "shelter.toml"
    mine.parent.mkdir(parents=True)
    other = 'title = "shelter"\nkind = "presence"\nheadings = ["X"]\n[columns]\norganisation = "X"\n'
    mine.write_text(other, encoding="utf-8")
    app = dropped(**{"shelter.csv": STRANGE})
    explain(app)
    press(app, "Try and save this mapping")
    assert "There is a mapping of this name" in app.error[0].value
    assert mine.read_text(encoding="utf-8") == other
    next(box for box in app.checkbox if box.label.startswith("Replace the mapping")).set_value(True).run()
    press(app, "Try and save this mapping")
    assert "Wer" in mine.read_text(encoding="utf-8") and "2 rows, all will load." in said(app)


def test_a_saved_mapping_can_be_changed_from_what_was_said(dropped: Open) -> None:
    app = dropped(**{"shelter.csv": STRANGE})
    explain(app)
    press(app, "Try and save this mapping")
    next(box for box in app.toggle if box.label.startswith("Change")).set_value(True).run()
    chosen = {box.label: box.value for box in app.selectbox}
    assert (chosen["What is in this file?"], chosen["Organisation *"], chosen["Status"]) == ("presence", "Wer", "Was")


# Rebuilding -------------------------------------------------------------------------------------------------------


def test_after_saving_a_rebuild_counts_the_rows(dropped: Open, workspace: Path) -> None:
    app = dropped(**{"b.csv": HALF})
    press(app, "Save 1 file")
    press(app, "Rebuild the numbers")
    assert "Done: 1 row loaded, 1 set aside." in said(app)
    pointer = json.loads((workspace / ".build" / "current.json").read_text(encoding="utf-8"))
    assert (workspace / ".build" / pointer["file"]).is_file()


def test_a_failed_rebuild_says_why_and_leaves_the_last_build(dropped: Open, workspace: Path) -> None:
    app = dropped()
    press(app, "Rebuild the numbers")
    assert "No file in the folder could be loaded." in said(app)
    assert app.code and not (workspace / ".build" / "current.json").exists()


def test_the_bar_moves_with_what_the_build_says() -> None:
    lines = [f"Reading {n}.csv" for n in range(4)]
    shares = [building.progress(lines[:n], 4) for n in range(1, 5)]
    shares += [building.progress([*lines, *list(building.STEPS)[:n]], 4) for n in (1, 2, 3)]
    assert shares == sorted(shares) and shares[0] == 0 and 0.9 < shares[-1] < 1
    assert building.progress([], 0) == 0 and building.progress(lines, 1) <= building.READ
    assert (
        building.result(["Build x: 9 rows read = 7 loaded + 2 quarantined; 0 files not"])
        == "Done: 7 rows loaded, 2 set aside."
    )


def test_a_rebuild_comes_after_one_that_may_have_begun_before_the_file_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    script = f"import time; f = open({str(log)!r}, 'a'); f.write('<'); f.flush(); time.sleep(0.5); f.write('>')"
    monkeypatch.setattr(building, "command", lambda workspace: [sys.executable, "-c", script])
    earlier = building.builder(tmp_path).start()
    mine = building.rebuild(tmp_path)
    assert mine is not earlier and mine.exit_status == 0
    assert log.read_text() == "<><>"


def test_the_page_is_there_before_the_first_build(workspace: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert "No file in the folder could be loaded." in said(app)
    app.switch_page("app_pages/import.py").run()
    assert not app.exception
    assert [title.value for title in app.title] == ["What do your files hold?"]
    upload(app, **{"a.csv": PARTNERS})
    press(app, "Save 1 file")
    press(app, "Rebuild the numbers")
    assert "Done: 2 rows loaded, 0 set aside." in said(app)
    assert "workspace" in app.sidebar.caption[0].value
