"""Which organisations are members of which cluster? The partner list a cluster keeps, as XLSX or CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.sources.date_order import dates_inside, sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.filler import is_preprinted, is_total
from pipelines.sources.headings import cell, find_fields, named, share_understood, vocabulary
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.title_lines import title_lines
from pipelines.sources.words import MEMBERSHIP_LEVEL, answer, code, several

NAME = "partner_register"
TITLE = "Partner register"

FIELDS = vocabulary(
    name="organisation|organization|organisation name|organization name|name of organisation|name of organization|"
    "name of the organisation|name of the organization|full name of organisation|organisation full name|org name|partner|"
    "partner name|partner organisation|partner organization|name of partner|agency|agency name|member|member organisation|"
    "member organization|organisme|nom de l'organisation|nom organisation|partenaire|nom du partenaire|structure|"
    "organización|nombre de la organización|nombre organización|socio|nombre del socio|entidad",
    acronym="acronym|acronyms|abbreviation|short name|org acronym|organisation acronym|organization acronym|acronyme|"
    "sigle|abréviation|acrónimo|sigla|siglas|abreviatura",
    other_names="other names|other name|aliases|alias|also known as|former name|former names|alternative names|"
    "autres noms|autre nom|otros nombres|otro nombre",
    type="type|organisation type|organization type|type of organisation|type of organization|org type|partner type|"
    "type of partner|type d'organisation|type organisation|type de partenaire|tipo|tipo de organización|tipo de socio",
    hq_country="hq country|hq|headquarters|headquarters country|country of headquarters|country of hq|hq location|"
    "country of origin|country of registration|siège|pays du siège|pays d'origine|sede|país de la sede|país sede|"
    "país de origen",
    cluster="cluster|clusters|sector|sectors|cluster/sector|sector/cluster|cluster membership|secteur|secteurs|"
    "sectores|clúster|clústeres|grupo sectorial",
    joined_on="joined|joined on|date joined|joining date|join date|date of joining|member since|membership since|"
    "membership date|membership start|since|date d'adhésion|membre depuis|adhésion|depuis|fecha de ingreso|"
    "fecha de adhesión|miembro desde|desde",
    left_on="left|left on|date left|leaving date|date of leaving|membership end|member until|until|date de sortie|"
    "date de départ|jusqu'à|fecha de salida|fecha de baja|hasta",
    level="level|membership level|membership|membership type|membership status|member status|type of membership|status|"
    "niveau|niveau d'adhésion|type d'adhésion|statut|nivel|nivel de membresía|tipo de membresía|membresía|estatus",
    areas="areas|area|areas of operation|area of operation|operational areas|locations|location|province|provinces|"
    "governorate|governorates|region|regions|state|states|district|districts|zones|zones d'intervention|régions|"
    "zonas|zonas de intervención|provincia|provincias|departamentos",
    affiliated="affiliated|affiliation|affiliate|internationally affiliated|part of an international family|"
    "international affiliation|affilié|affiliée|affiliation internationale|afiliada|afiliación internacional",
    women_led="women-led|women led|woman-led|women-led organisation|women-led organization|wlo|dirigée par des femmes|"
    "organisation dirigée par des femmes|liderada por mujeres|organización liderada por mujeres",
    refugee_led="refugee-led|refugee led|refugee-led organisation|refugee-led organization|rlo|"
    "dirigée par des réfugiés|liderada por refugiados|liderada por personas refugiadas",
    disability_led="disability-led|disability led|opd|organisation of persons with disabilities|"
    "organization of persons with disabilities|led by persons with disabilities|"
    "dirigée par des personnes handicapées|oph|liderada por personas con discapacidad",
    email_domains="e-mail domain|e-mail domains|email domain(s)|mail domain|domain|domains|domaine|"
    "domaine de messagerie|domaine e-mail|dominio|dominios|dominio de correo",
    fts_id="fts id|fts organisation id|fts organization id|id fts",
    organisation_id="organisation id|organization id|org id|partner id|id organisation|id organización",
    updated_on="updated|updated on|last updated|last update|date updated|date of update|mise à jour|"
    "date de mise à jour|actualizado|fecha de actualización|última actualización",
)
# `Name` alone may be a person; in a list without people's columns beside it, it is the organisation.
BARE_NAME = vocabulary(name="name|full name|nom|nombre")
EVIDENCE = ("type", "hq_country", "cluster", "joined_on", "acronym")
PEOPLE_SIGN = vocabulary(
    person="signature|sign|first name|surname|prénom|participant|participants|participant name|name of participant|attendee|sex|gender|sexe|sexo|firma|"
    "time in|time out|nom du participant|nombre del participante"
)
PLACE_CODE = re.compile(
    r"pcode|admin\d|adm\d|(prov|dist|location|country|sector)\w*code|activit|beneficiar|reached|targeted"
)
DAYS = ("joined_on", "left_on", "updated_on")
FLAGS = ("affiliated", "women_led", "refugee_led", "disability_led")
FREE_MAIL = re.compile(
    r"(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx|protonmail|yandex|laposte|wanadoo)\.[a-z.]{2,7}"
    r"|proton\.me|mail\.ru|mail\.com|orange\.fr|zoho\.com|me\.com"
)


def recognise(sheet: Sheet) -> Claim:
    """A name column and two more that only a register holds, with about one row for each organisation and cluster."""
    header, fields = _columns(sheet)
    held = [field for field in EVIDENCE if field in fields]
    if "name" not in fields:
        return Claim(False, 0.1 * len(held), f"no column holds organisation names; found of a register: {named(held)}")
    missing = [field for field in EVIDENCE if field not in fields]
    evidence = f"a column of organisation names, and: {named(held)}; not found: {named(missing)}"
    closeness = min(0.9, 0.2 + 0.2 * len(held))
    if reason := _other_kind(sheet, header, fields):
        return Claim(False, min(closeness, 0.5), f"{evidence}; but {reason}", header)
    if len(held) < 2:
        return Claim(False, closeness, f"{evidence}; two are needed", header)
    return Claim(True, 0.5 + 0.1 * len(held), evidence, header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One organisation a row, and one membership for each cluster the row names."""
    header, fields = _columns(sheet)
    rows = [(number, cells) for number, cells in records_below(sheet, header) if not is_preprinted(cells)]
    order, findings = sheet_order(
        (cell(cells, fields, day) for _, cells in rows for day in DAYS if day in fields), dates, sheet
    )
    reading = Reading([number for number, _ in rows], {"organisations": [], "memberships": []}, findings)
    for number, cells in rows:
        if is_total(cell(cells, fields, "name")):
            reading.findings.append(_total(sheet, number, sheet.rows[header][fields["name"]]))
            continue
        texts = {field: cell(cells, fields, field) for field in FIELDS}
        reading.facts["organisations"].append(_organisation(number, texts, order))
        reading.facts["memberships"] += _memberships(number, texts, order)
    reading.findings += _repeats(sheet, reading.facts["memberships"], sheet.rows[header])
    return reading


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    header, fields = find_fields(sheet, FIELDS)
    if "name" not in fields:
        header, fields = find_fields(sheet, {**FIELDS, "name": BARE_NAME["name"]})
    return header, fields


