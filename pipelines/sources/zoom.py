"""Who was in a Zoom meeting, and when? Zoom's participants report, with or without the meeting's own lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.sources import online
from pipelines.sources.date_order import call_order
from pipelines.sources.headings import Vocabulary, cell, fields_of, find_fields, named, vocabulary
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, is_blank, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.words import answer

NAME = "zoom_participants"
TITLE = "Zoom participants report"

FIELDS: Vocabulary = {
    **vocabulary(
        original_name="name original name|nom nom d'origine|nom nom original|nombre nombre original",
        name="name|user name|participant|nom|nombre",
        email="user email|email|e-mail|adresse e-mail|e-mail de l'utilisateur|correo electrónico|correo electrónico del usuario",
        joined="join time|heure d'arrivée|heure d'entrée|hora de entrada|hora de unión|hora de ingreso",
        left="leave time|heure de départ|heure de sortie|hora de salida",
        minutes="duration minutes|total duration minutes|durée minutes|durée totale minutes|duración minutos|"
        "duración total minutos",
        guest="guest|invité|invitado",
        waiting="in waiting room|en salle d'attente|en sala de espera",
    )
}
BLOCK = vocabulary(
    meeting_id="meeting id|id|webinar id|numéro de réunion|id de la réunion|id de reunión|id de la reunión",
    topic="topic|sujet|tema",
    start="start time|heure de début|hora de inicio",
    end="end time|heure de fin|hora de finalización",
    participants="participants|participantes",
)
REMEDY = (
    "In Zoom, tick “Export with meeting data” when you export the report, or export it without “Show unique users”. "
    "The day of the meeting is then in the file."
)


def recognise(sheet: Sheet) -> Claim:
    """Zoom's name heading with a duration in minutes, or a name with join and leave times and minutes."""
    header, fields = _columns(sheet)
    evidence = f"columns of a Zoom report: {named(fields)}"
    closeness = min(0.9, 0.15 * len(fields))
    if "minutes" not in fields or not {"name", "original_name"} & set(fields):
        return Claim(False, min(closeness, 0.4), f"{evidence}; a name and a duration in minutes are needed", header)
    timed = {"joined", "left"} <= set(fields)
    if timed or "original_name" in fields or {"email", "guest"} <= set(fields):
        block = _block(sheet, header)
        return Claim(True, 0.95, f"{evidence}; lines about the meeting: {named(block)}", header)
    return Claim(False, closeness, f"{evidence}; join and leave times, or e-mail and guest, are needed", header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One attendance for each time somebody joined."""
    header, fields = _columns(sheet)
    block = _block(sheet, header)
    rows = records_below(sheet, header)
    bounds = (block.get("start", ""), block.get("end", ""))
    times = [cell(cells, fields, field) for _, cells in rows for field in ("joined", "left")]
    order, findings = call_order(bounds, times, dates, sheet)
    reading = Reading([number for number, _ in rows], {}, findings)
    stays, bots, waiting = _stays(rows, fields, order)
    meetings = online.meeting(header + 1, block.get("topic", ""), bounds, stays, order)
    reading.facts = {"meetings": meetings, "attendance": stays if meetings else []}
    if not meetings:
        reading.findings += online.no_meeting_date(sheet, reading.record_rows, REMEDY)
    people = [(str(record["person"]), str(record["email"])) for record in stays]
    reading.findings += online.blanked_addresses(sheet, stays, online.reused_addresses(people))
    reading.findings += online.left_before_joining(sheet, stays) + online.note_takers(sheet, bots)
    reading.findings += _waiting(sheet, waiting)
    return reading


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    return find_fields(sheet, FIELDS, within=8)


def _block(sheet: Sheet, header: int) -> dict[str, str]:
    """What the lines above the table say about the meeting: one line of headings, one of values."""
    lines = [row for row in sheet.rows[:header] if not is_blank(row)]
    if len(lines) < 2:
        return {}
    fields = fields_of(lines[0], BLOCK)
    return {field: cell(lines[1], fields, field) for field in fields}


def _stays(
    rows: Sequence[tuple[int, list[str]]], fields: Mapping[str, int], order: str
) -> tuple[list[Record], list[int], list[int]]:
    """Stays of people; the rows of note-taking programs and of the waiting room apart."""
    stays: list[Record] = []
    bots: list[int] = []
    waiting: list[int] = []
    for number, cells in rows:
        texts = {field: cell(cells, fields, field) for field in FIELDS}
        name = texts["original_name"] or texts["name"]
        if online.is_note_taker(name):
            bots.append(number)
        elif answer(texts["waiting"]) == "yes":
            waiting.append(number)
        else:
            times = (texts["joined"], texts["left"])
            stays.append(online.stay(number, name, texts["email"], times, order, texts["minutes"]))
    return stays, bots, waiting


def _waiting(sheet: Sheet, rows: Sequence[int]) -> list[Finding]:
    return [
        Finding(
            sheet.name, row, "", "", "waiting_room", "info",
            "This line is time in the waiting room, so it was not counted as attendance.", "",
        )
        for row in rows
    ]  # fmt: skip
