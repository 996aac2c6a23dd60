"""What does Zoom hand out after a meeting? Participant reports, with and without the meeting block."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import replace

from pipelines.demo.display import shown, strangers
from pipelines.demo.meetings import Attendee, Meeting
from pipelines.demo.organisations import Person
from pipelines.demo.workbook import csv_text

BLOCK = ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"]
HEADING = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]
BOT = Person("Notetaker by Scribbly", "", "")


def report(meeting: Meeting, attendees: list[Attendee], draw: random.Random) -> bytes:
    """The report of one meeting; the block of its topic and times is there in two of three."""
    here = attendees + [replace(guest, stays=((meeting.starts, _after(meeting, 40)),)) for guest in strangers(draw)]
    if meeting.step % 4 == 2:
        here.append(Attendee(BOT, None, ((_after(meeting, -5), _after(meeting, 90)),)))
    consent = meeting.step % 5 == 0
    rows = [[*HEADING, *(["Recording Consent"] if consent else [])]]
    for attendee in here:
        name, email = (BOT.name, "") if attendee.person is BOT else shown(attendee, draw)
        for stay in (*attendee.stays, *_second_device(attendee, draw)):
            guest = "No" if email and draw.random() < 0.5 else "Yes"
            rows.append(
                [name, email, _moment(stay[0]), _moment(stay[1]), _minutes(stay), guest, *(["Y"] if consent else [])]
            )
    if meeting.step % 3:
        rows = [*_block(meeting, here), *rows]
    return csv_text(rows, newline="\n").encode("utf-8-sig" if meeting.step % 2 else "utf-8")


def _block(meeting: Meeting, here: list[Attendee]) -> list[list[str]]:
    begin = min(stay[0] for attendee in here for stay in attendee.stays)
    end = max(stay[1] for attendee in here for stay in attendee.stays)
    number = f"{81000000000 + meeting.date.toordinal() * 97:011d}"
    host = "coordination@foodsecurity.example"
    values = [number, meeting.title, _moment(begin), _moment(end), host, _minutes((begin, end)), str(len(here))]
    return [BLOCK, values, [""] * len(BLOCK)]


def _second_device(attendee: Attendee, draw: random.Random) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """A telephone that joins beside the laptop: an interval inside another, which must not be counted twice."""
    begin, end = attendee.stays[0]
    if attendee.organisation is None or draw.random() > 0.05:
        return ()
    return ((begin + dt.timedelta(minutes=4), begin + (end - begin) // 2),)


def _after(meeting: Meeting, minutes: int) -> dt.datetime:
    return meeting.starts + dt.timedelta(minutes=minutes)


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%m/%d/%Y} {moment.hour % 12 or 12:02d}:{moment:%M:%S} {'AM' if moment.hour < 12 else 'PM'}"


def _minutes(stay: tuple[dt.datetime, dt.datetime]) -> str:
    return str(math.ceil((stay[1] - stay[0]).total_seconds() / 60))
