"""Which partners are worth a call this week, and what happened with each?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard import words
from dashboard.figures.picture import Table
from dashboard.languages import _, ngettext
from dashboard.participation.calls import Contact
from dashboard.queries import Row

MOST = 8
A_WEEK = 7
AS_USUAL = "as usual"
LEVELS = ("contact now", "watch", "not judged", AS_USUAL)  # as sql/worth_a_call.sql has them, the clearest change first


def to_call(partners: Sequence[Row], contacts: Mapping[str, Contact], today: date) -> list[Row]:
    """Choose at most eight: those nobody has called since they last came, the clearest and newest changes first.

    They are returned by name. A call logged this week keeps its partner among them, so that the work of a week stays in
    sight; one logged earlier makes room for somebody else.
    """

    def urgency(partner: Row) -> tuple[bool, int, int, str]:
        contact = contacts.get(partner["organisation_id"])
        called = called_since(partner, contact) and not called_this_week(contact, today)
        last = partner["last_attended"]
        return called, LEVELS.index(partner["level"]), -last.toordinal() if last else 0, partner["name"]

    chosen = sorted(partners, key=urgency)[:MOST]
    return sorted(chosen, key=lambda partner: (partner["name"].casefold(), partner["cluster"]))


def called_since(partner: Row, contact: Contact | None) -> bool:
    """Whether somebody was in contact with a partner, for its cluster, after it last came."""
    if contact is None or contact.cluster not in ("", partner["cluster_id"]):
        return False
    return partner["last_attended"] is None or contact.day > partner["last_attended"]


def called_this_week(contact: Contact | None, today: date) -> bool:
    """Whether a page has logged a call in the last seven days."""
    return contact is not None and bool(contact.entry) and (today - contact.day).days < A_WEEK


def happened(partner: Row) -> str:
    """Say what a partner did, beside what it used to do."""
    missed = partner["missed_in_a_row"]
    if partner["quiet"]:
        told = _("Missed the last {missed} meetings in a row. Before that, it came to {came} of {all}.").format(
            missed=words.count(missed), came=words.count(partner["attended_before"]),
            all=words.count(partner["meetings_before"]),
        )  # fmt: skip
    elif missed > 1:
        told = _("Missed the last {missed} meetings in a row. It usually comes to {habit} of them.").format(
            missed=words.count(missed), habit=_share(partner["habit"])
        )
    else:
        told = _("Comes less often: of late to {recent} of the meetings, before to {habit}.").format(
            recent=_share(partner["recent"]), habit=_share(partner["habit"])
        )
    return f"{told} {_('It has stayed away like this before.')}" if partner["level"] == AS_USUAL else told


def last_came(partner: Row) -> str:
    """Say when a partner last came."""
    return _("Last came: {day}").format(day=words.day(partner["last_attended"]))


def contact_line(partner: Row, contact: Contact | None, clusters: Mapping[str, str]) -> str:
    """Say when somebody last called and what came of it, and for which cluster where it was another one."""
    if contact is None:
        return _("Nobody has called yet, as far as the outreach log says.")
    if contact.cluster in ("", partner["cluster_id"]):
        return _("Last contact, {contact}").format(contact=contact.said())
    other = words.plain(clusters.get(contact.cluster, contact.cluster))
    return _("Last contact for {cluster}, {contact}").format(cluster=other, contact=contact.said())


def reading(partners: Sequence[Row], shown: Sequence[Row], contacts: Mapping[str, Contact], today: date) -> str:
    """Say how many went quiet, how many of them nobody has called, and how far this week's calls are."""
    waiting = sum(not called_since(partner, contacts.get(partner["organisation_id"])) for partner in partners)
    told = ngettext(
        "**{n} partner has gone quiet or comes less often than it used to;** {waiting} not called since.",
        "**{n} partners have gone quiet or come less often than they used to;** {waiting} not called since.",
        len(partners),
    ).format(n=words.count(len(partners)), waiting=words.count(waiting))
    called = sum(called_this_week(contacts.get(partner["organisation_id"]), today) for partner in shown)
    if not called:
        return told
    progress = _("Called this week: {called} of the {shown} below.")
    return f"{told} {progress.format(called=words.count(called), shown=words.count(len(shown)))}"


def listing(partners: Sequence[Row], contacts: Mapping[str, Contact]) -> Table:
    """Return one row per partner, by name."""
    return [
        {
            _("Partner"): words.plain(partner["name"]),
            _("Cluster"): words.plain(partner["cluster"]),
            _("Type"): words.group(partner["type"]),
            _("What happened"): happened(partner),
            _("Last came"): words.day(partner["last_attended"]),
            _("Last contact"): contact.said() if (contact := contacts.get(partner["organisation_id"])) else _("none"),
        }
        for partner in partners
    ]


def _share(share: float) -> str:
    return words.number(100 * share, "%")
