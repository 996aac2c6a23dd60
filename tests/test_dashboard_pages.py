"""Every page, for every audience, with a full, a suppressed, a small, a broken and a missing build."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import building, spreadsheet, words
from dashboard.audience import choices, granted
from dashboard.pointer import Build, NoBuild, current_build
from dashboard.queries import Reader
from tests.dashboard_pages import APP, address, charts, point_to, said, unfolded

pytestmark = pytest.mark.usefixtures("fresh_dashboard")

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = {
    "overview": "How healthy is our partnership?",
    "participation": "Who takes part, and who is drifting away?",
    "localisation": "How much money reaches local organisations?",
    "data": "Can we trust these numbers?",
}
CHARTS_AT_LEAST = {"overview": 1, "participation": 2, "localisation": 4, "data": 0}
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(demo_build: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page of a build (the demo's, unless told otherwise) as somebody."""

    def opened(page: str = "overview", *, audience: str = "team", build: Path = demo_build, **link: str) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(build))
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        app = AppTest.from_file(APP, default_timeout=60)
        if page != "overview":
            app.switch_page(f"app_pages/{page}.py")
        for key, value in link.items():
            app.query_params[key] = value
        return app.run()

    return opened


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, str], AppTest]:
    """The pages of the demo that were opened, by page and audience."""
    return {}


@pytest.fixture
def seen(open_page: Open, pages: dict[tuple[str, str], AppTest]) -> Open:
    """A page of the demo as somebody finds it: opened once for all tests that only look."""

    def looked_at(page: str = "overview", audience: str = "team") -> AppTest:
        if (page, audience) not in pages:
            pages[page, audience] = open_page(page, audience=audience)
        return pages[page, audience]

    return looked_at


@pytest.fixture
def altered(demo_build: Path, tmp_path: Path) -> Callable[..., Path]:
    """Copy the demo's build, change it with SQL, and return its folder."""

    def change(*statements: str, name: str = "altered") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        build = current_build(demo_build)
        assert isinstance(build, Build)
        shutil.copy(build.file, folder / f"{name}.duckdb")
        with duckdb.connect(str(folder / f"{name}.duckdb")) as con:
            for statement in statements:
                con.execute(statement)
            con.execute("update build set build_id = ?", [name])
        point_to(folder, name)
        return folder

    return change


def reader(folder: Path, audience: str = "team") -> Reader:
    build = current_build(folder)
    assert isinstance(build, Build)
    return Reader(build.file, audience)


@pytest.mark.parametrize("audience", ["team", "evaluator", "donor"])
@pytest.mark.parametrize("page", QUESTIONS)
def test_a_page_opens_with_the_question_it_answers(seen: Open, page: str, audience: str) -> None:
    app = seen(page, audience=audience)
    assert [message.message for message in app.exception] == []
    assert [title.value for title in app.title] == [QUESTIONS[page]]


@pytest.mark.parametrize("page", QUESTIONS)
def test_every_chart_says_its_message_to_those_who_cannot_see_it(seen: Open, page: str) -> None:
    found = charts(seen(page))
    assert len(found) >= CHARTS_AT_LEAST[page]
    for chart in found:
        assert any(character.isdigit() for character in chart.alt), chart.alt
        assert "None" not in chart.alt and "nan" not in chart.alt


@pytest.mark.parametrize("page", ["overview", "participation", "localisation"])
def test_every_chart_comes_with_the_same_numbers_as_a_table(seen: Open, page: str) -> None:
    app = unfolded(seen(page))
    tables = [box for box in app.expander if box.label == "See these numbers as a table"]
    assert len(tables) == len(charts(app))
    assert all(box.markdown[0].value.startswith("| ") for box in tables)


def test_the_page_shows_the_number_of_the_build(seen: Open, demo_build: Path) -> None:
    latest = [v for v in reader(demo_build).values("active_partner_rate", "all") if not v.partial][-1]
    app = seen("participation")
    assert words.number(latest.value, "%") in [metric.value for metric in app.metric]
    assert f"{words.count(latest.numerator)} of {words.count(latest.denominator)} partners" in said(app)


def test_all_money_reported_keeps_pledges_apart(seen: Open, demo_build: Path) -> None:
    years = reader(demo_build).values("reported_funding", "all", "year", "status")
    newest = max(value.period_start for value in years if not value.partial)
    by_status = {value.group: value.value for value in years if value.period_start == newest}
    text = said(seen("localisation"))
    assert f"{words.money(by_status['paid_or_committed'] or 0)} is paid or committed" in text
    assert f"{words.money(by_status['pledge'] or 0)} is only promised" in text


def test_years_that_have_not_begun_are_not_shown_as_results(seen: Open, demo_build: Path) -> None:
    known_until = reader(demo_build).build()["data_to"].year
    alt = next(chart.alt for chart in charts(seen("localisation")) if chart.alt.startswith("Money that reached"))
    assert str(known_until) in alt
    assert str(known_until + 1) not in alt


