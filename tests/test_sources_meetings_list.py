"""Lists of meetings: tiny tables in, records out."""

from __future__ import annotations

import pytest

from pipelines.sources import meetings_list, partner_register, signin_sheet
from pipelines.sources.reading import DateRules, Reading
from pipelines.sources.sheets import Sheet


def meetings(*rows: list[str]) -> Reading:
    sheet = Sheet("meetings.csv", "", list(rows))
    claim = meetings_list.recognise(sheet)
    assert claim.accepted, claim.evidence
    return meetings_list.read(sheet, claim, DateRules())


def test_a_list_of_meetings_gives_one_meeting_a_row() -> None:
    reading = meetings(
        ["Coordination calendar"],
        ["Cluster", "Date of meeting", "Level", "Area", "Status", "Language", "Title"],
        ["WASH", "25/03/2025", "National", "", "Held", "English", "Monthly meeting"],
        ["WASH", "26/03/2025", "Field hub", "North", "Postponed", "français", ""],
        ["Health", "someday", "Moon", "", "scheduled", "", ""],
    )
    first, second, third = reading.facts["meetings"]
    assert first == {
        "row": 3, "meeting_key": "row 3", "cluster": "WASH", "date": "2025-03-25", "title": "Monthly meeting",
        "level": "national", "area": "", "language": "English", "status": "held", "origin": "list",
        "scheduled_on": "", "interpreted_into": "", "kind": "", "decisions": "", "decisions_with_method": "",
        "decisions_by_consensus": "",
    }  # fmt: skip
    assert (second["level"], second["status"], second["area"]) == ("sub-national", "cancelled", "North")
    assert (third["date"], third["level"], third["status"]) == ("someday", "Moon", "planned")
    assert reading.record_rows == [3, 4, 5]


def test_what_only_the_template_asks_is_read_too() -> None:
    reading = meetings(
        ["Meeting date", "Cluster", "Group that met", "Scheduled on", "Interpreted into", "Number of decisions",
         "Decisions with a recorded method", "Decisions by consensus"],
        ["EXAMPLE: 2025-03-11", "WASH", "Cluster", "", "", "", "", ""],
        ["2025-03-25", "WASH", "SAG", "24/03/2025", "French; Arabic", "3", "2", "0"],
        ["2025-03-26", "WASH", "Board", "soon", "", "few", "", ""],
    )  # fmt: skip
    first, second = reading.facts["meetings"]
    assert (first["kind"], first["scheduled_on"], first["interpreted_into"]) == ("sag", "2025-03-24", "French;Arabic")
    assert [first[f"decisions{part}"] for part in ("", "_with_method", "_by_consensus")] == ["3", "2", "0"]
    assert (second["kind"], second["scheduled_on"], second["decisions"]) == ("Board", "soon", "few")
    assert reading.record_rows == [3, 4]


def test_columns_people_name_as_they_like_are_not_taken_for_ours() -> None:
    reading = meetings(
        ["Date", "Cluster", "Title", "Decisions", "Kind"], ["2025-03-25", "WASH", "Call", "To map", "Ad hoc"]
    )
    assert (reading.facts["meetings"][0]["decisions"], reading.facts["meetings"][0]["kind"]) == ("", "")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sub-national", "sub-national"),
        ("Subnational", "sub-national"),
        ("regional", "sub-national"),
        ("NATIONAL", "national"),
    ],
)
def test_levels_of_meetings_become_codes(word: str, expected: str) -> None:
    reading = meetings(["Date", "Cluster", "Level"], ["2025-03-25", "WASH", word])
    assert reading.facts["meetings"][0]["level"] == expected


def test_french_and_spanish_lists_are_read() -> None:
    reading = meetings(["Date de la réunion", "Secteur", "Statut"], ["12 mars 2025", "EHA", "annulée"])
    assert (reading.facts["meetings"][0]["date"], reading.facts["meetings"][0]["status"]) == ("2025-03-12", "cancelled")
    reading = meetings(["Fecha", "Clúster", "Estado"], ["12 de marzo de 2025", "WASH", "realizada"])
    assert (reading.facts["meetings"][0]["date"], reading.facts["meetings"][0]["status"]) == ("2025-03-12", "held")


def test_a_sign_in_sheet_is_not_a_list_of_meetings() -> None:
    sheet = Sheet("x.csv", "", [["Date", "Cluster", "Meeting", "Organisation"], ["2025-03-12", "WASH", "Monthly", "A"]])
    assert not meetings_list.recognise(sheet).accepted
    assert signin_sheet.recognise(sheet).accepted


def test_a_list_of_meetings_is_not_a_sign_in_sheet() -> None:
    sheet = Sheet("x.csv", "", [["Date", "Cluster", "Level"], ["2025-03-12", "WASH", "National"]])
    assert not signin_sheet.recognise(sheet).accepted
    assert not partner_register.recognise(sheet).accepted
