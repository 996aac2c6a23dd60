"""What do plans need and get according to this answer of the FTS API?

Read is the overview of a year's plans. Totals by plan or cluster (`groupby`) do not say which plan and which year
they were asked for, so they are refused.
"""

from __future__ import annotations

import re
from typing import Any

from pipelines.sources.dates import iso_day
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "fts_plan_overview"
TITLE = "FTS API answer (plan overview)"
PLAN_KEYS = {"id", "name", "requirements", "funding"}
# Whole sentences: a word put into one of them would stay English on a page in another language.
NO_YEAR = (
    "an answer of the FTS API with totals that are not by plan. It does not say which year the totals are for, so they "
    "cannot be used. Add the country's file “fts_requirements_funding” from HDX, or the list of flows from FTS instead"
)
WHY_NOT = {
    "cluster": (
        "an answer of the FTS API with totals by cluster. It does not say which plan the totals are for, so they cannot be "
        "used. Add the country's file “fts_requirements_funding_cluster” from HDX, or the list of flows from FTS instead"
    ),
    "globalcluster": (
        "an answer of the FTS API with totals by global cluster. It does not say which plan the totals are for, so they "
        "cannot be used. Add the country's file “fts_requirements_funding_globalcluster” from HDX, or the list of flows "
        "from FTS instead"
    ),
    "plan": (
        "an answer of the FTS API with totals by plan. It does not say which year the totals are for, so they cannot be "
        "used. Add the country's file “fts_requirements_funding” from HDX, or the list of flows from FTS instead"
    ),
}
Plan = dict[str, Any]


def recognise(sheet: Sheet) -> Claim:
    """Accepted when the document lists plans with what they need and got."""
    data = sheet.payload.get("data") if isinstance(sheet.payload, dict) else None
    if not isinstance(data, dict):
        return Claim(False, 0, "no answer of the FTS API")
    if kinds := _totals(data):
        return Claim(False, 0.5, _why_not(kinds), refused=True)
    plans = data.get("plans")
    if not isinstance(plans, list) or "totals" not in data:
        return Claim(False, 0, "no overview of plans")
    first = next((plan for plan in plans if isinstance(plan, dict)), None)
    missing = sorted(PLAN_KEYS - first.keys()) if first else []
    evidence = f"a list of {len(plans)} plans" + (f"; missing in the first: {', '.join(missing)}" if missing else "")
    return Claim(not missing, 1 - len(missing) / len(PLAN_KEYS), evidence)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every plan; `row` is its position in the list."""
    plans = list(enumerate(sheet.payload["data"]["plans"], start=1))
    return Reading(
        [number for number, _ in plans],
        {"requirements": [_record(number, plan) for number, plan in plans if isinstance(plan, dict)]},
        [_not_a_plan(sheet, number) for number, plan in plans if not isinstance(plan, dict)],
    )


def _record(number: int, plan: Plan) -> Record:
    years = {_text(year, "year") for year in _list(plan, "usageYears")} - {""}
    return {
        "row": number,
        "level": "plan",
        "country": _country(plan),
        "plan_id": _text(plan, "id"),
        "plan": _text(plan, "name"),
        "plan_code": _text(plan, "code"),
        "plan_type": _text(plan.get("planType"), "name"),
        "starts_on": iso_day(_text(plan, "startDate")),
        "ends_on": iso_day(_text(plan, "endDate")),
        "year": years.pop() if len(years) == 1 else "",
        "requirements_usd": _text(plan.get("requirements"), "revisedRequirements"),
        "funding_usd": _text(plan.get("funding"), "totalFunding"),
    }


def _country(plan: Plan) -> str:
    """The country of a plan for one country; empty for several: the amounts are those of the whole plan."""
    countries = {_text(country, "iso3") for country in _list(plan, "countries")}
    return countries.pop() if len(countries) == 1 else ""


def _totals(data: dict[str, Any]) -> set[str]:
    """What an answer of totals is grouped by, in lower case; empty for any other answer."""
    reports = [report for key, report in data.items() if re.fullmatch(r"report\d", key) and isinstance(report, dict)]
    groups = [group for report in reports for group in _list(report.get("fundingTotals"), "objects")]
    kinds = {_text(group, "type").casefold() for group in groups} - {""}
    return kinds or ({"unknown"} if reports else set())


def _why_not(kinds: set[str]) -> str:
    return next((WHY_NOT[kind] for kind in WHY_NOT if kind in kinds), NO_YEAR)


def _list(value: Any, key: str) -> list[Any]:
    listed = value.get(key) if isinstance(value, dict) else None
    return listed if isinstance(listed, list) else []


def _text(value: Any, key: str) -> str:
    """A value inside an object as text; empty where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return "" if found is None else str(found).strip()


def _not_a_plan(sheet: Sheet, number: int) -> Finding:
    return Finding(
        sheet.name, number, "", "", "not_a_plan", "error",
        f"Entry {number} of the list of plans is not a plan.", "Download the answer again and replace the file.",
    )  # fmt: skip
