"""What did the calendars leave out? The template for meetings: decisions, interpretation, and the smaller groups that met."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.log_roles import BODIES, TWG
from pipelines.demo.logbook import Entry, Response, by_date, log, of_all_clusters
from pipelines.demo.meetings import Meeting
from pipelines.demo.story import FOOD_SECURITY, PROTECTION, Cluster, meeting_language, stream
from pipelines.demo.story_practice import PRACTICE, half

SAG_EVERY, TWG_EVERY = 3, 2  # months


def files(response: Response) -> dict[str, bytes]:
    """One list for the three clusters: their national meetings once more, with what the calendars do not say."""
    draw = stream(response.seed, "decisions")
    entries = of_all_clusters(
        lambda cluster: by_date([*_national(cluster, response, draw), *_groups(cluster, response)], "date")
    )
    entries.append({**entries[0], "date": "31/04/2026", "title": "Meeting of the heads of agencies"})
    return {dirt.DECISIONS: log("meetings", meetings=entries)}


def _national(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    for meeting in response.meetings:
        if meeting.cluster is cluster and not meeting.area:
            entry: Entry = {
                "title": meeting.title, "date": meeting.date, "status": meeting.status.capitalize(), "level": "National",
                "kind": "Cluster", "language": meeting.language, "interpreted_into": _interpreted(meeting),
                "scheduled_on": meeting.date,
            }  # fmt: skip
            yield entry | (_decisions(meeting, draw) if meeting.status == "held" else {})


def _interpreted(meeting: Meeting) -> str:
    """In Protection, since its seats changed hands, there is somebody who interprets."""
    turn = PRACTICE[meeting.cluster.id].turn
    return "English; Sarelin" if meeting.cluster is PROTECTION and meeting.date >= turn else ""


def _decisions(meeting: Meeting, draw: random.Random) -> Entry:
    """How many decisions, of how many it is written down how they were taken, and how many by consensus."""
    decisions = draw.randint(2, 5)
    share = PRACTICE[meeting.cluster.id].by_consensus[half(meeting.date)]
    consensus = round(decisions * share)
    return {
        "decisions": decisions,
        "decisions_with_method": min(decisions, consensus + draw.randint(0, 1)),
        "decisions_by_consensus": consensus,
    }


def _groups(cluster: Cluster, response: Response) -> Iterator[Entry]:
    """The advisory group and the working groups, on days when the cluster itself does not meet. Nobody kept lists."""
    working = [body.name for body in BODIES[cluster.id] if body.body == TWG]
    taken = {meeting.date for meeting in response.meetings if meeting.cluster is cluster}
    for meeting in response.meetings:
        if meeting.cluster is not cluster or meeting.area:
            continue
        groups = [("Strategic advisory group", "advisory group")] if meeting.step % SAG_EVERY == 0 else []
        if meeting.step % TWG_EVERY == 1:
            groups += [("Technical working group", name) for name in working]
        for number, (kind, name) in enumerate(groups):
            day = meeting.date + dt.timedelta(days=1 + number)
            while day in taken or day.weekday() > 4:
                day += dt.timedelta(days=1)
            yield {
                "title": f"{cluster.name} {name}", "date": day, "status": "Held", "level": "National", "kind": kind,
                "language": "English" if cluster is FOOD_SECURITY else meeting_language(cluster, meeting.step),
            }  # fmt: skip
