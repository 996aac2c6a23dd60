"""What do partners say? Two rounds of the partnership survey as KoBoToolbox hands them out."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pipelines.contracts.survey import BENEFITS, LATER_ITEMS
from pipelines.demo import dirt
from pipelines.demo.display import AMBIGUOUS, written
from pipelines.demo.kobo_layout import new_id
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.story import CLUSTERS, FOOD_SECURITY, SCORES, SURVEY_ROUNDS, Cluster, stream
from pipelines.demo.workbook import Cell, Page, csv_text, xlsx
from pipelines.instruments import choices, items, questions, words

AGREEMENT = ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")
VERSIONS = ("vKq2nandoria2025", "vRt8nandoria2026")
SYSTEM = (
    "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__",
    "_tags", "_index",
)  # fmt: skip
# What the form of the first round did not ask yet.
LATER = {*LATER_ITEMS, "benefits"}
# How many of the services partners used: local ones and others.
SERVICES_USED = {"wash": (0.14, 0.34), "food_security": (0.22, 0.3), "protection": (0.44, 0.36)}
OUTSIDER = "Marrovi Relief Circle"  # answers although it is a member of no cluster


@dataclass(frozen=True)
class Submission:
    """One questionnaire: choice names and texts by question, and when it was sent."""

    uuid: str
    sent: dt.datetime
    answers: dict[str, str]


def files(organisations: list[Organisation], seed: int) -> dict[str, bytes]:
    """The first round with labels in a workbook, the second with XML names in a CSV."""
    draw, later = stream(seed, "survey"), stream(seed, "survey, later questions")
    first, second = (list(_round(number, organisations, draw, later)) for number in range(2))
    first.append(first[4])  # sent twice over a bad line
    odd = replace(second[7], uuid=new_id(draw), answers=second[7].answers | {"tr2": "mostly"})
    return {dirt.SURVEY_LABELS: _labels(first), dirt.SURVEY_NAMES: _names([*second, odd])}


def _round(
    number: int, organisations: list[Organisation], draw: random.Random, later: random.Random
) -> Iterator[Submission]:
    """Who answers is drawn systematically: as many of a cluster as their chances add up to, to within one."""
    day, total = dt.date(*SURVEY_ROUNDS[number], 15), draw.random()
    for cluster in CLUSTERS:
        members = [member for member in members_of(organisations, cluster.id) if member.member_on(day)]
        draw.shuffle(members)
        for member in sorted(members, key=lambda one: one.local):
            before, total = int(total), total + _chance(cluster, member, number)
            if int(total) > before:
                for _ in range(2 if draw.random() < 0.1 else 1):
                    yield _submission(number, cluster, member, draw, later)
    stranger = replace(organisations[20], name=OUTSIDER, acronym="MRC", other_names=())
    yield _submission(number, FOOD_SECURITY, stranger, draw, later)


def _chance(cluster: Cluster, member: Organisation, number: int) -> float:
    """Who has drifted away answers less often; donors and observers seldom do."""
    if not member.hq:
        return 0.0
    if member.level == "observer":
        return 0.3
    if member.local:
        return {"wash": (0.62, 0.42), "food_security": (0.5, 0.46), "protection": (0.48, 0.64)}[cluster.id][number]
    return 0.6


def _submission(
    number: int, cluster: Cluster, member: Organisation, draw: random.Random, later: random.Random
) -> Submission:
    sent = dt.datetime(
        *SURVEY_ROUNDS[number], draw.randint(4, 28), draw.randint(6, 17), draw.randrange(60), draw.randrange(60)
    )
    often = draw.choices(("always", "often", "sometimes", "rarely"), (30, 35, 20, 15))[0]
    answers = {
        "start": f"{sent - dt.timedelta(minutes=draw.randint(6, 20)):%Y-%m-%dT%H:%M:%S}.000+00:00",
        "end": f"{sent:%Y-%m-%dT%H:%M:%S}.000+00:00",
        "cluster": cluster.id,
        "organisation": _named(cluster, member, draw),
        "organisation_type": member.type,
        "level": draw.choice(("national", "both")) if not member.areas else draw.choice(("sub-national", "both")),
        "role": draw.choice(("head", "programme", "coordination", "field")),
        "language_preferred": draw.choices(("french", "english"), (85, 15) if member.local else (35, 65))[0],
        "attendance": often,
        "rarely_attend_why": _why(cluster, member, number, draw) if often == "rarely" else "",
    }
    mood = draw.gauss(0, 0.35)
    for item in items():
        mean = SCORES[cluster.id][item.id[:2]][number][0 if member.local else 1] + mood
        answers[item.id] = _answer(mean, later if item.id in LATER else draw)
    answers["benefits"] = _used(cluster, member, later)
    return Submission(new_id(draw), sent, answers)


def _named(cluster: Cluster, member: Organisation, draw: random.Random) -> str:
    """Where the lead agency holds the money, one in five gives no name; elsewhere all do, and take care."""
    if cluster is FOOD_SECURITY:
        return "" if draw.random() < 0.2 else written(member, draw)
    return member.acronym if draw.random() < 0.3 and member.acronym not in AMBIGUOUS else member.name


def _why(cluster: Cluster, member: Organisation, number: int, draw: random.Random) -> str:
    """Space-separated reasons, as select_multiple keeps them."""
    reasons = draw.sample(("time", "internet", "distance", "not_heard", "not_useful"), 2)
    if cluster.id == "wash" and member.local and number == 1:
        reasons[0] = "language"
    return " ".join(reasons)


def _used(cluster: Cluster, member: Organisation, draw: random.Random) -> str:
    """Space-separated services; one in ten skips the question."""
    chance = SERVICES_USED[cluster.id][0 if member.local else 1]
    used = [benefit for benefit in BENEFITS if benefit != "none" and draw.random() < chance]
    return "" if draw.random() < 0.1 else " ".join(used or ["none"])


def _answer(mean: float, draw: random.Random) -> str:
    if draw.random() < 0.04:
        return "dont_know"
    return AGREEMENT[min(5, max(1, round(draw.gauss(mean, 0.75)))) - 1]


def _fields(left_out: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """(group, question, list of choices) in the order of the form; notes hold no answer."""
    group, fields = "", []
    for question in questions():
        if question.type == "begin_group":
            group = question.name
        elif question.type == "end_group":
            group = ""
        elif question.type != "note" and question.name not in left_out:
            kind, _, list_name = question.type.partition(" ")
            fields.append((group, question.name, list_name))
            if kind == "select_multiple":
                fields += [(group, f"{question.name}/{choice.name}", "") for choice in choices(list_name)]
    return fields


def _values(submission: Submission, fields: list[tuple[str, str, str]]) -> dict[str, str]:
    """Choice names by field, with the 1/0 columns of several-choice questions."""
    values = {}
    for _, name, _list_name in fields:
        question, slash, choice = name.partition("/")
        value = submission.answers.get(question, "")
        values[name] = value if not slash else "" if not value else "1" if choice in value.split() else "0"
    return values


def _system(number: int, submission: Submission, version: str) -> list[Cell]:
    sent = f"{submission.sent:%Y-%m-%dT%H:%M:%S}"
    return [700_000 + number, submission.uuid, sent, "", "", "submitted_via_web", "", version, "", number]


def _names(submissions: list[Submission]) -> bytes:
    fields = _fields()
    rows: list[list[Cell]] = [[*(f"{group}/{name}" if group else name for group, name, _ in fields), *SYSTEM]]
    for number, submission in enumerate(submissions, start=1):
        values = _values(submission, fields)
        rows.append([*(values[name] for _, name, _ in fields), *_system(number, submission, VERSIONS[1])])
    return csv_text(rows, ";", "\n", quote_all=True).encode("utf-8-sig")


def _labels(submissions: list[Submission]) -> bytes:
    fields = _fields(LATER)
    rows: list[list[Cell]] = [[*(_label(name, fields) for _, name, _ in fields), *SYSTEM]]
    for number, submission in enumerate(submissions, start=1):
        values = _values(submission, fields)
        shown = [_in_words(values[name], list_name) for _, name, list_name in fields]
        rows.append([*shown, *_system(number, submission, VERSIONS[0])])
    return xlsx([Page("Partnership survey", rows)])


def _in_words(value: str, list_name: str) -> str:
    """A choice, or several, by their labels."""
    labels = {choice.name: choice.texts["en"] for choice in choices(list_name)}
    if value in labels or " " not in value or not list_name:
        return labels.get(value, value)
    return " ".join(labels[part] for part in value.split())


def _label(name: str, fields: list[tuple[str, str, str]]) -> str:
    """What stands above a column when the export shows labels."""
    question, _, choice = name.partition("/")
    texts = {item.id: item.texts["en"] for item in items()}
    texts |= {word.name: word.texts["en"] for word in words() if word.part == "label"}
    label = texts.get(question, question)
    if not choice:
        return label
    list_name = next(list_ for _, field, list_ in fields if field == question)
    return f"{label}/{_in_words(choice, list_name)}"
