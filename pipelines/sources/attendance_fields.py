"""Who does a row of an attendance list speak of? Its headings, its person, and the organisation it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipelines.sources.filler import is_preprinted, is_total
from pipelines.sources.headings import cell, vocabulary
from pipelines.sources.reading import Finding, heading_key
from pipelines.sources.sheets import Sheet

FIELDS = vocabulary(
    organisation="organisation|organization|organisation name|organization name|name of organisation|"
    "name of organization|name of the organisation|name of the organization|your organisation|your organization|"
    "organisation/agency|organization/agency|agency/organisation|agency/organization|organisation/institution|agency|"
    "agency name|org|org name|partner|partner name|institution|entity|affiliation|company|organisme|"
    "nom de l'organisation|structure|agence|organización|nombre de la organización|institución|entidad|agencia",
    acronym="acronym|organisation acronym|organization acronym|org acronym|acronyme|sigle|acrónimo|sigla|siglas",
    person="name|names|full name|name and surname|participant|participants|participant name|name of participant|"
    "participant's name|attendee|attendee name|nom|noms|nom complet|nom et prénom|noms et prénoms|nom du participant|"
    "nombre|nombres|nombre completo|nombre y apellido|nombre y apellidos|nombre del participante",
    first="first name|given name|prénom|prénoms",
    last="last name|surname|family name|nom de famille|apellido|apellidos",
    email="e-mail|email|e-mail address|email address|mail|courriel|adresse e-mail|adresse mail|adresse électronique|"
    "correo|correo electrónico",
    phone="phone|telephone|phone number|telephone number|mobile|mobile number|contact|contact number|tel|téléphone|"
    "numéro de téléphone|teléfono|celular|móvil",
    position="position|title|job title|function|role|designation|fonction|poste|titre|cargo|puesto|función",
    signature="signature|sign|signed|initials|émargement|firma",
    sex="sex|gender|sex/gender|m/f|sexe|genre|sexo|género",
    date="date|meeting date|date of meeting|date of the meeting|timestamp|start time|date de la réunion|date de réunion|"
    "horodateur|fecha|fecha de la reunión|fecha de reunión|marca temporal",
    cluster="cluster|sector|cluster/sector|sector/cluster|secteur|clúster",
    meeting="meeting|meeting title|meeting name|name of meeting|type of meeting|event|réunion|titre de la réunion|"
    "reunión|título de la reunión",
    other="no|nr|num|number|sn|s/n|sr no|n°|id|type|organisation type|organization type|type of organisation|"
    "type of organization|org type|type d'organisation|tipo de organización|location|area|region|district|province|"
    "completion time|time in|time out|time|remarks|comments|observations|lieu|observaciones|country|language|agenda",
)


def person_in(cells: Sequence[str], fields: Mapping[str, int]) -> str:
    """The person's name, from one column or two."""
    names = [cell(cells, fields, field) for field in ("first", "last")]
    return cell(cells, fields, "person") or " ".join(name for name in names if name)


def organisation_in(cells: Sequence[str], fields: Mapping[str, int]) -> str:
    """The organisation a row names; empty where its cell holds a person, an address or a number instead."""
    organisation = cell(cells, fields, "organisation") or cell(cells, fields, "acronym")
    key = _key(organisation) if _may_be_organisation(organisation) else ""
    person = person_in(cells, fields)
    # Keys are dear over millions of rows: the person's is made only where the first letters agree.
    is_person = bool(person) and key.startswith(_key(person[0])) and key == heading_key(person)
    return organisation if key and not is_person else ""


@lru_cache(maxsize=20_000)
def _may_be_organisation(text: str) -> bool:
    return "@" not in text and bool(re.search(r"[^\W\d]", text)) and not is_total(text)


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    return heading_key(text)


def is_attendance_record(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Neither a line printed for later nor the heading printed again on the next page."""
    printed_again = cells[0] == headings[0] and list(cells[: len(headings)]) == list(headings)
    return not printed_again and not is_preprinted(cells)


def no_organisation(sheet: Sheet, number: int, column: str) -> Finding:
    """The finding for a row that names no organisation; it never repeats the row, which may name a person."""
    return Finding(
        sheet.name, number, column, "", "no_organisation", "error",
        "This row names no organisation. Expected the organisation's name or acronym.",
        "Write the organisation in its column, or remove the row if it is a total or a note.",
    )  # fmt: skip
