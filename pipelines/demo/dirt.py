"""What is wrong with the demo's files, on purpose? Each bad row, where it stands, and how often.

The bad rows stand beside the good ones and never in their place, so that the story can be found
without them. `QUARANTINE` says how many rows of each file a build must put into quarantine;
a file that is not listed has none.
"""

from __future__ import annotations

from dataclasses import dataclass

WASH_REGISTER = "registers/wash/WASH cluster partners June 2026.xlsx"
FOOD_REGISTER = "registers/food security/FSC members and areas.xlsx"
PROTECTION_REGISTER = "registers/protection/protection_partner_list.csv"
WASH_MEETINGS = "meetings/WASH meeting calendar.xlsx"
OTHER_MEETINGS = "meetings/Meetings Food Security and Protection 2024-2026.xlsx"
SIGN_IN = "attendance/wash/Sub-national sign-in sheets Keldou.xlsx"
SURVEY_LABELS = "survey/Partnership survey 2025 - latest version - labels.xlsx"
SURVEY_NAMES = "survey/Partnership_survey_2026_xml_values.csv"
FTS_FIRST = "funding/fts/fts_incoming_funding_xnd_2024.csv"
FTS_SECOND = "funding/fts/fts_incoming_funding_xnd_2025-2026.csv"
POOLED_FUND = "funding/pooled fund/ProjectSummaryV2_2025.csv"
ROLES = "logs/Roles and seats of all clusters.xlsx"
WASH_ACTIONS = "logs/wash/WASH action points.xlsx"
OTHER_ACTIONS = "logs/Action points Food Security and Protection.xlsx"
WASH_DOCUMENTS = "logs/wash/WASH documents sent.xlsx"
OTHER_DOCUMENTS = "logs/Documents Food Security and Protection.xlsx"
CONSULTATIONS = "logs/Consultations and comments 2024-2026.xlsx"
OUTREACH = "logs/Outreach.xlsx"
SUPPORT = "logs/Capacity support.xlsx"
ASSURANCE = "logs/Safeguarding assurance.xlsx"
NEEDS = "logs/Areas in need 2025-2026.xlsx"
AGENDAS = "logs/Agenda points.xlsx"
DECISIONS = "logs/Decisions and interpretation.xlsx"
SUBGRANTS = "funding/sub-grants/Sub-grants with overheads.xlsx"
ROUNDS = "funding/pooled fund/Allocation rounds.xlsx"
WASH_PRESENCE = "presence/wash/WASH 5W July-December 2025.xlsx"
FOOD_PRESENCE = "presence/food security/FSC_5W_2025_H2.csv"
PROTECTION_PRESENCE = "presence/protection/Protection 5W 2024 semestre 2.csv"
CCPM = "survey/CCPM 2025 - toutes les versions - fr.csv"
PULSE = "survey/pulse November 2025 api data.json"
FTS_PAST = "funding/fts/fts_incoming_funding_xnd_downloaded_2019-02.csv"
REQUIREMENTS = "funding/fts/fts_requirements_funding_xnd.csv"
CLUSTER_REQUIREMENTS = "funding/fts/fts_requirements_funding_cluster_xnd.csv"
NET_FUNDING = "funding/pooled fund/AllocationFlowByOrgType.csv"
CONTRIBUTIONS = "funding/pooled fund/Contributions by donor.csv"
NOT_A_TABLE_WE_KNOW = "attendance/food security/coffee break shopping list.csv"


@dataclass(frozen=True)
class Dirt:
    """Rows of one file that must end in quarantine, and what is wrong with them."""

    file: str
    rows: int
    wrong: str


DIRT = (
    Dirt(WASH_REGISTER, 1, "an organisation type that is not a type"),
    Dirt(WASH_REGISTER, 1, "joined on 31/02/2025"),
    Dirt(WASH_MEETINGS, 1, "a meeting on 31/02/2025"),
    Dirt(OTHER_MEETINGS, 1, "a status word that is not known"),
    Dirt(SIGN_IN, 1, "a person without an organisation"),
    Dirt(SURVEY_LABELS, 1, "the same submission twice"),
    Dirt(SURVEY_NAMES, 1, "an answer outside the scale"),
    Dirt(FTS_FIRST, 1, "words where the amount should be"),
    Dirt(FTS_SECOND, 1, "a status word that is not known"),
    Dirt(POOLED_FUND, 1, "TBC where the budget should be"),
    Dirt(FTS_PAST, 1, "words where the amount should be"),
    Dirt(CLUSTER_REQUIREMENTS, 1, "words where the requirements should be"),
    Dirt(NET_FUNDING, 1, "a third step between fund and partners"),
    Dirt(CONTRIBUTIONS, 1, "words where the amount should be"),
    Dirt(CCPM, 1, "an answer that the scale does not have"),
    Dirt(PULSE, 1, "an answer that was not approved"),
    Dirt(WASH_PRESENCE, 1, "words where the people reached should be"),
    Dirt(FOOD_PRESENCE, 1, "begun on 31/09/2025"),
    Dirt(PROTECTION_PRESENCE, 1, "no organisation"),
    Dirt(ROLES, 1, "a body that nobody knows"),
    Dirt(WASH_ACTIONS, 1, "agreed on 31/02/2025"),
    Dirt(OTHER_ACTIONS, 1, "a status word that is not known"),
    Dirt(WASH_DOCUMENTS, 1, "a kind of document that is none"),
    Dirt(OTHER_DOCUMENTS, 1, "sent on 30/02/2026"),
    Dirt(CONSULTATIONS, 1, "comments due on 31/11/2025"),
    Dirt(CONSULTATIONS, 1, "an answer that is none"),
    Dirt(OUTREACH, 1, "a purpose that is not known"),
    Dirt(SUPPORT, 1, "no organisation"),
    Dirt(ASSURANCE, 1, "a status word that is not known"),
    Dirt(NEEDS, 1, "words where the people in need should be"),
    Dirt(AGENDAS, 1, "a meeting on 31/06/2025"),
    Dirt(DECISIONS, 1, "a meeting on 31/04/2026"),
    Dirt(SUBGRANTS, 1, "an amount that reads two ways"),
    Dirt(ROUNDS, 1, "words where the number of seats should be"),
)


def _rows_by_file() -> dict[str, int]:
    rows: dict[str, int] = {}
    for dirt in DIRT:
        rows[dirt.file] = rows.get(dirt.file, 0) + dirt.rows
    return rows


QUARANTINE = _rows_by_file()
NOT_RECOGNISED = (NOT_A_TABLE_WE_KNOW,)
SHOPPING_LIST = "item;how many;who brings it\ncoffee;2 kg;logistics\nsugar;1 kg;logistics\npaper cups;100;office\n"
