"""What a person decides about a name wins over every rule, survives rebuilds, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.organisations.name_decisions import NO_ORGANISATION, read_decisions
from pipelines.workspace import WorkspaceError
from tests.registers import decide, organisations, rules, write_list
from tests.workspaces import one, published, reading, write_attendance

DAYS = {"2026-01-10": ["Hope", "Hoep"], "2026-02-10": ["Aid", "Hoep"], "2026-03-10": ["Aid", "Self"]}


def unmatched(folder: Path) -> dict[str, str | None]:
    con = reading(folder)
    return dict(con.execute("select name, suggestion_id from facts.unmatched_organisations").fetchall())


def test_the_last_row_on_a_name_counts_however_it_is_written(tmp_path: Path) -> None:
    decide(tmp_path, ("Hoep", "hope"), ("Kids", "hope"), ("HOEP ", "aid"), ("kids", ""), ("Self", "None"))
    files = sorted((tmp_path / "decisions").glob("*.csv"))
    assert read_decisions(files) == {"HOEP": "aid", "Self": NO_ORGANISATION}


def test_deciding_and_taking_back_gives_the_first_numbers_again(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope", "acronym": "HP"}, {"name": "Aid"}])
    write_attendance(tmp_path, DAYS)

    def attendance() -> tuple[object, ...]:
        value = one(published(tmp_path), "org_attendance_rate")
        return value["numerator"], value["denominator"], value["value"]

    before = attendance()
    assert before[:2] == (3, 6)  # Hope once, Aid twice, of two members at three meetings
    decide(tmp_path, ("Hoep", "hope"))
    assert attendance()[:2] == (4, 6)
    decide(tmp_path, ("Hoep", "hope"), ("Hoep", ""))
    assert attendance() == before


def test_what_is_no_organisation_is_neither_counted_nor_shown_again(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}, {"name": "Aid"}])
    write_attendance(tmp_path, DAYS)
    assert set(unmatched(tmp_path)) == {"Hoep", "Self"}
    decide(tmp_path, ("self", "-"))
    assert set(unmatched(tmp_path)) == {"Hoep"}


def test_a_listed_name_that_is_no_organisation_is_left_out_and_it_is_said(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}, {"name": "Information desk"}])
    decide(tmp_path, ("information desk", "-"))
    assert organisations(tmp_path, "organisation_id") == [("hope",)]
    assert "decided_no_organisation" in [rule for rule, _ in rules(tmp_path)]
    con = reading(tmp_path)
    assert con.execute("select organisation_id from facts.memberships").fetchall() == [("hope",)]


def test_a_decision_joins_two_listed_names(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}, {"name": "Hope Nandoria Branch"}])
    decide(tmp_path, ("Hope Nandoria Branch", "hope"))
    assert organisations(tmp_path, "organisation_id", "name") == [("hope", "Hope")]


def test_a_decision_splits_a_wrong_merge(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope", "other": "Espoir"}, {"name": "Espoir", "acronym": "ESP"}])
    write_attendance(tmp_path, {"2026-01-10": ["Espoir", "Hope"]})
    assert organisations(tmp_path, "organisation_id") == [("hope",)]
    decide(tmp_path, ("Espoir", "espoir"))
    assert organisations(tmp_path, "organisation_id", "acronym") == [("espoir", "ESP"), ("hope", None)]
    con = reading(tmp_path)
    present = con.execute("select organisation_id from facts.attendance order by 1").fetchall()
    names = con.execute("select organisation_id from facts.organisation_names where name = 'Espoir'").fetchall()
    assert present == [("espoir",), ("hope",)]
    assert names == [("espoir",)]


def test_an_id_that_was_merged_away_still_leads_to_its_organisation(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope", "id": "a1"}, {"name": "hope", "id": "b2"}, {"name": "Aid", "acronym": "HX"}])
    write_attendance(tmp_path, {"2026-01-10": ["HX"]})
    decide(tmp_path, ("HX", "b2"))
    assert organisations(tmp_path, "organisation_id") == [("a1",), ("aid",)]
    con = reading(tmp_path)
    assert con.execute("select organisation_id from facts.attendance").fetchall() == [("a1",)]


def test_a_decision_for_nobody_is_refused(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}])
    decide(tmp_path, ("Hoep", "hpoe"))
    with pytest.raises(
        WorkspaceError, match="“Hoep” is decided to be 'hpoe', but no partner list holds that organisation"
    ):
        organisations(tmp_path, "organisation_id")


def test_a_file_of_decisions_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "organisations.csv"
    path.write_text("name,organisation_id\nHoep,hope\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="lacks the column decided_on"):
        read_decisions([path])


def test_suggestions_stand_in_the_build_with_rank_certainty_and_reason(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope North", "acronym": "ARN"}, {"name": "Aid South", "acronym": "ARN"}])
    write_attendance(tmp_path, {"2026-01-10": ["ARN", "Zzz"]})
    con = reading(tmp_path)
    found = con.execute("select * from facts.organisation_suggestions order by all").fetchall()
    first = con.execute("from facts.unmatched_organisations order by name").fetchall()
    shared = "“ARN” is the acronym of “{}”, and of “{}”"
    assert found == [
        ("ARN", 1, "aid-south", "Aid South", 40.0, shared.format("Aid South", "Hope North")),
        ("ARN", 2, "hope-north", "Hope North", 40.0, shared.format("Hope North", "Aid South")),
    ]
    assert first == [
        ("ARN", "attendance", 1, "aid-south", "Aid South", 40.0, shared.format("Aid South", "Hope North")),
        ("Zzz", "attendance", 1, None, None, None, None),
    ]
