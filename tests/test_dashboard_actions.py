"""Calls and agreed actions entered on pages: what is written, what the build makes of it, and what each audience sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.deciding import actions_agreed, actions_board, actions_moved, entering, entries, recommendations
from dashboard.deciding.actions_agreed import DONE, DROPPED, OPEN, OVERDUE, Action, Then
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.deciding.entries import ACTIONS, CALLS, TEXTS
from dashboard.participation import calls
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader, Value
from pipelines.sources.team_entries import LOGS
from tests.dashboard_pages import APP, choose, said
from tests.workspaces import facts, partner, write_partners

pytestmark = pytest.mark.usefixtures("fresh_dashboard")

TODAY = date(2026, 3, 10)
WHEN = "2025-02-20"


def call(workspace: Path, organisation: str = "Hope", **cells: str) -> str:
    usual = {"cluster": "wash", "contacted_on": WHEN, "purpose": "absence", "personal": "yes", "reached": "yes"}
    return entries.add(workspace, CALLS, {**usual, "organisation": organisation, **cells}, decided_by="lead")


def agree(workspace: Path, **cells: str) -> str:
    usual = {"cluster": "wash", "action": "Send the agenda", "owner": "Hope", "agreed_on": WHEN, "due_on": "2025-03-01"}
    return entries.add(workspace, ACTIONS, {**usual, **cells}, decided_by="lead")


def action(status: str = "open", due: date | None = date(2026, 3, 1), **more: Any) -> Action:
    return Action("wash", "action_point", more.pop("text", "Send the agenda"), "Hope", TODAY, due, None, status, **more)


# What is written, and what a build makes of it


def test_both_sides_know_the_same_columns_and_statuses() -> None:
    for log in (CALLS, ACTIONS, TEXTS):
        assert log.columns == LOGS[log.file].columns
        assert {log.first, entries.TAKEN_BACK} <= set(LOGS[log.file].statuses)


def test_a_build_reads_what_the_pages_write(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("-Hope, “=1+1”"), partner("Alwan")])
    call(tmp_path, "-Hope, “=1+1”", reason="time", result="will_come", next_step="=cmd() send it\nsoon")
    mistaken = call(tmp_path, "Alwan")
    entries.change(tmp_path, CALLS, mistaken, entries.TAKEN_BACK, decided_by="lead")
    done = agree(
        tmp_path, owner="", owner_role="information manager", indicator="attendance_gap_local", value_then="-12.5"
    )
    entries.change(tmp_path, ACTIONS, done, "done", decided_by="lead", closed_on="2025-02-27")
    found = facts(
        tmp_path,
        "select organisation, organisation_id is not null, reason, status, closed_on::varchar, owner_role, value_then"
        " from outreach cross join actions join action_entries using (action_id)",
    )
    assert found == [("-Hope, “=1+1”", True, "time", "done", "2025-02-27", "information manager", -12.5)]
    assert entries.read(tmp_path, CALLS)[0]["next_step"] == "cmd() send it soon"


def test_nothing_is_ever_changed_and_a_state_is_written_once(tmp_path: Path) -> None:
    code = agree(tmp_path)
    before = (tmp_path / "decisions/actions.csv").read_bytes()
    for status in ("done", "done", "open", "taken_back", "taken_back"):
        entries.change(tmp_path, ACTIONS, code, status, decided_by="lead")
    after = (tmp_path / "decisions/actions.csv").read_bytes()
    assert after.startswith(before)
    assert [line["status"] for line in entries.read(tmp_path, ACTIONS)] == ["open", "done", "open", "taken_back"]
    assert entries.standing(entries.read(tmp_path, ACTIONS)) == []


def test_what_ends_as_it_began_waits_for_no_build(tmp_path: Path) -> None:
    kept, undone = agree(tmp_path), agree(tmp_path)
    entries.change(tmp_path, ACTIONS, undone, "taken_back", decided_by="lead")
    entries.change(tmp_path, ACTIONS, kept, "done", decided_by="lead", closed_on=WHEN)
    lines = entries.read(tmp_path, ACTIONS)
    assert entries.not_counted_yet(lines, 0) == {kept}
    assert entries.not_counted_yet(lines, 2) == {kept, undone}
    assert entries.not_counted_yet(lines, len(lines)) == set()
    entries.change(tmp_path, ACTIONS, kept, "open", decided_by="somebody else")
    assert entries.not_counted_yet(entries.read(tmp_path, ACTIONS), 2) == {undone}


def test_a_file_that_the_build_could_not_read_does_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "decisions/outreach.csv"
    path.parent.mkdir()
    path.write_text("decided_on,organisation\n", encoding="utf-8")
    with pytest.raises(CannotDecide, match="lacks the column"):
        call(tmp_path)
    assert path.read_text(encoding="utf-8") == "decided_on,organisation\n"


# How actions stand


def test_an_action_is_overdue_the_day_after_it_was_due() -> None:
    assert action(due=TODAY).state(TODAY) == "open"
    assert action(due=date(2026, 3, 9)).state(TODAY) == "overdue"
    assert action(due=None).state(TODAY) == "open"
    assert action("done", due=date(2020, 1, 1)).state(TODAY) == "done"
    assert actions_agreed.timing(action(due=date(2026, 3, 9)), TODAY) == "due 9 Mar 2026, **1 day late**"
    assert actions_agreed.timing(action("done"), TODAY) == "done: no day is written"


def test_those_of_the_page_stand_first_then_the_latest_due() -> None:
    late, soon, own = action(text="late"), action(due=date(2026, 4, 1), text="soon"), action(text="own", code="a1")
    closed, nothing = action("dropped", text="closed"), action(due=None, text="no day")
    everything = [late, closed, soon, own, nothing]
    listed = {
        states: [a.text for a in actions_agreed.chosen(everything, states, TODAY)]
        for states in ((OPEN, OVERDUE), (OVERDUE,), (DONE, DROPPED))
    }
    assert list(listed.values()) == [["own", "no day", "soon", "late"], ["own", "late"], ["closed"]]
    counts = actions_agreed.counted(everything, TODAY)
    assert actions_agreed.summary(counts) == "**4 actions are not done yet;** 2 of them overdue. 0 done, 1 dropped."
    assert actions_agreed.summary({"done": 3}).startswith("**Nothing is open.** 3 done")


THEN = Then("org_attendance_rate", 40.0, None, None, 200, "%", date(2025, 6, 30))


def now(**cells: Any) -> dict[str, Any]:
    usual = {
        "title": "Attendance", "status": "ok", "value": 52.0, "unit": "%", "low": None, "high": None, "n": 300,
        "direction": "higher", "frame": "census", "period_start": date(2025, 7, 1), "period_end": date(2025, 12, 31),
    }  # fmt: skip
    return usual | cells


@pytest.mark.parametrize(
    ("row", "end"),
    [
        (now(), "40\u00a0% then (up to Jun 2025), 52\u00a0% now (Jul–Dec 2025). It moved in the right direction."),
        (now(direction="lower"), "It moved in the wrong direction."),
        (now(direction="context"), "the number alone does not say."),
        (now(value=40.6), "It hardly moved."),
        (now(n=7), "It moved in the right direction. This could be chance: very few are counted."),
        (now(status="suppressed", value=None), "Now it is hidden to protect those who answered."),
        (now(period_end=date(2025, 6, 30)), "There is no newer number yet."),
        (now(unit="points"), "52 points now (Jul–Dec 2025)."),
    ],
)
def test_the_number_then_and_now_in_words(row: dict[str, Any], end: str) -> None:
    told = actions_moved.sentence(THEN, row)
    assert told.startswith("Attendance: 40") and told.replace("\u00a0points", " points").endswith(end)


def test_ranges_that_overlap_are_said_to_be_perhaps_chance() -> None:
    then = Then("x", 40.0, 35.0, 48.0, 60, "%", date(2025, 6, 30))
    assert "two ranges overlap" in actions_moved.sentence(then, now(frame="survey", low=45.0, high=60.0))
    assert "chance" not in actions_moved.sentence(then, now(frame="survey", low=49.0, high=60.0))


def test_a_number_that_was_hidden_or_is_gone_is_said() -> None:
    hidden = Then("x", None, None, None, None, "%", date(2025, 6, 30))
    assert "no number was shown then" in actions_moved.sentence(hidden, now())
    assert "does not hold: old\\_indicator" in actions_moved.sentence(
        Then("old_indicator", 1, None, None, None, "%", None), None
    )


def value(group: str, share: float | None, start: date = date(2026, 1, 1), status: str = "ok") -> Value:
    return Value(
        "x", "wash", "period", start, date(2026, 6, 30), False, "reason", group, share, "%", None, None, 30, 30,
        None, None, None, None, None, None, status, None,
    )  # fmt: skip


def test_the_board_says_only_what_is_surely_more_or_less_than_half() -> None:
    statements = [
        {"title": title, "value": share, "low": low, "high": high, "n": 40, "unit": "%"}
        for title, share, low, high in (("A", 70, 61, 79), ("B", 55, 46, 64), ("C", 20, 12, 30), ("D", 80, None, None))
    ]
    (most,), (few,) = actions_board.most_agree(statements), actions_board.few_agree(statements)
    assert most.startswith("**70\u00a0%** · A (61 to 79") and few.startswith("**20\u00a0%** · C")
    earlier = date(2025, 1, 1)
    reasons = [
        value("time", 45.0),
        value("language", 60.0),
        value("time", 90.0, earlier),
        value("other", None, status="suppressed"),
    ]
    assert actions_board.most_given(reasons) == ["**60\u00a0%** · Language", "**45\u00a0%** · No time or bad hour"]
    assert actions_board.some_hidden(reasons)
    assert not actions_board.some_hidden([value("time", None, earlier, "suppressed"), value("time", 9.0)])


def test_recommendations_that_wait_stand_first() -> None:
    rows = [
        {"action": name, "cluster_id": "wash", "agreed_on": made, "decided_on": decided}
        for name, made, decided in (
            ("old", date(2026, 1, 1), None), ("answered", date(2026, 2, 1), TODAY), ("new", date(2026, 3, 9), None),
        )
    ]  # fmt: skip
    table = recommendations.table(rows, TODAY, {"wash": "WASH"})
    assert [(row["Recommendation"], row["Answer"]) for row in table] == [
        ("new", "none for 1 day"), ("old", "none for 68 days"), ("answered", "answered on 10 Mar 2026"),
    ]  # fmt: skip


# The demo's build, with a workspace of one's own for what is entered


@pytest.fixture
def workspace(demo_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(tmp_path))
    return tmp_path


@pytest.fixture
def reader(demo_build: Path) -> Callable[[str], Reader]:
    found = current_build(demo_build)
    assert isinstance(found, Build)
    return lambda audience: Reader(found.file, audience)


def test_the_last_contact_is_the_newest_of_the_logs_and_of_the_pages(
    reader: Callable[[str], Reader], tmp_path: Path
) -> None:
    team = reader("team")
    logged = calls.last_contact(team, tmp_path)
    assert len(logged) > 20 and all(contact.entry == "" for contact in logged.values())
    organisation, known = sorted(logged.items())[0]
    name = next(row["name"] for row in team.organisations() if row["organisation_id"] == organisation)
    call(tmp_path, name, contacted_on="2024-01-01")
    assert calls.last_contact(team, tmp_path)[organisation] == known
    code = call(tmp_path, name, contacted_on="2026-08-01", result="will_come", next_step="send it")
    newest = calls.last_contact(team, tmp_path)[organisation]
    assert (newest.day, newest.entry) == (date(2026, 8, 1), code)
    assert newest.said() == "1 Aug 2026: reached · Will come · next: send it"
    entries.change(tmp_path, CALLS, code, entries.TAKEN_BACK, decided_by="lead")
    assert calls.last_contact(team, tmp_path)[organisation] == known
    assert calls.last_contact(reader("evaluator"), tmp_path) == calls.last_contact(reader("donor"), tmp_path) == {}


def one_partner() -> None:
    """A page with one quiet partner, as AppTest runs it."""
    import os
    from pathlib import Path

    from dashboard.participation import calls
    from dashboard.pointer import Build, current_build
    from dashboard.queries import Reader

    found = current_build(Path(os.environ["PARTNERSHIP_BUILD_DIR"]))
    assert isinstance(found, Build)
    reader = Reader(found.file, os.environ["PARTNERSHIP_AUDIENCE"])
    partner = {"organisation_id": "unicef", "name": "UNICEF", "cluster_id": "wash"}
    calls.log_call(reader, Path(os.environ["PARTNERSHIP_WORKSPACE"]), partner)


def save(app: AppTest) -> None:
    """Send the form that is open."""
    next(button for button in app.button if button.label == "Save").click().run()


def test_a_call_is_logged_where_the_partner_stands_and_can_be_taken_back(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERSHIP_AUDIENCE", "team")
    app = AppTest.from_function(one_partner).run()
    app.button(key="log_call_unicef_wash").click().run()
    app.selectbox[0].set_value("time")
    save(app)
    assert "Write your role first" in app.error[0].value and not (workspace / "decisions").exists()
    app.text_input[1].set_value("information manager")
    save(app)
    assert not app.exception and not app.text_input  # it closes behind what was saved
    (entry,) = entries.standing(entries.read(workspace, CALLS))
    assert [entry[name] for name in ("organisation", "cluster", "reached", "reason", "decided_by")] == [
        "UNICEF", "wash", "yes", "time", "information manager",
    ]  # fmt: skip
    assert "Saved" in said(app) and "No time or bad hour" in said(app)
    app.button(key=f"undo_{entry.code}").click().run()
    assert entries.standing(entries.read(workspace, CALLS)) == [] and "Saved" not in said(app)


def test_others_see_no_form_for_calls(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERSHIP_AUDIENCE", "evaluator")
    app = AppTest.from_function(one_partner).run()
    assert not app.exception and not app.button and not said(app).strip()


def open_page(audience: str = "team", cluster: str = "wash", show: str = "to_do") -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).switch_page("app_pages/actions.py")
    app.query_params["view"], app.query_params["cluster"], app.query_params["show"] = audience, cluster, show
    for part in ("agree", "put", "logged", "open_recommendations"):  # as if each were opened
        app.session_state[part] = True
    app.run()
    assert not app.exception
    return app


def test_an_action_is_agreed_done_and_opened_again(workspace: Path) -> None:
    app = open_page()
    assert "actions are not done yet" in said(app)
    app.text_input(key="new_action_what").set_value("Send the agenda in Arabic")
    app.button(key="new_action_save").click().run()
    assert "Write your role" in app.error[0].value
    app.text_input(key=entering.WHO).set_value("lead")
    app.button(key="new_action_save").click().run()
    assert "who does it" in app.error[0].value and not (workspace / "decisions").exists()
    app.selectbox(key="new_action_owner").set_value("UNICEF")
    app.selectbox(key="new_action_indicator").set_value("org_attendance_rate").run()
    app.button(key="new_action_save").click().run()
    (entry,) = entries.standing(entries.read(workspace, ACTIONS))
    assert [entry[name] for name in ("owner", "owner_role", "cluster", "indicator")] == ["UNICEF", "", "wash", "org_attendance_rate"]  # fmt: skip
    assert float(entry["value_then"]) > 0 and entry["until_then"] == "2026-06-30" and entry["unit_then"] == "%"
    assert "Send the agenda in Arabic" in said(app) and "There is no newer number yet" in said(app)
    assert "Build again to count 1 entry" in [button.label for button in app.button]
    app.button(key=f"done_{entry.code}").click().run()
    assert "Send the agenda in Arabic" not in said(app)
    choose(app, "choice_show", "closed")
    app.button(key=f"open_{entry.code}").click().run()
    assert [line["status"] for line in entries.read(workspace, ACTIONS)] == ["open", "done", "open"]


def test_an_answer_is_put_on_the_board_after_review_for_all_together_only(workspace: Path) -> None:
    app = open_page(cluster="all", show="board")
    assert "What works" in [title.value for title in app.subheader]
    app.text_input(key=entering.WHO).set_value("lead")
    app.radio(key="new_text_side").set_value("does_not")
    app.text_area(key="new_text_text").set_value("Papers come too late.")
    app.button(key="new_text_save").click().run()
    (entry,) = entries.standing(entries.read(workspace, TEXTS))
    assert (entry["side"], entry["text"]) == ("does_not", "Papers come too late.")
    assert "- “Papers come too late" in said(app)
    app.selectbox(key="choice_cluster").set_value("wash").run()
    assert "Papers come too late" not in said(app) and not app.text_area
    app.selectbox(key="choice_cluster").set_value("all").run()
    app.button(key=f"take_back_{entry.code}").click().run()
    assert entries.standing(entries.read(workspace, TEXTS)) == [] and "Papers" not in said(app)


@pytest.mark.parametrize("audience", ["evaluator", "donor"])
def test_others_see_counts_and_neither_texts_nor_names_nor_forms(
    workspace: Path, reader: Callable[[str], Reader], audience: str
) -> None:
    agree(workspace, action="A secret promise", owner="UNICEF")
    apps = [open_page(audience, show=part) for part in ("to_do", "board", "answered")]
    shown = "".join(said(app) for app in apps)
    assert "actions are not done yet" in shown and "recommendations were decided on" in shown
    assert not any(app.text_input or app.button for app in apps) and "A secret promise" not in shown
    team = reader("team")
    texts = {row["action"] for row in team.named("logged_actions", cluster="all")}
    names = {row["name"] for row in team.organisations() if len(row["name"]) > 5}
    assert not [text for text in texts | names if text in shown]


@pytest.mark.parametrize("file", ["actions.csv", "outreach.csv"])
def test_a_file_of_entries_that_cannot_be_read_is_explained(workspace: Path, file: str) -> None:
    path = workspace / "decisions" / file
    path.parent.mkdir()
    path.write_text("entry\n", encoding="utf-8")
    app = open_page()
    assert "lacks the column" in app.error[0].value
