"""How is the mood between two surveys? The pulse of November 2025, as the KoBoToolbox API hands it out."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from typing import Any

from pipelines.demo import dirt
from pipelines.demo.kobo_layout import asked, new_id
from pipelines.demo.lots import Lot, signed
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.story import CLUSTERS, SCORES, Cluster, stream
from pipelines.instruments import AGREEMENT, PULSE_ITEMS, partnership_pulse

ROUND = (2025, 11)
ANSWERS = 0.5  # of the members
NOT_APPROVED = {"uid": "validation_status_not_approved", "label": "Not Approved", "color": "#ff0000"}
STEPS = [name for name in AGREEMENT if name != "dont_know"]


def files(organisations: list[Organisation], seed: int) -> dict[str, bytes]:
    """One page with every answer; one of them the people who run the form did not approve."""
    draw = stream(seed, "pulse")
    answers = [one for cluster in CLUSTERS for one in _of_cluster(cluster, members_of(organisations, cluster.id), draw)]
    answers.append({**answers[3], "_uuid": new_id(draw), "_validation_status": NOT_APPROVED})
    numbered = [{"_id": 900_000 + number, **one} for number, one in enumerate(answers, start=1)]
    page = {"count": len(numbered), "next": None, "previous": None, "results": numbered}
    return {dirt.PULSE: json.dumps(page, ensure_ascii=False, indent=0).encode("utf-8")}


def _of_cluster(cluster: Cluster, members: list[Organisation], draw: random.Random) -> Iterator[dict[str, Any]]:
    lots = {True: Lot(draw), False: Lot(draw)}
    for member in members:
        if member.level == "full" and member.member_on(dt.date(*ROUND, 1)) and lots[member.local].hit(ANSWERS):
            yield _answer(cluster, member, draw)


def _answer(cluster: Cluster, member: Organisation, draw: random.Random) -> dict[str, Any]:
    """Half way between the two surveys in mood; keys are group and question, as everywhere in the API."""
    sent = dt.datetime(*ROUND, draw.randint(3, 14), draw.randint(6, 17), draw.randrange(60), draw.randrange(60))
    given = {
        "start": f"{sent - dt.timedelta(minutes=2):%Y-%m-%dT%H:%M:%S}.000+00:00",
        "end": f"{sent:%Y-%m-%dT%H:%M:%S}.000+00:00",
        "cluster": cluster.id,
        "organisation": signed(member, draw) if draw.random() < 0.85 else "",
        "organisation_type": member.type,
    }
    mood = draw.gauss(0, 0.3)
    for item in PULSE_ITEMS:
        before, after = (SCORES[cluster.id][item[:2]][number][0 if member.local else 1] for number in (0, 1))
        level = round(draw.gauss((before + after) / 2 + mood, 0.7))
        given[item] = "dont_know" if draw.random() < 0.04 else STEPS[min(5, max(1, level)) - 1]
    uuid = new_id(draw)
    return {
        **{one.path: given[name] for one in asked(partnership_pulse()) if (name := one.question.name) in given and given[name]},
        "__version__": "vPulse2025nandoria", "meta/instanceID": f"uuid:{uuid}", "_uuid": uuid, "_attachments": [],
        "_status": "submitted_via_web", "_geolocation": [None, None], "_submission_time": f"{sent:%Y-%m-%dT%H:%M:%S}",
        "_tags": [], "_notes": [], "_validation_status": {}, "_submitted_by": None,
    }  # fmt: skip
