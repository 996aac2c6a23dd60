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
)


def _rows_by_file() -> dict[str, int]:
    rows: dict[str, int] = {}
    for dirt in DIRT:
        rows[dirt.file] = rows.get(dirt.file, 0) + dirt.rows
    return rows


QUARANTINE = _rows_by_file()
NOT_RECOGNISED = (NOT_A_TABLE_WE_KNOW,)
SHOPPING_LIST = "item;how many;who brings it\ncoffee;2 kg;logistics\nsugar;1 kg;logistics\npaper cups;100;office\n"
