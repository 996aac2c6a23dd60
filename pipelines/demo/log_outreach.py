"""Whom did the coordination team call, and what did they say? Absent members, new ones, and actors who are no members."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.funding import STRANGERS
from pipelines.demo.logbook import Entry, Response, by_date, log, of_all_clusters
from pipelines.demo.lots import Lot, signed, working_days_after
from pipelines.demo.organisations import Organisation
from pipelines.demo.story import FOOD_SECURITY, LANGUAGE_CHANGE, PROTECTION, WASH, Cluster, stream
from pipelines.demo.story_practice import FIRST_DAY, PRACTICE, TODAY, half

MISSED = 3  # meetings in a row
REASONS = ("No time or bad hour", "Internet or electricity", "Distance or cost of travel", "Meetings not useful")
INVITED = {WASH.id: 1, FOOD_SECURITY.id: 1, PROTECTION.id: 4}  # of the actors who are no members


def files(response: Response) -> dict[str, bytes]:
    """One log for the three clusters."""
    draw = stream(response.seed, "outreach")
    entries = of_all_clusters(lambda cluster: by_date(_contacts(cluster, response, draw), "contacted_on"))
    entries.insert(7, {**entries[6], "purpose": "Coffee"})
    return {dirt.OUTREACH: log("outreach", outreach=entries)}


def _contacts(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    asked, reached = Lot(draw), Lot(draw)
    for day, step, member in _absences(cluster, response):
        if asked.hit(PRACTICE[cluster.id].asks_absent[half(day)]):
            contacted = working_days_after(day, draw.randint(3, 12))
            if contacted <= TODAY:
                yield _asked_why(cluster, member, contacted, step, reached, draw)
    for number, name in enumerate(STRANGERS[: INVITED[cluster.id]]):
        yield {
            "organisation": name, "contacted_on": dt.date(2025, 2 + 3 * number, 11), "purpose": "Invited to join",
            "personal": "Yes", "reached": "Yes" if number % 2 else "No", "result": "Undecided" if number % 2 else None,
        }  # fmt: skip
    for member in response.members[cluster.id]:
        if cluster is not WASH and member.joined and FIRST_DAY < member.joined < TODAY - dt.timedelta(days=30):
            yield {
                "organisation": member.name, "contacted_on": working_days_after(member.joined, draw.randint(2, 15)),
                "purpose": "Induction of a new member", "personal": "Yes", "reached": "Yes",
            }  # fmt: skip


def _absences(cluster: Cluster, response: Response) -> Iterator[tuple[dt.date, int, Organisation]]:
    """Each time a member misses its third national meeting in a row: the day, the step of the story, and who."""
    national = [one for one in response.meetings if one.cluster is cluster and not one.area and one in response.came]
    there = {meeting: {one.organisation for one in response.came[meeting]} for meeting in national}
    for member in response.members[cluster.id]:
        missed = 0
        for meeting in national:
            if member.level == "full" and member.member_on(meeting.date):
                missed = 0 if member in there[meeting] else missed + 1
                if missed == MISSED:
                    yield meeting.date, meeting.step, member


def _asked_why(
    cluster: Cluster, member: Organisation, day: dt.date, step: int, reached: Lot, draw: random.Random
) -> Entry:
    """A call: whether anybody answered, why it stayed away and what it will do. Circulars count as contacts too."""
    contact: Entry = {"organisation": signed(member, draw), "contacted_on": day, "purpose": "Asked why it was absent"}
    personal = cluster is PROTECTION or draw.random() < 0.5
    contact["personal"] = "Yes" if personal else "No"
    if not reached.hit(0.85 if personal else 0.4):
        return contact | {"reached": "No"}
    language = cluster is WASH and member.local and step >= LANGUAGE_CHANGE
    return contact | {
        "reached": "Yes",
        "reason": "Language" if language else draw.choice(REASONS),
        "result": draw.choice(
            ("Will come", "Will come", "Undecided") if cluster is PROTECTION else ("Will not come", "Undecided")
        ),
    }
