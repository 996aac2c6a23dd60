"""What does FTS publish of the flows? HDX files of 37 columns, and pages of its API."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from pipelines.demo import dirt
from pipelines.demo.funding import YEARS, Flow, Party
from pipelines.demo.story import COUNTRY_NAMES
from pipelines.demo.workbook import Cell, csv_text

COLUMNS = {
    "date": "#date", "budgetYear": "#date+year+budget", "description": "#description+notes",
    "amountUSD": "#value+funding+total+usd", "srcOrganization": "#org+name+funder",
    "srcOrganizationTypes": "#org+type+funder+list", "srcLocations": "#country+iso3+funder+list",
    "srcUsageYearStart": "#date+year+start+funder", "srcUsageYearEnd": "#date+year+end+funder",
    "destPlan": "#activity+appeal+name", "destPlanCode": "#activity+appeal+id+external",
    "destPlanId": "#activity+appeal+id+fts_internal", "destOrganization": "#org+name+impl",
    "destOrganizationTypes": "#org+type+impl+list", "destGlobalClusters": "#sector+cluster+name+list",
    "destLocations": "#country+iso3+impl+list", "destProject": "#activity+project+name",
    "destProjectCode": "#activity+project+code", "destEmergency": "#crisis+name",
    "destUsageYearStart": "#date+year+start+impl", "destUsageYearEnd": "#date+year+end+impl",
    "contributionType": "#financial+contribution+type", "flowType": "#financial+contribution+type",
    "method": "#financial+method", "boundary": "#financial+direction", "onBoundary": "#financial+direction+type",
    "status": "#status+text", "firstReportedDate": "#date+reported", "decisionDate": "#date+decision",
    "keywords": "#description+keywords", "originalAmount": "#value+funding+total",
    "originalCurrency": "#value+funding+total+currency", "exchangeRate": "#financial+fx",
    "id": "#activity+id+fts_internal", "refCode": "#activity+code", "createdAt": "#date+created",
    "updatedAt": "#date+updated",
}  # fmt: skip
PAGE = 200


def files(flows: dict[int, list[Flow]]) -> dict[str, bytes]:
    """Incoming and internal files, and 2025 once more as API pages: the same flows, told in more detail."""
    incoming = {year: [one for one in flows[year] if one.boundary == "incoming"] for year in YEARS}
    internal = [one for year in YEARS for one in flows[year] if one.boundary == "internal"]
    first, second = incoming[2024], incoming[2025] + incoming[2026]
    unpriced = _row(first[0]) | {"id": first[0].id + 90_000, "amountUSD": "see description"}
    unsettled = _row(second[0]) | {"id": second[0].id + 90_000, "status": "announced"}
    return {
        dirt.FTS_FIRST: _csv([*_rows(first), unpriced], "\n", tagged=True),
        dirt.FTS_SECOND: _csv([*_rows(second), unsettled], "\r\n", tagged=False),
        "funding/fts/fts_internal_funding_xnd.csv": _csv(_rows(internal), "\r\n", tagged=False),
        **_pages(flows[2025]),
    }


def _csv(rows: list[dict[str, Cell]], newline: str, tagged: bool) -> bytes:
    table: list[list[Cell]] = [list(COLUMNS)]
    if tagged:
        table.append(list(COLUMNS.values()))
    table += [[row[column] for column in COLUMNS] for row in rows]
    return csv_text(table, newline=newline).encode("utf-8")


def _rows(flows: list[Flow]) -> list[dict[str, Cell]]:
    return [_row(flow) for flow in sorted(flows, key=_newest_first) for _ in range(flow.repeats)]


def _newest_first(flow: Flow) -> tuple[int, int]:
    return -flow.date.toordinal(), flow.id


def _row(flow: Flow) -> dict[str, Cell]:
    row: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    year = flow.usage[0]
    row |= {
        "date": flow.date.isoformat(), "budgetYear": year if flow.id % 9 else "", "description": flow.description,
        "amountUSD": flow.amount, "srcOrganization": flow.source.name, "srcOrganizationTypes": flow.source.type,
        "srcLocations": flow.source.country, "srcUsageYearStart": year, "srcUsageYearEnd": year,
        "destOrganization": "Multiple" if len(flow.destinations) > 1 else "".join(one.name for one in flow.destinations),
        "destOrganizationTypes": ",".join(one.type for one in flow.destinations),
        "destGlobalClusters": ",".join(flow.clusters), "destLocations": ",".join(flow.locations),
        "destUsageYearStart": flow.usage[0], "destUsageYearEnd": flow.usage[1],
        "contributionType": flow.contribution, "flowType": flow.flow_type, "method": "Traditional aid",
        "boundary": flow.boundary, "onBoundary": flow.on_boundary, "status": flow.status,
        "firstReportedDate": flow.date.isoformat(), "decisionDate": _decided(flow).isoformat(),
        "keywords": _keywords(flow), "id": flow.id, "refCode": flow.ref,
        "createdAt": _created(flow).isoformat(), "updatedAt": _updated(flow).isoformat(),
    }  # fmt: skip
    if flow.in_plan:
        row |= {"destPlan": plan(year), "destPlanCode": plan_code(year), "destPlanId": plan_id(year)}
    if flow.estmarks is not None:
        row |= {"originalAmount": flow.estmarks, "originalCurrency": "EUR", "exchangeRate": 0.92}
    return row


def plan(year: int) -> str:
    """The name of a year's plan."""
    return f"Nandoria Humanitarian Needs and Response Plan {year}"


