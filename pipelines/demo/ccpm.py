"""How well is each cluster coordinated? One round of CCPM in October 2025, exported with French labels."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator

from pipelines.contracts.survey import CCPM_SCALES
from pipelines.demo import dirt
from pipelines.demo.kobo_layout import asked, in_words, new_id
from pipelines.demo.lots import Lot, signed
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.story import CLUSTERS, FOOD_SECURITY, PROTECTION, WASH, Cluster, stream
from pipelines.demo.workbook import Cell, csv_text
from pipelines.instruments import Form, ccpm

ROUND = (2025, 10)
ANSWERS = {WASH.id: (0.38, 0.55), FOOD_SECURITY.id: (0.42, 0.52), PROTECTION.id: (0.62, 0.58)}  # local members, others
# How high partners answer (0 to 1), local ones and others, and how high the coordinator does.
LEVELS = {WASH.id: (0.36, 0.70, 0.86), FOOD_SECURITY.id: (0.48, 0.64, 0.80), PROTECTION.id: (0.72, 0.74, 0.74)}
# Where local partners see the functions even lower: meetings and information (1), decisions (2), and being heard (7).
LOWER = {WASH.id: {"1": 0.08, "2": 0.1, "7": 0.06}, FOOD_SECURITY.id: {"3": 0.1}, PROTECTION.id: dict[str, float]()}
PARTNER_TYPES = {
    "international_ngo": "international_org", "national_ngo": "national_org", "un_agency": "un_org",
    "authority": "authority_org", "donor": "donor_org", "academic": "academia_org", "private_sector": "private_org",
    "red_cross_society": "red_cross_org",
}  # fmt: skip
COUNTED = ("international_org", "national_org", "un_org", "authority_org", "donor_org", "academia_org", "private_org",
           "observer_org", "other", "red_cross_org")  # fmt: skip
CONDITION = re.compile(r"\$\{(\w+)\} (!?=) '(\w+)'")
SYSTEM = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_index",
)
WORKS = ("Les réunions commencent à l'heure.", "Le partage des cartes.", "", "", "")
FAILS = ("Trop de documents seulement en anglais.", "Les décisions sont prises ailleurs.", "", "", "")


def files(organisations: list[Organisation], seed: int) -> dict[str, bytes]:
    """One export for the three clusters, of partners and coordinators."""
    draw, form = stream(seed, "ccpm"), ccpm()
    answers = [
        one for cluster in CLUSTERS for one in _of_cluster(form, cluster, members_of(organisations, cluster.id), draw)
    ]
    draw.shuffle(answers)
    first = next(place for place, one in enumerate(answers) if one["type_of_survey"] == "partner")
    answers.insert(first + 1, {**answers[first], "_uuid": new_id(draw), "P_SS04_01": "Parfois"})
    return {dirt.CCPM: _csv(form, answers)}


def _of_cluster(
    form: Form, cluster: Cluster, members: list[Organisation], draw: random.Random
) -> Iterator[dict[str, str]]:
    lots = {True: Lot(draw), False: Lot(draw)}
    here = [one for one in members if one.level == "full" and one.hq and one.member_on(dt.date(*ROUND, 1))]
    for member in here:
        if lots[member.local].hit(ANSWERS[cluster.id][not member.local]):
            about = {
                "type_of_survey": "partner", "P_GI03": PARTNER_TYPES.get(member.type, "other"),
                "organisation": signed(member, draw) if draw.random() < 0.8 else "",
            }  # fmt: skip
            yield _answered(form, cluster, about, LEVELS[cluster.id][0 if member.local else 1], member.local, draw)
    counts = {name: str(sum(PARTNER_TYPES.get(one.type, "other") == name for one in here)) for name in COUNTED}
    counted = {f"C_CP01_{number:02}": counts[name] for number, name in enumerate(COUNTED, start=1)}
    active = {f"C_CP02_{number:02}": str(int(counts[name]) * 2 // 3) for number, name in enumerate(COUNTED, start=1)}
    about = {"type_of_survey": "coordinator", "organisation": cluster.lead, **counted, **active}
    yield _answered(form, cluster, about, LEVELS[cluster.id][2], False, draw)


def _answered(
    form: Form, cluster: Cluster, about: dict[str, str], level: float, local: bool, draw: random.Random
) -> dict[str, str]:
    """One questionnaire: what is asked depends on who answers and on what was answered before."""
    sent = dt.datetime(*ROUND, draw.randint(6, 24), draw.randint(6, 17), draw.randrange(60), draw.randrange(60))
    given = about | {
        "start": f"{sent - dt.timedelta(minutes=draw.randint(9, 25)):%Y-%m-%dT%H:%M:%S}.000+00:00",
        "end": f"{sent:%Y-%m-%dT%H:%M:%S}.000+00:00", "cluster": cluster.id, "level": draw.choice(("national", "both")),
        "what_works": draw.choice(WORKS), "what_does_not": draw.choice(FAILS if local else ("", "", "Plus de réunions de terrain.")),
        "_uuid": new_id(draw), "_submission_time": f"{sent:%Y-%m-%dT%H:%M:%S}",
    }  # fmt: skip
    mood, prefix = draw.gauss(0, 0.08), {"partner": "P_", "coordinator": "C_"}[about["type_of_survey"]]
    for one in asked(form):
        name, scale = one.question.name, one.question.list
        if (
            name.startswith(prefix)
            and name not in given
            and scale
            and _holds(one.question.cells.get("relevant", ""), given)
        ):
            function = one.groups[-1].removeprefix("partner_")
            lower = LOWER[cluster.id].get(function, 0.0) if local else 0.0
            given[name] = _answer(scale, level + mood - lower, draw)
    return given


def _holds(condition: str, given: dict[str, str]) -> bool:
    """Whether a question is asked after these answers."""
    match = CONDITION.fullmatch(condition)
    return not match or (given.get(match[1]) == match[3]) == (match[2] == "=")


def _answer(scale: str, level: float, draw: random.Random) -> str:
    if draw.random() < 0.04:
        return "dont_know"
    answers = CCPM_SCALES[scale]
    if scale == "yes_no":
        return answers[draw.random() < 0.15 + 0.8 * level]
    return answers[min(len(answers) - 1, max(0, round(draw.gauss(level, 0.18) * (len(answers) - 1))))]


def _csv(form: Form, answers: list[dict[str, str]]) -> bytes:
    columns = list(asked(form))
    rows: list[list[Cell]] = [[*(one.heading(form, "fr") for one in columns), *SYSTEM]]
    for number, given in enumerate(answers, start=1):
        cells = [in_words(form, one.question, given.get(one.question.name, ""), "fr") for one in columns]
        system = (
            812_000 + number,
            given["_uuid"],
            given["_submission_time"],
            "",
            "",
            "submitted_via_web",
            "",
            "vCcpm2025fr",
            number,
        )
        rows.append([*cells, *system])
    return csv_text(rows, ";", "\n", quote_all=False).encode("utf-8-sig")
