"""Who joined and left, in the list of single actions that Microsoft Teams wrote before its reports?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipelines.sources import online
from pipelines.sources.date_order import call_order
from pipelines.sources.dates import parse_moment
from pipelines.sources.headings import find_fields, vocabulary
from pipelines.sources.reading import DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet

FIELDS = vocabulary(
    name="full name|name|nom complet|nombre completo|vollständiger name|imię i nazwisko|nome completo|nome",
    action="user action|action de l'utilisateur|action utilisateur|acción del usuario|acción de usuario|benutzeraktion|"
    "akcja użytkownika|ação do usuário|ação do utilizador",
    time="timestamp|horodatage|marca de tiempo|zeitstempel|sygnatura czasowa|znacznik czasu|carimbo de data/hora",
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
)
LEFT = ("left", "leave", "quitte", "parti", "abandon", "salio", "salir", "verlassen", "opusci", "opuści", "saiu")


def find(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The heading row and its columns, if the sheet is such a list."""
    header, fields = find_fields(sheet, FIELDS, within=5)
    return (header, fields) if set(fields) == set(FIELDS) else None


def read(sheet: Sheet, header: int, fields: dict[str, int], dates: DateRules) -> Reading:
    """One attendance from each joining to the next leaving of the same person."""
    rows = records_below(sheet, header)
    order, findings = call_order(("", ""), [cells[fields["time"]] for _, cells in rows], dates, sheet)
    reading = Reading([number for number, _ in rows], {}, findings)
    actions: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for number, cells in rows:
        name, action, time = (cells[fields[field]] for field in ("name", "action", "time"))
        problem = _problem(sheet, number, action, time, order)
        if problem:
            reading.findings.append(problem)
        elif not online.is_note_taker(name):
            actions[heading_key(name)].append((number, name, kind(action), time))
    bots = [number for number, cells in rows if online.is_note_taker(cells[fields["name"]])]
    stays = [stay for events in actions.values() for stay in _stays(events, order)]
    reading.facts = {
        "meetings": online.meeting(header + 1, "", ("", ""), stays, order),
        "attendance": stays,
    }
    reading.findings += online.note_takers(sheet, bots) + _open_ends(sheet, stays)
    return reading


def kind(action: str) -> str:
    """`left`, `joined` or nothing."""
    key = heading_key(action)
    if any(word in key for word in map(heading_key, LEFT)):
        return "left"
    return "joined" if any(word in key for word in map(heading_key, JOINED)) else ""


def _problem(sheet: Sheet, number: int, action: str, time: str, order: str) -> Finding | None:
    if not kind(action):
        return Finding(
            sheet.name, number, "User Action", action, "action_not_understood", "error",
            f"The action reads {action!r}. Expected Joined, Joined before or Left.",
            "Export the list with Teams in English, or write Joined or Left.",
        )  # fmt: skip
    if not parse_moment(time, order):
        return Finding(
            sheet.name, number, "Timestamp", time, "moment", "error",
            f"The time reads {time!r}. Expected a date and time such as 2025-03-31 09:00.",
            "Correct the cell in the file and build again.",
        )  # fmt: skip
    return None


def _stays(events: Sequence[tuple[int, str, str, str]], order: str) -> list[Record]:
    """Pairs each joining with the leaving that follows it in time."""
    stays: list[Record] = []
    inside: tuple[int, str, str, str] | None = None
    for event in sorted(events, key=lambda event: (str(parse_moment(event[3], order)), event[0])):
        if event[2] == "joined":
            if inside:
                stays.append(online.stay(inside[0], inside[1], "", (inside[3], ""), order))
            inside = event
        else:
            joining = inside or (event[0], event[1], "", "")
            stays.append(online.stay(joining[0], joining[1], "", (joining[3], event[3]), order))
            inside = None
    if inside:
        stays.append(online.stay(inside[0], inside[1], "", (inside[3], ""), order))
    return stays


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
