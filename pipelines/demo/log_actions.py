"""What was promised, and what became of it? Action points of meetings, milestones of the plan, recommendations."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.logbook import Entry, Response, by_date, log, standing, under
from pipelines.demo.lots import Lot, between, signed
from pipelines.demo.organisations import Organisation
from pipelines.demo.story import FOOD_SECURITY, PROTECTION, SURVEY_ROUNDS, WASH, Cluster, stream
from pipelines.demo.story_practice import HALVES, PRACTICE, TODAY, half, last_day_of

POINTS = (
    "Share the list of water points and their state with all partners", "Send dates of training to area coordinators",
    "Update who does what where for {place}", "Ask the authorities for access to {place}", "Visit {place} together",
    "Translate the reporting form into French", "Agree on who covers {place}", "Send comments on the draft guidance",
    "Collect prices at three markets", "Report stocks of emergency supplies", "Plan the joint assessment of {place}",
    "Call members who have not come for three months", "Put the complaint line on all posters",
    "Check figures of people reached with {place}", "Invite local partners to present their work",
)  # fmt: skip
PLACES = ("Vashtal", "Marrovi", "Lower Ondra", "Upper Ondra", "Tanoué", "Selendra")
MILESTONES = (
    "Contingency plan agreed", "Half of the people in need reached", "Training of area coordinators held",
    "Needs assessment published",
)  # fmt: skip
RECOMMENDATIONS = (
    "Hold meetings in a language that most local partners work in", "Send documents at least five working days before a decision",
    "Publish how money of the country fund is shared out", "Let local organisations chair meetings in the areas",
    "Say after each meeting what became of earlier actions",
)  # fmt: skip
CODES = {WASH.id: "W", FOOD_SECURITY.id: "F", PROTECTION.id: "P"}
CUT_OFF = 6  # days before the log was sent round, after which nothing more was entered


def files(response: Response) -> dict[str, bytes]:
    """WASH keeps its own; the two others share one."""
    draw = stream(response.seed, "actions")
    kept = {
        cluster: _numbered(cluster, _actions(cluster, response, draw)) for cluster in (WASH, FOOD_SECURITY, PROTECTION)
    }
    wash = [*kept[WASH], {**kept[WASH][4], "action_id": "W-900", "agreed_on": "31/02/2025"}]
    shared = under(FOOD_SECURITY, kept[FOOD_SECURITY]) + under(PROTECTION, kept[PROTECTION])
    shared.insert(30, {**shared[29], "action_id": "F-900", "status": "who knows"})
    return {
        dirt.WASH_ACTIONS: log("action_points", actions=wash),
        dirt.OTHER_ACTIONS: log("action_points", actions=shared),
    }


def _numbered(cluster: Cluster, entries: Iterator[Entry]) -> list[Entry]:
    ordered = by_date(entries, "agreed_on")
    return [{"action_id": f"{CODES[cluster.id]}-{number:03}", **entry} for number, entry in enumerate(ordered, start=1)]


def _actions(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    owners, closing = _Owners(cluster, response.members[cluster.id], draw), Lot(draw)
    for meeting in response.meetings:
        if meeting.cluster is cluster and not meeting.area and meeting.status == "held":
            for text in draw.sample(POINTS, 3 if draw.random() < 0.4 else 2):
                due = meeting.date + dt.timedelta(days=draw.choice((14, 21, 28)))
                entry = _promise("Action point", text.format(place=draw.choice(PLACES)), meeting.date, due)
                yield _settled({**entry, "owner": owners.next(meeting.date)}, cluster, closing, draw)
    for number, (year, month) in enumerate(HALVES):
        for text in draw.sample(MILESTONES, 2):
            entry = _promise("Milestone", f"{text}, {year}", dt.date(year, month, 8), last_day_of(number))
            yield _settled({**entry, "owner": owners.next(dt.date(year, month, 8))}, cluster, closing, draw)
    for year, month in SURVEY_ROUNDS:
        agreed = dt.date(year, month + 1, 5)
        for text in RECOMMENDATIONS:
            entry = _promise("Recommendation", f"{text} ({year})", agreed, agreed + dt.timedelta(days=90))
            yield _decided({**entry, "owner": cluster.lead}, cluster, closing, draw)


def _promise(kind: str, text: str, agreed: dt.date, due: dt.date) -> Entry:
    return {"kind": kind, "action": text, "agreed_on": agreed, "due_on": due, "status": "Open"}


def _settled(entry: Entry, cluster: Cluster, closing: Lot, draw: random.Random) -> Entry:
    """The entry as it stands on the last day; what is due later is open."""
    agreed, due = entry["agreed_on"], entry["due_on"]
    assert isinstance(agreed, dt.date) and isinstance(due, dt.date)
    if draw.random() < 0.3:
        entry["shared_problem"] = "Yes" if draw.random() < 0.6 else "No"
    if due > TODAY or not closing.hit(PRACTICE[cluster.id].closes[half(agreed)]):
        return entry | ({"status": "Dropped"} if due < TODAY and draw.random() < 0.1 else {})
    late = draw.random() < 0.2
    closed = (
        between(due + dt.timedelta(days=1), due + dt.timedelta(days=25), draw) if late else between(agreed, due, draw)
    )
    return entry | {"status": "Done", "closed_on": min(closed, TODAY - dt.timedelta(days=CUT_OFF))}


def _decided(entry: Entry, cluster: Cluster, closing: Lot, draw: random.Random) -> Entry:
    """A recommendation: accepted or turned down on some day, or left lying."""
    agreed = entry["agreed_on"]
    assert isinstance(agreed, dt.date)
    if closing.hit(PRACTICE[cluster.id].closes[half(agreed + dt.timedelta(days=30))]):
        decided = agreed + dt.timedelta(days=draw.randint(8, 18))
        entry |= {"decided_on": decided}
        if decided + dt.timedelta(days=60) < TODAY:
            entry |= {"status": "Done", "closed_on": decided + dt.timedelta(days=60)}
    return entry


class _Owners:
    """Who promises: the lead agency, a local partner or another one, as often as the story says."""

    def __init__(self, cluster: Cluster, members: list[Organisation], draw: random.Random) -> None:
        self.cluster, self.draw = cluster, draw
        there = standing(members)
        self.local = [one for one in there if one.local]
        self.others = [one for one in there if not one.local and one.name != cluster.lead]
        self.by_lead, self.by_local = Lot(draw), Lot(draw)

    def next(self, day: dt.date) -> str:
        """The owner of one more promise, as it is written down."""
        practice, now = PRACTICE[self.cluster.id], half(day)
        local = self.by_local.hit(practice.local_owns[now])
        if self.by_lead.hit(practice.lead_owns[now]) and not local:
            return self.cluster.lead
        return signed(self.draw.choice(self.local if local else self.others), self.draw)
