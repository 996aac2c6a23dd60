"""Where are the parts of a Zoom participants report? Told by its headings, and in any other language by its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.sources.dates import parse_moment
from pipelines.sources.headings import Vocabulary, cell, fields_of, find_fields, vocabulary
from pipelines.sources.online import is_moment
from pipelines.sources.reading import is_blank, records_below
from pipelines.sources.sheets import Sheet

# Seen in public programs that read such files: English of both generations (`Name (original name),Email,Join time,Leave
# time,Duration (minutes),Guest,Recording disclaimer response,In waiting room`); Spanish `Nombre (nombre original),E-mail
# del usuario,Hora para unirse,Hora para salir,Duración (minutos)` and `Correo electrónico,Hora de entrada,Hora de salida,
# …,Invitado,Respuesta al descargo de responsabilidad relativa a la grabación,En sala de espera`; French `Nom (nom
# original),Adresse e-mail de l’utilisateur,Heure d’arrivée,Heure de départ,Durée (minutes),Invité,Salle d’attente`;
# Portuguese `Nome (nome original),E-mail,Ingressar na hora,Hora de saída,Duração (minutos),Convidado,Na sala de espera`.
# From memory, not verified: nom d'origine, heure d'entrée, heure de sortie, hora de unión, hora de ingreso, durée totale,
# duração total. No German or Arabic file was found: those are told by their content.
FIELDS: Vocabulary = {
    **vocabulary(
        original_name="name original name|nom nom d'origine|nom nom original|nombre nombre original|nome nome original",
        name="name|user name|participant|nom|nombre|nome",
        email="user email|email|e-mail|adresse e-mail|e-mail de l'utilisateur|adresse e-mail de l'utilisateur|"
        "correo electrónico|correo electrónico del usuario|e-mail del usuario|e-mail do usuário",
        joined="join time|heure d'arrivée|heure d'entrée|hora de entrada|hora de unión|hora de ingreso|hora para unirse|"
        "ingressar na hora",
        left="leave time|heure de départ|heure de sortie|hora de salida|hora para salir|hora de saída",
        minutes="duration minutes|total duration minutes|durée minutes|durée totale minutes|duración minutos|"
        "duración total minutos|duração minutos|duração total minutos",
        guest="guest|invité|invitado|convidado",
        waiting="in waiting room|en salle d'attente|salle d'attente|en sala de espera|na sala de espera",
    )
}
BLOCK = vocabulary(
    meeting_id="meeting id|id|webinar id|numéro de réunion|id de la réunion|id de reunión|id de la reunión|id da reunião",
    topic="topic|sujet|tema|tópico",
    start="start time|actual start time|heure de début|hora de inicio|hora de início",
    end="end time|heure de fin|hora de finalización|hora de término",
    participants="participants|participantes",
)
WITHIN = 8
SAMPLE = 50
BRACKETED = re.compile(r"\w[^(（]{0,80}[(（][^)）]{0,80}\w[^)）]{0,80}[)）]")


@dataclass(frozen=True)
class Layout:
    """The heading row (index), the column of each field, what the lines above say, and how the columns were told."""

    header: int
    fields: dict[str, int]
    block: dict[str, str]
    by_content: bool


def find_layout(sheet: Sheet) -> Layout:
    """The layout as far as it is known; `is_report` says whether that is enough."""
    header, fields = find_fields(sheet, FIELDS, within=WITHIN)
    layout = Layout(header, fields, block(sheet.rows[:header]), False)
    if {"joined", "left", "minutes"} <= set(fields) or not (found := _by_content(sheet)):
        return layout
    header, told = found
    if is_report(layout) and "joined" not in told:
        return layout
    return Layout(header, {**told, **fields_of(sheet.rows[header], FIELDS)}, block(sheet.rows[:header]), True)


def is_report(layout: Layout) -> bool:
    """Zoom's name heading with a duration in minutes, or a name with join and leave times and minutes."""
    fields = set(layout.fields)
    if "minutes" not in fields or not {"name", "original_name"} & fields:
        return False
    return {"joined", "left"} <= fields or "original_name" in fields or {"email", "guest"} <= fields


def block(above: Sequence[Sequence[str]]) -> dict[str, str]:
    """What the lines above a table say about the meeting: one line of headings, one of values."""
    lines = [row for row in above if not is_blank(row)]
    for names, values in pairwise(lines):
        fields = fields_of(names, BLOCK)
        if {"topic", "start"} <= set(fields):
            return {field: cell(values, fields, field) for field in fields}
    return next((told for values in lines[1:] if (told := _told(values))), {})


def _told(values: Sequence[str]) -> dict[str, str]:
    """Topic, start and end from a line of values in a language whose headings are not known."""
    moments = [text for text in values if is_moment(text)]
    words = [text for text in values if re.search(r"[^\W\d]", text) and "@" not in text and not is_moment(text)]
    return {"topic": words[0] if words else "", "start": moments[0], "end": moments[1]} if len(moments) == 2 else {}


def _by_content(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for header, headings in enumerate(sheet.rows[:WITHIN]):
        if sum(map(bool, headings)) < 3 or any(is_moment(text) or "@" in text for text in headings):
            continue
        rows = [cells for _, cells in records_below(sheet, header, SAMPLE)]
        width = len(headings)
        told = _timed(rows, width) or (_unique_users(headings, rows) if block(sheet.rows[:header]) else {})
        if told:
            return header, told
    return None


def _timed(rows: Sequence[Sequence[str]], width: int) -> dict[str, int]:
    """Two moments side by side and beside them the minutes between them: no other table is like that."""
    for joined in range(1, width - 2):
        if rows and all(_agrees(cells[joined], cells[joined + 1], cells[joined + 2]) for cells in rows):
            found = {"original_name": 0, "joined": joined, "left": joined + 1, "minutes": joined + 2}
            return {**found, **({"email": 1} if joined > 1 else {})}
    return {}


def _agrees(joined: str, left: str, minutes: str) -> bool:
    if not re.fullmatch(r"\d{1,4}", minutes):
        return False
    for order in ("dmy", "mdy"):
        start, end = parse_moment(joined, order), parse_moment(left, order)
        # Zoom rounds up, and counts the seconds it does not always show.
        if start and end and abs((end - start).total_seconds() / 60 - int(minutes)) <= 1.5:
            return True
    return False


def _unique_users(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """`Name (original name)`, e-mail, `Total duration (minutes)` and perhaps a yes or no, in some language."""
    shaped = len(headings) > 2 and BRACKETED.fullmatch(headings[0]) and BRACKETED.fullmatch(headings[2])
    filled = bool(rows) and all(re.fullmatch(r"\d{1,4}", row[2]) and ("@" in row[1] or not row[1]) for row in rows)
    return {"original_name": 0, "email": 1, "minutes": 2} if shaped and filled else {}
