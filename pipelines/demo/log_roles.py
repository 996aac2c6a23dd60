"""Who leads, and who has a seat? The log of roles; in each cluster they change hands once."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.demo import dirt
from pipelines.demo.logbook import Entry, Response, log, of_all_clusters, standing
from pipelines.demo.organisations import Organisation
from pipelines.demo.story import FOOD_SECURITY, PROTECTION, WASH, Cluster, stream
from pipelines.demo.story_practice import FIRST_DAY, PRACTICE

Seats = dict[str, int]  # how many seats each kind of organisation has
SAG, PANEL, TWG = "Strategic advisory group", "Review panel", "Technical working group"


@dataclass(frozen=True)
class Body:
    """A group with its seats before and after they change hands, and how they are filled."""

    body: str
    name: str
    before: Seats
    after: Seats
    chosen: tuple[str, str] = ("Appointment", "Appointment")


BODIES = {
    WASH.id: (
        Body(SAG, "", {"un": 1, "ingo": 4, "local": 2, "authority": 1}, {"un": 2, "ingo": 5}),
        Body(PANEL, "", {"un": 1, "ingo": 3, "local": 1, "authority": 1}, {"un": 2, "ingo": 4}),
        Body(TWG, "Water quality", {"un": 1, "ingo": 5, "local": 5, "authority": 2}, {"un": 2, "ingo": 6, "local": 1}),
        Body(TWG, "Hygiene promotion", {"un": 1, "ingo": 3, "local": 6}, {"un": 1, "ingo": 4, "local": 2}),
    ),
    FOOD_SECURITY.id: (
        Body(SAG, "", {"un": 2, "ingo": 4, "local": 1, "authority": 1}, {"un": 2, "ingo": 4, "local": 1, "authority": 1}),
        Body(PANEL, "", {"un": 2, "ingo": 3, "local": 1}, {"un": 2, "ingo": 3, "local": 1}),
        Body(TWG, "Cash and markets", {"un": 2, "ingo": 6, "local": 3}, {"un": 2, "ingo": 6, "local": 3}),
    ),
    PROTECTION.id: (
        Body(SAG, "", {"un": 1, "ingo": 4, "local": 1, "authority": 1}, {"un": 1, "ingo": 2, "local": 4, "authority": 1},
             ("Appointment", "Election")),
        Body(PANEL, "", {"un": 2, "ingo": 3, "local": 1}, {"un": 1, "ingo": 2, "local": 3, "authority": 1},
             ("Appointment", "Rotation")),
        Body(TWG, "Child protection", {"un": 1, "ingo": 4, "local": 3}, {"un": 1, "ingo": 4, "local": 7}),
        Body(TWG, "Legal aid and documents", {"ingo": 3, "local": 3, "authority": 1}, {"ingo": 3, "local": 6, "authority": 1}),
    ),
}  # fmt: skip
# Leading roles beside the lead agency's own: the kind of organisation that holds them before and after.
CO_LEADS = {
    WASH.id: {"Cluster": ("ingo", "ingo"), "Sub-national cluster": ("local", "ingo")},
    FOOD_SECURITY.id: {"Cluster": ("un", "un"), "Sub-national cluster": ("un", "un")},
    PROTECTION.id: {"Cluster": ("ingo", "local"), "Sub-national cluster": ("ingo", "local")},
}
CHAIRS = {WASH.id: ("ingo", "ingo"), FOOD_SECURITY.id: ("un", "un"), PROTECTION.id: ("ingo", "local")}


def files(response: Response) -> dict[str, bytes]:
    """One log for the three clusters."""
    draw = stream(response.seed, "roles")
    entries = of_all_clusters(lambda cluster: _roles(cluster, response, draw))
    seat = next(entry for entry in entries if entry["body"] == SAG)
    misspelt: Entry = {"organisation": "Halden Fundation", "role": "Observer", "chosen_by": "Appointment"}
    entries.insert(entries.index(seat) + 1, {**seat, **misspelt})
    entries.append({**seat, "body": "Council of elders"})
    return {dirt.ROLES: log("roles_and_seats", roles=entries)}


def bench(cluster: Cluster, members: list[Organisation], draw: random.Random) -> dict[str, list[str]]:
    """Who can take a role, by kind of organisation, in the order in which they are asked."""
    there = standing(members)
    kinds = {
        "un": [one.name for one in there if one.type == "un_agency" and one.name not in (cluster.lead, "OCHA")],
        "ingo": [one.name for one in there if one.type == "international_ngo"],
        "local": [one.name for one in there if one.type == "national_ngo" and one.local],
        "authority": [one.name for one in there if one.type == "authority"],
    }
    for names in kinds.values():
        draw.shuffle(names)
    return kinds


def _roles(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    turn, asked = PRACTICE[cluster.id].turn, bench(cluster, response.members[cluster.id], draw)
    own: Entry = {"organisation": cluster.lead, "chosen_by": "Comes with being lead agency", "starts_on": FIRST_DAY}
    yield {**own, "body": "Cluster", "role": "Lead", "dedicated": "No" if cluster is WASH else "Yes"}
    yield {**own, "body": "Inter-cluster coordination group", "role": "Member"}
    for body, kinds in CO_LEADS[cluster.id].items():
        for number, area in enumerate(cluster.areas if body.startswith("Sub") else ("",)):
            place: Entry = {"body": body, "area": area}
            if area:
                yield {**own, **place, "role": "Lead"}
            yield from _handed_over({**place, "role": "Co-lead"}, kinds, asked, number, turn)
    for number, body_ in enumerate(BODIES[cluster.id]):
        seat: Entry = {"body": body_.body, "body_name": body_.name}
        if body_.body == TWG:
            yield from _handed_over({**seat, "role": "Co-chair"}, CHAIRS[cluster.id], asked, number, turn)
        else:
            chair: Entry = {"independent": "No"} if body_.body == PANEL else {}
            yield {**own, **seat, **chair, "role": "Lead"}
        yield from _seats(cluster, body_, seat, asked)


def _handed_over(
    place: Entry, kinds: tuple[str, str], asked: dict[str, list[str]], number: int, turn: dt.date
) -> Iterator[Entry]:
    """A role that one organisation holds before the turn and another after it; one entry where it is the same."""
    first, second = (asked[kind][number % len(asked[kind])] for kind in kinds)
    held: Entry = {**place, "organisation": first, "starts_on": FIRST_DAY, "chosen_by": "Appointment"}
    if first == second:
        yield held
        return
    yield {**held, "ends_on": turn - dt.timedelta(days=1)}
    chosen = "Election" if kinds[1] == "local" else "Appointment"
    yield {**place, "organisation": second, "starts_on": turn, "chosen_by": chosen}


def independent(cluster: Cluster, kind: str, after: bool) -> bool:
    """Whether a kind of organisation on the review panel has no stake: international ones do, unless they must stand aside."""
    return kind in ("local", "authority") or (cluster is PROTECTION and after and kind == "ingo")


def _seats(cluster: Cluster, body: Body, seat: Entry, asked: dict[str, list[str]]) -> Iterator[Entry]:
    """One entry a seat: of those that stay, of those that leave and of those that come."""
    turn = PRACTICE[cluster.id].turn
    for kind in dict.fromkeys((*body.before, *body.after)):
        before, after = body.before.get(kind, 0), body.after.get(kind, 0)
        for number, name in enumerate(asked[kind][: max(before, after)]):
            entry: Entry = {**seat, "organisation": name, "role": "Member"}
            if body.body == PANEL:
                entry["independent"] = "Yes" if independent(cluster, kind, number < after) else "No"
            entry |= {"starts_on": FIRST_DAY, "chosen_by": body.chosen[0]} if number < before else {
                "starts_on": turn, "chosen_by": body.chosen[1],
            }  # fmt: skip
            if number >= after:
                entry["ends_on"] = turn - dt.timedelta(days=1)
            yield entry
