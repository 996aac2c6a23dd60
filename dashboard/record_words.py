"""What are the kinds of record called, and what is counted of them?"""

from __future__ import annotations

from dashboard import words
from dashboard.languages import N_

# Where a name was seen, as a build calls it.
PLACES = {
    "IATI": "IATI",
    "actions": N_("action points"),
    "agenda_points": N_("agenda points"),
    "assurance": N_("safeguarding checks"),
    "attendance": N_("attendance records"),
    "capacity support": N_("capacity support"),
    "consultations": N_("consultations"),
    "documents": N_("documents sent"),
    "funding": N_("funding files"),
    "outreach": N_("outreach"),
    "partner list": N_("partner lists"),
    "pooled fund": N_("pooled fund files"),
    "presence": N_("who does what, where"),
    "roles": N_("roles and seats"),
    "sub-grants": N_("sub-grants"),
    "survey": N_("surveys"),
}
# What a measure of the data counts.
COUNTED_IN = {
    "answers": N_("answers"),
    "people": N_("people"),
    "questionnaires": N_("questionnaires"),
    "records": N_("records"),
}
LEVELS = {"full": N_("full member"), "observer": N_("observer")}


def places(codes: str) -> str:
    """Name the kinds of record in which a name was seen: 'attendance records and surveys'."""
    return words.listed([words.named(PLACES, code) for code in codes.split(", ")])
