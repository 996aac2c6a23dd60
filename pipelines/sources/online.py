"""What does a line of an online meeting's report say about one person's stay?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.sources.dates import parse_moment
from pipelines.sources.reading import Finding, Reading, Record, heading_key
from pipelines.sources.sheets import Sheet

KEY = "meeting"  # one report holds one meeting
NOTE_TAKER = re.compile(
    r"otter\.ai|otter\s?pilot|fireflies|\bread\.?\s?ai\b|note[\s-]?tak(er|ing)|\bfathom\b|\btl;?dv\b|meetgeek|\bsembly\b",
    re.IGNORECASE,
)
# What the programs call a meeting nobody gave a title: the host's name, and these words.
UNTITLED = re.compile(
    r"zoom[\s-]meeting\b|personal meeting room|r[ée]union zoom d|reuni[óo]n de zoom|meeting with |r[ée]union avec |"
    r"besprechung mit |reuni[óo]n con ",
    re.IGNORECASE,
)
# A display name without what stands beside it in brackets or after a dash.
BARE_NAME = re.compile(r"^[^(\[|/]*?(?=\s*[(\[|/]|\s+[-–—]\s|$)")


def is_note_taker(name: str) -> bool:
    """Whether a participant is a note-taking program and not a person."""
    return bool(NOTE_TAKER.search(name))


def is_moment(text: str) -> bool:
    """Whether a text is a day with a time, in whichever order of day and month."""
    return bool(re.search(r"\d:\d\d", text)) and any(parse_moment(text, order) for order in ("dmy", "mdy"))


def moment(text: str, order: str) -> str:
    """A moment as ISO text; the text as found where it names none, so that a contract can report it."""
    known = parse_moment(text, order)
    return known.isoformat(sep=" ") if known else text


def stay(row: int, person: str, email: str, times: tuple[str, str], order: str, minutes: str = "") -> Record:
    """One attendance. Minutes follow from the moments where both are known; words such as `29m 22s` are never read."""
    joined, left = (parse_moment(text, order) for text in times)
    if joined and left:
        minutes = f"{(left - joined).total_seconds() / 60:.2f}"
    return {
        "row": row,
        "meeting_key": KEY,
        "organisation": "",
        "person": person,
        "email": email,
        "joined_at": moment(times[0], order),
        "left_at": moment(times[1], order),
        "minutes": minutes,
    }


def meeting(heading_row: int, title: str, bounds: Sequence[str], stays: Sequence[Record], order: str) -> list[Record]:
    """The meeting of a report, or none where nothing tells its day."""
    starts, ends = (moment(text, order) if parse_moment(text, order) else "" for text in bounds)
    times = (record["joined_at"] or record["left_at"] for record in stays)
    days = [starts] if starts else sorted(str(time) for time in times if _is_iso(time))
    if not days:
        return []
    return [
        {
            # The heading's row: a meeting must not go to quarantine with one of the people who came.
            "row": heading_row,
            "meeting_key": KEY,
            "title": title_of_meeting(title, (str(record["person"]) for record in stays)),
            "date": days[0][:10],
            "starts_at": starts if is_moment(bounds[0]) else "",
            "ends_at": ends,
            "origin": "attendance",
        }
    ]


def title_of_meeting(title: str, people: Iterable[str]) -> str:
    """The title; empty where it is only somebody's name, as in `Ana Ruiz's Zoom Meeting`. Titles are published."""
    if UNTITLED.search(title):
        return ""
    key = heading_key(title)
    names = (BARE_NAME.match(name[:200]) for name in dict.fromkeys(people))
    keys = (heading_key(found[0]) for found in names if found and " " in found[0].strip())
    return "" if key in keys else title


def settle(
    sheet: Sheet, reading: Reading, meetings: list[Record], stays: list[Record], bots: Sequence[int], remedy: str
) -> None:
    """Put the meeting and its stays into a reading, with what every report has to say about them."""
    reading.facts = {"meetings": meetings, "attendance": stays if meetings else []}
    if not meetings:
        reading.findings += no_meeting_date(sheet, reading.record_rows, remedy)
    people = [(str(record["person"]), str(record["email"])) for record in stays]
    reading.findings += blanked_addresses(sheet, stays, reused_addresses(people))
    reading.findings += left_before_joining(sheet, stays) + note_takers(sheet, bots)


def left_before_joining(sheet: Sheet, records: Iterable[Record]) -> list[Finding]:
    """An error for each stay that ends before it begins."""
    return [
        Finding(
            sheet.name, int(record["row"] or 0), "", f"{record['joined_at']} to {record['left_at']}", "left_before_joining",
            "error", "The time of leaving is before the time of joining. Expected it to be later.",
            "Correct the times in the file, or export the report again.",
        )
        for record in records
        if str(record["minutes"]).startswith("-") and str(record["minutes"]) != "-0.00"
    ]  # fmt: skip


def no_meeting_date(sheet: Sheet, rows: Iterable[int], remedy: str) -> list[Finding]:
    """An error for each row of a report that does not tell the day of its meeting."""
    return [
        Finding(
            sheet.name, row, "", "", "no_meeting_date", "error",
            "This report does not say on which day the meeting was. Expected times of joining, or a start time of the meeting.",
            remedy,
        )
        for row in rows
    ]  # fmt: skip


def note_takers(sheet: Sheet, rows: Iterable[int]) -> list[Finding]:
    """A note for each row that is a note-taking program and was not counted as a person."""
    return [
        Finding(
            sheet.name, row, "", "", "note_taker", "info",
            "This participant is a note-taking program, so it was not counted as attendance.", "",
        )
        for row in rows
    ]  # fmt: skip


def reused_addresses(people: Iterable[tuple[str, str]]) -> set[str]:
    """Addresses (lower case) that stand for several people, or that are no addresses: no evidence of an organisation.

    A name that holds the other (`Amina`, `Amina (WHO)`) is the same person renamed.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for name, email in people:
        if email:
            names[email.casefold()].add(heading_key(name))
    return {email for email, keys in names.items() if "@" not in email or _several_people(keys)}


def blanked_addresses(sheet: Sheet, records: Sequence[Record], reused: set[str]) -> list[Finding]:
    """Empty the addresses that are no evidence, and say in how many rows."""
    touched = [record for record in records if str(record["email"]).casefold() in reused]
    for record in touched:
        record["email"] = ""
    if not touched:
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "email_not_used", "warning",
            f"{len(touched)} rows hold an e-mail that is no address or that several people share. It was not used to find "
            "the organisation. Expected each person's own address.",
            "If the names do not show the organisations, add them to decisions/organisations.csv or use a sign-in sheet.",
        )
    ]  # fmt: skip


def _several_people(keys: set[str]) -> bool:
    longest = max(keys, key=len)
    return any(key not in longest for key in keys)


def _is_iso(text: object) -> bool:
    return bool(re.match(r"\d{4}-\d{2}-\d{2} \d{2}:", str(text)))