def plan_code(year: int) -> str:
    """Its code."""
    return f"HXND{year % 100}"


def plan_id(year: int) -> int:
    """Its number in FTS."""
    return 1900 + year % 100


def _decided(flow: Flow) -> dt.date:
    return flow.date - dt.timedelta(days=flow.id % 25)


def _created(flow: Flow) -> dt.date:
    return flow.date + dt.timedelta(days=flow.id % 4)


def _updated(flow: Flow) -> dt.date:
    return flow.date + dt.timedelta(days=4 + flow.id % 11)


def _keywords(flow: Flow) -> str:
    return "Multiyear" if flow.usage[0] != flow.usage[1] else ""


def _pages(flows: list[Flow]) -> dict[str, bytes]:
    """API pages of 200 flows; each but the last says where the next one is."""
    ordered = sorted(flows, key=_newest_first)
    counts = {
        boundary: {
            "flowCount": len(here),
            "fundingTotal": _total(here, pledged=False),
            "pledgeTotal": _total(here, pledged=True),
        }
        for boundary in ("incoming", "outgoing", "internal")
        for here in [[flow for flow in flows if flow.boundary == boundary]]
    }
    pages = {}
    for number, begin in enumerate(range(0, len(ordered), PAGE), start=1):
        meta: dict[str, Any] = {"language": "en", "count": len(ordered)}
        if begin + PAGE < len(ordered):
            meta["nextLink"] = f"https://fts.example/v1/public/fts/flow?countryISO3=XND&year=2025&page={number + 1}"
        data = {**counts, "flows": [_flow(flow) for flow in ordered[begin : begin + PAGE]]}
        text = json.dumps({"status": "ok", "data": data, "meta": meta}, ensure_ascii=False, separators=(",", ":"))
        pages[f"funding/fts/fts_api_flow_xnd_2025_page{number}.json"] = text.encode("utf-8")
    return pages


def _total(flows: list[Flow], pledged: bool) -> int:
    return sum(flow.amount for flow in flows if (flow.status == "pledge") == pledged)


def _flow(flow: Flow) -> dict[str, Any]:
    detail = {
        "id": str(flow.id), "amountUSD": flow.amount, "budgetYear": str(flow.usage[0]) if flow.id % 9 else None,
        "childFlowIds": list(flow.children) or None, "contributionType": flow.contribution,
        "createdAt": _moment(_created(flow)), "date": _moment(flow.date), "decisionDate": _moment(_decided(flow)),
        "description": flow.description, "grandBargainEarmarkingType": ["earmarked"] if flow.clusters else None,
        "exchangeRate": None if flow.estmarks is None else 0.92, "firstReportedDate": _moment(flow.date),
        "flowType": flow.flow_type, "keywords": [_keywords(flow)] if _keywords(flow) else None,
        "newMoney": flow.boundary == "incoming" and flow.flow_type in ("Standard", "Parked"), "method": "Traditional aid",
        "parentFlowId": flow.parent, "status": flow.status, "updatedAt": _moment(_updated(flow)), "versionId": 1,
        "sourceObjects": [_organisation(flow.source), _object("UsageYear", 16, str(flow.usage[0]))],
        "destinationObjects": _destination(flow), "boundary": flow.boundary, "onBoundary": flow.on_boundary,
        "reportDetails": [{"sourceType": "Primary", "organization": flow.source.name, "date": _moment(flow.date)}],
    }  # fmt: skip
    if flow.ref:
        detail["refCode"] = flow.ref
    if flow.estmarks is not None:
        detail |= {"originalAmount": flow.estmarks, "originalCurrency": "EUR"}
    return detail


def _destination(flow: Flow) -> list[dict[str, Any]]:
    years = range(flow.usage[0], flow.usage[1] + 1)
    objects = [_organisation(one) for one in flow.destinations]
    objects += [_object("GlobalCluster", 3, cluster) for cluster in flow.clusters]
    objects += [_object("Location", 240, COUNTRY_NAMES[place], _behaviour(flow.locations)) for place in flow.locations]
    objects += [_object("UsageYear", 16, str(year), _behaviour(years)) for year in years]
    if flow.in_plan:
        objects.append(_object("Plan", plan_id(flow.usage[0]), plan(flow.usage[0])))
    return objects


def _behaviour(several: range | tuple[str, ...]) -> str:
    return "shared" if len(several) > 1 else "single"


def _object(type_: str, id_: int, name: str, behaviour: str = "single") -> dict[str, Any]:
    return {"type": type_, "id": str(id_), "name": name, "behavior": behaviour}


def _organisation(party: Party) -> dict[str, Any]:
    return _object("Organization", party.fts_id, party.name) | {
        "organizationTypes": [party.type],
        "organizationSubTypes": [party.subtype] if party.subtype else [],
        "organizationLevels": [party.level] if party.level else [],
    }


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
