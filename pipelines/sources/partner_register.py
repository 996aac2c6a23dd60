"""Which organisations are members of which cluster? The partner list a cluster keeps, as XLSX or CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.sources.date_order import dates_inside, sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.filler import is_preprinted, is_total
from pipelines.sources.headings import cell, find_fields, named, share_understood, vocabulary
from pipelines.sources.organisation_types import type_code
from pipelines.sources.own_exports import made_here
from pipelines.sources.presence_fields import heading_fields, only_presence
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.register_fields import BARE_NAME, FIELDS
from pipelines.sources.register_marks import cluster_columns, marked_clusters, unread_marks
from pipelines.sources.sheets import Sheet
from pipelines.sources.template_examples import without_examples
from pipelines.sources.template_numbers import plain_number
from pipelines.sources.title_lines import title_lines
from pipelines.sources.words import MEMBERSHIP_LEVEL, answer, code, several

NAME = "partner_register"
TITLE = "Partner register"

EVIDENCE = ("type", "hq_country", "cluster", "joined_on", "acronym")
# Columns that say something of a member as such; a table with any of them is no list of who does what where.
DESCRIBES_MEMBERS = (
    "joined_on", "left_on", "hq_country", "affiliated", "women_led", "refugee_led", "disability_led", "email_domains",
    "coordination_staff", "reports_agreed", "key_actor",
)  # fmt: skip
PEOPLE_SIGN = vocabulary(
    person="signature|sign|first name|surname|prénom|participant|participants|participant name|name of participant|attendee|sex|gender|sexe|sexo|firma|"
    "time in|time out|nom du participant|nombre del participante"
)
PLACE_CODE = re.compile(
    r"pcode|admin\d|adm\d|(prov|dist|location|country|sector)\w*code|activit|beneficiar|reached|targeted"
)
DAYS = ("joined_on", "left_on", "updated_on", "flags_date")
FLAGS = ("affiliated", "women_led", "refugee_led", "disability_led")
MEMBERSHIP_FLAGS = ("reports_agreed", "key_actor")
AS_FOUND = (
    "organisation_id", "name", "acronym", "name_fr", "name_es", "name_ar", "hq_country", "affiliated_to", "flags_source",
)  # fmt: skip
FREE_MAIL = re.compile(
    r"(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx|protonmail|yandex|laposte|wanadoo)\.[a-z.]{2,7}"
    r"|proton\.me|mail\.ru|mail\.com|orange\.fr|zoho\.com|me\.com"
)


def recognise(sheet: Sheet) -> Claim:
    """A name column and two more that only a register holds, with about one row for each organisation and cluster."""
    header, fields = _columns(sheet)
    marked = _marked(sheet, header, fields)
    held = [field for field in EVIDENCE if field in fields or (field == "cluster" and marked)]
    if "name" not in fields:
        return Claim(False, 0.1 * len(held), f"no column holds organisation names; found of a register: {named(held)}")
    missing = [field for field in EVIDENCE if field not in held]
    evidence = f"a column of organisation names, and: {named(held)}; not found: {named(missing)}"
    closeness = min(0.9, 0.2 + 0.2 * len(held))
    if reason := _other_kind(sheet, header, fields, len(marked)):
        return Claim(False, min(closeness, 0.5), f"{evidence}; but {reason}", header)
    if len(held) < 2:
        return Claim(False, closeness, f"{evidence}; two are needed", header)
    return Claim(True, 0.5 + 0.1 * len(held), evidence, header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One organisation a row, and one membership for each cluster the row names."""
    header, fields = _columns(sheet)
    marked = _marked(sheet, header, fields)
    printed = [(number, cells) for number, cells in records_below(sheet, header) if not is_preprinted(cells)]
    rows, passed = without_examples(sheet, printed)
    order, findings = sheet_order(
        (cell(cells, fields, day) for _, cells in rows for day in DAYS if day in fields), dates, sheet
    )
    reading = Reading([number for number, _ in rows], {"organisations": [], "memberships": []}, [*passed, *findings])
    for number, cells in rows:
        if is_total(cell(cells, fields, "name")):
            reading.findings.append(_total(sheet, number, sheet.rows[header][fields["name"]]))
            continue
        texts = {field: cell(cells, fields, field) for field in FIELDS}
        reading.facts["organisations"].append(_organisation(number, texts, order))
        reading.facts["memberships"] += _memberships(
            number, texts, order, marked_clusters(cells, marked) if marked else None
        )
    if "areas" in fields and not {*DESCRIBES_MEMBERS, "level", "acronym", "organisation_id"} & set(fields):
        reading.findings.append(_may_be_presence(sheet, header))
    reading.findings += unread_marks(sheet, header, fields, rows, marked)
    reading.findings += _repeats(sheet, reading.facts["memberships"], sheet.rows[header])
    return reading


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    header, fields = find_fields(sheet, FIELDS)
    if "name" not in fields:
        header, fields = find_fields(sheet, {**FIELDS, "name": BARE_NAME["name"]})
    return header, fields


