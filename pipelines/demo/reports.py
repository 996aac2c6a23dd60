"""Under which name does each meeting's Teams or Zoom report lie in the folder?"""

from __future__ import annotations

from pipelines.demo import teams, zoom
from pipelines.demo.meetings import Attendee, Meeting, kept_as
from pipelines.demo.story import stream

WRITERS = {"teams": teams.report, "zoom": zoom.report}


def files(came: dict[Meeting, list[Attendee]], seed: int) -> dict[str, bytes]:
    """The reports of all meetings held on a screen, by file name."""
    draw = stream(seed, "reports")
    return {
        _file(meeting): WRITERS[kept_as(meeting)](meeting, attendees, draw)
        for meeting, attendees in sorted(came.items(), key=lambda pair: (pair[0].date, pair[0].cluster.id))
        if kept_as(meeting) in WRITERS
    }


def _file(meeting: Meeting) -> str:
    kind = "" if kept_as(meeting) == "teams" else " participants"
    return f"attendance/{meeting.cluster.name.lower()}/{meeting.date} {meeting.cluster.name} cluster meeting{kind}.csv"
