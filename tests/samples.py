"""What does each source read? At least one tiny sheet of each, made from the tables of its own tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipelines.instruments import ccpm, partnership_survey
from pipelines.sources.sheets import Sheet
from tests import test_sources_attendance_teams as teams
from tests import test_sources_attendance_zoom as zoom
from tests import test_sources_cbpf as cbpf
from tests import test_sources_cbpf_layouts as cbpf_layouts
from tests import test_sources_cbpf_totals as cbpf_totals
from tests import test_sources_ccpm as ccpm_answers
from tests import test_sources_iati as iati
from tests.readings import table
from tests.survey_exports import SETTINGS, Setting, export
from tests.test_organisation_lists import HDX, MAP, RECIPIENTS, entry
from tests.test_sources_funding import FLOW
from tests.test_sources_funding_api import api, api_flow, organisation
from tests.test_sources_funding_flattened import FLOW as FLAT
from tests.test_sources_presence import HEADINGS, ROW, TAGS
from tests.test_sources_register import MARKED
from tests.test_sources_requirements import CLUSTERS, HAPI, PLAN, api_plan, overview
from tests.test_team_entries import action, actions, call, calls
from tests.workspaces import FTS_HEADINGS, ITEMS, PARTNER_HEADINGS, partner

TIMES = ("03/25/2025 09:00:00 AM", "03/25/2025 10:00:00 AM")
ANSWERS = {"eq1": "agree", "tr1": "dont_know", "cl1": "strongly_agree", "organisation": "Hope", "cluster": "WASH"}
SENT = {"_id": "1", "_uuid": "u-1", "_submission_time": "2025-05-01T09:00:00"}


@cache
def sheets() -> list[Sheet]:
    """The sheets of every source, in a fixed order."""
    return [*_meetings(), *_registers(), *_surveys(), *_money(), *_documents(), *_entries()]


def _sheet(*rows: list[str]) -> Sheet:
    return Sheet("folder/file.csv", "", [*map(list, rows)])


def _meetings() -> Iterator[Sheet]:
    people = [["Amina", "a@who.int"], ["Ben", "b@hope.org"], ["Carl", ""]]
    yield _sheet(*teams.SUMMARY, teams.PEOPLE, teams.person("Amina", *TIMES), teams.person("Ben", *TIMES))
    yield _sheet(zoom.ZOOM, *([*person, *TIMES, "60", "Yes"] for person in people))
    host = ["Yes", "Host", "h@who.int", "Mar 28, 2025 08:07:00", "Mar 28, 2025 08:17:00", "10", "US"]
    guest = ["Yes", "Ana", "E", "a@x.org", "", "approved", "UNICEF", *host[3:]]
    yield _sheet(*zoom.WEBINAR, ["Host Details"], zoom.PANEL, host, ["Attendee Details"], zoom.ATTENDEES, guest, guest)
    meet = ["First name", "Last name", "Email", "Duration", "Time joined", "Time exited"]
    yield _sheet(meet, ["Ana", "Example", "a@who.int", "1 hr 2 min", "10:00 AM", "11:02 AM"])
    signed = ["Cluster", "Meeting date", "Meeting", "Name", "Organisation"]
    yield _sheet(signed, *(["WASH", "12/03/2025", "Coordination", name, "Hope"] for name, _ in people))
    yield _sheet(["Organisation", "12 Jan 2025", "9 Feb 2025"], ["Hope", "x", ""], ["Care", "", "x"])
    yield _sheet(["Cluster", "Meeting", "Date"], ["WASH", "Coordination", "12/03/2025"], ["WASH", "SAG", "13/03/2025"])


def _registers() -> Iterator[Sheet]:
    yield _sheet(list(PARTNER_HEADINGS), *(list(partner(name, other="Far; Away")) for name in ("Hope", "Care")))
    yield _sheet(MARKED, ["Hope", "H", "NNGO", "x", "", "", "yes"], ["Care", "", "INGO", "", "x", "x", ""])
    roles = ["Organisation *", "Cluster", "Body *", "Role or seat *", "Holds it from", "Dedicated"]
    yield _sheet(
        roles, ["Hope", "WASH", "SAG", "Member", "2025-01-01", "yes"], ["Care", "WASH", "TWG", "Chair", "", ""]
    )
    yield _sheet(
        RECIPIENTS, ["Hope", "NGOs", "Internationally Affiliated NGO", "7"], ["Ministry", "Government", "", "NA"]
    )
    yield _sheet(MAP, ["AFG", "hope", "Hope", "H", "441"], ["AFG", "care", "Care", "C", "437"])
    yield _sheet(HDX, ["H", "Hope", "441", "National NGO"], ["C", "Care", "437", "INGO"])
    yield _sheet(HEADINGS.split("|"), TAGS.split("|"), ROW.split("|"), ROW.split("|"))
    yield _sheet(["Katha", "Chinha", "Thara"], ["#org +name", "#org+acronym", "#org+type"], ["Hope", "H", "NNGO"])
    yield _sheet(["PFId", "PFName", "PFAbbrv"], ["23", "Nandoria", "XND23"], ["24", "Elsewhere", "XEL24"])


def _surveys() -> Iterator[Sheet]:
    for setting in SETTINGS[::5]:
        yield export(partnership_survey(), [ANSWERS | SENT, {**SENT, "_uuid": "u-2"}], setting)
    yield export(ccpm(), [ccpm_answers.SENT | {"P_IS02": "yes", "type_of_survey": "partner"}], Setting("fr"))
    yield ccpm_answers.sheet({"P_SS01a_05": "yes", "type_of_survey": "partner"}, {"C_IS01": "never"})


def _money() -> Iterator[Sheet]:
    yield table(FTS_HEADINGS, FLOW, {**FLOW, "id": "2", "amountUSD": "1E+07"}, tags=True)
    yield table(CLUSTERS, PLAN, PLAN)
    yield table(list(HAPI), HAPI, HAPI)
    yield table(list(FLAT), FLAT, {**FLAT, "id": "1002"})
    yield cbpf.projects({}, {"PrjCode": "CBPF-XND-25-S-NGO-90002"})
    yield cbpf_layouts.places({}, {"AdmLoc1": "South"})
    yield table(list(cbpf_totals.WIDE), cbpf_totals.WIDE, cbpf_totals.WIDE | {"Year": "2024"})
    yield table(list(cbpf_totals.NET), cbpf_totals.NET, cbpf_totals.NET | {"targetType": "2", "source": "UN"})
    yield table(list(cbpf_totals.PER_FUND), cbpf_totals.PER_FUND, cbpf_totals.PER_FUND)
    agency = {"Year": "2026", "Cluster": "Health", "Agency": "WHO", "Budget": "375000"}
    yield table(list(agency), agency, agency)
    gender = {"AllocationYear": "2021", "CountryCode": "XND", "Budget": "2E+07", "GenderMarker": "", "FundType": "CERF"}
    yield table(list(gender), gender, gender)
    yield cbpf_totals.rounds({}, {"AllocationTitle": "2025 second"})
    yield iati.sheet(iati.TRANSACTIONS, iati.ROW, iati.ROW)
    yield iati.sheet(iati.FLOWS, iati.flow("Aid UK", "Hope", "incoming"), iati.flow("Hope", "Care", "outgoing"))


def _documents() -> Iterator[Sheet]:
    yield api(api_flow(organisation("Hope", "42")), api_flow(organisation("Care", "43"), id="700002"))
    yield overview(api_plan(), api_plan(id=930))
    yield cbpf_layouts.document({"odata.metadata": "…", "value": [cbpf_layouts.OLD, cbpf_layouts.OLD]})
    yield _document({"status": "ok", "data": [entry(), entry(id=8, name="Care")]})
    yield _document([{"#org+name": "Hope", "#sector": "Health", "#adm1+name": "Ghor"}] * 2)
    yield _document(
        {"data": [{"id": 9, "name": "Seeds", "code": "SEE", "type": "custom", "parentId": 6}], "status": "ok"}
    )
    yield _document([{"idsList": [4, 5], "changesTo": 3, "description": "Anta Relief"}])
    answers = dict.fromkeys(ITEMS, "agree") | SENT
    yield _document({"count": 2, "next": None, "previous": None, "results": [answers, {**answers, "_uuid": "u-2"}]})


def _document(payload: Any) -> Sheet:
    return Sheet("folder/file.json", "", [], "utf-8", json.loads(json.dumps(payload)))


def _entries() -> Iterator[Sheet]:
    yield calls(call("c1", reason="time"), call("c1", "taken_back"), call("c2"))
    yield actions(action("a1"), action("a1", "done"), action("a2"), action("a2", "dropped"))