@pytest.mark.parametrize("audience", ["evaluator", "donor"])
def test_names_are_for_the_coordination_team_only(seen: Open, demo_build: Path, audience: str) -> None:
    team = reader(demo_build)
    quiet = {row["name"] for row in team.named("worth_a_call", cluster="all")}
    unmatched = {row["name"] for row in team.unmatched()}
    assert quiet and unmatched
    for page in ("participation", "data"):
        app = seen(page, audience=audience)
        shown = said(app) + "".join(table.value.to_csv() for table in app.dataframe)
        assert not [name for name in quiet | unmatched if name in shown]
    narrow = reader(demo_build, audience)
    assert (narrow.named("worth_a_call", cluster="all"), narrow.unmatched(), narrow.findings()) == ([], [], [])


def test_an_indicator_is_hidden_from_an_audience_it_is_not_for(demo_build: Path) -> None:
    donor = reader(demo_build, "donor")
    assert "org_attendance_rate" not in donor.indicators()
    assert donor.values("org_attendance_rate", "all") == []
    period = donor.periods()[-1]
    assert "org_attendance_rate" not in {row["indicator"] for row in donor.standing("all", period)}


def test_a_link_can_narrow_the_view_and_never_widen_it(open_page: Open) -> None:
    assert open_page(audience="evaluator", view="donor").selectbox(key="choice_view").value == "donor"
    donor = open_page("data", audience="donor", view="team")
    assert "for the coordination team only" in said(donor)
    assert [box.label for box in donor.selectbox] == ["Language"]


def test_an_audience_nobody_knows_sees_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERSHIP_AUDIENCE", "administrator")
    assert (granted(), choices("evaluator")) == ("donor", ("evaluator", "donor"))


def test_a_link_opens_the_same_view(open_page: Open, demo_build: Path) -> None:
    cluster = reader(demo_build).clusters()[0]["cluster_id"]
    first = reader(demo_build).periods()[0]["period_start"].strftime("%Y-%m")
    app = open_page(cluster=cluster, period=first)
    assert (app.selectbox(key="choice_cluster").value, app.selectbox(key="choice_period").value) == (cluster, first)
    assert address(app, "cluster") == cluster


def test_a_link_to_something_that_is_not_there_says_so(open_page: Open) -> None:
    app = open_page(cluster="atlantis")
    assert app.selectbox(key="choice_cluster").value == "all"
    assert "This link asks for something that is not here (Cluster)" in said(app)


def test_choices_are_kept_from_page_to_page_and_written_as_codes(open_page: Open, demo_build: Path) -> None:
    cluster = reader(demo_build).clusters()[1]["cluster_id"]
    app = open_page()
    app.selectbox(key="choice_cluster").set_value(cluster).run()
    assert address(app, "cluster") == cluster
    for page in ("data", "participation"):
        app.switch_page(f"app_pages/{page}.py").run()
    assert app.selectbox(key="choice_cluster").value == cluster


def test_attendance_can_be_compared_in_every_way(open_page: Open) -> None:
    app = open_page("participation")
    for by in ("locality", "type", "all"):
        app.selectbox(key="choice_by").set_value(by).run()
        assert not app.exception
        alt = next(chart.alt for chart in charts(app) if chart.alt.startswith("Share of meetings attended"))
        assert ("Local and national" in alt) == (by == "locality")
        assert ("National and local NGOs" in alt) == (by == "type")


def test_a_new_build_is_shown_without_a_restart(open_page: Open, altered: Callable[..., Path]) -> None:
    folder = altered(name="first")
    app = open_page("data", build=folder)
    assert "first" in said(app)
    shutil.copy(folder / "first.duckdb", folder / "second.duckdb")
    with duckdb.connect(str(folder / "second.duckdb")) as con:
        con.execute("update build set build_id = 'second'")
        con.execute("delete from files where file <> (select min(file) from files)")
    point_to(folder, "second")
    app.run()
    assert "**1 files" in said(app) and "second" in said(app)


HIDE_ALL = """
update "values" set status = 'suppressed', reason = 'fewer than 5 organisations answered', value = null,
    numerator = null, denominator = null, low = null, high = null, bound_low = null, bound_high = null, band = null
"""


@pytest.mark.parametrize("page", ["overview", "participation", "localisation"])
def test_what_is_hidden_is_said_in_words_and_never_shown_as_zero(
    open_page: Open, altered: Callable[..., Path], page: str
) -> None:
    app = unfolded(open_page(page, build=altered(HIDE_ALL)))
    assert not app.exception
    tables = [box for box in app.expander if box.label == "See these numbers as a table"]
    assert tables or "Hidden to protect those who answered" in said(app)
    for box in tables:
        cells = [cell.strip() for line in box.markdown[0].value.splitlines()[2:] for cell in line.strip("|").split("|")]
        assert "hidden" in cells
        assert not {"0", "0\u00a0%", "0 points"} & set(cells)


