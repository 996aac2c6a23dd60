"""How does a cluster keep its calendar? Meetings lists as workbooks."""

from __future__ import annotations

from pipelines.demo import dirt
from pipelines.demo.meetings import Meeting
from pipelines.demo.story import FOOD_SECURITY, WASH
from pipelines.demo.workbook import Cell, Page, xlsx


def files(meetings: list[Meeting]) -> dict[str, bytes]:
    """One list for WASH, and one that two clusters share."""
    wash = [meeting for meeting in meetings if meeting.cluster is WASH]
    others = [meeting for meeting in meetings if meeting.cluster is not WASH]
    return {dirt.WASH_MEETINGS: _wash(wash), dirt.OTHER_MEETINGS: _shared(others)}


def _level(meeting: Meeting) -> str:
    return "Sub-national" if meeting.area else "National"


def _wash(meetings: list[Meeting]) -> bytes:
    rows: list[list[Cell]] = [
        ["WASH Cluster - calendar of meetings"],
        [],
        ["Date", "Title", "Level", "Area", "Language", "Status"],
    ]
    rows += [[one.date, one.title, _level(one), one.area, one.language, one.status.capitalize()] for one in meetings]
    rows.append(["31/02/2025", "WASH Cluster extraordinary meeting", "National", "", "French", "Held"])
    return xlsx([Page("Calendar", rows, frozenset({0, 2}), (12, 60, 14, 14, 12, 12))])


def _shared(meetings: list[Meeting]) -> bytes:
    rows: list[list[Cell]] = [["Cluster", "Meeting date", "Level", "Location", "Working language", "Status", "Title"]]
    for one in meetings:
        day = f"{one.date:%d/%m/%Y}" if one.cluster is FOOD_SECURITY else one.date
        rows.append([one.cluster.name, day, _level(one), one.area, one.language, one.status, one.title])
    rows.append(
        ["Protection", meetings[-1].date.replace(day=30), "National", "", "French", "who knows", "Protection retreat"]
    )
    return xlsx([Page("Meetings", rows, frozenset({0}), (16, 14, 14, 14, 14, 12, 60))])
