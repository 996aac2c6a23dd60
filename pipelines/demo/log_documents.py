"""What was sent to partners, when, and in which languages? Minutes, key documents and their translations, terms of reference."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.log_roles import bench
from pipelines.demo.logbook import Entry, Response, by_date, log, under
from pipelines.demo.lots import Lot, signed, working_days_after
from pipelines.demo.meetings import Meeting
from pipelines.demo.story import FOOD_SECURITY, PROTECTION, WASH, Cluster, stream
from pipelines.demo.story_practice import HALVES, PRACTICE, TODAY, half

# Two key documents of each half-year: kind, and title in English and in French.
KEY_DOCUMENTS = (
    (("Assessment", "Needs of {cluster} partners and people {year}", "Besoins des partenaires {cluster} et de la population {year}"),
     ("Guidance", "How to report activities, version {year}", "Comment rapporter les activités, version {year}")),
    (("Plan", "{cluster} chapter of the response plan {year}", "Chapitre {cluster} du plan de réponse {year}"),
     ("Guidance", "Working with communities in Nandoria {year}", "Travailler avec les communautés en Nandorie {year}")),
)  # fmt: skip
# Terms of reference: the day of their last review, language, pages.
TERMS = {
    WASH.id: (dt.date(2023, 11, 14), "English", 9),
    FOOD_SECURITY.id: (dt.date(2024, 8, 22), "English", 5),
    PROTECTION.id: (dt.date(2025, 3, 18), "French", 2),
}
SLOW_TRANSLATION = {FOOD_SECURITY.id}  # weeks instead of days


def files(response: Response) -> dict[str, bytes]:
    """WASH keeps its own; the two others share one."""
    draw = stream(response.seed, "documents")
    sent = {
        cluster: by_date(_documents(cluster, response, draw), "sent_on")
        for cluster in (WASH, FOOD_SECURITY, PROTECTION)
    }
    wash = [*sent[WASH], {**sent[WASH][3], "kind": "Leaflet on the door"}]
    shared = under(FOOD_SECURITY, sent[FOOD_SECURITY]) + under(PROTECTION, sent[PROTECTION])
    shared.append({**shared[5], "sent_on": "30/02/2026"})
    return {
        dirt.WASH_DOCUMENTS: log("documents", documents=wash),
        dirt.OTHER_DOCUMENTS: log("documents", documents=shared),
    }


def _documents(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    listed, translated = Lot(draw), Lot(draw)
    for meeting in response.meetings:
        if meeting.cluster is cluster and meeting.status == "held" and not meeting.area:
            yield from _minutes(meeting, listed, draw)
    authors = bench(cluster, response.members[cluster.id], draw)
    for number, (year, month) in enumerate(HALVES):
        for place, titles in enumerate(KEY_DOCUMENTS[number % 2]):
            sent = working_days_after(dt.date(year, month, 20), 20 * place + draw.randrange(20))
            kind, title, french = (text.format(cluster=cluster.name, year=year) for text in titles)
            credited = authors["local"][number] if cluster is PROTECTION and number > 1 else cluster.lead
            yield {
                "kind": kind, "title": title, "language": "English", "key_document": "Yes", "sent_on": sent,
                "pages": draw.randint(6, 40), "credited": credited,
            }  # fmt: skip
            if translated.hit(PRACTICE[cluster.id].translates[number]):
                later = working_days_after(
                    sent, draw.randint(25, 35) if cluster.id in SLOW_TRANSLATION else draw.randint(3, 7)
                )
                yield {
                    "kind": kind, "title": french, "language": "French", "translation_of": title, "key_document": "Yes",
                    "sent_on": later,
                }  # fmt: skip
    yield from _terms(cluster, response, draw)


def _minutes(meeting: Meeting, listed: Lot, draw: random.Random) -> Iterator[Entry]:
    """The minutes of a meeting; in Protection, since its partners asked for it, in a second language too."""
    practice, now = PRACTICE[meeting.cluster.id], half(meeting.date)
    sent = working_days_after(meeting.date, max(1, round(practice.minutes_after[now]) + draw.randint(-2, 2)))
    if sent > TODAY:
        return
    french = meeting.language == "French"
    about = f"{meeting.cluster.name} {meeting.date:%d/%m/%Y}"
    title = f"Compte rendu {about}" if french else f"Minutes {about}"
    minutes: Entry = {"kind": "Minutes", "meeting_on": meeting.date}
    yield {
        **minutes, "title": title, "language": meeting.language, "sent_on": sent, "pages": draw.randint(2, 6),
        "action_points": "Yes" if listed.hit(practice.lists_actions[now]) else "No",
    }  # fmt: skip
    later = working_days_after(sent, draw.randint(1, 3))
    if meeting.cluster is PROTECTION and meeting.date >= practice.turn and later <= TODAY:
        yield {**minutes, "title": f"Minutes {about}", "language": "English", "translation_of": title, "sent_on": later}


def _terms(cluster: Cluster, response: Response, draw: random.Random) -> Iterator[Entry]:
    """The terms of reference: one entry for each organisation that said it agrees with them."""
    reviewed, language, pages = TERMS[cluster.id]
    title = (
        f"Termes de référence du cluster {cluster.name}"
        if language == "French"
        else f"{cluster.name} Cluster terms of reference"
    )
    terms: Entry = {
        "kind": "Terms of reference", "title": title, "language": language, "key_document": "Yes",
        "sent_on": reviewed + dt.timedelta(days=7), "pages": pages, "reviewed_on": reviewed,
    }  # fmt: skip
    agreed = Lot(draw)
    members = [one for one in response.members[cluster.id] if one.level == "full" and not one.left]
    for member in members:
        if agreed.hit(PRACTICE[cluster.id].acknowledges):
            yield {**terms, "acknowledged_by": signed(member, draw)}
