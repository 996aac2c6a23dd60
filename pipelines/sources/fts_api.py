"""Which funding flows does this answer of the FTS API hold?"""

from __future__ import annotations

import re
from typing import Any

from pipelines.sources.dates import iso_day
from pipelines.sources.fts_words import CODES, about_flows, code, year_span
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "fts_flows_api"
TITLE = "FTS API answer (flows)"
FLOW_KEYS = {"id", "amountUSD", "status", "flowType", "boundary", "sourceObjects", "destinationObjects"}
CODED = {"status": "status", "flow_type": "flowType", "boundary": "boundary", "on_boundary": "onBoundary"}
KINDS = {"type": "organizationTypes", "subtype": "organizationSubTypes", "level": "organizationLevels"}
# How much of a document that does not parse is looked at to tell what it was.
GLANCE = 20_000
Flow = dict[str, Any]


def recognise(sheet: Sheet) -> Claim:
    """Accepted when the document holds a list of flows, or plainly is one that broke off or was refused."""
    if sheet.payload is None:
        return (
            Claim(True, 1, "an answer with flows that breaks off")
            if _is_cut_short(sheet)
            else Claim(False, 0, "not JSON")
        )
    if _error_message(sheet.payload):
        return Claim(True, 1, "an answer of the API that reports an error")
    flows = _flows(sheet.payload)
    return Claim(False, 0, "no list of flows") if flows is None else _fit(flows)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every flow of the page; `row` is its position in the list."""
    if sheet.payload is None or _error_message(sheet.payload):
        return Reading([], {}, [_nothing_to_read(sheet)])
    listed = _flows(sheet.payload) or []
    numbers = list(range(1, len(listed) + 1))
    records = [_record(number, flow) for number, flow in zip(numbers, listed, strict=True) if isinstance(flow, dict)]
    findings = [_not_a_flow(sheet, number) for number in numbers if not isinstance(listed[number - 1], dict)]
    findings += _page_of_several(sheet, len(listed)) + about_flows(sheet, records)
    return Reading(numbers, {"funding_flows": records}, findings)


def _flows(payload: Any) -> list[Any] | None:
    """The list of flows: as the API answers, or the bare list as people save it after joining pages."""
    data = payload.get("data") if isinstance(payload, dict) else payload
    flows = data.get("flows") if isinstance(data, dict) else data
    if not isinstance(flows, list):
        return None
    bare = flows is data
    looks_like_flows = any(isinstance(flow, dict) and "sourceObjects" in flow for flow in flows)
    return flows if looks_like_flows or not bare else None


def _fit(flows: list[Any]) -> Claim:
    """A list of flows fits when its first flow has every key that makes a flow; an empty list fits too."""
    first = next((flow for flow in flows if isinstance(flow, dict)), None)
    missing = sorted(FLOW_KEYS - first.keys()) if first else []
    evidence = f"a list of {len(flows)} flows" + (f"; missing in the first: {', '.join(missing)}" if missing else "")
    return Claim(not missing, 1 - len(missing) / len(FLOW_KEYS), evidence)


def _record(number: int, flow: Flow) -> Record:
    source, destination = _by_type(flow.get("sourceObjects")), _by_type(flow.get("destinationObjects"))
    first, last = year_span(_named(destination, "UsageYear"))
    return {
        "row": number,
        "flow_id": _text(flow.get("id")),
        "amount_usd": _text(flow.get("amountUSD")),
        **_giver(source),
        **_recipient(destination.get("Organization", [])),
        "source_countries": "|".join(_named(source, "Location")),
        "destination_countries": "|".join(_named(destination, "Location")),
        "clusters": "|".join(_named(destination, "GlobalCluster")),
        "plan": "|".join(_named(destination, "Plan")),
        "plan_id": "|".join(_named(destination, "Plan", "id")),
        "parent_flow_id": _text(flow.get("parentFlowId")),
        "child_flow_ids": _listed(flow.get("childFlowIds")),
        "method": _text(flow.get("method")),
        "earmarking": _listed(flow.get("grandBargainEarmarkingType")),
        **{column: code(column, _text(flow.get(CODED[column]))) for column in CODES},
        "new_money": _flag(flow.get("newMoney")),
        "contribution_type": _text(flow.get("contributionType")),
        "date": iso_day(_text(flow.get("date"))),
        "usage_year_start": first,
        "usage_year_end": last,
        "updated_on": iso_day(_text(flow.get("updatedAt"))),
    }


def _giver(sources: dict[str, list[Flow]]) -> Record:
    givers = sources.get("Organization", [])
    return {
        "source_organisation": "|".join(_named(sources, "Organization")),
        "source_fts_id": "|".join(_named(sources, "Organization", "id")),
        **{f"source_{column}": _types(givers, key) for column, key in KINDS.items()},
    }


def _recipient(recipients: list[Flow]) -> Record:
    """Who received the money: named where it is one organisation, counted where there are several."""
    only = recipients[0] if len(recipients) == 1 else {}
    return {
        "destination_organisation": _text(only.get("name")),
        "destination_fts_id": _text(only.get("id")),
        "destination_organisations": str(len(recipients)) if recipients else "",
        **{f"destination_{column}": _types(recipients, key) for column, key in KINDS.items()},
    }


def _by_type(objects: Any) -> dict[str, list[Flow]]:
    """A flow's source or destination objects by their type."""
    grouped: dict[str, list[Flow]] = {}
    for item in objects if isinstance(objects, list) else []:
        if isinstance(item, dict):
            grouped.setdefault(_text(item.get("type")), []).append(item)
    return grouped


