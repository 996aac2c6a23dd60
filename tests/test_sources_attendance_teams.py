"""Microsoft Teams reports of every generation, in any language."""

from __future__ import annotations

from pipelines.sources import teams
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet
from tests.attendance_sheets import load, rules

SUMMARY = [
    ["1. Summary"],
    ["Meeting title", "WASH coordination"],
    ["Attended participants", "2"],
    ["Start time", "3/25/25, 9:00:00 AM"],
    ["End time", "3/25/25, 10:00:00 AM"],
    ["Meeting duration", "1h"],
    [],
]
PEOPLE = ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"]
STAYS = ["Name", "Join time", "Leave time", "Duration", "Email", "Role"]


def person(name: str, join: str, leave: str, email: str = "") -> list[str]:
    day = "3/25/25, "
    return [name, day + join if join else "", day + leave if leave else "", "about an hour", email, email, "Presenter"]


def test_each_stay_of_section_three_is_an_attendance() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Amina (WHO)", "9:00:00 AM", "10:00:00 AM", "a@who.int"),
        person("Bashir", "9:10:00 AM", "9:20:00 AM", "b@alpha.org"),
        [], ["3. In-Meeting Activities"], STAYS,
        person("Amina (WHO)", "9:00:00 AM", "9:10:00 AM", "a@who.int"),
        person("Amina (WHO)", "9:30:00 AM", "10:00:00 AM", "a@who.int"),
    ])  # fmt: skip
    assert reading.record_rows == [10, 11, 15, 16]
    assert [(a["person"], a["row"], a["minutes"]) for a in reading.facts["attendance"]] == [
        ("Amina (WHO)", 15, "10.00"),
        ("Amina (WHO)", 16, "30.00"),
        ("Bashir", 11, "10.00"),
    ]
    assert {a["organisation"] for a in reading.facts["attendance"]} == {""}
    [meeting] = reading.facts["meetings"]
    assert meeting == {
        "row": 9, "meeting_key": "meeting", "title": "WASH coordination", "date": "2025-03-25",
        "starts_at": "2025-03-25 09:00:00", "ends_at": "2025-03-25 10:00:00", "origin": "attendance",
    }  # fmt: skip


def test_people_spelled_differently_in_two_sections_are_counted_once() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Example, Amina", "9:00:00 AM", "9:30:00 AM", "a@who.int"),
        person("Bashir Sample", "9:01:07 AM", "9:31:09 AM"),
        person("Carla", "9:05:00 AM", "9:06:00 AM"),
        ["3. Activities"], STAYS,
        person("Amina Example", "9:00:00 AM", "9:31:00 AM", "A@who.int"),
        person("SAMPLE Bashir", "9:01:07 AM", "9:31:09 AM"),
    ])  # fmt: skip
    assert [a["person"] for a in reading.facts["attendance"]] == ["Amina Example", "SAMPLE Bashir", "Carla"]
    assert "spelled_differently" in [f.rule for f in reading.findings]
    assert "Amina" not in str(reading.findings)


def test_an_address_that_several_people_share_is_not_used() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Amina", "9:00:00 AM", "9:30:00 AM", "office@host.org"),
        person("Bashir", "9:00:00 AM", "9:30:00 AM", "OFFICE@host.org"),
        person("Carla", "9:00:00 AM", "9:30:00 AM", "EMAIL"),
        person("Dina", "9:00:00 AM", "9:30:00 AM", "dina@own.org"),
    ])  # fmt: skip
    assert [a["email"] for a in reading.facts["attendance"]] == ["", "", "", "dina@own.org"]
    [finding] = [f for f in reading.findings if f.rule == "email_not_used"]
    assert finding.severity == "warning"
    assert finding.message.startswith("3 rows")
    assert "office@" not in str(finding)


