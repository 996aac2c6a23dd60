"""Who was in a Microsoft Teams meeting, and when? All generations of its attendance report, in any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipelines.sources import online, teams_actions
from pipelines.sources.date_order import call_order
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key
from pipelines.sources.sheets import Sheet
from pipelines.sources.teams_layout import Report, Table, find_report

NAME = "teams_attendance"
TITLE = "Microsoft Teams attendance report"
REMEDY = (
    "Ask the organiser for a report with times (Teams settings: “Show join/leave times”), "
    "or write the day as the start time in section 1."
)


def recognise(sheet: Sheet) -> Claim:
    """Numbered sections with a summary and a table of people, the report of 2021, or the list of actions."""
    if report := find_report(sheet):
        people = len(report.participants.rows)
        evidence = f"a summary with {sum(map(bool, report.bounds))} times of the meeting and a table of {people} people"
        shaped = report.participants.email >= 0 or report.participants.join >= 0
        if shaped and (any(report.bounds) or report.participants.join >= 0):
            return Claim(True, 0.95, evidence, report.participants.header)
        return Claim(False, 0.5, f"{evidence}; a time of the meeting and an e-mail or time column are needed")
    if actions := teams_actions.find(sheet):
        return Claim(True, 0.9, "names, actions and times: the list of actions of older Teams", actions.header)
    return Claim(False, 0.0, "no numbered sections of a Teams report")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance for each stay; for people without stays in section 3, one from their line in section 2."""
    report = find_report(sheet)
    if report is None:
        return _read_actions(sheet, dates)
    tables = [report.participants, *([report.activities] if report.activities else [])]
    times = [
        cells[column]
        for table in tables
        for _, cells in table.rows
        for column in (table.join, table.leave)
        if column > 0
    ]
    order, findings = call_order(report.bounds, times, dates, sheet)
    reading = Reading([number for table in tables for number, _ in table.rows], {}, findings)
    stays, bots = _all_stays(sheet, report, order, reading)
    meetings = online.meeting(report.participants.header + 1, report.title, report.bounds, stays, order)
    reading.facts = {"meetings": meetings, "attendance": stays if meetings else []}
    if not meetings:
        reading.findings += online.no_meeting_date(sheet, reading.record_rows, REMEDY)
    reading.findings += online.left_before_joining(sheet, stays) + online.note_takers(sheet, bots)
    if report.passed_over:
        reading.findings.append(_passed_over(sheet, report.passed_over))
    return reading


def _read_actions(sheet: Sheet, dates: DateRules) -> Reading:
    found = teams_actions.find(sheet)
    return teams_actions.read(sheet, found, dates) if found else Reading([])


def _all_stays(sheet: Sheet, report: Report, order: str, reading: Reading) -> tuple[list[Record], list[int]]:
    """Every stay once: section 3 where it has the person, section 2 otherwise. Note-taking programs apart."""
    people = _records(report.participants, order)
    single = _records(report.activities, order) if report.activities else []
    # Within a section an address stands for one name; between sections a name may be spelled in two ways.
    reused = online.reused_addresses(_name_and_email(people)) | online.reused_addresses(_name_and_email(single))
    reading.findings += online.blanked_addresses(sheet, [*people, *single], reused)
    alone, respelled = _without_stays(people, single)
    if respelled:
        reading.findings.append(_respelled(sheet, respelled))
    records = [*single, *alone]
    bots = [int(record["row"] or 0) for record in [*people, *single] if online.is_note_taker(str(record["person"]))]
    return [record for record in records if not online.is_note_taker(str(record["person"]))], bots


def _records(table: Table, order: str) -> list[Record]:
    return [
        online.stay(
            number,
            cells[0],
            cells[table.email] if table.email >= 0 else "",
            (cells[table.join], cells[table.leave]) if table.join >= 0 else ("", ""),
            order,
        )
        for number, cells in table.rows
    ]


def _without_stays(people: Sequence[Record], single: Sequence[Record]) -> tuple[list[Record], int]:
    """The people of section 2 whom section 3 does not hold, and how many it holds under another spelling.

    Matched by name, then by address, then by first joining and last leaving to the second.
    """
    stays: dict[str, list[Record]] = defaultdict(list)
    for record in single:
        stays[heading_key(str(record["person"]))].append(record)
    left = [record for record in people if heading_key(str(record["person"])) not in stays]
    taken = {heading_key(str(record["person"])) for record in people}
    free = {name: records for name, records in stays.items() if name not in taken}
    alone = []
    for record in left:
        match = next((name for name, records in free.items() if _same_person(record, records)), None)
        if match is None:
            alone.append(record)
        else:
            del free[match]
    return alone, len(left) - len(alone)


def _same_person(person: Record, stays: Sequence[Record]) -> bool:
    if person["email"] and any(str(stay["email"]).casefold() == str(person["email"]).casefold() for stay in stays):
        return True
    first = min(str(stay["joined_at"]) for stay in stays)
    last = max(str(stay["left_at"]) for stay in stays)
    return bool(first and last) and (first, last) == (person["joined_at"], person["left_at"])


def _name_and_email(records: Sequence[Record]) -> list[tuple[str, str]]:
    return [(str(record["person"]), str(record["email"])) for record in records]


def _respelled(sheet: Sheet, count: int) -> Finding:
    return Finding(
        sheet.name, 0, "", "", "spelled_differently", "info",
        f"{count} people are spelled in one way in section 2 and in another in section 3. "
        "They were taken as the same people because their e-mail or their times are the same.",
    )  # fmt: skip


def _passed_over(sheet: Sheet, count: int) -> Finding:
    return Finding(
        sheet.name, 0, "", "", "section_not_read", "info",
        f"{count} lines stand in sections after the third and were not read. Only sections 1 to 3 hold attendance.",
    )  # fmt: skip