@pytest.mark.parametrize("page", QUESTIONS)
def test_a_build_without_any_number_is_explained(open_page: Open, altered: Callable[..., Path], page: str) -> None:
    app = open_page(page, build=altered('delete from "values"', "delete from quiet_partners", "delete from coverage"))
    assert not app.exception
    assert charts(app) == []
    assert len(said(app)) > 100


@pytest.mark.parametrize("page", QUESTIONS)
def test_one_cluster_is_enough(open_page: Open, altered: Callable[..., Path], page: str) -> None:
    only = "(select min(cluster_id) from clusters)"
    folder = altered(
        f"""delete from "values" where cluster not in ('all', {only})""",
        f"delete from clusters where cluster_id <> {only}",
        "delete from quiet_partners",
    )
    app = open_page(page, build=folder)
    assert not app.exception
    assert len(charts(app)) >= CHARTS_AT_LEAST[page]


def test_text_from_a_file_is_never_read_as_formatting(open_page: Open, altered: Callable[..., Path]) -> None:
    app = open_page(build=altered("update build set response_name = '**[x](http://y)** :red[z] $a$'"))
    shown = [caption.value for caption in app.caption]
    assert any(r"\*\*\[x\]\(http\:" in text and r"\$a\$" in text for text in shown)


def test_a_damaged_pointer_and_a_lost_file_are_two_different_things(tmp_path: Path) -> None:
    assert current_build(tmp_path) == NoBuild("never built")
    (tmp_path / "current.json").write_text('{"build": "a"', encoding="utf-8")
    broken = current_build(tmp_path)
    assert isinstance(broken, NoBuild) and broken.why == "pointer unreadable"
    (tmp_path / "current.json").write_text('["a"]', encoding="utf-8")
    assert isinstance(current_build(tmp_path), NoBuild)
    point_to(tmp_path, "gone")
    assert current_build(tmp_path) == NoBuild("file missing", "gone.duckdb")


@pytest.mark.parametrize("damage", ["{", '{"build": "x", "file": "x.duckdb"}'])
def test_a_build_that_cannot_be_found_says_what_to_do(open_page: Open, tmp_path: Path, damage: str) -> None:
    (tmp_path / "current.json").write_text(damage, encoding="utf-8")
    app = open_page(build=tmp_path)
    assert not app.exception
    assert [title.value for title in app.title] == ["The results cannot be found"]
    assert [button.label for button in app.button] == ["Build again"]


def test_a_damaged_results_file_says_what_to_do(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "bad.duckdb").write_bytes(b"not a database" * 1000)
    point_to(tmp_path, "bad")
    app = open_page(build=tmp_path)
    assert not app.exception
    assert "The results file cannot be read" in [title.value for title in app.title]
    assert [button.label for button in app.button] == ["Build again"]


@pytest.fixture
def new_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(workspace))
    return workspace


def test_the_first_start_builds_and_then_shows_the_page(new_workspace: Path) -> None:
    register = (
        "Organisation,Type,Cluster,Joined\nHope Aid,National NGO,WASH,2025-01-01\nSun Relief,INGO,WASH,2025-01-01\n"
    )
    (new_workspace / "partners.csv").write_text(register, encoding="utf-8")
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    assert [title.value for title in app.title] == [QUESTIONS["overview"]]
    assert (new_workspace / ".build" / "current.json").is_file()


def test_an_empty_workspace_says_what_to_put_in_it(new_workspace: Path) -> None:
    app = AppTest.from_file(APP, default_timeout=120).run()
    assert not app.exception
    assert "No file in the folder could be loaded." in app.error[0].value
    assert "partner list, sign-in sheets" in said(app)
    assert [button.label for button in app.button] == ["Try again"]


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(tmp_path / "nowhere"))
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert "nowhere" in app.error[0].value


def test_two_open_windows_start_one_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "starts"
    script = f"import time; open({str(log)!r}, 'a').write('x'); time.sleep(0.3)"
    monkeypatch.setattr(building, "command", lambda workspace: [sys.executable, "-c", script])
    builder = building.Builder(tmp_path)
    with ThreadPoolExecutor(8) as windows:
        attempts = set(windows.map(lambda _: builder.start(), range(8)))
    (attempt,) = attempts
    assert attempt.finished.wait(timeout=20)
    assert (log.read_text(), attempt.exit_status) == ("x", 0)


def test_a_downloaded_list_runs_nothing_in_a_spreadsheet() -> None:
    rows = [{"name": start + "HYPERLINK(1)", "n": -3} for start in ("=", "+", "-", "@", "\t")]
    text = spreadsheet.as_csv([*rows, {"name": "Été", "n": 1}], {"name": "Partner", "n": "Meetings"}).decode(
        "utf-8-sig"
    )
    assert text.splitlines()[0] == "Partner,Meetings"
    assert all(line.startswith("'") for line in text.splitlines()[1:6])
    assert text.splitlines()[1].endswith(",-3") and "Été" in text
