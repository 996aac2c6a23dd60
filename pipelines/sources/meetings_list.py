"""Which meetings were planned or held? The calendar a cluster keeps: one row for each meeting."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.sources.date_order import dates_inside, sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.filler import is_preprinted
from pipelines.sources.headings import cell, fields_of, find_fields, named, share_understood, vocabulary
from pipelines.sources.reading import Claim, DateRules, Reading, Record, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.template_examples import without_examples
from pipelines.sources.template_numbers import plain_number
from pipelines.sources.template_words import words
from pipelines.sources.words import MEETING_LEVEL, MEETING_STATUS, code, several

NAME = "meetings_list"
TITLE = "List of meetings"

FIELDS = vocabulary(
    date="date|meeting date|date of meeting|date of the meeting|day|date de la réunion|date de réunion|date réunion|"
    "fecha|fecha de la reunión|fecha de reunión|fecha reunión|date held|held on|actual date",
    cluster="cluster|clusters|sector|cluster/sector|sector/cluster|cluster or working group|secteur|clúster",
    title="title|meeting|meeting title|meeting name|name of meeting|subject|topic|type of meeting|meeting type|titre|"
    "réunion|titre de la réunion|objet|sujet|título|reunión|título de la reunión|asunto|tema",
    level="level|meeting level|coordination level|niveau|niveau de la réunion|nivel|nivel de la reunión",
    area="area|hub|field hub|location|region|province|governorate|state|zone|lieu|région|área|región|provincia|zona|lugar",
    language="language|languages|working language|language of meeting|langue|langue de travail|langues|idioma|"
    "idioma de trabajo|lengua",
    status="status|meeting status|held|took place|held or cancelled|statut|état|tenue|estado|estatus|realizada",
    scheduled_on="scheduled on|scheduled for|date scheduled|foreseen on|date foreseen|date prévue|prévue le|fecha prevista|"
    "fecha programada",
    interpreted_into="interpreted into|interpretation into|languages of interpretation|interprétée en|interprétation en|"
    "langues d'interprétation|interpretada a|interpretación a|idiomas de interpretación",
    # Not `kind` or `decisions` alone: in lists people make themselves they hold anything.
    kind="group that met|body that met|groupe réuni|instance réunie|grupo reunido",
    decisions="number of decisions|decisions recorded|nombre de décisions|número de decisiones",
    decisions_with_method="decisions with a recorded method|decisions with method|décisions avec méthode consignée|"
    "decisiones con método registrado",
    decisions_by_consensus="decisions by consensus|décisions par consensus|decisiones por consenso",
)
COUNTS = ("decisions", "decisions_with_method", "decisions_by_consensus")
DAYS = ("date", "scheduled_on")
EVIDENCE = (
    "cluster",
    "title",
    "level",
    "status",
    "language",
    "area",
    "kind",
    "scheduled_on",
    "interpreted_into",
    "decisions",
)
# Who attended belongs to a sign-in sheet, so a table with any of these is none of ours.
ATTENDANCE = vocabulary(
    attendance="organisation|organization|organisation name|organization name|agency|partner|participant|participants name|"
    "name of participant|attendee|name|full name|email|e-mail|email address|phone|telephone|position|signature|"
    "first name|last name|nom|prénom|organisme|téléphone|courriel|organización|nombre|correo|teléfono|firma|cargo"
)


def recognise(sheet: Sheet) -> Claim:
    """Days in a date column, two more columns that describe meetings, and nobody's attendance."""
    header, fields = find_fields(sheet, FIELDS)
    held = [field for field in EVIDENCE if field in fields]
    if "date" not in fields:
        return Claim(False, 0.1 * len(held), f"no column of meeting dates; found of a list of meetings: {named(held)}")
    headings = sheet.rows[header]
    evidence = f"a date column, and: {named(held)}"
    closeness = min(0.9, 0.2 + 0.2 * len(held))
    if fields_of(headings, ATTENDANCE):
        return Claim(
            False, min(0.4, closeness), f"{evidence}; but columns of people or organisations say who came", header
        )
    if len(held) < 2:
        return Claim(False, closeness, f"{evidence}; two are needed of: {named(EVIDENCE)}", header)
    if share_understood(headings, len(fields)) < 0.4:
        return Claim(False, 0.4, f"{evidence}; but most of its columns belong to something else", header)
    days = [cell(cells, fields, "date") for _, cells in records_below(sheet, header)]
    if days and not any(map(dates_inside, days)):
        return Claim(False, 0.5, f"{evidence}; but the date column holds no dates", header)
    return Claim(True, closeness, evidence, header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One meeting a row."""
    header, fields = find_fields(sheet, FIELDS)
    printed = [(number, cells) for number, cells in records_below(sheet, header) if not is_preprinted(cells)]
    rows, passed = without_examples(sheet, printed)
    order, findings = sheet_order((cell(cells, fields, day) for _, cells in rows for day in DAYS), dates, sheet)
    records = [
        _meeting(number, {field: cell(cells, fields, field) for field in FIELDS}, order) for number, cells in rows
    ]
    return Reading([number for number, _ in rows], {"meetings": records}, [*passed, *findings])


def _meeting(number: int, texts: Mapping[str, str], order: str) -> Record:
    return {
        "row": number,
        "meeting_key": f"row {number}",
        "cluster": texts["cluster"],
        "date": iso_day(texts["date"], order),
        "title": texts["title"],
        "level": code(texts["level"], MEETING_LEVEL),
        "area": texts["area"],
        "language": texts["language"],
        "status": code(texts["status"], MEETING_STATUS),
        "origin": "list",
        "scheduled_on": iso_day(texts["scheduled_on"], order),
        "interpreted_into": ";".join(several(texts["interpreted_into"])),
        "kind": code(texts["kind"], words("meeting_kind")),
        **{count: plain_number(texts[count]) for count in COUNTS},
    }
