"""Who joined and left, in the list of single actions that Microsoft Teams wrote before its reports?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.sources import online
from pipelines.sources.attendance_fields import FIELDS as SIGN_IN
from pipelines.sources.date_order import call_order
from pipelines.sources.dates import parse_moment
from pipelines.sources.headings import cell, field_of, fields_of, find_fields, vocabulary
from pipelines.sources.reading import DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet

# The English headings were seen in public programs. Those in other languages are from memory and not verified; a list
# in any other language is told by its content.
FIELDS = vocabulary(
    name="full name|name|nom complet|nombre completo|vollständiger name|imię i nazwisko|nome completo|nome",
    action="user action|action de l'utilisateur|action utilisateur|acción del usuario|acción de usuario|benutzeraktion|"
    "akcja użytkownika|ação do usuário|ação do utilizador",
    time="timestamp|horodatage|marca de tiempo|zeitstempel|sygnatura czasowa|znacznik czasu|carimbo de data/hora",
)
# The engagement report of a live event, as seen: SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role
LIVE_EVENT = vocabulary(
    name="fullname", action="action", time="utceventtimestamp", session="sessionid", email="participantid"
)
JOINED = (
    "join",
    "rejoint",
    "inscrit",
    "unio",
    "unido",
    "ingreso",
    "beigetreten",
    "dołąc",
    "dolacz",
    "ingress",
    "entrou",
    "انضم",
)
LEFT = (
    "left",
    "leave",
    "quitte",
    "parti",
    "abandon",
    "salio",
    "salir",
    "verlassen",
    "opusci",
    "opuści",
    "saiu",
    "غادر",
)
Event = tuple[int, str, str, str, str]  # row, name, e-mail, joined or left, time


@dataclass(frozen=True)
class Actions:
    """Where the list starts and its columns; `words` says what each action means where it was told by content."""

    header: int
    fields: dict[str, int]
    words: Mapping[str, str] = field(default_factory=dict)


def find(sheet: Sheet) -> Actions | None:
    """The heading row and its columns, if the sheet is such a list."""
    header, fields = find_fields(sheet, FIELDS, within=5)
    if set(fields) == set(FIELDS):
        return Actions(header, fields)
    if sheet.rows and set(fields := fields_of(sheet.rows[0], LIVE_EVENT)) == set(LIVE_EVENT):
        return Actions(0, fields)
    return _by_content(sheet)


def _by_content(sheet: Sheet) -> Actions | None:
    """A list in a language not known here: names, two or three words for actions, and moments; nothing else."""
    headings = sheet.rows[0] if sheet.rows else []
    if sum(map(bool, headings)) != 3 or any(field_of(text, SIGN_IN) not in ("", "person") for text in headings):
        return None
    rows = [cells for _, cells in records_below(sheet, 0)]
    kinds = {cells[1] for cells in rows}
    if not 1 < len(kinds) < 4 or not all(online.is_moment(cells[2]) and cells[0] for cells in rows):
        return None
    before: dict[str, str] = {}
    after: list[tuple[str, str]] = []  # each action that is not somebody's first, with the one before it
    joining = set()
    for cells in rows:  # in the order of the list, which is the order of time for each person
        person = heading_key(cells[0])
        if person in before:
            after.append((before[person], cells[1]))
        else:
            joining.add(cells[1])
        before[person] = cells[1]
    words = {kind: "joined" if kind in joining else "left" for kind in kinds}
    leaving = [earlier for earlier, kind in after if words[kind] == "left"]
    if len(leaving) < 2 or any(words[earlier] == "left" for earlier in leaving):
        return None
    return Actions(0, {"name": 0, "action": 1, "time": 2}, words)


def read(sheet: Sheet, found: Actions, dates: DateRules) -> Reading:
    """One attendance from each joining to the next leaving of the same person."""
    rows = records_below(sheet, found.header)
    order, findings = call_order(("", ""), [cell(cells, found.fields, "time") for _, cells in rows], dates, sheet)
    reading = Reading([number for number, _ in rows], {}, findings + _told_by_content(sheet, found))
    actions: dict[str, list[Event]] = defaultdict(list)
    for number, cells in rows:
        name, email, action, time = (cell(cells, found.fields, part) for part in ("name", "email", "action", "time"))
        did = found.words.get(action) or kind(action)
        problem = _problem(sheet, number, (action, did), time, order)
        if problem:
            reading.findings.append(problem)
        elif not online.is_note_taker(name):
            actions[heading_key(name)].append((number, name, email, did, time))
    bots = [number for number, cells in rows if online.is_note_taker(cell(cells, found.fields, "name"))]
    stays = [stay for events in actions.values() for stay in _stays(events, order)]
    meetings = online.meeting(found.header + 1, "", ("", ""), stays, order)
    online.settle(sheet, reading, meetings, stays, bots, "Export the list again: no line has a time that can be read.")
    reading.findings += _open_ends(sheet, stays)
    return reading


def kind(action: str) -> str:
    """`left`, `joined` or nothing."""
    key = heading_key(action)
    if any(word in key for word in map(heading_key, LEFT)):
        return "left"
    return "joined" if any(word in key for word in map(heading_key, JOINED)) else ""


def _problem(sheet: Sheet, number: int, action: tuple[str, str], time: str, order: str) -> Finding | None:
    said, understood = action
    if not understood:
        return Finding(
            sheet.name, number, "User Action", said, "action_not_understood", "error",
            f"The action reads {said!r}. Expected Joined, Joined before or Left.",
            "Export the list with Teams in English, or write Joined or Left.",
        )  # fmt: skip
    if not parse_moment(time, order):
        return Finding(
            sheet.name, number, "Timestamp", time, "moment", "error",
            f"The time reads {time!r}. Expected a date and time such as 2025-03-31 09:00.",
            "Correct the cell in the file and build again.",
        )  # fmt: skip
    return None


def _stays(events: Sequence[Event], order: str) -> list[Record]:
    """Pairs each joining with the leaving that follows it in time."""
    stays: list[Record] = []
    inside: Event | None = None
    for event in sorted(events, key=lambda event: (str(parse_moment(event[4], order)), event[0])):
        row, name, email, _, time = inside or event
        if event[3] == "joined":
            if inside:
                stays.append(online.stay(row, name, email, (time, ""), order))
            inside = event
        else:
            joined = time if inside else ""
            stays.append(online.stay(row, name, email, (joined, event[4]), order))
            inside = None
    if inside:
        stays.append(online.stay(inside[0], inside[1], inside[2], (inside[4], ""), order))
    return stays


def _told_by_content(sheet: Sheet, found: Actions) -> list[Finding]:
    if not found.words:
        return []
    joined, left = (
        " or ".join(f"“{word}”" for word in sorted(found.words) if found.words[word] == wanted)
        for wanted in ("joined", "left")
    )
    return [
        Finding(
            sheet.name, found.header + 1, "", "", "columns_told_by_content", "info",
            f"The list is in a language that is not known here. {joined} was taken for joining, since it comes first for "
            f"each person, and {left} for leaving.",
            "If that is wrong, export the list with Teams in English.",
        )
    ]  # fmt: skip


def _open_ends(sheet: Sheet, stays: Sequence[Record]) -> list[Finding]:
    count = sum(1 for stay in stays if not stay["left_at"])
    if not count:
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "no_leaving_time", "info",
            f"{count} stays have no time of leaving: the list was downloaded while the meeting went on. "
            "They count as attendance, without minutes.",
        )
    ]  # fmt: skip
