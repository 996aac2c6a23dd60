"""Calls and agreed actions that the team enters are counted like those of its logs, with the file and row of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.build import build
from pipelines.checking import check_paths
from pipelines.published import COLUMNS, values
from pipelines.sources import team_entries, template_logs
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet
from pipelines.sources.team_entries import LOGS
from pipelines.workspace import WorkspaceError, open_workspace
from tests.readings import finding, rules, take
from tests.workspaces import facts, one, partner, write_attendance, write_csv, write_partners

CALLS = LOGS["outreach.csv"].columns
ACTIONS = LOGS["actions.csv"].columns


def call(entry: str, status: str = "made", day: str = "2025-02-20", **cells: str) -> list[str]:
    """A line of decisions/outreach.csv."""
    usual = {
        "decided_on": day, "decided_by": "lead", "cluster": "wash", "organisation": "Hope", "contacted_on": day,
        "purpose": "absence", "personal": "yes", "reached": "yes",
    }  # fmt: skip
    return _line(CALLS, {**(usual if status == "made" else {"decided_on": day}), **cells}, entry, status)


def action(entry: str, status: str = "open", day: str = "2025-02-10", **cells: str) -> list[str]:
    """A line of decisions/actions.csv."""
    usual = {"decided_on": day, "decided_by": "lead", "cluster": "wash", "agreed_on": day, "due_on": "2025-03-01"}
    first = {**usual, "action": "Send the agenda", "owner": "Hope"}
    return _line(ACTIONS, {**(first if status == "open" else {"decided_on": day}), **cells}, entry, status)


def _line(columns: Sequence[str], cells: dict[str, str], entry: str, status: str) -> list[str]:
    return [{"entry": entry, "status": status, **cells}.get(column, "") for column in columns]


def calls(*lines: list[str]) -> Sheet:
    return Sheet("decisions/outreach.csv", "", [list(CALLS), *lines])


def actions(*lines: list[str]) -> Sheet:
    return Sheet("decisions/actions.csv", "", [list(ACTIONS), *lines])


@pytest.mark.parametrize("sheet", [calls(call("c1")), actions(action("a1"))])
def test_only_one_source_takes_them(sheet: Sheet) -> None:
    assert recognise(sheet).source is team_entries
    assert not template_logs.recognise(sheet).accepted
    lacking = [row[:-1] for row in sheet.rows]
    assert recognise(Sheet(sheet.file, "", lacking)).source is not team_entries


def test_the_first_line_says_all_and_later_ones_what_has_changed() -> None:
    reading = take(
        team_entries,
        actions(
            action("a1", due_on="2025-03-01"), action("b2", owner=""), action("a1", "done", day="2025-02-27"),
            action("b2", "done", day="2025-02-28", closed_on="2025-02-25"), action("b2", "open", due_on="2025-04-01"),
        ),
    )  # fmt: skip
    first, second = reading.facts["actions"]
    assert (first["row"], first["status"], first["closed_on"], first["action_id"]) == (2, "done", "2025-02-27", "a1")
    assert (second["row"], second["status"], second["closed_on"], second["due_on"]) == (3, "open", "", "2025-04-01")
    assert reading.rows_read == 5
    assert [(told.row, told.rule, told.severity) for told in reading.findings] == [
        (row, "entry_changed", "info") for row in (4, 5, 6)
    ]


def test_what_is_taken_back_is_read_and_not_counted_and_may_come_back() -> None:
    reading = take(team_entries, calls(call("c1"), call("c1", "taken_back", "2025-02-21"), call("c2"), call("c2", "taken_back"), call("c2")))  # fmt: skip
    assert [record["row"] for record in reading.facts["outreach"]] == [4]
    told = finding(reading, "taken_back")
    assert (told.row, told.severity, "taken back on 2025-02-21" in told.message) == (2, "info", True)


def test_a_line_that_says_nothing_known_is_set_aside_and_the_rest_of_its_entry_stands() -> None:
    reading = take(team_entries, calls(call("c1"), call("c1", "cancelled"), call("")))
    assert [record["row"] for record in reading.facts["outreach"]] == [2]
    assert [(found.row, found.rule, found.severity) for found in reading.findings] == [
        (3, "status_of_entry", "error"),
        (4, "entry_of_entry", "error"),
    ]
    assert "one of: made, taken_back" in reading.findings[0].message
    assert all("Correct the cell in the file" in found.remedy for found in reading.findings)


def test_what_stands_beside_an_action_is_kept_and_a_minus_is_no_formula() -> None:
    beside = {
        "indicator": "attendance_gap_local",
        "value_then": "'-12.5",
        "low_then": "-20",
        "until_then": "31/12/2024",
    }
    reading = take(team_entries, actions(action("a1", owner="", owner_role="lead", **beside)))
    (kept,) = reading.facts["action_entries"]
    assert (kept["owner_role"], kept["value_then"], kept["low_then"], kept["until_then"]) == (
        "lead", "-12.5", "-20", "2024-12-31",
    )  # fmt: skip


def test_days_that_a_spreadsheet_program_turned_round_are_read_and_said() -> None:
    reading = take(team_entries, calls(call("c1", contacted_on="20/02/2025")))
    assert reading.facts["outreach"][0]["contacted_on"] == "2025-02-20"
    assert rules(reading) == ["date_order"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three partners, a log of actions, and entries good and bad; built once."""
    folder = tmp_path_factory.mktemp("entries")
    write_partners(folder, [partner("Hope"), partner("Alwan"), partner("Nordic Aid", "ingo")])
    write_attendance(folder, {"2025-02-10": ["Hope", "Alwan"], "2025-06-20": ["Hope"]})
    headings = [
        "Action",
        "Kind of action",
        "Responsible organisation",
        "Agreed on",
        "Due on",
        "Action status",
        "Cluster",
    ]
    write_csv(folder / "log.csv", headings, [["Old promise", "Action point", "Alwan", "2025-01-10", "2025-02-01", "Open", "WASH"]])  # fmt: skip
    entered = [
        call("c1", reason="time", result="will_come", next_step="send the calendar"), call("c2", reason="language"),
        call("c2", "taken_back"), call("c3", contacted_on="soon"), call("c4", cluster="Helth"), call("c5", "lost"),
    ]  # fmt: skip
    write_csv(folder / "decisions/outreach.csv", CALLS, entered)
    beside = {"indicator": "org_attendance_rate", "value_then": "61.2", "unit_then": "%", "until_then": "2024-12-31"}
    agreed = [action("a1", **beside), action("a2", due_on="2025-05-01"), action("a1", "done", "2025-02-28"), action("a3", "done")]  # fmt: skip
    write_csv(folder / "decisions/actions.csv", ACTIONS, agreed)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PARTNERSHIP_BUILD_DIR", raising=False)
        build(open_workspace(folder))
    return folder


