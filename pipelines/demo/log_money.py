"""Who passed money on to whom, with how much for overheads, and how was it decided? Sub-grants and allocation rounds."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.funding import DONORS
from pipelines.demo.log_roles import BODIES, PANEL, independent
from pipelines.demo.logbook import Entry, Response, log, of_all_clusters
from pipelines.demo.lots import between, signed
from pipelines.demo.pooled_fund import FUND, Project
from pipelines.demo.story import FOOD_SECURITY, PROTECTION, Cluster, stream
from pipelines.demo.story_practice import HALVES, PRACTICE, half, last_day_of

AGREEMENTS = 4  # of each half-year, beside those of pooled-fund projects
RECEIVED = 7  # percent for the giver's own overheads
EARMARKING = ("Tightly earmarked", "Tightly earmarked", "Earmarked", "Softly earmarked")
DECIDED_BEFORE = 5  # days before the first project of a round is approved
GIVERS = ("un_agency", "international_ngo")


def files(response: Response) -> dict[str, bytes]:
    """One log each for the three clusters."""
    draw = stream(response.seed, "sub-grants")
    agreements = of_all_clusters(lambda cluster: _agreements(cluster, response, draw))
    numbered = [{"agreement_id": f"NAN/SG/{number:03}", **entry} for number, entry in enumerate(agreements, start=1)]
    numbered.append({**numbered[1], "agreement_id": "NAN/SG/900", "amount_usd": "12.500"})
    rounds = of_all_clusters(lambda cluster: _rounds(cluster, response.projects))
    rounds.append({**rounds[0], "round": "Special round 2025", "panel_seats": "five or so"})
    return {
        dirt.SUBGRANTS: log("sub_grants", subgrants=numbered),
        dirt.ROUNDS: log("allocation_rounds", allocation_rounds=rounds),
    }


def _agreements(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    """Part of the pooled-fund projects of international partners, and other agreements."""
    members = response.members[cluster.id]
    receivers = [one for one in members if one.local and one.type == "national_ngo" and not one.left]
    givers = [one for one in members if one.type in GIVERS and one.name not in ("OCHA", cluster.lead)]
    ours = [one for one in response.projects if one.cluster is cluster and one.type_id in (2, 3) and not one.masked]
    for project in ours[:: 3 if cluster is PROTECTION else 5]:
        amount = round(project.budget * draw.uniform(0.1, 0.25), -2)
        yield {
            "giver": project.organisation.name, "receiver": signed(draw.choice(receivers), draw), "project_code": project.code,
            "original_donor": FUND, "amount_usd": amount, "starts_on": project.starts, "ends_on": project.ends,
            "earmarking": "Tightly earmarked", **_overheads(cluster, project.approved, draw),
        }  # fmt: skip
    for number, (year, month) in enumerate(HALVES):
        for place in range(AGREEMENTS):
            starts = between(dt.date(year, month, 1), last_day_of(number), draw)
            by_lead = cluster is FOOD_SECURITY and place < AGREEMENTS - 1
            long = cluster is PROTECTION and number > 1 and place == 0
            yield {
                "giver": cluster.lead if by_lead or place == 0 else draw.choice(givers).name,
                "receiver": signed(draw.choice(receivers), draw), "original_donor": draw.choice(DONORS)[0],
                "amount_usd": draw.randrange(20, 180) * 1000, "starts_on": starts,
                "ends_on": starts + dt.timedelta(days=730 if long else draw.choice((180, 270, 365))),
                "earmarking": draw.choice(EARMARKING), **_overheads(cluster, starts, draw),
            }  # fmt: skip


def _overheads(cluster: Cluster, day: dt.date, draw: random.Random) -> Entry:
    """Percent received and passed on; one agreement in eight does not say."""
    if draw.random() < 0.12:
        return {}
    passed = PRACTICE[cluster.id].overhead[half(day)] + draw.choice((-1, 0, 0, 1))
    return {"overhead_received_percent": RECEIVED, "overhead_passed_percent": min(RECEIVED, max(0, passed))}


def _rounds(cluster: Cluster, projects: list[Project]) -> Iterator[Entry]:
    """Each round of the fund, decided some days before its first project was approved, by the panel of that day."""
    approved: dict[str, dt.date] = {}
    for project in projects:
        if project.cluster is cluster:
            approved[project.round] = min(project.approved, approved.get(project.round, project.approved))
    panel = next(body for body in BODIES[cluster.id] if body.body == PANEL)
    turn = PRACTICE[cluster.id].turn
    for name, day in sorted(approved.items(), key=lambda one: one[1]):
        decided = day - dt.timedelta(days=DECIDED_BEFORE)
        after = decided >= turn
        seats = panel.after if after else panel.before
        yield {
            "round": name, "decided_on": decided, "panel_seats": 1 + sum(seats.values()),
            "independent_seats": sum(count for kind, count in seats.items() if independent(cluster, kind, after)),
            "criteria_published": "Yes" if (cluster is PROTECTION) == after and cluster is not FOOD_SECURITY else "No",
            "recusals_logged": "Yes" if cluster is PROTECTION and after else "No",
        }  # fmt: skip
