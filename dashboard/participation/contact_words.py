"""What are the reasons and results of a contact with a partner called? The words of the outreach template."""

from __future__ import annotations

from dashboard import words
from dashboard.languages import N_, _

REASONS = {
    "not_invited": N_("Not invited or informed too late"),
    "language": N_("Language"),
    "distance": N_("Distance or cost of travel"),
    "security": N_("Security or access"),
    "internet": N_("Internet or electricity"),
    "time": N_("No time or bad hour"),
    "not_useful": N_("Meetings not useful"),
    "not_heard": N_("Not heard or not respected"),
    "mandate": N_("Outside its mandate"),
    "other": N_("Other reason"),
}
RESULTS = {
    "will_come": N_("Will come"),
    "will_not_come": N_("Will not come"),
    "undecided": N_("Undecided"),
    "left": N_("Left the cluster"),
}
PURPOSES = {
    "invitation": N_("Invited to join"),
    "absence": N_("Asked why it was absent"),
    "induction": N_("Welcomed as a new member"),
    "other": N_("Contact about something else"),
}


def reason(code: str) -> str:
    """Name a reason for staying away."""
    return _(REASONS[code]) if code in REASONS else words.plain(code)


def result(code: str) -> str:
    """Name what a partner said it will do."""
    return _(RESULTS[code]) if code in RESULTS else words.plain(code)


def purpose(code: str) -> str:
    """Name why a partner was contacted."""
    return _(PURPOSES[code]) if code in PURPOSES else words.plain(code)