@pytest.fixture(scope="module")
def con(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    (file,) = (built / ".build").glob("*.duckdb")
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def ask(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def test_rows_read_are_rows_loaded_and_rows_set_aside(con: duckdb.DuckDBPyConnection) -> None:
    query = "select file, recognised_as, rows_read, rows_accepted, rows_quarantined from files where file like 'decisions/%' order by 1"
    assert ask(con, query) == [
        ("decisions/actions.csv", "team_entries", 4, 3, 1),
        ("decisions/outreach.csv", "team_entries", 6, 3, 3),
    ]
    found = ask(
        con,
        "select file, \"row\", rule, remedy <> '' from findings where file like 'decisions/%' and severity = 'error' order by all",
    )
    assert {row[:3] for row in found} >= {
        ("decisions/actions.csv", 5, "required"),
        ("decisions/outreach.csv", 5, "day"),
        ("decisions/outreach.csv", 7, "status_of_entry"),
    }
    assert {row[1] for row in found if row[0].endswith("outreach.csv")} == {5, 6, 7}
    assert all(remedy for *_, remedy in found)


def test_the_facts_are_those_of_the_logs_with_file_and_row(con: duckdb.DuckDBPyConnection) -> None:
    query = 'select organisation_id, cluster_id, reason, result, file, "row" from outreach'
    assert ask(con, query) == [("hope", "wash", "time", "will_come", "decisions/outreach.csv", 2)]
    query = "select action, owner_id, status, closed_on::varchar, file from actions order by agreed_on, due_on"
    assert ask(con, query) == [
        ("Old promise", "alwan", "open", None, "log.csv"),
        ("Send the agenda", "hope", "done", "2025-02-28", "decisions/actions.csv"),
        ("Send the agenda", "hope", "open", None, "decisions/actions.csv"),
    ]
    query = (
        "select e.indicator, e.value_then from action_entries as e join actions using (action_id) where status = 'done'"
    )
    assert ask(con, query) == [("org_attendance_rate", 61.2)]


def test_indicators_count_them(built: Path) -> None:
    found = [dict(zip(COLUMNS, row, strict=True)) for row in values(built / ".build", None, "team")]
    done = one(found, "action_completion_rate", start="2025-01-01")
    assert (done["numerator"], done["denominator"]) == (1, 3)


def test_a_change_of_entries_is_a_change_of_decisions(con: duckdb.DuckDBPyConnection) -> None:
    causes = ask(con, "select distinct cause from build_inputs where what like 'decisions/%'")
    assert causes == [("new_decisions",)]


def test_without_a_column_the_build_says_which_and_stops(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Hope")])
    write_csv(tmp_path / "decisions/outreach.csv", CALLS[:-1], [call("c1")[:-1]])
    with pytest.raises(WorkspaceError, match=r"decisions/outreach.csv lacks the column next_step"):
        facts(tmp_path, "from outreach")


def test_a_check_of_the_folder_reads_them_too(built: Path) -> None:
    reports = {report["path"]: report for report in check_paths([built], None)}
    told = reports[(built / "decisions/outreach.csv").as_posix()]
    assert (told["rows_read"], told["rows_quarantined"]) == (6, 3)
    assert "Helth" in json.dumps(told["findings"])


def test_reviewed_texts_are_kept_until_they_are_taken_back(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Hope")])
    columns = LOGS["texts.csv"].columns
    lines = [
        ["2025-02-01", "lead", "t1", "shown", "works", "Good minutes"], ["2025-02-01", "lead", "t2", "shown", "works", "No"],
        ["2025-02-02", "lead", "t2", "taken_back", "", ""], ["2025-02-02", "lead", "t3", "shown", "sometimes", "Hm"],
    ]  # fmt: skip
    write_csv(tmp_path / "decisions/texts.csv", columns, lines)
    assert facts(tmp_path, 'select side, text, file, "row" from reviewed_texts') == [
        ("works", "Good minutes", "decisions/texts.csv", 2)
    ]
    query = "select rows_read, rows_accepted, rows_quarantined from files where file = 'decisions/texts.csv'"
    assert facts(tmp_path, query) == [(4, 3, 1)]


def test_addresses_of_people_go_no_further(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Hope")])
    write_csv(tmp_path / "decisions/actions.csv", ACTIONS, [action("a1", action="Write to z.quack@hope.example", owner_role="z.quack@hope.example")])  # fmt: skip
    found = facts(tmp_path, "select action, owner_role from actions join action_entries using (action_id)")
    assert "z.quack" not in str(found) and len(found) == 1
