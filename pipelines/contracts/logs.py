"""What the logs a coordination team keeps must say. Each is a sheet of our templates."""

from __future__ import annotations

from pipelines.contracts.columns import Column, Contract
from pipelines.contracts.survey import REASONS
from pipelines.sources.template_words import one_of

HPC_STEPS = ("assessment", "analysis", "planning", "implementation", "resource_mobilisation", "monitoring")


def _choice(name: str, answers: str, choices: tuple[str, ...], required: bool = False) -> Column:
    """A column with a drop-down list; what is expected is said in the list's words, not in our codes."""
    return Column(name, "choice", required, choices, expected=one_of(answers))


ROLES = Contract(
    "roles",
    "An organisation holds a leading role or a seat from one day to another.",
    (
        Column("organisation", required=True, expected="the organisation's name", organisation_in="roles"),
        Column("cluster"),
        # cluster: leads it · sag: strategic advisory group · twg: technical working group · sub_national: leads in an area
        _choice("body", "body", ("cluster", "sag", "twg", "sub_national", "inter_cluster", "hct", "review_panel"), required=True),
        Column("body_name"),
        _choice("role", "role", ("lead", "co_lead", "co_chair", "facilitator", "member", "observer"), required=True),
        Column("area"),
        Column("starts_on", "day"),
        Column("ends_on", "day"),
        _choice("chosen_by", "chosen_by", ("election", "rotation", "appointment", "lead_agency", "other")),
        Column("dedicated", "flag"),  # no second job beside it
        Column("independent", "flag"),  # on a review panel: no stake in what is decided
    ),
    cluster="needed",
    about=("organisation", "cluster", "body", "body_name", "role", "area", "starts_on"),
)  # fmt: skip
ACTIONS = Contract(
    "actions",
    "Something somebody promised to do: an action point, a milestone, an answer to a recommendation.",
    (
        Column("action_id"),
        Column("cluster"),
        _choice("kind", "action_kind", ("action_point", "milestone", "recommendation"), required=True),
        Column("action", required=True, expected="what is to be done"),
        Column("owner", organisation_in="actions"),
        Column("agreed_on", "day", required=True, expected="a date such as 2025-03-31"),
        Column("due_on", "day"),
        Column("decided_on", "day"),  # a recommendation: the day it was accepted or turned down
        Column("closed_on", "day"),
        _choice("status", "action_status", ("open", "done", "dropped"), required=True),
        Column("shared_problem", "flag"),  # a problem no partner can solve alone
    ),
    cluster="needed",
)
# Only entries of the page Actions say it (decisions/actions.csv): no template asks for it.
ACTION_ENTRIES = Contract(
    "action_entries",
    "An agreed action was entered on a page: whose it is where that is no organisation, and which indicator prompted it.",
    (
        Column("action_id", required=True, expected="the code of the entry"),
        Column("owner_role"),  # such as: information manager
        Column("indicator"),
        Column("value_then", "number"),  # as it was shown on that day; empty: it was not shown
        Column("low_then", "number"),
        Column("high_then", "number"),
        Column("n_then", "number"),
        Column("unit_then"),
        Column("until_then", "day"),  # the last day of the period it was of
    ),
    about=("action_id",),
)
# Written by hand after somebody has read the answers (decisions/texts.csv); the answers themselves enter no build.
REVIEWED_TEXTS = Contract(
    "reviewed_texts",
    "What partners wrote about what works or does not, as somebody who read it lets it be shown, for all together.",
    (
        Column("side", "choice", required=True, choices=("works", "does_not")),
        Column("text", required=True, expected="what partners say, without names"),
    ),
)
DOCUMENTS = Contract(
    "documents",
    "A document went out, in one language.",
    (
        Column("cluster"),
        _choice("kind", "document_kind", ("minutes", "draft", "plan", "terms_of_reference", "guidance", "assessment", "report", "other"), required=True),
        Column("title", required=True, expected="the document's title"),
        Column("language", required=True, expected="a language, such as French"),
        Column("translation_of"),  # title of the original
        Column("key_document", "flag"),
        Column("meeting_on", "day"),  # minutes: the day of the meeting
        Column("sent_on", "day", required=True, expected="a date such as 2025-03-31"),
        Column("action_points", "flag"),  # minutes: they list action points
        Column("pages", "number", low=0, high=5000),
        Column("reviewed_on", "day"),
        Column("acknowledged_by", organisation_in="documents"),  # terms of reference: one row for each organisation
        Column("credited", organisation_in="documents"),  # who is named as author
    ),
    cluster="needed",
    about=("cluster", "kind", "title", "language", "sent_on", "acknowledged_by"),
)  # fmt: skip
CONSULTATIONS = Contract(
    "consultations",
    "A draft was sent to partners for comments.",
    (
        Column("consultation_key", required=True, expected="the draft's title"),
        Column("cluster"),
        _choice("step", "step", HPC_STEPS),
        Column("sent_on", "day", required=True, expected="a date such as 2025-03-31"),
        Column("deadline_on", "day"),
        Column("language"),
    ),
    cluster="needed",
    about=("consultation_key", "cluster", "sent_on"),
)
COMMENTS = Contract(
    "comments",
    "An organisation commented on a draft, or contributed to a step of the programme cycle.",
    (
        Column("consultation_key", required=True, expected="the draft's title"),
        Column("cluster"),
        _choice("step", "step", HPC_STEPS),
        Column("organisation", required=True, expected="the organisation's name", organisation_in="consultations"),
        Column("received_on", "day", required=True, expected="a date such as 2025-03-31"),
        _choice("answer", "answer", ("accepted", "partly", "rejected", "none")),
        Column("reason_given", "flag"),
        Column("answered_on", "day"),
    ),
    cluster="needed",
    about=("consultation_key", "cluster", "step", "organisation", "received_on"),
)
OUTREACH = Contract(
    "outreach",
    "The coordination team contacted an organisation.",
    (
        Column("cluster"),
        Column("organisation", required=True, expected="the organisation's name", organisation_in="outreach"),
        Column("contacted_on", "day", required=True, expected="a date such as 2025-03-31"),
        _choice("purpose", "purpose", ("invitation", "absence", "induction", "other"), required=True),
        Column("personal", "flag"),  # to a person, not to a list
        Column("reached", "flag"),
        _choice("reason", "reason", REASONS),
        _choice("result", "result", ("will_come", "will_not_come", "undecided", "left")),
    ),
    cluster="needed",
    about=("cluster", "organisation", "contacted_on", "purpose"),
)
CAPACITY_SUPPORT = Contract(
    "capacity_support",
    "An organisation asked for support with its capacity, or received it.",
    (
        Column("cluster"),
        Column("organisation", required=True, expected="the organisation's name", organisation_in="capacity support"),
        Column("topic", required=True, expected="what about"),
        Column("requested_on", "day"),
        Column("delivered_on", "day"),
        _choice("status", "support_status", ("requested", "delivered", "declined"), required=True),
        Column("provider", organisation_in="capacity support"),
        _choice("kind", "support_kind", ("training", "mentoring", "secondment", "funding", "equipment", "other")),
    ),
    cluster="needed",
    about=("cluster", "organisation", "topic", "requested_on"),
)
SUBGRANTS = Contract(
    "subgrants",
    "One organisation passed money on to another under an agreement.",
    (
        Column("agreement_id"),
        Column("cluster"),
        Column("giver", required=True, expected="the organisation that passes money on", organisation_in="sub-grants"),
        Column("receiver", required=True, expected="the organisation that receives it", organisation_in="sub-grants"),
        Column("project_code"),  # of the pooled fund or FTS flow it comes from
        Column("original_donor"),
        Column("amount_usd", "amount", required=True, low=0, expected="an amount in USD"),
        Column("starts_on", "day", required=True, expected="a date such as 2025-03-31"),
        Column("ends_on", "day"),
        Column("overhead_received_percent", "number", low=0, high=100),
        Column("overhead_passed_percent", "number", low=0, high=100),
        _choice("earmarking", "earmarking", ("unearmarked", "softly", "earmarked", "tightly")),
    ),
    cluster="if_stated",
)
ASSURANCE = Contract(
    "assurance",
    "An organisation's safeguarding (PSEA) capacity was assessed, or is to be.",
    (
        Column("organisation", required=True, expected="the organisation's name", organisation_in="assurance"),
        Column("cluster"),
        _choice("status", "assurance_status", ("not_started", "under_way", "completed"), required=True),
        Column("assessed_on", "day"),
        _choice("capacity", "capacity", ("full", "medium", "low")),
        Column("valid_until", "day"),
        Column("assessed_by", organisation_in="assurance"),
    ),
    cluster="if_stated",
    about=("organisation", "cluster", "assessed_on", "assessed_by"),
)
ALLOCATION_ROUNDS = Contract(
    "allocation_rounds",
    "Money or priorities were shared out in a round, and how.",
    (
        Column("cluster"),
        Column("round", required=True, expected="the round's name"),
        Column("decided_on", "day", required=True, expected="a date such as 2025-03-31"),
        Column("panel_seats", "number", low=0, high=100),
        Column("independent_seats", "number", low=0, high=100),
        Column("criteria_published", "flag"),
        Column("recusals_logged", "flag"),
    ),
    cluster="needed",
    about=("cluster", "round", "decided_on"),
)
AREAS_IN_NEED = Contract(
    "areas_in_need",
    "So many people need help in an area, on one day, in the field of one cluster.",
    (
        Column("area", required=True, expected="the area's name, such as a district (admin 2)"),
        Column("area_pcode"),
        Column("cluster"),
        Column("people_in_need", "number", required=True, low=0, high=100_000_000, expected="a number of people"),
        Column("as_of", "day", required=True, expected="a date such as 2025-03-31"),
        Column("cluster_needed", "flag"),  # no: others take care of these people
    ),
    cluster="needed",
    about=("area", "area_pcode", "cluster", "as_of"),
)
AGENDA_POINTS = Contract(
    "agenda_points",
    "A point stood on the agenda of a meeting, because an organisation proposed it.",
    (
        Column("cluster"),
        Column("meeting_on", "day", required=True, expected="a date such as 2025-03-31"),
        Column("point", required=True, expected="the point, in a few words"),
        Column("organisation", organisation_in="agenda_points"),  # that proposed it; empty: nobody knows
    ),
    cluster="needed",
    about=("cluster", "meeting_on", "point"),
)
ALL = (
    ROLES, ACTIONS, DOCUMENTS, CONSULTATIONS, COMMENTS, OUTREACH, CAPACITY_SUPPORT, SUBGRANTS, ASSURANCE, ALLOCATION_ROUNDS,
    AREAS_IN_NEED, AGENDA_POINTS,
)  # fmt: skip