def _other_kind(sheet: Sheet, header: int, fields: Mapping[str, int]) -> str:
    """Why this is not a register although it has its columns, or an empty text."""
    headings = sheet.rows[header]
    keys = [heading_key(heading) for heading in headings]
    if any(key in PEOPLE_SIGN["person"] for key in keys):
        return "columns of people who signed make it a sign-in sheet"
    if any(map(dates_inside, headings)):
        return "headings that are dates make it an attendance table"
    if not {"joined_on", "hq_country", "level"} & set(fields):
        lines = title_lines(sheet, header)
        if any(key in BARE_NAME["name"] for column, key in enumerate(keys) if column != fields["name"]):
            return "a column of people's names and no membership data make it a list of people"
        if lines.date and lines.speaks_of_a_meeting:
            return "the lines above it speak of a meeting"
    if sum(bool(PLACE_CODE.search(key)) for key in keys) >= 2:
        return "place codes or activities make it a list of who does what where"
    if share_understood(headings, len(fields)) < 0.25:
        return "most of its columns belong to something else"
    pairs = [(cell(cells, fields, "name"), cell(cells, fields, "cluster")) for _, cells in records_below(sheet, header)]
    if len(pairs) > 10 and len(set(pairs)) * 2 < len(pairs):
        return "most rows repeat the same organisation and cluster"
    return ""


def _organisation(number: int, texts: Mapping[str, str], order: str) -> Record:
    record: Record = {"row": number}
    for field in ("organisation_id", "name", "acronym", "hq_country", "fts_id"):
        record[field] = texts[field]
    record["other_names"] = ";".join(several(texts["other_names"]))
    record["type"] = type_code(texts["type"])
    record["updated_on"] = iso_day(texts["updated_on"], order)
    record["email_domains"] = ";".join(email_domains(texts["email_domains"]))
    return record | {field: answer(texts[field]) for field in FLAGS}


def _memberships(number: int, texts: Mapping[str, str], order: str) -> list[Record]:
    if not texts["name"]:  # the organisation's contract reports it
        return []
    return [
        {
            "row": number,
            "organisation": texts["name"],
            "cluster": cluster,
            "joined_on": iso_day(texts["joined_on"], order),
            "left_on": iso_day(texts["left_on"], order),
            "level": code(texts["level"], MEMBERSHIP_LEVEL),
            "areas": ";".join(several(texts["areas"])),
        }
        for cluster in dict.fromkeys(several(texts["cluster"]) or [""])
    ]


def email_domains(text: str) -> list[str]:
    """The domains in a cell, without anybody's address and without providers anybody can have an address at."""
    domains = (
        re.sub(r"^(https?://)?(www\.)?", "", part.rsplit("@", 1)[-1].casefold()).strip("./<>")
        for part in re.split(r"[;,|\s]+", text)
    )
    return list(dict.fromkeys(domain for domain in domains if "." in domain and not FREE_MAIL.fullmatch(domain)))


def _total(sheet: Sheet, number: int, column: str) -> Finding:
    return Finding(
        sheet.name, number, column, "", "total_row", "error",
        "This row holds a total. Expected an organisation's name.", "Remove the row, or keep totals on another sheet.",
    )  # fmt: skip


def _repeats(sheet: Sheet, memberships: Sequence[Record], headings: Sequence[str]) -> list[Finding]:
    """A warning for every row that lists an organisation in a cluster that an earlier row listed."""
    first: dict[tuple[str, str], Record] = {}
    findings = []
    for record in memberships:
        key = (heading_key(str(record["organisation"])), heading_key(str(record["cluster"])))
        earlier = first.setdefault(key, record)
        if earlier is not record:
            findings.append(
                Finding(
                    sheet.name, int(record["row"] or 0), "", str(record["organisation"]), "repeated", "warning",
                    f"The same organisation and cluster stand in row {earlier['row']} already.",
                    "Keep one row for each organisation and cluster, unless it left and joined again.",
                )
            )  # fmt: skip
    return findings
