"""From a published number to unit rows to file, sheet and row, for those who may see them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipelines.cli import main
from pipelines.pointer import current_build
from pipelines.trace import parse_address, trace
from pipelines.workspace import WorkspaceError
from tests.workspaces import answers, partner, write_attendance, write_partners, write_survey

LOCALS = [f"Local partner {letter}" for letter in "ABCDEF"]
INGOS = ["Nordic Aid", "Ocean Relief"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight members, two meetings, six answers."""
    folder = tmp_path_factory.mktemp("traced")
    write_partners(folder, [*(partner(name) for name in LOCALS), *(partner(name, "ingo") for name in INGOS)])
    write_attendance(folder, {"2025-02-10": [LOCALS[0], LOCALS[0], "Nordic Aid"], "2025-03-10": [LOCALS[1]]})
    write_survey(
        folder,
        [(name, "2025-05-02T09:00:00", answers(eq=(at % 5 + 1,) * 4)) for at, name in enumerate(LOCALS)],
    )
    assert main(["build", str(folder), "--json"]) == 0
    return folder


def build_of(cluster: Path) -> Path:
    found = current_build(cluster / ".build")
    assert found is not None
    return found


def test_a_number_leads_to_the_rows_of_the_sign_in_sheet(cluster: Path) -> None:
    """Local partner A signed in twice on 10 February: rows 2 and 3 of the sheet."""
    found = trace(build_of(cluster), parse_address("org_attendance_rate/wash/2025-01-01/locality=local"), "team")
    assert (found.value["numerator"], found.value["denominator"]) == (2, 12)
    (row,) = [row for row in found.rows if row["organisation"] == LOCALS[0] and row["numerator"] == 1]
    assert str(row["date"]) == "2025-02-10"
    rows = [(origin["file"], origin["row"]) for origin in row["origins"]]
    assert {("sign-in.csv", 2), ("sign-in.csv", 3)} <= set(rows)


def test_the_rows_give_the_number_again(cluster: Path) -> None:
    found = trace(build_of(cluster), parse_address("org_attendance_rate/wash"), "team")
    assert sum(row["numerator"] for row in found.rows) == found.value["numerator"]
    assert sum(row["denominator"] for row in found.rows) == found.value["denominator"]


def test_a_membership_leads_to_the_partner_list(cluster: Path) -> None:
    found = trace(build_of(cluster), parse_address("membership_share_by_type/wash"), "team")
    assert {(o["file"], o["row"]) for row in found.rows for o in row["origins"]} >= {
        ("partners.csv", 2),
        ("partners.csv", 9),
    }


def test_evaluators_see_no_names_and_no_files(cluster: Path) -> None:
    found = trace(build_of(cluster), parse_address("org_attendance_rate/wash"), "evaluator")
    told = json.dumps(found.rows, default=str)
    assert found.rows
    assert all(name not in told for name in [*LOCALS, *INGOS, "sign-in.csv", "alwan"])
    other = trace(build_of(cluster), parse_address("org_attendance_rate/wash/2025-01-01/locality=local"), "evaluator")
    names = {row["organisation"] for row in found.rows}
    assert names.isdisjoint(row["organisation"] for row in other.rows), "two traces must not be put together"


def test_a_pseudonym_is_no_riddle_for_those_who_know_the_partners(cluster: Path) -> None:
    """Neither the order of rows nor anything an evaluator can read leads from a name to its pseudonym."""
    found = trace(build_of(cluster), parse_address("org_attendance_rate/wash"), "evaluator")
    assert found.rows == sorted(found.rows, key=lambda row: (row["date"], row["organisation"]))
    shown = {row["organisation"] for row in found.rows}
    known = [str(found.value), str(found.address), ""]
    tried = {hashlib.sha256(f"{salt} {name}".encode()).hexdigest()[:6] for salt in known for name in [*LOCALS, *INGOS]}
    assert shown.isdisjoint(f"organisation {guess}" for guess in tried)


def test_what_outsiders_do_not_see_is_not_traced_for_them(cluster: Path) -> None:
    """Two international members: their attendance is for the team alone."""
    address = parse_address("org_attendance_rate/wash/2025-01-01/locality=international")
    assert trace(build_of(cluster), address, "team").rows
    hidden = trace(build_of(cluster), address, "evaluator")
    assert (hidden.rows, hidden.value["value"]) == ([], None)
    assert "organisations" in hidden.withheld


def test_donors_see_no_rows(cluster: Path) -> None:
    found = trace(build_of(cluster), parse_address("membership_share_by_type/wash"), "donor")
    assert found.rows == [] and found.withheld


def test_survey_rows_are_for_the_team_and_without_what_they_say(cluster: Path) -> None:
    address = parse_address("pop_equality_score/wash")
    assert trace(build_of(cluster), address, "evaluator").rows == []
    rows = trace(build_of(cluster), address, "team").rows
    assert sum(row["answered"] for row in rows) == 6
    assert all(set(row) == {"date", "answered", "origins"} for row in rows)
    assert {o["file"] for row in rows for o in row["origins"]} >= {"survey.csv"}


def test_a_derived_number_names_what_it_is_made_of(cluster: Path) -> None:
    found = trace(build_of(cluster), parse_address("attendance_gap_local/wash"), "team")
    assert found.made_of == ("org_attendance_rate",)


@pytest.mark.parametrize("text", ["no_such_indicator", "org_attendance_rate/wash/2025-01-01/locality=local/more"])
def test_an_address_that_names_nothing_says_how_to_write_one(text: str) -> None:
    with pytest.raises(WorkspaceError, match="INDICATOR"):
        parse_address(text)


def test_a_value_that_is_not_there_says_how_to_find_one(cluster: Path) -> None:
    with pytest.raises(WorkspaceError, match="values --indicator"):
        trace(build_of(cluster), parse_address("org_attendance_rate/health"), "team")


def test_the_command_tells_the_number_and_the_rows(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "org_attendance_rate/wash/2025-01-01", "--workspace", str(cluster), "--all"]) == 0
    text = capsys.readouterr().out
    assert "3 of 16" in text
    assert "sign-in.csv, rows 2, 3" in text
    assert main(["trace", "org_attendance_rate/wash", "--workspace", str(cluster), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["address"] == "org_attendance_rate/wash/2025-01-01/all=all"
    assert main(["trace", "nothing", "--workspace", str(cluster)]) == 2
