"""What survey answers must say."""

from __future__ import annotations

from pipelines.contracts.columns import A_TYPE, ORGANISATION_TYPES, Column, Contract, Parent

ANSWERS = ("1", "2", "3", "4", "5", "dont_know")
SURVEY_ITEMS = tuple(
    f"{prefix}{number}"
    for prefix, count in (("eq", 4), ("tr", 4), ("ro", 4), ("re", 4), ("co", 4), ("cl", 7))
    for number in range(1, count + 1)
)
# Added later: an export of an older form is whole without them. No score of methods.md 2.3 counts them.
LATER_ITEMS = ("cl7",)
ATTENDS = ("always", "often", "sometimes", "rarely")
# Why an organisation comes rarely, in the survey and in the outreach log.
REASONS = (
    "not_invited", "language", "distance", "security", "internet", "time", "not_useful", "not_heard", "mandate", "other",
)  # fmt: skip
# Services of the cluster an organisation used; none: it answered, and used none of them.
BENEFITS = (
    "information", "contacts", "training", "technical_advice", "joint_assessment", "funding_advice", "access",
    "supplies", "none",
)  # fmt: skip

SURVEY_RESPONSES = Contract(
    "survey_responses",
    "One submitted questionnaire.",
    (
        Column("response_key", required=True, expected="a submission id (_uuid)"),
        Column("submitted_at", "moment", required=True, expected="a date and time"),
        # The whole survey, or the short pulse of six of its items.
        Column("instrument", "choice", required=True, choices=("partnership", "pulse")),
        Column("cluster"),
        Column("organisation", organisation_in="survey"),
        Column("organisation_type", "choice", choices=ORGANISATION_TYPES, expected=A_TYPE),
        Column("level", "choice", choices=("national", "sub-national", "both")),
        Column("attends", "choice", choices=ATTENDS),
        Column("form_version"),
    ),
    cluster="needed",
)
SURVEY_ANSWERS = Contract(
    "survey_answers",
    "One answer to one item of one questionnaire; an item not answered has no row.",
    (
        Column("response_key", required=True),
        Column("item", "choice", required=True, choices=SURVEY_ITEMS),
        Column("answer", "choice", required=True, choices=ANSWERS, expected="one of the five answers or Don't know"),
    ),
    parent=Parent("survey_responses", "response_key", "questionnaire"),
)
SURVEY_REASONS = Contract(
    "survey_reasons",
    "One reason a questionnaire gives for coming rarely.",
    (
        Column("response_key", required=True),
        Column("reason", "choice", required=True, choices=REASONS),
    ),
    parent=Parent("survey_responses", "response_key", "questionnaire"),
)
SURVEY_BENEFITS = Contract(
    "survey_benefits",
    "One service of the cluster that the organisation of a questionnaire used, or that it used none.",
    (
        Column("response_key", required=True),
        Column("benefit", "choice", required=True, choices=BENEFITS),
    ),
    parent=Parent("survey_responses", "response_key", "questionnaire"),
)
# Cluster Coordination Performance Monitoring: items by their names, partners and coordinators apart.
# The answers of each scale from the weakest to the best.
CCPM_SCALES = {
    "yes_no": ("no", "yes"),
    "frequency": ("never", "rarely", "fairly_often", "very_regularly"),
    "satisfaction": ("not_satisfied", "rather_unsatisfied", "fairly_satisfied", "very_satisfied"),
    "agreement": ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree"),
}
CCPM_NOT_SCORED = ("dont_know", "not_applicable")
CCPM_RESPONSES = Contract(
    "ccpm_responses",
    "One submitted CCPM questionnaire.",
    (
        Column("response_key", required=True, expected="a submission id (_uuid)"),
        Column("submitted_at", "moment", required=True, expected="a date and time"),
        Column("respondent", "choice", required=True, choices=("partner", "coordinator")),
        Column("cluster"),
        Column("organisation", organisation_in="survey"),
        Column("organisation_type", "choice", choices=ORGANISATION_TYPES, expected=A_TYPE),
        Column("level", "choice", choices=("national", "sub-national", "both")),
        Column("form_version"),
    ),
    cluster="needed",
)
CCPM_ANSWERS = Contract(
    "ccpm_answers",
    "One answer to one CCPM item; an item not asked or not answered has no row.",
    (
        Column("response_key", required=True),
        Column("item", required=True),
        Column("sub_function", required=True),
        Column("scale", "choice", required=True, choices=tuple(CCPM_SCALES)),
        Column(
            "answer", "choice", required=True,
            choices=(*(answer for scale in CCPM_SCALES.values() for answer in scale), *CCPM_NOT_SCORED),
            expected="an answer of the form, such as Yes, Fairly often, Very satisfied, Agree or Don't know",
        ),
        Column("score", "number", low=0, high=100),  # empty: don't know or not applicable
    ),
    parent=Parent("ccpm_responses", "response_key", "questionnaire"),
)  # fmt: skip
CCPM_PARTNER_COUNTS = Contract(
    "ccpm_partner_counts",
    "How many partners of one type a coordinator counts.",
    (
        Column("response_key", required=True),
        Column("organisation_type", "choice", required=True, choices=ORGANISATION_TYPES),
        Column("partners", "number", required=True, low=0, high=10000),
        Column("effective_partners", "number", low=0, high=10000),
    ),
    parent=Parent("ccpm_responses", "response_key", "questionnaire"),
)
