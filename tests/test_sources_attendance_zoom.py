"""Zoom reports of every variant, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.sources import attendance_meet, zoom, zoom_webinar
from pipelines.sources.sheets import Sheet, open_document
from tests.attendance_sheets import OURS, load, rules

ZOOM = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]


def test_each_joining_in_zoom_is_an_attendance() -> None:
    reading = load(zoom, [
        ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"],
        ["1", "WASH coordination", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "h@x.org", "60", "2"],
        [],
        ZOOM,
        ["Amina (WHO)", "", "03/25/2025 09:00:00 AM", "03/25/2025 09:30:00 AM", "30", "Yes"],
        ["Amina (WHO)", "", "03/25/2025 09:10:00 AM", "03/25/2025 09:40:00 AM", "30", "Yes"],
        ["Fathom Notetaker (Amina)", "", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "60", "Yes"],
        ["Otter.ai", "", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "60", "Yes"],
    ])  # fmt: skip
    assert reading.record_rows == [5, 6, 7, 8]
    assert [(a["person"], a["joined_at"]) for a in reading.facts["attendance"]] == [
        ("Amina (WHO)", "2025-03-25 09:00:00"),
        ("Amina (WHO)", "2025-03-25 09:10:00"),
    ]
    assert [(f.row, f.severity) for f in reading.findings if f.rule == "note_taker"] == [(7, "info"), (8, "info")]
    [meeting] = reading.facts["meetings"]
    assert (meeting["title"], meeting["date"], meeting["ends_at"]) == (
        "WASH coordination", "2025-03-25", "2025-03-25 10:00:00",
    )  # fmt: skip


def test_unique_users_have_minutes_and_the_date_of_the_block() -> None:
    head = ["Name (original name)", "Email", "Total duration (minutes)", "Guest"]
    block = [
        ["Meeting ID", "Topic", "Start time", "End time"],
        ["1", "WASH", "2025-03-25 09:00", "2025-03-25 10:00"],
        [],
    ]
    reading = load(zoom, [*block, head, ["Amina", "a@who.int", "55", "Yes"]])
    [record] = reading.facts["attendance"]
    assert (record["minutes"], record["joined_at"], record["left_at"]) == ("55", "", "")
    assert reading.facts["meetings"][0]["date"] == "2025-03-25"


def test_unique_users_without_a_block_are_quarantined() -> None:
    reading = load(
        zoom, [["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"], ["A", "", "5", "No"]]
    )
    assert rules(reading, "error") == [(2, "no_meeting_date")]
    assert "meeting data" in reading.findings[0].remedy


def test_older_zoom_headings_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\r\nAmina,,25/03/2025 09:00,25/03/2025 09:30,30\r\n"
    (tmp_path / "z.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    [sheet] = open_document(tmp_path / "z.csv", "z.csv").sheets
    reading = load(zoom, [list(row) for row in sheet.rows])
    assert [(a["joined_at"], a["minutes"]) for a in reading.facts["attendance"]] == [("2025-03-25 09:00:00", "30.00")]


def test_the_waiting_room_is_not_attendance() -> None:
    reading = load(zoom, [
        [*ZOOM, "In Waiting Room"],
        ["Amina", "", "2025-03-25 08:55", "2025-03-25 09:00", "5", "Yes", "Yes"],
        ["Amina", "", "2025-03-25 09:00", "2025-03-25 09:30", "30", "Yes", "No"],
    ])  # fmt: skip
    assert [a["row"] for a in reading.facts["attendance"]] == [3]
    assert rules(reading, "info") == [(2, "waiting_room")]


@pytest.mark.parametrize(
    ("headings", "no", "yes"),
    [
        (["Nom (nom original)", "Adresse e-mail de l’utilisateur", "Heure d’arrivée", "Heure de départ", "Durée (minutes)", "Invité", "Salle d’attente"], "Non", "Oui"),
        (["Nombre (nombre original)", "Correo electrónico", "Hora de entrada", "Hora de salida", "Duración (minutos)", "Invitado", "En sala de espera"], "No", "Sí"),
        (["Nome (nome original)", "E-mail", "Ingressar na hora", "Hora de saída", "Duração (minutos)", "Convidado", "Na sala de espera"], "Não", "Sim"),
        (["Name (original name)", "Email", "Join time", "Leave time", "Duration (minutes)", "Guest", "In waiting room"], "No", "Yes"),
    ],
)  # fmt: skip
def test_languages_whose_headings_are_known(headings: list[str], no: str, yes: str) -> None:
    reading = load(zoom, [
        headings,
        ["Ana", "a@who.int", "25/03/2025 09:00:00", "25/03/2025 09:30:00", "30", yes, no],
        ["Ben", "", "25/03/2025 08:55:00", "25/03/2025 09:00:00", "5", yes, yes],
    ])  # fmt: skip
    assert [(a["person"], a["email"], a["minutes"]) for a in reading.facts["attendance"]] == [
        ("Ana", "a@who.int", "30.00")
    ]
    assert (3, "waiting_room") in rules(reading, "info")
    assert "columns_told_by_content" not in [finding.rule for finding in reading.findings]


@pytest.mark.parametrize(
    "headings",
    [
        ["Nombre (nombre original)", "E-mail del usuario", "Hora para unirse", "Hora para salir", "Duración (minutos)"],
        ["이름(원래 이름)", "사용자 이메일", "참가 시간", "나간 시간", "기간(분)"],
        ["الاسم (الاسم الأصلي)", "البريد الإلكتروني", "وقت الانضمام", "وقت المغادرة", "المدة (بالدقائق)"],
        ["Name (Originalname)", "E-Mail", "Beitrittszeit", "Austrittszeit", "Dauer (Minuten)"],
    ],
)
def test_any_other_language_is_told_by_what_the_columns_hold(headings: list[str]) -> None:
    reading = load(zoom, [
        headings,
        ["Ana", "a@who.int", "03/25/2025 09:00:00 AM", "03/25/2025 09:29:10 AM", "30"],
        ["Ben", "", "03/25/2025 09:00:20 AM", "03/25/2025 09:00:50 AM", "1"],
    ])  # fmt: skip
    assert [(a["person"], a["joined_at"]) for a in reading.facts["attendance"]] == [
        ("Ana", "2025-03-25 09:00:00"), ("Ben", "2025-03-25 09:00:20"),
    ]  # fmt: skip


def test_columns_told_by_content_are_said_and_minutes_that_do_not_agree_are_no_zoom_report() -> None:
    head = ["이름(원래 이름)", "이메일", "참가 시간", "나간 시간", "기간(분)"]
    row = ["Ana", "", "2025-03-25 09:00:00", "2025-03-25 09:30:00", "30"]
    assert rules(load(zoom, [head, row]), "info")[-1] == (1, "columns_told_by_content")
    assert not zoom.recognise(Sheet("z.csv", "", [head, [*row[:4], "77"]])).accepted


def test_the_newer_block_in_a_known_and_in_an_unknown_language() -> None:
    head = ["Name (original name)", "Email", "Total duration (minutes)", "Guest"]
    blocks = (
        ["Topic", "ID", "Host", "Duration (minutes)", "Start time", "End time", "Participants"],
        ["주제", "회의 ID", "호스트", "기간(분)", "시작 시간", "종료 시간", "참가자"],
    )
    values = ["WASH coordination", "817 9640 5615", "Host (h@x.org)", "60", "03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM", "2"]  # fmt: skip
    for block in blocks:
        for names in (head, ["이름(원래 이름)", "이메일", "총 기간(분)", "손님"]):
            reading = load(zoom, [block, values, [], names, ["Ana", "a@who.int", "55", "No"]])
            [meeting] = reading.facts["meetings"]
            assert (meeting["title"], meeting["starts_at"], meeting["ends_at"]) == (
                "WASH coordination", "2025-03-25 09:00:00", "2025-03-25 10:00:00",
            )  # fmt: skip
            assert reading.facts["attendance"][0]["minutes"] == "55"


def test_a_day_in_the_name_of_the_file_is_used_where_the_file_has_none_and_said() -> None:
    rows = [["Name (original name)", "Email", "Total duration (minutes)", "Guest"], ["Ana", "", "5", "No"]]
    reading = load(zoom, rows, file="wash/participants_2025_03_25.csv")
    assert reading.facts["meetings"][0]["date"] == "2025-03-25"
    assert reading.facts["meetings"][0]["starts_at"] == ""
    assert rules(reading, "info") == [(0, "date_from_file_name")]


@pytest.mark.parametrize("topic", ["Ana Example's Zoom Meeting", "Ana Example's Personal Meeting Room", "Ana Example"])
def test_a_topic_that_is_only_the_hosts_name_is_not_published(topic: str) -> None:
    block = [
        ["Meeting ID", "Topic", "Start Time", "End Time"],
        ["1", topic, "2025-03-25 09:00", "2025-03-25 10:00"],
        [],
    ]
    reading = load(zoom, [*block, ZOOM, ["Ana Example", "", "2025-03-25 09:00", "2025-03-25 09:30", "30", "No"]])
    assert reading.facts["meetings"][0]["title"] == ""


# Webinars and registrations

WEBINAR = [
    ["Attendee Report", ""],
    ["Report Generated:", "Apr 09, 2025 8:50 PM"],
    ["Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Registered"],
    ["WASH webinar", "328-972-509", "Mar 28, 2025 8:07 AM", "548", "461"],
]
PANEL = [
    "Attended",
    "User Name",
    "Email",
    "Join Time",
    "Leave Time",
    "Time in Session (minutes)",
    "Country/Region Name",
]
ATTENDEES = [
    "Attended",
    "First Name",
    "Last Name",
    "Email",
    "Registration Time",
    "Approval Status",
    "Organization",
    *PANEL[3:],
]


def test_of_a_webinar_only_those_who_attended_count() -> None:
    reading = load(zoom_webinar, [
        *WEBINAR,
        ["Host Details", ""], PANEL,
        ["Yes", "Host", "h@who.int", "Mar 28, 2025 08:07:00", "Mar 28, 2025 08:17:00", "10", "US"],
        ["Panelist Details", ""], PANEL,
        ["Yes", "Pan", "p@x.org", "Mar 28, 2025 08:07:00", "Mar 28, 2025 08:12:00", "5", "US"],
        ["Attendee Details", ""], ATTENDEES,
        ["Yes", "Ana", "Example", "a@x.org", "Mar 20, 2025 08:00:00", "approved", "UNICEF", "Mar 28, 2025 08:07:00", "Mar 28, 2025 08:27:00", "20", "US"],
        ["No", "Ben", "Example", "b@x.org", "Mar 20, 2025 08:00:00", "approved", "WHO", "--", "--", "--", "--"],
        ["Maybe", "Cyn", "Example", "c@x.org", "Mar 20, 2025 08:00:00", "approved", "WHO", "--", "--", "--", "--"],
        ["Other Attended", ""], ["User Name", "Join Time", "Leave Time", "Time in Session (minutes)", "Country/Region Name"],
        ["1857", "Mar 28, 2025 08:07:00", "Mar 28, 2025 08:09:00", "2", "US"],
    ])  # fmt: skip
    assert reading.record_rows == [7, 10, 13, 14, 15, 18]
    assert [(a["row"], a["organisation"], a["person"], a["minutes"]) for a in reading.facts["attendance"]] == [
        (7, "", "Host", "10.00"), (10, "", "Pan", "5.00"), (13, "UNICEF", "Ana Example", "20.00"), (18, "", "1857", "2.00"),
    ]  # fmt: skip
    [meeting] = reading.facts["meetings"]
    assert (meeting["title"], meeting["date"], meeting["row"]) == ("WASH webinar", "2025-03-28", 6)
    assert rules(reading, "error") == [(15, "attended_not_understood")]
    assert (0, "did_not_attend") in rules(reading, "info")


def test_a_webinars_table_on_its_own_is_read_as_a_webinar() -> None:
    row = ["Yes", "Ana", "a@x.org", "Mar 28, 2025 08:07:00", "Mar 28, 2025 08:27:00", "20", "US"]
    reading = load(zoom_webinar, [PANEL, row])
    assert reading.facts["meetings"][0]["date"] == "2025-03-28"
    assert reading.facts["attendance"][0]["person"] == "Ana"


def test_a_list_of_registrations_is_refused_and_never_read_as_attendance() -> None:
    rows = [*WEBINAR, ["Attendee Details", ""], ["First Name", "Last Name", "Email", "Organization", "Registration Time", "Approval Status"],
            ["Ana", "Example", "a@x.org", "UNICEF", "Mar 20, 2025 08:00:00", "approved"]]  # fmt: skip
    sheet = Sheet("attendance/r.csv", "", rows)
    claim = zoom_webinar.recognise(sheet)
    assert (claim.accepted, claim.refused) == (False, True)
    assert "does not say who came" in claim.evidence
    assert [module.NAME for module in OURS if module.recognise(sheet).accepted] == []


# Google Meet


def test_google_meet_takes_its_day_from_the_name_of_the_file() -> None:
    rows = [
        ["First name", "Last name", "Email", "Duration", "Time joined", "Time exited"],
        ["Ana", "Example", "a@who.int", "1 hr 2 min", "10:00 AM", "11:02 AM"],
    ]
    reading = load(attendance_meet, rows, file="2025-03-12 WASH - Attendance.csv")
    [record] = reading.facts["attendance"]
    assert (record["person"], record["joined_at"], record["minutes"]) == ("Ana Example", "2025-03-12 10:00:00", "62.00")
    assert reading.facts["meetings"][0]["starts_at"] == ""
    without = load(attendance_meet, rows)
    assert rules(without, "error") == [(2, "no_meeting_date")]
    assert "name of the file" in without.findings[0].remedy
