"""When did the clusters meet, and who came? The schedule, and the people in each meeting."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from dataclasses import dataclass

from pipelines.demo.organisations import Organisation, Person, members_of
from pipelines.demo.story import (
    CLUSTERS,
    FOOD_SECURITY,
    MONTHS,
    PROTECTION,
    WASH,
    Cluster,
    attendance_chance,
    meeting_language,
    stops_coming,
    stream,
)

CANCELLED = {("wash", 5), ("food_security", 1), ("food_security", 13), ("protection", 17)}
Habits = dict[str, tuple[int, float]]
NO_RECORD = {("wash", 8), ("protection", 6)}  # held, but nobody kept the list


@dataclass(frozen=True)
class Meeting:
    """One planned meeting; `area` is empty for the national one."""

    cluster: Cluster
    step: int
    date: dt.date
    area: str
    language: str
    status: str
    recorded: bool

    @property
    def title(self) -> str:
        """As the coordinator writes it in the invitation."""
        if self.area:
            return f"{self.cluster.name} Cluster sub-national coordination meeting - {self.area}"
        if self.language == "French":
            return f"Réunion de coordination - Cluster {self.cluster.name}"
        return f"{self.cluster.name} Cluster coordination meeting"

    @property
    def starts(self) -> dt.datetime:
        return dt.datetime.combine(self.date, dt.time(10))


@dataclass(frozen=True)
class Attendee:
    """A person in a meeting with the times in it (two when they rejoined); no organisation for a stray guest."""

    person: Person
    organisation: Organisation | None
    stays: tuple[tuple[dt.datetime, dt.datetime], ...]


def schedule() -> list[Meeting]:
    """Every meeting of two years, by date. No cluster has two on one day."""
    meetings = []
    for cluster in CLUSTERS:
        for step, (year, month) in enumerate(MONTHS):
            meetings.append(_meeting(cluster, step, _weekday(year, month, cluster.weekday, cluster.week), ""))
            for number, area in enumerate(cluster.areas):
                if step % 2 == number % 2:
                    day = _weekday(year, month, (cluster.weekday + number + 1) % 5, 4)
                    meetings.append(_meeting(cluster, step, day, area))
    return sorted(meetings, key=lambda meeting: (meeting.date, meeting.cluster.id, meeting.area))


def _meeting(cluster: Cluster, step: int, day: dt.date, area: str) -> Meeting:
    cancelled = not area and (cluster.id, step) in CANCELLED
    recorded = not cancelled and (bool(area) or (cluster.id, step) not in NO_RECORD)
    language = meeting_language(cluster, step)
    return Meeting(cluster, step, day, area, language, "cancelled" if cancelled else "held", recorded)


def _weekday(year: int, month: int, weekday: int, week: int) -> dt.date:
    first = calendar.weekday(year, month, 1)
    return dt.date(year, month, 1 + (weekday - first) % 7 + 7 * (week - 1))


def attendance(meetings: list[Meeting], organisations: list[Organisation], seed: int) -> dict[Meeting, list[Attendee]]:
    """Who was in each meeting of which a record was kept."""
    came: dict[Meeting, list[Attendee]] = {}
    for cluster in CLUSTERS:
        draw = stream(seed, f"attendance/{cluster.id}")
        members = members_of(organisations, cluster.id)
        habits = _habits(cluster, members, draw)
        for meeting in meetings:
            if meeting.cluster is cluster and meeting.recorded:
                came[meeting] = _in_the_room(meeting, members, habits, draw)
    return came


def _habits(cluster: Cluster, members: list[Organisation], draw: random.Random) -> Habits:
    """For each member: the step at which it stops coming, and how much more or less than others it comes."""
    habits = {}
    for local in (True, False):
        alike = [member.name for member in members if member.local == local]
        draw.shuffle(alike)
        for number, name in enumerate(alike):
            habits[name] = stops_coming(cluster, local, number / len(alike), draw), draw.uniform(-0.12, 0.12)
    return habits


def _in_the_room(meeting: Meeting, members: list[Organisation], habits: Habits, draw: random.Random) -> list[Attendee]:
    """Members drawn systematically, local ones apart: as many come as their chances add up to, to within one."""
    invited = [
        one for one in members if one.member_on(meeting.date) and (not meeting.area or meeting.area in one.areas)
    ]
    draw.shuffle(invited)
    attendees, total = [], draw.random()
    for member in sorted(invited, key=lambda one: one.local):
        before, total = int(total), total + _chance(meeting, member, habits[member.name])
        if int(total) > before:
            people = draw.sample(member.people, 2 if draw.random() < 0.12 else 1)
            attendees += [Attendee(person, member, _stays(meeting, draw)) for person in people]
    draw.shuffle(attendees)
    return attendees


def _chance(meeting: Meeting, member: Organisation, habit: tuple[int, float]) -> float:
    stops, leaning = habit
    if member.name == meeting.cluster.lead:
        return 0.97
    if meeting.step >= stops:
        return 0.02
    return attendance_chance(meeting.cluster, member.local, meeting.step) + leaning


def _stays(meeting: Meeting, draw: random.Random) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """From a few minutes before to about 90 minutes after the start; some leave early, some lose the line."""
    begin = meeting.starts + dt.timedelta(seconds=draw.randint(-420, 720))
    minutes = draw.randint(35, 60) if draw.random() < 0.1 else draw.randint(75, 100)
    end = max(
        begin + dt.timedelta(minutes=20), meeting.starts + dt.timedelta(minutes=minutes, seconds=draw.randrange(60))
    )
    if draw.random() < 0.08:
        broken = begin + (end - begin) / 3
        broken = broken.replace(microsecond=0)
        return (begin, broken), (broken + dt.timedelta(seconds=draw.randint(40, 400)), end)
    return ((begin, end),)


def kept_as(meeting: Meeting) -> str:
    """How the record of a meeting was kept: teams, zoom, sign-in or matrix."""
    if meeting.area:
        return "matrix" if meeting.cluster is PROTECTION else "sign-in"
    if meeting.cluster is WASH:
        return "teams"
    if meeting.cluster is FOOD_SECURITY:
        return "zoom" if meeting.step % 8 != 3 else "sign-in"
    return "teams" if meeting.step % 3 else "sign-in"