def test_hidden_times_give_attendance_without_times() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], ["Name", "Email", "Participant ID (UPN)", "Role"],
        ["Amina", "a@who.int", "a@who.int", "Presenter"],
    ])  # fmt: skip
    [record] = reading.facts["attendance"]
    assert (record["person"], record["email"], record["joined_at"], record["left_at"], record["minutes"]) == (
        "Amina", "a@who.int", "", "", "",
    )  # fmt: skip
    assert reading.facts["meetings"][0]["date"] == "2025-03-25"


def test_without_any_time_the_rows_are_quarantined() -> None:
    rows = [
        ["1. Summary"], ["Meeting title", "WASH"], ["Attended participants", "1"], ["Start time", "today 9:00"], [],
        ["2. Participants"], PEOPLE, ["Amina", "soon 9:00", "later", "", "a@who.int", "", ""],
    ]  # fmt: skip
    assert not teams.recognise(Sheet("t.csv", "", rows)).accepted
    rows[3] = ["Start time", "3/25/25, 9:00:00 AM"]
    reading = load(teams, rows, dates=DateRules("dmy", {"*": "dmy"}))
    assert rules(reading, "error") == [(8, "no_meeting_date")]
    assert reading.facts["attendance"] == []


def test_times_not_understood_stay_as_found_and_wrong_order_is_an_error() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE,
        person("Amina", "9:30:00 AM", "9:00:00 AM"),
        ["Bashir", "3/25/25, 9:00:00 AM", "unknown", "", "", "", ""],
    ])  # fmt: skip
    assert reading.facts["attendance"][1]["left_at"] == "unknown"
    assert rules(reading, "error") == [(10, "left_before_joining")]


def test_the_report_of_2021_is_read() -> None:
    rows = [
        ["Meeting Summary"], ["Total Number of Participants", "2"], ["Meeting Title", "WASH coordination"],
        ["Meeting Start Time", "3/25/2021, 9:00:00 AM"], ["Meeting End Time", "3/25/2021, 10:00:00 AM"],
        ["Meeting Id", "abc-123"], [],
        ["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role", "Participant ID (UPN)"],
        ["Amina", "3/25/2021, 9:00:00 AM", "3/25/2021, 9:29:22 AM", "29m 22s", "a@who.int", "Organizer", "a@who.int"],
        ["Amina", "3/25/2021, 9:40:00 AM", "3/25/2021, 9:41:00 AM", "1m", "a@who.int", "Organizer", "a@who.int"],
    ]  # fmt: skip
    reading = load(teams, rows)
    assert reading.record_rows == [9, 10]
    assert [a["minutes"] for a in reading.facts["attendance"]] == ["29.37", "1.00"]
    [meeting] = reading.facts["meetings"]
    assert (meeting["title"], meeting["date"], meeting["starts_at"]) == (
        "WASH coordination", "2021-03-25", "2021-03-25 09:00:00",
    )  # fmt: skip


def test_the_list_of_actions_pairs_joining_and_leaving() -> None:
    reading = load(teams, [
        ["Full Name", "User Action", "Timestamp"],
        ["Amina", "Joined before", "3/25/2020, 9:00:00 AM"],
        ["Amina", "Left", "3/25/2020, 9:30:00 AM"],
        ["Amina", "Joined", "3/25/2020, 9:40:00 AM"],
        ["Bashir", "Joined", "3/25/2020, 9:05:00 AM"],
        ["Bashir", "Left", "3/25/2020, 9:06:00 AM"],
        ["Carla", "Waved", "3/25/2020, 9:06:00 AM"],
    ])  # fmt: skip
    assert reading.record_rows == [2, 3, 4, 5, 6, 7]
    assert [(a["person"], a["row"], a["minutes"], a["left_at"]) for a in reading.facts["attendance"]] == [
        ("Amina", 2, "30.00", "2020-03-25 09:30:00"),
        ("Amina", 4, "", ""),
        ("Bashir", 5, "1.00", "2020-03-25 09:06:00"),
    ]
    assert rules(reading, "error") == [(7, "action_not_understood")]
    assert reading.facts["meetings"][0]["date"] == "2020-03-25"


