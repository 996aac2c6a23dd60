"""What does Microsoft Teams hand out after a meeting? Attendance reports, byte for byte as the program writes them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipelines.demo.display import shown, strangers
from pipelines.demo.meetings import Attendee, Meeting
from pipelines.demo.workbook import csv_text

Rows = list[list[str]]
WIDTH = 7  # every line of a genuine report is padded to seven cells


@dataclass(frozen=True)
class Language:
    """The words of one language version, and how it writes moments and durations."""

    sections: tuple[str, str, str]
    summary: tuple[str, ...]
    participants: tuple[str, ...]
    activities: tuple[str, ...]
    roles: tuple[str, str]
    moment: Callable[[dt.datetime], str]
    units: tuple[str, str, str]


def _american(moment: dt.datetime) -> str:
    clock = f"{moment.hour % 12 or 12}:{moment:%M:%S} {'AM' if moment.hour < 12 else 'PM'}"
    return f"{moment.month}/{moment.day}/{moment:%y}, {clock}"


ENGLISH = Language(
    ("1. Summary", "2. Participants", "3. In-Meeting Activities"),
    ("Meeting title", "Attended participants", "Start time", "End time", "Meeting duration", "Average attendance time"),
    ("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"),
    ("Name", "Join Time", "Leave Time", "Duration", "Email", "Role"),
    ("Organizer", "Presenter"),
    _american,
    ("h ", "m ", "s"),
)
# Day first although the clock says AM: nothing in such a report tells, so workspace.toml has to.
AUSTRALIAN = replace(
    ENGLISH,
    moment=lambda moment: (
        f"{moment.day}/{moment:%m/%Y}, {moment.hour % 12 or 12}:{moment:%M:%S} {'AM' if moment.hour < 12 else 'PM'}"
    ),
)
RULED_DATE = dt.date(2025, 10, 8)
BRITISH = replace(ENGLISH, roles=("Organiser", "Presenter"), moment=lambda moment: f"{moment:%d/%m/%y, %H:%M:%S}")
FRENCH = Language(
    ("1. Résumé", "2. Participants", "3. Activités en réunion"),
    (
        "Titre de la réunion", "Nombre de participants", "Heure de début", "Heure de fin", "Durée de la réunion",
        "Temps moyen de participation",
    ),
    (
        "Nom", "Première connexion", "Dernière déconnexion", "Durée en réunion", "Adresse e-mail",
        "ID du participant (UPN)", "Rôle",
    ),
    ("Nom", "Heure d'arrivée", "Heure de départ", "Durée", "Adresse e-mail", "Rôle"),
    ("Organisateur", "Présentateur"),
    lambda moment: f"{moment:%d/%m/%Y %H:%M:%S}",
    (" h ", " min ", " s"),
)  # fmt: skip


def report(meeting: Meeting, attendees: list[Attendee], draw: random.Random) -> bytes:
    """The report of one meeting: genuine UTF-16 or, now and then, re-saved as UTF-8 comma-separated text."""
    language = FRENCH if meeting.language == "French" else ENGLISH
    if meeting.cluster.id == "protection" and meeting.step % 2:
        language = BRITISH
    if meeting.date == RULED_DATE:
        language = AUSTRALIAN
    rows = _rows(meeting, attendees, language, draw)
    if meeting.step % 9 == 4:
        return csv_text(rows, newline="\r\n").encode("utf-8")
    padded = [[*row, *[""] * (WIDTH - len(row))] for row in rows]
    return b"\xff\xfe" + csv_text(padded, "\t", "\r\n").encode("utf-16-le")


def _rows(meeting: Meeting, attendees: list[Attendee], language: Language, draw: random.Random) -> Rows:
    here = attendees + [replace(guest, stays=((meeting.starts, _end(meeting)),)) for guest in strangers(draw)]
    faces = [(attendee, *shown(attendee, draw)) for attendee in here]
    begin, end = min(stay[0] for one in here for stay in one.stays), max(stay[1] for one in here for stay in one.stays)
    inside = [sum(_seconds(stay) for stay in one.stays) for one in here]
    values = (
        meeting.title, str(len(here)), language.moment(begin), language.moment(end),
        _spent(_seconds((begin, end)), language), _spent(sum(inside) // len(inside), language),
    )  # fmt: skip
    rows: Rows = [[language.sections[0]], *[list(pair) for pair in zip(language.summary, values, strict=True)], []]
    rows += [[language.sections[1]], list(language.participants)]
    for number, (attendee, name, email) in enumerate(faces):
        times = [language.moment(attendee.stays[0][0]), language.moment(attendee.stays[-1][1])]
        role = language.roles[0 if number == 0 else 1]
        rows.append([name, *times, _spent(inside[number], language), email, email, role])
    rows += [[], [language.sections[2]], list(language.activities)]
    for number, (attendee, name, email) in enumerate(faces):
        for stay in attendee.stays:
            times = [language.moment(stay[0]), language.moment(stay[1])]
            role = language.roles[0 if number == 0 else 1]
            rows.append([name, *times, _spent(_seconds(stay), language), email, role])
    return rows


def _end(meeting: Meeting) -> dt.datetime:
    return meeting.starts + dt.timedelta(minutes=30)


def _seconds(stay: tuple[dt.datetime, dt.datetime]) -> int:
    return int((stay[1] - stay[0]).total_seconds())


def _spent(seconds: int, language: Language) -> str:
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    pieces = [(hours, language.units[0]), (minutes, language.units[1]), (rest, language.units[2])]
    return "".join(f"{number}{unit}" for number, unit in pieces if number or unit is pieces[-1][1]).strip()
