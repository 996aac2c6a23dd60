"""Reports and lists that speak of one meeting make one meeting; what cannot be placed is said."""

from __future__ import annotations

from pathlib import Path

from tests.workspaces import facts, partner, write_attendance, write_csv, write_partners

TWO_CLUSTERS = '[response]\ncountry = "XND"\ncountry_name = "Nandoria"\n[[clusters]]\nname = "WASH"\n[[clusters]]\nname = "Health"\n'
ZOOM = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest")


def stay(name: str, joined: str, left: str) -> tuple[str, ...]:
    """A row of a Zoom report of 14 February 2025."""
    return (name, "", f"02/14/2025 {joined}", f"02/14/2025 {left}", "0", "Yes")


def test_minutes_are_the_union_of_all_stays_of_an_organisation(tmp_path: Path) -> None:
    """Two colleagues and a second device: 9:00-9:30, 9:10-9:40 and 10:00-10:15 make 55 minutes, not 75."""
    write_partners(tmp_path, [partner("Alwan", acronym="ALW"), partner("Bahar", acronym="BHR")])
    write_csv(
        tmp_path / "wash zoom.csv",
        ZOOM,
        [
            stay("Ana (ALW)", "09:00:00 AM", "09:30:00 AM"),
            stay("Ben (ALW)", "09:10:00 AM", "09:40:00 AM"),
            stay("Ana (ALW)", "10:00:00 AM", "10:15:00 AM"),
            stay("Cyn (BHR)", "09:00:00 AM", "09:20:00 AM"),
            stay("A guest", "09:00:00 AM", "09:05:00 AM"),
        ],
    )
    rows = facts(
        tmp_path, "select organisation_id, people, minutes from attendance order by organisation_id nulls last"
    )
    assert rows == [("alwan", 2, 55.0), ("bahar", 1, 20.0), (None, 1, 5.0)]


