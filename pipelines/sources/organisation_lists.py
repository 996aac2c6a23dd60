"""Which organisations do public lists know? FTS organisations and recipients, HDX organisation lists and spelling maps.

Their rows help to find and describe organisations; they make nobody a partner of a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.organisations.names import looks_like_acronym
from pipelines.sources.columns import overlong_rows, picker
from pipelines.sources.organisation_types import type_code
from pipelines.sources.reading import (
    Claim,
    DateRules,
    Finding,
    Reading,
    Record,
    find_header,
    heading_key,
    records_below,
)
from pipelines.sources.sheets import Sheet
from pipelines.workspace import Workspace, country_code

NAME = "organisation_lists"
TITLE = "Public list of organisations"
AFFILIATED = {"internationallyaffiliatedngo", "affiliatedngo", "affiliated", "internationallyaffiliatedorganizations"}
# Analysts' exports write it where they have nothing.
NOTHING = "NA"


@dataclass(frozen=True)
class Layout:
    """One kind of table: which heading holds what. All its headings must be there."""

    title: str
    headings: Mapping[str, str]


LAYOUTS = (
    Layout(
        "FTS recipients with types added by analysts",
        {
            "name": "Recipient", "type": "destination_orgtype", "narrower_type": "destination_ngotype",
            "fts_id": "destinationObjects_Organization.id",
        },
    ),
    Layout(
        "map from spellings to organisations",
        {
            "spelling": "Lookup", "name": "Canonical Name", "acronym": "Acronym", "type": "Type Code",
            "country": "Country Code",
        },
    ),
    Layout(
        "rules from spellings to organisations",
        {
            "spelling": "String pattern", "name": "Canonical org name", "acronym": "Acronym", "type": "Org type",
            "country": "Location code", "country_name": "Location filter", "sector": "Sector filter",
        },
    ),
    Layout(
        "HDX organisations",
        {"acronym": "acronym", "name": "name", "type": "org_type_code", "type_word": "org_type_description"},
    ),
)  # fmt: skip
API_KEYS = {"id", "name", "categories", "locations"}


def recognise(sheet: Sheet) -> Claim:
    """All headings of one of the layouts, or the FTS API's own list as JSON."""
    if sheet.payload is not None:
        return _recognise_api(sheet.payload)
    nearest = max((_claim(sheet, layout) for layout in LAYOUTS), key=lambda claim: claim.closeness)
    return nearest if nearest.closeness > 0.4 else Claim(False, 0, nearest.evidence, nearest.header_row)


def _claim(sheet: Sheet, layout: Layout) -> Claim:
    wanted = {heading_key(heading): heading for heading in layout.headings.values()}
    header, found = find_header(sheet, wanted)
    missing = [heading for key, heading in wanted.items() if key not in found]
    evidence = f"{len(found)} of {len(wanted)} columns of {layout.title}"
    if missing:
        return Claim(False, 0.9 * len(found) / len(wanted), f"{evidence}; missing: {', '.join(missing)}", header)
    return Claim(True, 1, evidence, header)


def _recognise_api(payload: Any) -> Claim:
    items = _api_items(payload)
    if not items:
        return Claim(False, 0, "not the FTS API's list of organisations")
    alike = sum(isinstance(item, dict) and set(item) >= API_KEYS for item in items)
    share = alike / len(items)
    return Claim(share == 1, share, f"{alike} of {len(items)} entries are organisations of the FTS API")


