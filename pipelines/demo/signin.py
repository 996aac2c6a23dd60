"""What is kept when people meet in a room? Sign-in sheets, one row a person, and a matrix of ticks."""

from __future__ import annotations

import random
from collections import defaultdict

from pipelines.demo import dirt
from pipelines.demo.display import written
from pipelines.demo.meetings import Attendee, Meeting, kept_as
from pipelines.demo.organisations import Organisation
from pipelines.demo.story import stream
from pipelines.demo.workbook import Cell, Page, xlsx

HEADING: tuple[Cell, ...] = ("No.", "Name", "Organisation", "Position", "E-mail", "Signature")
Came = dict[Meeting, list[Attendee]]


def workbooks(came: Came, members: dict[str, list[Organisation]], seed: int) -> dict[str, bytes]:
    """The sign-in sheets and the matrix by file name: areas share a workbook, a sheet for each meeting."""
    draw = stream(seed, "sign-in")
    books: dict[str, list[Page]] = defaultdict(list)
    for meeting in sorted(came, key=lambda meeting: (meeting.date, meeting.cluster.id)):
        if kept_as(meeting) == "sign-in":
            books[_file(meeting)].append(_sheet(meeting, came[meeting], draw))
    files = {file: xlsx(pages) for file, pages in sorted(books.items())}
    ticked = [meeting for meeting in came if kept_as(meeting) == "matrix"]
    files["attendance/protection/Area meetings - who came.xlsx"] = xlsx(_matrix(ticked, came, members))
    return files


def _file(meeting: Meeting) -> str:
    folder = f"attendance/{meeting.cluster.name.lower()}"
    if meeting.area:
        return f"{folder}/Sub-national sign-in sheets {meeting.area}.xlsx"
    return f"{folder}/{meeting.date} {meeting.cluster.name} meeting sign-in.xlsx"


def _sheet(meeting: Meeting, attendees: list[Attendee], draw: random.Random) -> Page:
    rows: list[tuple[Cell, ...]] = [
        (meeting.title,),
        ("Date:", meeting.date if meeting.step % 2 else f"{meeting.date:%d/%m/%Y}"),
        ("Venue:", f"{meeting.area or 'Selendra'} town hall"),
        (),
        HEADING,
    ]
    for number, attendee in enumerate(attendees, start=1):
        person, organisation = attendee.person, attendee.organisation
        said = written(organisation, draw) if organisation else ""
        email = person.email if draw.random() < 0.6 else ""
        rows.append((number, person.name, said, person.position, email))
    if _file(meeting) == dirt.SIGN_IN and meeting.step == 11:
        rows.append((len(attendees) + 1, "Sunniva Darkelle", "", "Visitor", "sunniva.darkelle@freemail.example"))
    return Page(f"{meeting.date}", rows, frozenset({0, 4}), (5, 26, 38, 20, 34, 14))


def _matrix(meetings: list[Meeting], came: Came, members: dict[str, list[Organisation]]) -> list[Page]:
    """A sheet for each area: organisations down, meetings across, an x for each that came."""
    pages = []
    for area in sorted({meeting.area for meeting in meetings}):
        here = sorted((meeting for meeting in meetings if meeting.area == area), key=lambda meeting: meeting.date)
        names = {meeting: {one.organisation.name for one in came[meeting] if one.organisation} for meeting in here}
        rows: list[list[Cell]] = [[f"Protection Cluster - sub-national meetings - {area}"], ["x = present"], []]
        rows.append(["Organisation", "Acronym", *(meeting.date for meeting in here)])
        for member in members["protection"]:
            if area in member.areas:
                ticks: list[Cell] = ["x" if member.name in names[meeting] else "" for meeting in here]
                rows.append([member.name, member.acronym, *ticks])
        pages.append(Page(area, rows, frozenset({0, 3}), (40, 10)))
    return pages
