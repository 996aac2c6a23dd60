"""Which file would let us say what cannot be said yet?"""

from __future__ import annotations

from collections.abc import Collection

from dashboard import words
from dashboard.languages import N_, _
from dashboard.opinions import instrument

# Each kind of record an indicator may need, and the file that brings it. Templates are in data/templates.
FILES = {
    "memberships": N_("the partner list (template partners.xlsx)"),
    "organisations": N_("the partner list (template partners.xlsx)"),
    "attendance": N_("sign-in sheets, or Teams or Zoom reports"),
    "meetings": N_("the list of meetings (template meetings.xlsx)"),
    "presence": N_("a 3W or 5W: who does what, where"),
    "roles": N_("roles and seats (template roles_and_seats.xlsx)"),
    "outreach": N_("the log of calls and invitations (template outreach.xlsx)"),
    "documents": N_("the log of documents (template documents.xlsx)"),
    "consultations": N_("the log of consultations (template consultations_and_comments.xlsx)"),
    "comments": N_("the comments on drafts (template consultations_and_comments.xlsx)"),
    "actions": N_("the action points (template action_points.xlsx)"),
    "assurance": N_("the safeguarding checks (template safeguarding_assurance.xlsx)"),
    "capacity_support": N_("the log of capacity support (template capacity_support.xlsx)"),
    "agenda_points": N_("the points on agendas (template agenda_points.xlsx)"),
    "areas_in_need": N_("the areas in need (template areas_in_need.xlsx)"),
    "allocation_rounds": N_("the allocation rounds (template allocation_rounds.xlsx)"),
    "subgrants": N_("the sub-grants (template sub_grants.xlsx)"),
    "subgrant_totals": N_("the pooled fund’s totals of sub-grants"),
    "funding_flows": N_("an FTS export"),
    "allocations": N_("a pooled fund (CBPF) project list"),
    "working_languages": N_("the working languages, in workspace.toml"),
    "survey_responses": N_("the answers to the partnership survey (form {form})"),
    "survey_answers": N_("the answers to the partnership survey (form {form})"),
    "survey_reasons": N_("the answers to the partnership survey (form {form})"),
    "survey_benefits": N_("the answers to the partnership survey (form {form})"),
    "ccpm_responses": N_("the answers to the CCPM survey (form {form})"),
    "ccpm_answers": N_("the answers to the CCPM survey (form {form})"),
}


def missing(needs: str, held: Collection[str]) -> str:
    """Name the files that are needed and not there: 'a and b'; of 'x|y' one would do. Empty where none is missing.

    needs: as the catalogue writes them, like "memberships,attendance|presence"; held: the kinds of record there are.
    """
    groups = [group.split("|") for group in needs.split(",") if group]
    lacking = [group for group in groups if not set(group) & set(held)]
    return words.listed(list(dict.fromkeys(_either(group) for group in lacking)))


def all_of(needs: str) -> str:
    """Name all files that a number is made from."""
    return missing(needs, ())


def file_of(need: str) -> str:
    """Name the file that brings a kind of record."""
    form = instrument.FORMS["ccpm" if need.startswith("ccpm") else "partnership"]
    return words.plain(_(FILES[need]).format(form=form)) if need in FILES else words.plain(need.replace("_", " "))


def _either(group: list[str]) -> str:
    names = list(dict.fromkeys(file_of(need) for need in group))
    return (
        names[0]
        if len(names) == 1
        else _("{first} or {second}").format(first=words.in_a_row(names[:-1]), second=names[-1])
    )
