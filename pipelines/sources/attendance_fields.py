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
    "nom de l'organisation|structure|agence|organización|nombre de la organización|institución|entidad|agencia|المنظمة|اسم المنظمة|"
    "الجهة|اسم الجهة|المؤسسة|الهيئة|الوكالة",
    acronym="acronym|organisation acronym|organization acronym|org acronym|acronyme|sigle|acrónimo|sigla|siglas",
    person="name|names|full name|name and surname|participant|participants|participant name|name of participant|"
    "participant's name|attendee|attendee name|nom|noms|nom complet|nom et prénom|noms et prénoms|nom du participant|"
    "nombre|nombres|nombre completo|nombre y apellido|nombre y apellidos|nombre del participante|الاسم|الاسم الكامل|"
    "الاسم الثلاثي|المشارك|اسم المشارك",
    first="first name|given name|prénom|prénoms",
    last="last name|surname|family name|nom de famille|apellido|apellidos",
    email="e-mail|email|e-mail address|email address|mail|courriel|adresse e-mail|adresse mail|adresse électronique|"
    "correo|correo electrónico|البريد الإلكتروني|البريد الالكتروني|الإيميل",
    phone="phone|telephone|phone number|telephone number|mobile|mobile number|contact|contact number|tel|téléphone|"
    "numéro de téléphone|teléfono|celular|móvil|الهاتف|رقم الهاتف|الجوال|رقم الجوال|الموبايل",
    position="position|title|job title|function|role|designation|fonction|poste|titre|cargo|puesto|función|الوظيفة|"
    "المسمى الوظيفي|المنصب|الصفة",
    signature="signature|sign|signed|initials|émargement|firma|التوقيع",
    sex="sex|gender|sex/gender|m/f|sexe|genre|sexo|género|الجنس|النوع الاجتماعي",
    date="date|meeting date|date of meeting|date of the meeting|timestamp|start time|date de la réunion|date de réunion|"
    "horodateur|fecha|fecha de la reunión|fecha de reunión|marca temporal|التاريخ|تاريخ الاجتماع",
    cluster="cluster|sector|cluster/sector|sector/cluster|secteur|clúster|القطاع|الكتلة",
    meeting="meeting|meeting title|meeting name|name of meeting|type of meeting|event|réunion|titre de la réunion|"
    "reunión|título de la reunión|الاجتماع|اسم الاجتماع",
    attended="attended|attended y/n|attendance|present|present y/n|presence|présent|présence|présent o/n|asistió|asistencia|"
    "presente|حضر|الحضور",
    other="no|nr|num|number|sn|s/n|sr no|n°|id|type|organisation type|organization type|type of organisation|"
    "type of organization|org type|type d'organisation|tipo de organización|location|area|region|district|province|"
    "completion time|time in|time out|time|remarks|comments|observations|lieu|observaciones|country|language|agenda|الرقم|م|الملاحظات|ملاحظات|المنطقة|المحافظة",
)

# Second headings below one of these columns, or below a meeting in which men and women were counted apart.
SEX_WORDS = vocabulary(
    sex="m|f|h|male|female|men|women|man|woman|homme|femme|hommes|femmes|masculin|féminin|hombre|mujer|hombres|mujeres|"
    "ذكر|أنثى|ذكور|إناث"
)["sex"]
# What a spreadsheet shows where a formula fails: #N/A, #REF!, #NAME?.
FORMULA_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:\d+")


def person_in(cells: Sequence[str], fields: Mapping[str, int]) -> str:
    """The person's name, from one column or two."""
    person = cell(cells, fields, "person")
    if not person and "first" in fields:
        person = f"{cell(cells, fields, 'first')} {cell(cells, fields, 'last')}".strip()
    return "" if person[:1] in ("#", "E") and FORMULA_ERROR.fullmatch(person) else person


def organisation_in(cells: Sequence[str], fields: Mapping[str, int], person: str) -> str:
    """The organisation a row names; empty where its cell holds the person, an address or a number instead."""
    organisation = cell(cells, fields, "organisation") or cell(cells, fields, "acronym")
    key = _key(organisation) if _may_be_organisation(organisation) else ""
    # Keys are dear over millions of rows: the person's is made only where the first letters agree.
    is_person = bool(person) and key.startswith(_key(person[0])) and key == heading_key(person)
    return organisation if key and not is_person else ""


@lru_cache(maxsize=20_000)
def _may_be_organisation(text: str) -> bool:
    if "@" in text or FORMULA_ERROR.fullmatch(text) or is_total(text):
        return False
    return bool(re.search(r"[^\W\d]", text))


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
        sheet.name, number, column[:80], "", "no_organisation", "error",
        "This row names no organisation. Expected the organisation's name or acronym.",
        "Write the organisation in its column, or remove the row if it is a total or a note.",
    )  # fmt: skip
