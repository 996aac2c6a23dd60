"""How does a pooled-fund project become an allocation, whatever its columns are called?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipelines.sources.dates import DateOrder, infer_order, iso_day, stated
from pipelines.sources.pooled_fund_answer import Answer
from pipelines.sources.pooled_fund_words import cluster_in_code, is_mask, is_rounded, partner_type, type_in_code
from pipelines.sources.reading import DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

DAYS = ("approved_on", "starts_on", "ends_on")
# Types that a project code can contradict: its `O` says no more than "others".
COMPARED = {"national_ngo", "international_ngo", "un_agency", "other"}


def read_projects(sheet: Sheet, answer: Answer, wanted: Mapping[str, str], dates: DateRules) -> Reading:
    """Every project as the file has it; `wanted` names the heading of each of our columns."""
    rows = answer.cells(wanted)
    day_cells = [cells[day] for _, cells in rows for day in DAYS]
    order = _date_order(day_cells, dates, sheet.file)
    projects = [_project(number, cells, order.order) for number, cells in rows]
    findings = [
        *stated(order, day_cells, sheet.name),
        *answer.findings,
        *_approximate(sheet, projects, wanted["budget_usd"]),
        *_repeated(sheet, projects, wanted["project_code"]),
        *_contradicted(sheet, projects, wanted["type"]),
    ]
    return Reading(answer.numbers, {"allocations": projects}, findings)


def _date_order(texts: list[str], dates: DateRules, file: str) -> DateOrder:
    """The fund system writes month/day/year; only a ruling by the user or a day above 12 in front overrules that."""
    order = infer_order(texts, DateRules("mdy", dates.per_file), file)
    if order.order == "mdy" and not order.certain:
        return DateOrder("mdy", "the fund system always writes them so", True)
    return order


def _project(number: int, cells: Mapping[str, str], order: str) -> Record:
    masked = is_mask(cells["organisation"])
    return {
        "row": number,
        **cells,
        **{day: iso_day(cells[day], order) for day in DAYS},
        "organisation": "" if masked else cells["organisation"],
        "masked": "yes" if masked else "no",
        "type": partner_type(cells["type"]),
        "approximate": "yes" if is_rounded(cells["budget_usd"]) else "no",
        "cluster": cluster_in_code(cells["project_code"]),
    }


def _approximate(sheet: Sheet, projects: Iterable[Record], heading: str) -> list[Finding]:
    return [
        Finding(
            sheet.name, int(project["row"] or 0), heading, str(project["budget_usd"]), "approximate_amount", "warning",
            f"The budget reads {project['budget_usd']}: the fund system rounded it before it wrote this file. "
            "It is used as it is, and marked as approximate.",
            "If you know the exact budget, write it in the file in digits.",
        )
        for project in projects
        if project["approximate"] == "yes"
    ]  # fmt: skip


def _repeated(sheet: Sheet, projects: Iterable[Record], heading: str) -> list[Finding]:
    """A warning for every row whose project was there before."""
    first: dict[str, int] = {}
    findings = []
    for project in projects:
        project_code, number = str(project["project_code"]), int(project["row"] or 0)
        if project_code and first.setdefault(project_code, number) != number:
            findings.append(
                Finding(
                    sheet.name, number, heading, project_code, "repeated_project", "warning",
                    f"Project {project_code} is in row {first[project_code]} already. One row for each project was expected.",
                    "Check which row is right and take the other out.",
                )
            )  # fmt: skip
    return findings


def _contradicted(sheet: Sheet, projects: Iterable[Record], heading: str) -> list[Finding]:
    """One warning for each way in which stated types and the types inside project codes disagree."""
    ways: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for project in projects:
        stated_type, coded = str(project["type"]), type_in_code(str(project["project_code"]))
        if coded and stated_type in COMPARED and stated_type != coded:
            ways[stated_type, coded] += 1
            examples.setdefault((stated_type, coded), str(project["project_code"]))
    return [
        Finding(
            sheet.name, 0, heading, stated_type, "type_against_code", "warning",
            f"{count} projects name their partner a “{_words(stated_type)}” while the project code says “{_words(coded)}”, "
            f"such as {examples[stated_type, coded]}. The column is used, not the code.",
            "Ask the fund which is right, and correct the column if it is not.",
        )
        for (stated_type, coded), count in sorted(ways.items())
    ]  # fmt: skip


def _words(type_code: str) -> str:
    return type_code.replace("_", " ").replace("ngo", "NGO").replace("un ", "UN ")
