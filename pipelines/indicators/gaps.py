"""Where is there no number at all, what is lacking, and what would bring it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, Value

# What is missing, in words, and the workbook in data/templates to fill in, or what to put in the folder.
MISSING = {
    "memberships": ("no partner list says who the members are, so nobody knows who was expected", "partners.xlsx"),
    "organisations": ("there is no partner list", "partners.xlsx"),
    "meetings": ("there is no list of meetings", "meetings.xlsx"),
    "attendance": ("there is no attendance report or sign-in sheet", "Teams or Zoom reports, or sign-in sheets"),
    "survey_responses": ("there is no survey export", "the answers to the partnership survey"),
    "survey_answers": ("there is no survey export", "the answers to the partnership survey"),
    "survey_reasons": ("no survey asks why organisations come rarely", "the answers to the partnership survey"),
    "survey_benefits": ("no survey asks which services were used", "the answers to the partnership survey"),
    "ccpm_responses": ("there is no CCPM survey export", "the answers to the CCPM questionnaires"),
    "ccpm_answers": ("there is no CCPM survey export", "the answers to the CCPM questionnaires"),
    "funding_flows": ("there is no FTS file with flows in scope", "the FTS export of the response"),
    "allocations": ("there is no pooled-fund project file with projects of this country", "the fund's project summary"),
    "subgrant_totals": ("there is no pooled-fund file of sub-grants in this country", "the fund's allocations by organisation type"),
    "presence": ("there is no list of who does what where in this country", "the 3W or 5W"),
    "roles": ("there is no list of roles and seats", "roles_and_seats.xlsx"),
    "actions": ("there is no log of action points", "action_points.xlsx"),
    "documents": ("there is no log of documents", "documents.xlsx"),
    "consultations": ("there is no log of consultations", "consultations_and_comments.xlsx"),
    "comments": ("there is no log of comments", "consultations_and_comments.xlsx"),
    "outreach": ("there is no outreach log", "outreach.xlsx"),
    "capacity_support": ("there is no log of capacity support", "capacity_support.xlsx"),
    "subgrants": ("there is no list of sub-grants", "sub_grants.xlsx"),
    "assurance": ("there is no log of safeguarding assessments", "safeguarding_assurance.xlsx"),
    "allocation_rounds": ("there is no log of allocation rounds", "allocation_rounds.xlsx"),
    "working_languages": ("nobody said which languages partners work in", "languages.working to workspace.toml"),
    "agenda_points": ("there is no list of who put points on agendas", "agenda_points.xlsx"),
    "areas_in_need": ("there is no list of areas where people need help", "areas_in_need.xlsx"),
}  # fmt: skip
SWITCHED_OFF = "it is switched off in workspace.toml"
# Whether a fact has rows for a cluster.
Filled = Callable[[str, str], bool]


def gaps(
    indicators: Iterable[Indicator],
    values: Iterable[Value],
    clusters: Iterable[str],
    latest: Mapping[str, Cell],
    filled: Filled,
    switched_off: Iterable[str] = (),
) -> list[Value]:
    """A row with a reason wherever an indicator has nothing at all for a cluster, so that silence never reads as zero.

    `latest`: a cell that stands for the last stretch of each grain. `filled(fact, cluster)`: whether the fact has rows.
    """
    present = {(value.cell.indicator, value.cell.cluster) for value in values}
    off = set(switched_off)
    found = []
    for indicator in indicators:
        for cluster in ("all", *clusters):
            if (indicator.id, cluster) in present or not (cell := latest.get(indicator.grains[0])):
                continue
            reason = SWITCHED_OFF if indicator.main in off else _reason(indicator, cluster, filled)
            place = Cell(
                indicator.id, cluster, cell.grain, cell.period_start, cell.period_end, cell.partial, "all", "all"
            )
            found.append(Value(place, indicator.unit, status="not_computable", reason=reason))
    return found


def _reason(indicator: Indicator, cluster: str, filled: Filled) -> str:
    for need in indicator.needs:
        facts = need.split("|")
        if not any(filled(fact, cluster) for fact in facts):
            what = " and ".join(MISSING[fact][0] for fact in facts)
            return f"{what}; {'; or '.join(_remedy(MISSING[fact][1]) for fact in facts)}"
    return "the files hold no record of it here"


def _remedy(what: str) -> str:
    return f"fill in the template {what}" if what.endswith(".xlsx") else f"add {what}"
