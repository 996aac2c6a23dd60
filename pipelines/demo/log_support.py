"""Who asked for support with its capacity and got it, and whose safeguarding was assessed? Two logs."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.log_roles import bench
from pipelines.demo.logbook import Entry, Response, by_date, log, of_all_clusters
from pipelines.demo.lots import Lot, between, signed, working_days_after
from pipelines.demo.organisations import Organisation
from pipelines.demo.story import PROTECTION, Cluster, stream
from pipelines.demo.story_practice import FIRST_DAY, HALVES, PRACTICE, TODAY, last_day_of

TOPICS = (
    "Writing project proposals", "Financial management", "Safeguarding policy", "Reporting in the online form",
    "Coordination skills for chairs", "Monitoring of activities", "Procurement rules of donors",
)  # fmt: skip
KINDS = ("Training", "Training", "Mentoring", "Secondment", "Equipment")
REQUESTS = 6  # of each half-year
VALID_YEARS = 5


def files(response: Response) -> dict[str, bytes]:
    """One log each for the three clusters."""
    draw = stream(response.seed, "support")
    support = of_all_clusters(lambda cluster: by_date(_support(cluster, response, draw), "requested_on"))
    support.insert(5, {**support[4], "organisation": None, "topic": "First aid"})
    assured = of_all_clusters(lambda cluster: _assurance(cluster, response, draw))
    assured.append({**assured[0], "status": "sort of"})
    return {
        dirt.SUPPORT: log("capacity_support", capacity_support=support),
        dirt.ASSURANCE: log("safeguarding_assurance", assurance=assured),
    }


def _support(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    """Requests of local partners, and what became of them; in Protection local organisations teach others too."""
    met, providers = Lot(draw), bench(cluster, response.members[cluster.id], draw)
    local = [one for one in response.members[cluster.id] if one.local and one.type == "national_ngo"]
    for number, (year, month) in enumerate(HALVES):
        for _ in range(REQUESTS):
            requested = between(dt.date(year, month, 1), last_day_of(number) - dt.timedelta(days=30), draw)
            asking = draw.choice([one for one in local if one.member_on(requested)])
            entry: Entry = {
                "organisation": signed(asking, draw),
                "topic": draw.choice(TOPICS),
                "requested_on": requested,
            }
            if not met.hit(PRACTICE[cluster.id].supports[number]):
                yield entry | {"status": "Declined" if draw.random() < 0.3 else "Requested"}
                continue
            kind = (
                "local" if cluster is PROTECTION and number > 1 and draw.random() < 0.5 else draw.choice(("un", "ingo"))
            )
            delivered = working_days_after(requested, draw.randint(10, 60))
            yield entry | {
                "status": "Delivered", "kind": draw.choice(KINDS), "delivered_on": min(delivered, TODAY - dt.timedelta(days=4)),
                "provider": draw.choice(providers[kind] or [cluster.lead]),
            }  # fmt: skip


def _assurance(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    """The national partners whose home cluster this is, and some of the international ones."""
    done, states = Lot(draw), ("Not started", "Under way")
    for member in response.members[cluster.id]:
        if member.clusters[0] != cluster.id or not _implements(member) or member.left:
            continue
        entry: Entry = {"organisation": signed(member, draw)}
        if not done.hit(PRACTICE[cluster.id].assessed):
            yield entry | {"status": draw.choice(states)}
            continue
        assessed = between(FIRST_DAY - dt.timedelta(days=300), TODAY - dt.timedelta(days=60), draw)
        yield entry | {
            "status": "Completed", "assessed_on": assessed, "capacity": draw.choice(("Full capacity", "Medium capacity", "Low capacity")),
            "valid_until": assessed.replace(year=assessed.year + VALID_YEARS, day=min(assessed.day, 28)),
            "assessed_by": draw.choice(("UNICEF", "UNHCR", "WFP")),
        }  # fmt: skip


def _implements(member: Organisation) -> bool:
    return member.type in ("national_ngo", "international_ngo", "red_cross_society")