def _named(objects: dict[str, list[Flow]], kind: str, key: str = "name") -> list[str]:
    """The distinct names (or ids) of one type of object, in the order given."""
    return list(dict.fromkeys(name for item in objects.get(kind, []) if (name := _text(item.get(key)))))


def _types(organisations: list[Flow], key: str) -> str:
    """The distinct type words of the organisations."""
    return _listed([word for item in organisations for word in _several(item.get(key))])


def _listed(value: Any) -> str:
    """The distinct entries of a list, or the one value that stands in its place."""
    return "|".join(dict.fromkeys(word for item in _several(value) if (word := _text(item))))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _flag(value: Any) -> str:
    return "yes" if value is True else "no" if value is False else _text(value)


def _error_message(payload: Any) -> str:
    """What the API says when it refuses a request; empty when the answer is no refusal."""
    if not isinstance(payload, dict) or "status" not in payload or _flows(payload) is not None:
        return ""
    if _text(payload["status"]).lower() == "ok" or "message" not in payload:
        return ""
    return _text(payload["message"]) or "no reason given"


def _is_cut_short(sheet: Sheet) -> bool:
    """Whether text that is not JSON began as an answer with flows."""
    if not sheet.rows or not sheet.rows[0] or not sheet.rows[0][0].startswith("{"):
        return False
    start = "".join(cell for row in sheet.rows[:200] for cell in row)[:GLANCE]
    squeezed = re.sub(r'["\s]', "", start)
    return squeezed.startswith("{status:") and "flows:[" in squeezed and "amountUSD:" in squeezed


def _nothing_to_read(sheet: Sheet) -> Finding:
    message = _error_message(sheet.payload)
    if message:
        return Finding(
            sheet.name, 0, "", "", "api_error", "error",
            f"The API refused the request, so there is no data here. It says: “{message[:200]}”.",
            "Check the address that was asked, download the answer again, and replace the file.",
        )  # fmt: skip
    return Finding(
        sheet.name, 0, "", "", "cut_short", "error",
        "The answer of the API breaks off before its end, so none of its flows can be read.",
        "Download it again and replace the file.",
    )  # fmt: skip


def _not_a_flow(sheet: Sheet, number: int) -> Finding:
    return Finding(
        sheet.name, number, "", "", "not_a_flow", "error",
        f"Entry {number} of the list of flows is not a flow.", "Download the answer again and replace the file.",
    )  # fmt: skip


def _page_of_several(sheet: Sheet, here: int) -> list[Finding]:
    """The API gives 200 flows at a time: say so where this page is not all of them."""
    meta = sheet.payload.get("meta") if isinstance(sheet.payload, dict) else None
    meta = meta if isinstance(meta, dict) else {}
    total = meta.get("count")
    if not meta.get("nextLink") and not (isinstance(total, int) and total > here):
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "one_page_of_several", "info",
            f"This is one page of several: {here} of {total if total is not None else 'an unknown number of'} flows.",
            "Make sure that every page of this answer is in the folder.",
        )
    ]  # fmt: skip
