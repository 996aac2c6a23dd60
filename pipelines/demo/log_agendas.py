"""Who put which point on the agenda of a meeting? One list for the three clusters."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.log_roles import bench
from pipelines.demo.logbook import Entry, Response, log, of_all_clusters
from pipelines.demo.lots import Lot
from pipelines.demo.story import Cluster, stream
from pipelines.demo.story_practice import PRACTICE, half

POINTS = (
    "Gaps in {place}", "Draft of the yearly plan", "Prices of local supplies", "Access to {place}", "Joint assessment",
    "Next allocation of the pooled fund", "Reporting deadlines", "Complaints from {place}", "Stocks for the rains",
)  # fmt: skip
PLACES = ("Keldou", "Upper Ondra", "Marrovi", "Selendra City", "Vashtal")
LEAD = 0.3  # points of the coordination team itself
NOT_WRITTEN_DOWN = 0.08


def files(response: Response) -> dict[str, bytes]:
    """One log; local partners are heard as often as their comments are asked for."""
    draw = stream(response.seed, "agendas")
    points = of_all_clusters(lambda cluster: _points(cluster, response, draw))
    points.insert(7, {**points[6], "meeting_on": "31/06/2025"})
    return {dirt.AGENDAS: log("agenda_points", agenda_points=points)}


def _points(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    """Two to four points of each national meeting that was held."""
    benches, from_local = bench(cluster, response.members[cluster.id], draw), Lot(draw)
    others = [*benches["un"], *benches["ingo"]]
    for meeting in response.meetings:
        if meeting.cluster != cluster or meeting.area or meeting.status != "held":
            continue
        for _ in range(draw.choice((2, 3, 3, 4))):
            local = from_local.hit(PRACTICE[cluster.id].local_comments[half(meeting.date)])
            proposer = cluster.lead if draw.random() < LEAD else draw.choice(benches["local"] if local else others)
            yield {
                "meeting_on": meeting.date,
                "point": draw.choice(POINTS).format(place=draw.choice(PLACES)),
                "organisation": None if draw.random() < NOT_WRITTEN_DOWN else proposer,
            }