def test_marks_of_writing_direction_and_hard_spaces_do_not_hide_times() -> None:
    rows = [list(row) for row in SUMMARY]
    rows[3][1] = "\u200e3/25/25, 9:00:00\u202fAM"
    reading = load(teams, [*rows, ["2. Participants"], PEOPLE, person("Amina", "9:00:00\u202fAM", "9:30:00\xa0AM")])
    assert reading.facts["attendance"][0]["minutes"] == "30.00"


def test_sections_after_the_third_are_reported() -> None:
    reading = load(teams, [
        *SUMMARY, ["2. Participants"], PEOPLE, person("Amina", "9:00:00 AM", "9:30:00 AM"), [],
        ["4. Questions"], ["Name", "Question", "Time"], ["Amina", "Why?", "9:00"],
    ])  # fmt: skip
    assert reading.record_rows == [10]
    assert (0, "section_not_read") in rules(reading, "info")


def test_a_document_with_numbered_headings_is_no_teams_report() -> None:
    rows = [["1. Introduction"], ["a", "b"], ["c", "d"], ["e", "f"], ["2. Results"], ["x", "y", "z"], ["1", "2", "3"]]
    assert not teams.recognise(Sheet("x.csv", "", rows)).accepted


def test_an_arabic_report_with_its_own_digits_and_marks_of_direction() -> None:
    reading = load(teams, [
        ["\u200f١. الملخص"], ["عنوان الاجتماع", "تنسيق المياه"], ["عدد المشاركين", "١"],
        ["وقت البدء", "\u200f١٤\u200f/١١\u200f/٢٢، ٩:٣٠:٤٦ ص"], ["وقت الانتهاء", "١٤\u200f/١١\u200f/٢٢، ١٢:٣٠:٤٦ م"], [],
        ["\u200f٢. المشاركون"], ["الاسم", "أول انضمام", "آخر مغادرة", "المدة", "البريد الإلكتروني", "المعرف", "الدور"],
        ["آنا", "\u202b١٤\u200f/١١\u200f/٢٢، ٩:٣٠:٤٦ ص\u202c", "١٤\u200f/١١\u200f/٢٢، ١٢:٠٠:٤٦ م", "ساعتان", "a@who.int", "a", "منظم"],
    ])  # fmt: skip
    [record] = reading.facts["attendance"]
    assert (record["joined_at"], record["left_at"], record["minutes"]) == (
        "2022-11-14 09:30:46", "2022-11-14 12:00:46", "150.00",
    )  # fmt: skip
    assert (reading.facts["meetings"][0]["title"], reading.facts["meetings"][0]["date"]) == (
        "تنسيق المياه",
        "2022-11-14",
    )


def test_padded_lines_and_a_german_report_without_times_in_its_summary() -> None:
    rows = [
        ["1. Zusammenfassung"], ["Besprechungstitel", "WASH"], ["Teilnehmer", "1"], ["Dauer", "1 Std."], [], ["2. Teilnehmer"],
        ["Name", "Erster Beitritt", "Letztes Verlassen", "Dauer der Besprechung", "E-Mail", "Teilnehmer-ID (UPN)", "Rolle"],
        ["Ana", "16.10.26, 18:01:00", "16.10.26, 19:00:00", "59 Min. 0 Sek.", "a@who.int", "a@who.int", "Teilnehmer"],
    ]  # fmt: skip
    reading = load(teams, [row + [""] * (7 - len(row)) for row in rows])
    assert (reading.facts["meetings"][0]["date"], reading.facts["attendance"][0]["minutes"]) == ("2026-10-16", "59.00")


def test_a_report_of_2021_in_another_language_and_without_addresses() -> None:
    reading = load(teams, [
        ["Résumé de la réunion"], ["Nombre total de participants", "1"], ["Titre", "Réunion WASH"],
        ["Heure de début", "14/10/2021, 19:37:51"], ["Heure de fin", "14/10/2021, 20:07:14"], ["Identifiant", "453adbad"], [],
        ["Nom complet", "Heure d'entrée", "Heure de sortie", "Durée", "Rôle"],
        ["Ana", "14/10/2021, 19:37:51", "14/10/2021, 20:07:13", "29 min 22 s", "Organisateur"],
    ])  # fmt: skip
    assert (reading.facts["meetings"][0]["title"], reading.facts["attendance"][0]["minutes"]) == (
        "Réunion WASH",
        "29.37",
    )