def _api_items(payload: Any) -> list[Any]:
    data = payload.get("data") if isinstance(payload, dict) else payload
    return data if isinstance(data, list) else []


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One row an organisation, or a spelling of one."""
    if sheet.payload is not None:
        items = _api_items(sheet.payload)
        records = [_api_record(number, item) for number, item in enumerate(items, start=1)]
        return Reading(list(range(1, len(items) + 1)), {"organisations": records})
    layout = next(layout for layout in LAYOUTS if _claim(sheet, layout).accepted)
    headings = sheet.rows[claim.header_row]
    at = picker(headings, layout.headings)
    rows = records_below(sheet, claim.header_row)
    texts = [(number, {field: _filled(cells[index]) for field, index in at.items()}) for number, cells in rows]
    findings = [_joint(sheet, number, row["name"], headings[at["name"]]) for number, row in texts if "|" in row["name"]]
    records = [_record(number, row) for number, row in texts]
    return Reading(
        [number for number, _ in rows],
        {"organisations": records},
        [*findings, *overlong_rows(sheet, rows, len(headings)), *_limits(sheet, records, texts)],
    )


def _filled(cell: str) -> str:
    return "" if cell == NOTHING else cell


def _record(number: int, texts: Mapping[str, str]) -> Record:
    word = texts.get("narrower_type") or texts["type"]
    country = texts.get("country") or texts.get("country_name", "")
    return {
        "row": number,
        "standing": "reference",
        "name": texts["name"],
        **_short_and_other(texts),
        "type": type_code(word),
        "type_word": texts.get("type_word") or word,
        "affiliated": "yes" if heading_key(word) in AFFILIATED else "",
        "fts_id": texts.get("fts_id", ""),
        "applies_in": (country_code(country, Workspace.without_settings()) or country) if country else "",
    }


def _short_and_other(texts: Mapping[str, str]) -> dict[str, str]:
    """The acronym, and the spelling where it says more. A spelling made for one sector alone means nothing elsewhere."""
    name, acronym, spelling = texts["name"], texts.get("acronym", ""), texts.get("spelling", "")
    if heading_key(name).startswith(heading_key(acronym)):  # a name cut short is no acronym
        acronym = ""
    if texts.get("sector") or heading_key(spelling) in (heading_key(name), heading_key(acronym)):
        spelling = ""
    if looks_like_acronym(spelling):
        return {"acronym": spelling, "other_names": ""}
    return {"acronym": acronym, "other_names": spelling.replace(";", ",")}


def _api_record(number: int, item: Mapping[str, Any]) -> Record:
    words = [
        str(entry.get("name", "")) for entry in _dicts(item["categories"]) if entry.get("group") == "organizationType"
    ]
    places = {str(entry.get("name", "")) for entry in _dicts(item["locations"])}
    texts = {"name": str(item["name"] or ""), "acronym": str(item.get("abbreviation") or "")}
    return {
        "row": number,
        "standing": "reference",
        "name": texts["name"],
        **_short_and_other(texts),
        "type": type_code(words[0]) if len(words) == 1 else "",
        "type_word": ", ".join(words),
        "hq_country": places.pop() if len(places) == 1 else "",  # of several places none is known to be the seat
        "fts_id": str(item["id"] or ""),
    }


def _dicts(entries: Any) -> Iterable[Mapping[str, Any]]:
    return (entry for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()


def _joint(sheet: Sheet, number: int, name: str, column: str) -> Finding:
    return Finding(
        sheet.name, number, column, name, "several_organisations", "error",
        "This row names several organisations with a | between them. Expected one organisation a row.",
        "Nothing to do: each of them is on the list by itself, or can be added to a partner list.",
    )  # fmt: skip


def _limits(sheet: Sheet, records: Sequence[Record], texts: Sequence[tuple[int, Mapping[str, str]]]) -> list[Finding]:
    """Say which rows are meant for one country or one sector alone."""
    local = [str(record["applies_in"]) for record in records if record["applies_in"]]
    sectors = sum(1 for _, row in texts if row.get("sector"))
    found = []
    if local:
        found.append(
            Finding(
                sheet.name, 0, "", "", "one_country_only", "info",
                f"{len(local)} rows are meant for one country alone ({', '.join(sorted(set(local)))}). "
                "They are used only where workspace.toml names that country.",
            )
        )  # fmt: skip
    if sectors:
        found.append(
            Finding(
                sheet.name, 0, "", "", "one_sector_only", "info",
                f"{sectors} spellings are meant for one sector alone; they are not used.",
            )
        )  # fmt: skip
    return found