def _marked(sheet: Sheet, header: int, fields: Mapping[str, int]) -> dict[int, str]:
    return cluster_columns(sheet.rows[header], fields, records_below(sheet, header)) if "name" in fields else {}


def _other_kind(sheet: Sheet, header: int, fields: Mapping[str, int], marked: int) -> str:
    """Why this is not a register although it has its columns, or an empty text."""
    headings = sheet.rows[header]
    if made_here(headings):
        return "this tool made it itself"
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
    if not set(DESCRIBES_MEMBERS) & set(fields) and only_presence(heading_fields(headings)):
        return "areas of two levels, P-codes or people reached make it a list of who does what where"
    if sum(bool(PLACE_CODE.search(key)) for key in keys) >= 2:
        return "place codes or activities make it a list of who does what where"
    if share_understood(headings, len(fields) + marked) < 0.25:
        return "most of its columns belong to something else"
    pairs = [(cell(cells, fields, "name"), cell(cells, fields, "cluster")) for _, cells in records_below(sheet, header)]
    if len(pairs) > 10 and len(set(pairs)) * 2 < len(pairs):
        return "most rows repeat the same organisation and cluster"
    return ""


def _organisation(number: int, texts: Mapping[str, str], order: str) -> Record:
    record: Record = {"row": number}
    for field in AS_FOUND:
        record[field] = texts[field]
    for field in ("other_names", "former_names", "fts_id"):
        record[field] = ";".join(several(texts[field]))
    record["type"] = type_code(texts["type"])
    record["type_word"] = texts["type"]
    for field in ("updated_on", "flags_date"):
        record[field] = iso_day(texts[field], order)
    record["email_domains"] = ";".join(email_domains(texts["email_domains"]))
    return record | {field: answer(texts[field]) for field in FLAGS}


def _memberships(
    number: int, texts: Mapping[str, str], order: str, marked: Sequence[tuple[str, str]] | None
) -> list[Record]:
    """One for each cluster the row names or marks; one without a cluster where the list has no place to say it."""
    if not texts["name"]:  # the organisation's contract reports it
        return []
    level = code(texts["level"], MEMBERSHIP_LEVEL)
    clusters = dict.fromkeys(several(texts["cluster"]), level)
    clusters |= {cluster: said or level for cluster, said in marked or ()}
    if marked is None and not clusters:
        clusters = {"": level}
    return [
        {
            "row": number,
            "organisation": texts["name"],
            "cluster": cluster,
            "joined_on": iso_day(texts["joined_on"], order),
            "left_on": iso_day(texts["left_on"], order),
            "level": cluster_level,
            "areas": ";".join(several(texts["areas"])),
            "coordination_staff": plain_number(texts["coordination_staff"]),
            **{field: answer(texts[field]) for field in MEMBERSHIP_FLAGS},
        }
        for cluster, cluster_level in clusters.items()
    ]


def email_domains(text: str) -> list[str]:
    """The domains in a cell, without anybody's address and without providers anybody can have an address at."""
    domains = (
        re.sub(r"^(https?://)?(www\.)?", "", part.rsplit("@", 1)[-1].casefold()).strip("./<>")
        for part in re.split(r"[;,|\s]+", text)
    )
    return list(dict.fromkeys(domain for domain in domains if "." in domain and not FREE_MAIL.fullmatch(domain)))


def _may_be_presence(sheet: Sheet, header: int) -> Finding:
    """What looks the same as a short list of who works where, said for a person to judge."""
    return Finding(
        sheet.name, header + 1, "", "", "members_assumed", "warning",
        "Every organisation of this table is taken for a member of the cluster beside it: it was read as a partner list. "
        "No column says so, such as Joined on, Level or HQ country.",
        "If these are partners, add the column Joined on. If the table says who works where, add the column Activity.",
    )  # fmt: skip


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