def test_the_report_of_a_live_event_pairs_joining_and_leaving() -> None:
    head = ["SessionId", "ParticipantId", "FullName", "UserAgent", "UtcEventTimestamp", "Action", "Role"]
    reading = load(teams, [
        head,
        ["1", "ana@who.int", "Ana Example", "M", "1/25/2022 4:48:08 PM", "Joined", "Attendee"],
        ["1", "ana@who.int", "Ana Example", "M", "1/25/2022 5:18:08 PM", "Left", "Attendee"],
    ])  # fmt: skip
    [record] = reading.facts["attendance"]
    assert (record["email"], record["minutes"], record["joined_at"]) == ("ana@who.int", "30.00", "2022-01-25 16:48:08")


def test_a_list_of_actions_in_an_unknown_language_is_told_by_its_content() -> None:
    reading = load(teams, [
        ["Täydellinen nimi", "Käyttäjän toiminto", "Aikaleima"],
        ["Ana", "Liittyi ennen", "25.3.2020 9:00:00"],
        ["Ben", "Liittyi", "25.3.2020 9:05:00"],
        ["Ben", "Poistui", "25.3.2020 9:15:00"],
        ["Ana", "Poistui", "25.3.2020 9:30:00"],
    ])  # fmt: skip
    assert [(a["person"], a["minutes"]) for a in reading.facts["attendance"]] == [("Ana", "30.00"), ("Ben", "10.00")]
    [finding] = [f for f in reading.findings if f.rule == "columns_told_by_content"]
    assert "“Liittyi” or “Liittyi ennen” was taken for joining" in finding.message
    assert "“Poistui” for leaving" in finding.message


def test_names_words_and_times_are_no_list_of_actions_unless_people_leave_after_joining() -> None:
    head = ["Nimi", "Toiminto", "Aika"]
    once = [["Ana", "Liittyi", "25.3.2020 9:00:00"], ["Ana", "Poistui", "25.3.2020 9:15:00"]]
    signed = [
        ["Alpha", "Ana", "25.3.2020 9:00:00"],
        ["Alpha", "Ben", "25.3.2020 9:00:00"],
        ["Alpha", "Ben", "25.3.2020 9:15:00"],
    ]
    for rows in (once, signed):
        assert not teams.recognise(Sheet("t.csv", "", [head, *rows])).accepted


def test_the_order_of_dates_can_be_overruled_and_is_said() -> None:
    rows = [list(row) for row in SUMMARY]
    rows[3][1], rows[4][1] = "5/04/2026, 4:21:32 PM", "5/04/2026, 5:21:32 PM"
    table = [PEOPLE, ["Ana", "5/04/2026, 4:21:32 PM", "5/04/2026, 5:00:00 PM", "", "", "", ""]]
    guessed = load(teams, [*rows, ["2. Participants"], *table])
    assert guessed.facts["meetings"][0]["date"] == "2026-05-04"
    assert (0, "date_order") in rules(guessed, "warning")
    ruled = load(teams, [*rows, ["2. Participants"], *table], dates=DateRules("dmy", {"a.csv": "dmy"}))
    assert ruled.facts["meetings"][0]["date"] == "2026-04-05"
    assert (0, "date_order") in rules(ruled, "info")


def test_a_title_that_is_only_somebodys_name_is_not_published() -> None:
    for title in ("Amina Example", "Meeting with Amina Example"):
        rows = [list(row) for row in SUMMARY]
        rows[1][1] = title
        reading = load(
            teams, [*rows, ["2. Participants"], PEOPLE, person("Amina Example (WHO)", "9:00:00 AM", "9:30:00 AM")]
        )
        assert reading.facts["meetings"][0]["title"] == ""
