"""Which drafts were partners asked about, who commented, and what became of it? Consultations and comments."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.logbook import Entry, Response, by_date, log, under
from pipelines.demo.lots import Lot, between, signed, working_days_after
from pipelines.demo.organisations import Organisation
from pipelines.demo.story import CLUSTERS, PROTECTION, WASH, Cluster, stream
from pipelines.demo.story_practice import HALVES, PRACTICE, TODAY, half

# Two drafts of each half-year: the step of the programme cycle, the title, days after the half-year began.
DRAFTS = (
    (("Needs assessment", "Questions of the needs assessment {year}", 40), ("Planning", "Response plan {next}: first draft", 95)),
    (("Resource mobilisation", "Priorities for the country fund {year}", 25), ("Monitoring and evaluation", "Mid-year review {year}", 150)),
)  # fmt: skip
# Steps in which partners bring in something without a draft having been sent.
OTHER_STEPS = ("Needs analysis", "Implementation")
COMMENTS = (5, 6, 7, 8)


def files(response: Response) -> dict[str, bytes]:
    """One workbook of two sheets for the three clusters."""
    draw = stream(response.seed, "consultations")
    drafts, comments = [], []
    for cluster in CLUSTERS:
        sent = list(_drafts(cluster, draw))
        drafts += under(cluster, sent)
        comments += under(cluster, by_date(_comments(cluster, response, sent, draw), "received_on"))
    drafts.append({**drafts[2], "consultation_key": "Draft nobody remembers", "deadline_on": "31/11/2025"})
    comments.insert(12, {**comments[11], "answer": "noted with thanks", "answered_on": None})
    return {dirt.CONSULTATIONS: log("consultations_and_comments", consultations=drafts, comments=comments)}


def _drafts(cluster: Cluster, draw: random.Random) -> Iterator[Entry]:
    for number, (year, month) in enumerate(HALVES):
        for step, title, days in DRAFTS[number % 2]:
            sent = working_days_after(dt.date(year, month, 1) + dt.timedelta(days=days), draw.randrange(8))
            wait = round(PRACTICE[cluster.id].days_to_comment[number]) + draw.randint(0, 1)
            french = cluster is PROTECTION or (cluster is WASH and sent < PRACTICE[WASH.id].turn)
            yield {
                "consultation_key": f"{cluster.name}: {title.format(year=year, next=year + 1)}", "step": step,
                "sent_on": sent, "deadline_on": working_days_after(sent, wait), "language": "French" if french else "English",
            }  # fmt: skip


def _comments(cluster: Cluster, response: Response, drafts: list[Entry], draw: random.Random) -> Iterator[Entry]:
    lots = {name: Lot(draw) for name in ("local", "answered local", "answered others")}
    members = [one for one in response.members[cluster.id] if one.level == "full"]
    for draft in drafts:
        first, last = draft["sent_on"], draft["deadline_on"]
        assert isinstance(first, dt.date) and isinstance(last, dt.date)
        about: Entry = {"consultation_key": draft["consultation_key"], "step": draft["step"]}
        for _ in range(draw.choice(COMMENTS)):
            yield _comment(cluster, members, about, between(first, last, draw), lots, draw)
    for step in OTHER_STEPS:
        for year, month in HALVES:
            day = dt.date(year, month, 1) + dt.timedelta(days=draw.randint(60, 110))
            about = {"consultation_key": f"{cluster.name}: workshop on {step.lower()} {year}", "step": step}
            for _ in range(3):
                yield _comment(cluster, members, about, day, lots, draw)


def _comment(
    cluster: Cluster,
    members: list[Organisation],
    about: Entry,
    received: dt.date,
    lots: dict[str, Lot],
    draw: random.Random,
) -> Entry:
    """One comment, and whether and how it was answered."""
    practice, now = PRACTICE[cluster.id], half(received)
    local = lots["local"].hit(practice.local_comments[now])
    member = draw.choice([one for one in members if one.local == local and one.member_on(received)])
    comment: Entry = {**about, "organisation": signed(member, draw), "received_on": received}
    chances, lot = (
        (practice.answers_local, lots["answered local"])
        if local
        else (practice.answers_others, lots["answered others"])
    )
    answered = working_days_after(received, draw.randint(2, 12))
    if not lot.hit(chances[now]) or answered > TODAY:
        return comment | {"answer": "No answer yet"}
    answer = draw.choice(("Accepted", "Accepted in part", "Rejected"))
    return comment | {
        "answer": answer,
        "reason_given": "Yes" if draw.random() < 0.85 else "No",
        "answered_on": answered,
    }