def test_two_reports_and_a_list_make_one_meeting(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan", acronym="ALW"), partner("Bahar", acronym="BHR")])
    write_csv(
        tmp_path / "list.csv",
        ("Cluster", "Date", "Meeting title", "Status"),
        [("WASH", "2025-02-14", "WASH coordination", "held")],
    )
    write_csv(tmp_path / "first call.csv", ZOOM, [stay("Ana (ALW)", "09:00:00 AM", "09:30:00 AM")])
    write_csv(tmp_path / "after the line broke.csv", ZOOM, [stay("Ana (ALW)", "09:40:00 AM", "10:00:00 AM")])
    assert facts(tmp_path, "select count(*), bool_and(has_attendance) from meetings") == [(1, True)]
    assert facts(tmp_path, "select people, minutes from attendance") == [(1, 50.0)]


def test_a_meeting_that_took_place_is_held_whatever_the_list_says(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan")])
    write_csv(
        tmp_path / "list.csv",
        ("Cluster", "Date", "Meeting title", "Status"),
        [("WASH", "2025-02-10", "Coordination meeting", "cancelled")],
    )
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"]})
    assert facts(tmp_path, "select status from meetings") == [("held",)]
    assert facts(tmp_path, "select severity from findings where rule = 'meeting_status'") == [("warning",)]


def test_a_meeting_of_no_known_cluster_counts_for_none_and_says_so(tmp_path: Path) -> None:
    tmp_path.joinpath("workspace.toml").write_text(TWO_CLUSTERS, encoding="utf-8")
    write_partners(tmp_path, [partner("Alwan", acronym="ALW")])
    write_csv(tmp_path / "call.csv", ZOOM, [stay("Ana (ALW)", "09:00:00 AM", "09:30:00 AM")])
    ((message, remedy),) = facts(tmp_path, "select message, remedy from findings where rule = 'meeting_cluster'")
    assert "cannot be told which cluster the meeting of 2025-02-14 belongs to" in message
    assert "folder named after the cluster" in remedy


def test_a_listed_meeting_of_no_known_cluster_says_so_too(tmp_path: Path) -> None:
    tmp_path.joinpath("workspace.toml").write_text(TWO_CLUSTERS, encoding="utf-8")
    write_partners(tmp_path, [partner("Alwan")])
    write_csv(tmp_path / "list.csv", ("Date", "Meeting title", "Status"), [("2025-02-10", "Weekly call", "held")])
    ((value,),) = facts(tmp_path, "select value from findings where rule = 'meeting_cluster'")
    assert value == "Weekly call"


def test_meetings_nobody_recorded_are_counted_and_said(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan")])
    days = ("2025-02-10", "2025-03-10", "2025-04-14", "2025-05-12")
    kinds = ("held", "held", "held", "cancelled")
    write_csv(
        tmp_path / "list.csv",
        ("Cluster", "Date", "Meeting title", "Status"),
        [("WASH", day, "Coordination meeting", kind) for day, kind in zip(days, kinds, strict=True)],
    )
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"]})
    ((message,),) = facts(tmp_path, "select message from findings where rule = 'no_attendance_record'")
    assert (
        message == "2 meetings on this list have no attendance record, the first on 2025-03-10. They count in no rate."
    )


def test_a_folder_tells_the_cluster(tmp_path: Path) -> None:
    tmp_path.joinpath("workspace.toml").write_text(TWO_CLUSTERS, encoding="utf-8")
    write_partners(tmp_path, [partner("Alwan", acronym="ALW")])
    (tmp_path / "calls" / "health").mkdir(parents=True)
    write_csv(tmp_path / "calls" / "health" / "call.csv", ZOOM, [stay("Ana (ALW)", "09:00:00 AM", "09:30:00 AM")])
    assert facts(tmp_path, "select cluster_id from meetings") == [("health",)]


def test_a_membership_without_a_cluster_is_set_aside_where_there_are_several(tmp_path: Path) -> None:
    tmp_path.joinpath("workspace.toml").write_text(TWO_CLUSTERS, encoding="utf-8")
    write_partners(tmp_path, [partner("Alwan", cluster=""), partner("Bahar", cluster="Nutrition"), partner("Cedar")])
    rows = facts(tmp_path, "select \"row\", message from findings where rule = 'cluster' order by 1")
    assert rows[0] == (
        2,
        "No cluster is named, neither in the row nor in the sheet or file name. Expected one of: WASH, Health.",
    )
    assert rows[1][1].startswith("“Nutrition” is not a cluster of this workspace")
    assert facts(tmp_path, "select rows_quarantined from files where file = 'partners.csv'") == [(2,)]


def test_what_a_meetings_list_says_of_decisions_and_interpretation_is_kept(tmp_path: Path) -> None:
    """No decisions is 0, not counted is null."""
    write_partners(tmp_path, [partner("Alwan")])
    write_csv(
        tmp_path / "list.csv",
        ("Cluster", "Date", "Meeting title", "Scheduled on", "Interpreted into", "Number of decisions",
         "Decisions with a recorded method", "Decisions by consensus"),
        [
            ("WASH", "2025-02-11", "Coordination meeting", "2025-02-10", "French; Arabic", "4", "3", "0"),
            ("WASH", "2025-03-10", "Coordination meeting", "", "", "", "", ""),
        ],
    )  # fmt: skip
    write_attendance(tmp_path, {"2025-02-11": ["Alwan"]})
    columns = "scheduled_on::varchar, interpreted_into, decisions, decisions_with_method, decisions_by_consensus"
    assert facts(tmp_path, f"select kind, {columns} from meetings order by date") == [
        ("cluster", "2025-02-10", "French;Arabic", 4, 3, 0),
        ("cluster", None, None, None, None, None),
    ]


def test_a_smaller_group_that_meets_on_the_same_day_is_another_meeting(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan")])
    head = ("Cluster", "Date", "Meeting level", "Group that met")
    write_csv(
        tmp_path / "list.csv",
        head,
        [("WASH", "2025-02-10", "National", "Cluster"), ("WASH", "2025-02-10", "National", "SAG")],
    )
    write_csv(tmp_path / "older list.csv", head[:3], [("WASH", "2025-02-10", "National")])
    assert facts(tmp_path, "select meeting_id, kind from meetings order by meeting_id") == [
        ("wash-2025-02-10", "cluster"),
        ("wash-2025-02-10-2", "sag"),
    ]


def room_and_call(folder: Path, room: str, call: str) -> None:
    """A sign-in sheet and a Zoom report of the same day, with these titles."""
    write_partners(folder, [partner("Alwan", acronym="ALW"), partner("Bahar", acronym="BHR")])
    write_csv(
        folder / "sheet.csv",
        ("Cluster", "Meeting date", "Meeting", "Name", "Organisation"),
        [("WASH", "2025-02-14", room, "Ana", "ALW")],
    )
    start, end = "02/14/2025 09:00:00 AM", "02/14/2025 10:00:00 AM"
    lines = [[call, start, end], [], ZOOM, stay("Ben (BHR)", "09:00:00 AM", "09:30:00 AM")]
    write_csv(folder / "wash zoom.csv", ("Topic", "Start Time", "End Time"), lines)


def test_a_report_without_a_title_is_of_the_only_meeting_of_its_day(tmp_path: Path) -> None:
    room_and_call(tmp_path, "Coordination", "Ben's Zoom Meeting")
    assert facts(tmp_path, "select meeting_id, title from meetings") == [("wash-2025-02-14", "Coordination")]
    assert facts(tmp_path, "select organisation_id from attendance order by all") == [("alwan",), ("bahar",)]
    assert facts(tmp_path, "select count(*) from findings where rule = 'several_on_one_day'") == [(0,)]


def test_two_titles_on_one_day_are_two_meetings_and_that_is_said(tmp_path: Path) -> None:
    room_and_call(tmp_path, "Coordination", "Emergency call")
    assert facts(tmp_path, "select title from meetings order by all") == [("Coordination",), ("Emergency call",)]
    found = facts(tmp_path, "select file, value, severity from findings where rule = 'several_on_one_day' order by all")
    assert found == [("sheet.csv", "Coordination", "warning"), ("wash zoom.csv", "Emergency call", "warning")]
