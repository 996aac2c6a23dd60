"""The page of organisations: one click decides, another takes it back, and the next build follows."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import building, spreadsheet
from dashboard.deciding import deciding, entering, register
from dashboard.deciding.decisions import LOCALITIES, NAMES, read
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader
from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.dashboard_pages import APP, choose, said
from tests.workspaces import partner, write_attendance, write_partners

pytestmark = pytest.mark.usefixtures("fresh_dashboard")

MISSPELT, FORMULA = "Hope for Childern", "=HYPERLINK(1) Aid"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three partners, and two names that are nobody's; built once."""
    folder = tmp_path_factory.mktemp("built")
    partners = [partner("Hope for Children", acronym="HFC"), partner("**Alwan**"), partner("Nordic Aid", "ingo")]
    write_partners(folder, partners)
    write_attendance(folder, {"2025-02-10": [MISSPELT, MISSPELT, "**Alwan**", "Nordic Aid", FORMULA]})
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PARTNERSHIP_BUILD_DIR", raising=False)
        build(open_workspace(folder))
    return folder


@pytest.fixture
def workspace(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one's own, with its build."""
    folder = tmp_path / "workspace"
    shutil.copytree(built, folder)
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def builds_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build that a click starts runs in this process: nothing is imported again for it."""

    def build_here(attempt: building.Attempt, workspace: Path) -> int:
        attempt.lines.append(f"Build {build(open_workspace(workspace)).build}")
        return 0

    monkeypatch.setattr(building.Attempt, "_build", build_here)


def open_page(audience: str = "team", role: str = "information manager", look: str = "names") -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120).switch_page("app_pages/organisations.py")
    app.query_params["view"], app.query_params["list"] = audience, look
    app.run()
    assert not app.exception
    if role and audience == "team":
        app.text_input(key=entering.WHO).set_value(role).run()
    return app


def click(app: AppTest, label: str, number: int = 0) -> AppTest:
    found = [button for button in app.button if button.label.replace("\\", "") == label]
    found[number].click().run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button]


def reader(workspace: Path, audience: str = "team") -> Reader:
    found = current_build(workspace / ".build")
    assert isinstance(found, Build)
    return Reader(found.file, audience)


def unmatched(workspace: Path) -> set[str]:
    return {row["name"] for row in reader(workspace).unmatched()}


@pytest.mark.usefixtures("builds_here")
def test_a_decision_is_made_built_taken_back_and_built_again(workspace: Path) -> None:
    assert unmatched(workspace) == {MISSPELT, FORMULA}
    app = click(open_page(), "Yes, this is Hope for Children")
    (decision,) = read(workspace, NAMES)
    assert (decision.about, decision.answer, decision.decided_by) == (
        MISSPELT, "hope-for-children", "information manager",
    )  # fmt: skip
    assert "Decided: **Hope for Children**, by information manager. Build again to count it." in said(app)

    click(app, "Build again to count 1 decision")
    assert unmatched(workspace) == {FORMULA}
    names = {row["name"]: row["how"] for row in reader(workspace).organisation_names("hope-for-children")}
    assert names[MISSPELT] == "decision"
    assert not [label for label in labels(app) if label.startswith("Build again")]

    choose(app, "choice_list", "decided")
    click(app, "Undo")
    assert f"“{MISSPELT}”: taken back" in said(app)
    click(app, "Build again to count 1 decision")
    assert unmatched(workspace) == {MISSPELT, FORMULA}
    assert [decision.answer for decision in read(workspace, NAMES)] == ["hope-for-children", ""]


def test_a_build_that_was_asked_for_begins_even_where_the_next_click_came_first(workspace: Path) -> None:
    """The click after it stops the page before it has come to the build: only the wish is left."""
    app = click(open_page(), "Yes, this is Hope for Children")
    app.session_state[building.WANTED] = True
    app.run()
    assert unmatched(workspace) == {FORMULA}
    assert not app.session_state[building.WANTED]


def test_undo_before_the_build_leaves_nothing_to_count(workspace: Path) -> None:
    app = click(open_page(), "Yes, this is Hope for Children")
    click(app, "Undo")
    assert "Yes, this is Hope for Children" in labels(app)
    assert not [label for label in labels(app) if label.startswith("Build again")]


def test_a_suggestion_says_why_and_how_sure(workspace: Path) -> None:
    text = said(open_page())
    assert "about 78 of 100 suggestions like this are right" in text or "about 65 of 100" in text
    assert "of the letters agree with “Hope for Children”" in text
    assert "Seen in: attendance records · 2 records" in text


def test_of_rivals_none_is_called_almost_sure() -> None:
    """How often the first suggestion is right is measured; two that are as likely cannot both be right 95 times in 100."""
    found = [{"certainty": 95.0}, {"certainty": 95.0}, {"certainty": 60.0}]
    told = [deciding.how_sure(each, found) for each in found]
    assert told == ["one of 2 that are equally likely", "one of 2 that are equally likely", "less likely"]
    assert "about 95 of 100" in deciding.how_sure(found[0], found[:1])


def test_nobody_decides_without_saying_who_they_are(workspace: Path) -> None:
    app = click(open_page(role=" "), "Yes, this is Hope for Children")
    assert "Write your role or name" in app.error[0].value
    assert read(workspace, NAMES) == []


@pytest.mark.parametrize(
    ("button", "decided"),
    [
        ("Not an organisation we count", "not an organisation we count"),
        ("A person’s name", "a person’s name, which stays out of the numbers"),
    ],
)
def test_a_name_that_is_no_organisation_is_not_asked_for_again(workspace: Path, button: str, decided: str) -> None:
    app = open_page()
    app.text_input(key="search_names").set_value("hyperlink").run()
    click(app, button)
    assert f"Decided: **{decided}**" in said(app)
    build(open_workspace(workspace))
    assert unmatched(workspace) == {MISSPELT}


def test_any_organisation_of_the_register_can_be_chosen(workspace: Path) -> None:
    app = open_page()
    app.text_input(key="search_names").set_value("hyperlink").run()
    click(app, "Another organisation")
    app.selectbox(key=f"which_{FORMULA}").set_value("nordic-aid").run()
    click(app, "Yes, this is Nordic Aid")
    assert [(found.about, found.answer) for found in read(workspace, NAMES)] == [(FORMULA, "nordic-aid")]
    assert "which" not in "".join(box.key or "" for box in app.selectbox)
    build(open_workspace(workspace))
    assert unmatched(workspace) == {MISSPELT}


def test_what_cannot_be_written_is_said_and_the_page_goes_on(workspace: Path) -> None:
    app = open_page()
    (workspace / "decisions").write_text("a file where the folder should be", encoding="utf-8")
    app = click(app, "Yes, this is Hope for Children")
    assert "cannot be" in app.error[0].value


def test_decisions_that_cannot_be_read_are_explained(workspace: Path) -> None:
    NAMES.path(workspace).parent.mkdir()
    NAMES.path(workspace).write_bytes(b"decided_on;decided_by;name;organisation_id;reason\n")
    assert "commas, not semicolons" in open_page(role="").error[0].value.replace("\\", "")


def test_a_build_that_stops_says_why_and_the_decision_can_be_taken_back(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = click(open_page(), "Yes, this is Hope for Children")
    broken = [sys.executable, "-c", "print('the reason'); raise SystemExit(2)"]
    monkeypatch.setattr(building, "command", lambda _: broken)
    click(app, "Build again to count 1 decision")
    assert "The build stopped" in app.error[0].value and "the reason" in app.code[0].value
    assert "Undo" in labels(app) and unmatched(workspace) == {MISSPELT, FORMULA}


# Who is local here ------------------------------------------------------------------------------------------------


def open_organisation(id_: str) -> AppTest:
    app = open_page(look="register")
    app.selectbox(key="choice_organisation").set_value(id_).run()
    assert not app.exception
    return app


def locality(workspace: Path, definition: str) -> tuple[str, bool]:
    found = {row["definition"]: row for row in reader(workspace).localities("nordic-aid")}
    return found[definition]["locality"], found[definition]["decided"]


def test_an_organisation_shows_all_its_names_and_the_evidence_of_each_definition(workspace: Path) -> None:
    text = said(open_organisation("hope-for-children"))
    for expected in (
        "Hope for Children (name): written the same as on a list", "HFC (acronym): on a list; no record uses it", "WASH: full member",
        "Grand Bargain, strict (in force): **Local and national**. Evidence: its headquarters are in XND",
        "As FTS says: **Not yet classified**. Evidence: no FTS record says",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.usefixtures("builds_here")
def test_locality_can_be_decided_otherwise_and_undone(workspace: Path) -> None:
    app = click(open_organisation("nordic-aid"), "Decide")
    assert "Write the reason first" in app.error[0].value
    app.selectbox(key="locality_nordic-aid").set_value("local").run()
    app.text_input(key="because_nordic-aid").set_value("registered here since 2020").run()
    click(app, "Decide")
    assert [(found.about, found.answer) for found in read(workspace, LOCALITIES)] == [("nordic-aid", "local")]

    click(app, "Build again to count 1 decision")
    assert (locality(workspace, "grand_bargain"), locality(workspace, "fts_subtype")) == (
        ("local", True), ("unclassified", False),
    )  # fmt: skip
    assert "registered here since 2020" in said(app)

    app.selectbox(key="choice_organisation").set_value("nordic-aid").run()
    app.button(key="undo_register_locality.csv_nordic-aid").click().run()
    click(app, "Build again to count 1 decision")
    assert locality(workspace, "grand_bargain") == ("international", False)


# Who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["evaluator", "donor"])
def test_others_than_the_team_see_counts_and_no_name(workspace: Path, audience: str) -> None:
    app = open_page(audience)
    shown = said(app) + "".join(box.label for box in app.button)
    assert "**2 names.** 3 records count for no partner because of them." in shown
    assert "Grand Bargain, strict (in force).** local and national: 2; international: 1." in shown
    assert not [name for name in (MISSPELT, "Hope", "Alwan", "Nordic") if name in shown]
    assert (len(app.button), len(app.dataframe), len(app.segmented_control), len(app.text_input)) == (0, 0, 0, 0)
    narrow = reader(workspace, audience)
    assert (narrow.organisations(), narrow.suggestions(), narrow.localities(), narrow.organisation_names()) == (
        [], {}, [], [],
    )  # fmt: skip


def test_names_from_files_are_shown_as_text(workspace: Path) -> None:
    app = open_organisation("alwan")
    assert [heading.value for heading in app.subheader if "Alwan" in heading.value] == [r"\*\*Alwan\*\*"]


def test_who_describes_itself_how_is_counted_and_never_named(workspace: Path) -> None:
    assert "No list says which organisations are led by women" in said(open_page(look="register"))
    assert not [name for name in reader(workspace).organisations()[0] if name.endswith("_led")]
    counts = {"women_led": 5, "refugee_led": 4, "disability_led": 0}
    asked = dict.fromkeys((f"{code}_stated" for code in counts), 9)
    assert register._self_described(counts | asked).count("fewer than 5") == 2
    told = register._self_described(counts | asked | {"disability_led_stated": 0})
    assert told.count("fewer than 5") == 1 and "disabilities" not in told


# Taking the register away -----------------------------------------------------------------------------------------


def test_the_exported_register_holds_no_formula(workspace: Path) -> None:
    names = ["=1+1", "+Hope", "-Hope", "@SUM(1)", "\t=1", "\r=1", "Été", "x" * 40_000]
    content = spreadsheet.as_xlsx({"Names": ([{"name": name, "n": -3} for name in names], {"name": "Name", "n": "N"})})
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Names"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:4]] == names[:4]
    assert [cell.quotePrefix for cell in cells] == [True] * 6 + [False] * 2
    assert len(str(cells[-1].value)) == spreadsheet.LONGEST_CELL
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [-3] * len(names)


def test_the_exported_register_is_whole(workspace: Path) -> None:
    write_partners(workspace, [partner("=2+5 Aid", other="@Aid")], "more.csv")
    build(open_workspace(workspace))
    book = openpyxl.load_workbook(io.BytesIO(register.as_workbook(reader(workspace))))
    headings, *rows = book["Organisations"].iter_rows()
    assert [cell.value for cell in headings][-2:] == ["As FTS says", "As FTS says: evidence"]
    assert {row[1].value for row in rows} == {"Hope for Children", "**Alwan**", "Nordic Aid", "=2+5 Aid"}
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    names = {(row[1].value, row[2].value) for row in book["Names"].iter_rows(min_row=2)}
    assert ("Hope for Children", "HFC") in names and ("=2+5 Aid", "@Aid") in names
