"""From files to published numbers, end to end; tests/worked holds one example an indicator without files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.indicators.catalogue import catalogue
from tests.workspaces import (
    FTS_HEADINGS,
    answers,
    one,
    partner,
    published,
    write_attendance,
    write_csv,
    write_partners,
    write_survey,
)

LOCALS = ["Alwan", "Bahar", "Cedar", "Dunya"]
INGOS = ["Nordic Aid", "Ocean Relief", "Polar Help"]
MEMBERS = [*(partner(name) for name in LOCALS), *(partner(name, "ingo") for name in INGOS)]
FIRST_HALF = {
    "2025-02-10": ["Alwan", "Bahar", "Nordic Aid", "Ocean Relief", "Polar Help"],
    "2025-03-10": ["Alwan", "Nordic Aid", "Ocean Relief"],
}
SECOND_HALF = {"2025-08-11": ["Alwan", "Nordic Aid", "Ocean Relief"]}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven members, two meetings in the first half of 2025 and one in the second."""
    tmp_path = tmp_path_factory.mktemp("cluster")
    write_partners(tmp_path, MEMBERS)
    write_attendance(tmp_path, FIRST_HALF | SECOND_HALF)
    return tmp_path


def test_membership_share_by_type(cluster: Path) -> None:
    rows = published(cluster)
    local = one(rows, "membership_share_by_type", group="local")
    assert (local["numerator"], local["denominator"]) == (4, 7)
    assert local["value"] == pytest.approx(57.142857)
    assert one(rows, "membership_share_by_type", group="international_ngo")["value"] == pytest.approx(42.857143)
    assert local["interval"] == "census: all are counted"
    assert local["low"] is None


def test_active_partner_rate(cluster: Path) -> None:
    value = one(published(cluster), "active_partner_rate", start="2025-01-01")
    assert (value["numerator"], value["denominator"]) == (5, 7)  # Cedar and Dunya never came
    assert value["band"] == "satisfactory"


def test_org_attendance_rate(cluster: Path) -> None:
    rows = published(cluster)
    assert one(rows, "org_attendance_rate", start="2025-01-01")["value"] == pytest.approx(100 * 8 / 14)
    assert one(rows, "org_attendance_rate", start="2025-01-01", group="local")["value"] == pytest.approx(100 * 3 / 8)
    assert one(rows, "org_attendance_rate", start="2025-01-01", group="international")["value"] == pytest.approx(
        100 * 5 / 6
    )
    march = one(rows, "org_attendance_rate", start="2025-03-01", months=1)
    assert (march["numerator"], march["denominator"]) == (3, 7)


def test_attendance_gap_local(cluster: Path) -> None:
    gap = one(published(cluster), "attendance_gap_local", start="2025-01-01")
    assert gap["value"] == pytest.approx(37.5 - 100 * 5 / 6)
    assert gap["band"] == "caution"
    assert gap["unit"] == "pp"


def test_dropout_rate(cluster: Path) -> None:
    """Five were active in the first half; Bahar and Polar Help did not come in the second."""
    rows = published(cluster)
    value = one(rows, "dropout_rate", start="2025-07-01")
    assert (value["numerator"], value["denominator"], value["value"]) == (2, 5, 40)
    assert one(rows, "dropout_rate", start="2025-07-01", group="local")["value"] == 50


def test_a_member_is_expected_only_while_it_is_a_member(tmp_path: Path) -> None:
    write_partners(
        tmp_path, [partner("Alwan"), partner("Bahar", joined="2025-03-01"), partner("Cedar", left="2025-02-28")]
    )
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"], "2025-03-10": ["Alwan", "Bahar"]})
    value = one(published(tmp_path), "org_attendance_rate")
    assert (value["numerator"], value["denominator"]) == (3, 4)


def test_sub_national_meetings_expect_those_who_work_there(tmp_path: Path) -> None:
    write_partners(tmp_path, [])
    write_csv(
        tmp_path / "partners.csv",
        ("Organisation", "Type", "HQ country", "Cluster", "Areas"),
        [
            ("Alwan", "National NGO", "Nandoria", "WASH", "North; South"),
            ("Bahar", "National NGO", "Nandoria", "WASH", "South"),
        ],
    )
    write_csv(
        tmp_path / "meetings.csv",
        ("Cluster", "Date", "Meeting title", "Level", "Area", "Status"),
        [
            ("WASH", "2025-02-10", "WASH North", "sub-national", "North", "held"),
            ("WASH", "2025-03-10", "WASH", "national", "", "cancelled"),
        ],
    )
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"]})
    value = one(published(tmp_path), "org_attendance_rate")
    assert (value["numerator"], value["denominator"]) == (1, 1)


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven members, six answer on equality: 100, 75, 50, 50, 25 and 0 points; one of them twice."""
    tmp_path = tmp_path_factory.mktemp("surveyed")
    write_partners(tmp_path, MEMBERS)
    write_survey(
        tmp_path,
        [
            ("Alwan", "2025-05-02T09:00:00", answers(eq=(5, 5, 5, 5))),  # 100
            ("Bahar", "2025-05-03T09:00:00", answers(eq=(4, 4, 4))),  # 75 from three items
            ("Cedar", "2025-05-04T09:00:00", answers(eq=(3, 3, 3, None))),  # 50; don't know is no answer
            ("Dunya", "2025-05-05T09:00:00", answers(eq=(5, 5, 5, 5))),  # 100 …
            ("Dunya", "2025-05-05T10:00:00", answers(eq=(1, 1, 1, 1))),  # … and 0: 50 for the organisation
            ("Nordic Aid", "2025-05-06T09:00:00", answers(eq=(2, 2, 2, 2))),  # 25
            ("Ocean Relief", "2025-05-07T09:00:00", answers(eq=(1, 1, 1, 1), tr=(5, 5))),  # 0; two items are no scale
            ("A stranger", "2025-05-07T10:00:00", answers(eq=(5, 5, 5, 5))),  # not a member
        ],
    )
    return tmp_path


def test_survey_response_rate(surveyed: Path) -> None:
    value = one(published(surveyed), "survey_response_rate")
    assert (value["numerator"], value["denominator"]) == (6, 7)
    assert value["value"] == pytest.approx(85.714286)


def test_pop_equality_score(surveyed: Path) -> None:
    """Scores 0, 25, 50, 50, 75, 100 of 7 members: median 50.

    By hand: whichever of the seven is missing, the 4th of seven members lies between the 3rd and
    the 4th of the six who answered, so the interval is 50 to 50. With the seventh at 0 or at 100
    the median is 50 either way.
    """
    value = one(published(surveyed), "pop_equality_score")
    assert (value["value"], value["n"], value["population"]) == (50, 6, 7)
    assert (value["bound_low"], value["bound_high"]) == (50, 50)
    assert (value["low"], value["high"]) == (50, 50)
    assert value["band"] == "unsatisfactory"


def test_opinions_of_fewer_than_five_are_not_shown(surveyed: Path) -> None:
    """Four local and two international organisations answered: neither group may be shown."""
    rows = published(surveyed)
    for group in ("local", "international"):
        value = one(rows, "pop_equality_score", group=group)
        assert value["status"] == "suppressed"
        assert value["value"] is value["low"] is value["bound_low"] is value["band"] is None
        assert value["reason"] == "fewer than 5 organisations answered"


def flow(
    number: int,
    amount: int,
    to: str,
    *,
    status: str = "paid",
    kind: str = "Standard",
    years: tuple[int, int] = (2025, 2025),
    boundary: str = "incoming",
    country: str = "XND",
) -> list[object]:
    """A row of an FTS export."""
    given = {
        "date": "2025-03-01", "amountUSD": amount, "srcOrganization": "Donorland, Government of", "srcOrganizationTypes": "Governments",
        "destOrganization": to, "destOrganizationTypes": "NGOs" if to else "", "destLocations": country, "destUsageYearStart": years[0],
        "destUsageYearEnd": years[1], "contributionType": "financial", "flowType": kind, "method": "Traditional aid", "boundary": boundary,
        "onBoundary": "single", "status": status, "id": number, "updatedAt": "2026-02-01",
    }  # fmt: skip
    return [given.get(heading, "") for heading in FTS_HEADINGS]


@pytest.fixture(scope="module")
def funded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """New money of 2025: 100 local, 250 international, 50 to somebody not on the register, 100 not named = 500."""
    tmp_path = tmp_path_factory.mktemp("funded")
    write_partners(tmp_path, MEMBERS)
    write_csv(
        tmp_path / "fts.csv",
        FTS_HEADINGS,
        [
            flow(1, 100, "Alwan"),
            flow(1, 100, "Alwan"),  # the same flow again: once
            flow(2, 500, "Nordic Aid", years=(2025, 2026)),  # 250 a year
            flow(3, 50, "Unheard Of", status="commitment"),
            flow(4, 60, ""),
            flow(5, 40, "Multiple"),
            flow(6, 1000, "Alwan", status="pledge"),  # a pledge is no money yet
            flow(7, 900, "Alwan", boundary="internal"),  # counted when it came in
            flow(8, -30, "Nordic Aid"),  # a correction is listed, not counted as new money
            flow(9, 700, "Alwan", country="KEN"),  # another country
        ],
    )
    return tmp_path


def test_direct_local_funding_share(funded: Path) -> None:
    rows = published(funded)
    value = one(rows, "direct_local_funding_share", "all", group_by="all", months=12, start="2025-01-01")
    assert (value["numerator"], value["denominator"], value["value"]) == (100, 500, 20)
    assert (value["bound_low"], value["bound_high"]) == (20, 50)  # 50 unclassified and 100 unknown could be local
    assert value["band"] == "no caution"
    shares = {
        group: one(rows, "direct_local_funding_share", "all", group=group, months=12, start="2025-01-01")["value"]
        for group in ("local", "international", "unclassified", "unknown")
    }
    assert shares == {"local": 20, "international": 50, "unclassified": 10, "unknown": 20}
    assert one(rows, "direct_local_funding_share", "all", group="local", months=12, start="2025-01-01")["band"] is None


def test_unclassified_locality_share(funded: Path) -> None:
    value = one(published(funded), "unclassified_locality_share", "all", group_by="all", months=12, start="2025-01-01")
    assert (value["numerator"], value["denominator"], value["value"]) == (50, 500, 10)


def test_unknown_recipient_share(funded: Path) -> None:
    value = one(published(funded), "unknown_recipient_share", "all", group_by="all", months=12, start="2025-01-01")
    assert (value["numerator"], value["denominator"], value["value"]) == (100, 500, 20)


def test_reported_funding_keeps_pledges_apart(funded: Path) -> None:
    rows = published(funded)
    by_status = {
        group: one(rows, "reported_funding", "all", group=group, months=0, group_by=by)["value"]
        for group, by in (("all", "all"), ("paid_or_committed", "status"), ("pledge", "status"))
    }
    # The whole span, 2025 and 2026: 100 + 500 + 50 + 60 + 40 - 30 = 720, and the pledge.
    assert by_status["all"] in (1720, 250)
    span = [
        row
        for row in rows
        if row["indicator"] == "reported_funding" and row["period_start"].year < row["period_end"].year
    ]
    totals = {row["group"]: row["value"] for row in span if row["group_by"] in ("all", "status", "file")}
    assert totals == {
        "all": 1720,
        "paid": 670,
        "commitment": 50,
        "paid_or_committed": 720,
        "pledge": 1000,
        "fts.csv": 1720,
    }


def test_paid_or_committed_funding(funded: Path) -> None:
    rows = published(funded)
    value = one(rows, "paid_or_committed_funding", "all", group_by="all", months=12, start="2025-01-01")
    assert value["value"] == 100 + 250 + 50 + 60 + 40 - 30


def test_reported_flows(funded: Path) -> None:
    """Eight flows in the country, incoming and internal; the repeated row is no ninth."""
    rows = published(funded)
    value = one(rows, "reported_flows", "all", group_by="all", months=0)
    assert value["value"] == 8
    assert one(rows, "reported_flows", "all", group="standard", months=0)["value"] == 8


PROJECT_HEADINGS = [
    "PFId",
    "AllNm",
    "PrjCode",
    "OPSCodeAgg",
    "EmgAgg",
    "AllYr",
    "AllSrc",
    "OrgNm",
    "OrgTypeId",
    "PrjTitle",
    "AStrDt",
    "AEndDt",
    "PrjDur",
    "PrgBdg",
    "BgdDC",
    "BdgSC",
    "PrjSubDt",
    "BenAgg",
    "PrjGM",
    "PrjStsNm",
    "PrjStsId",
    "PrjStsCode",
    "PartCode",
    "ApprDt",
]


def project(code: str, organisation: str, type_id: int, budget: str) -> list[str]:
    """A row of a pooled fund's project summary."""
    given = {
        "PFId": "990", "AllNm": "2025 standard", "PrjCode": code, "AllYr": "2025", "AllSrc": "2", "OrgNm": organisation,
        "OrgTypeId": str(type_id), "PrjTitle": "A project", "AStrDt": "7/16/2025 12:00:00 AM", "AEndDt": "7/15/2026 12:00:00 AM",
        "PrjDur": "12 Months", "PrgBdg": budget, "PrjStsNm": "Implementation", "ApprDt": "8/29/2025 1:11:16 PM",
    }  # fmt: skip
    return [given.get(heading, "") for heading in PROJECT_HEADINGS]


def test_cbpf_local_share(tmp_path: Path) -> None:
    write_partners(tmp_path, MEMBERS)
    write_csv(
        tmp_path / "projects.csv",
        PROJECT_HEADINGS,
        [
            project("A", "Alwan", 1, "100000"),
            project("B", "National NGO", 1, "50000"),  # masked: counts, is matched to nobody
            project("C", "Nordic Aid", 2, "2E+05"),
            project("D", "UN Agency", 3, "50000"),
        ],
    )
    rows = published(tmp_path)
    value = one(rows, "cbpf_local_share", "all", group_by="all", months=12)
    assert (value["numerator"], value["denominator"], value["value"]) == (150000, 400000, 37.5)
    assert value["reason"] == "1 of 4 amounts are approximate: they were rounded before they reached us"
    assert one(rows, "cbpf_local_share", "all", group="local", months=12)["numerator"] == 100000
    assert one(rows, "cbpf_local_share", "all", group="unclassified", months=12)["numerator"] == 100000


def test_without_a_partner_list_there_is_no_rate(tmp_path: Path) -> None:
    """A missing denominator is never 0 %."""
    (tmp_path / "workspace.toml").write_text('[[clusters]]\nname = "WASH"\n', encoding="utf-8")
    write_attendance(tmp_path, FIRST_HALF)
    rows = published(tmp_path)
    for indicator in ("org_attendance_rate", "active_partner_rate", "attendance_gap_local"):
        value = one(rows, indicator)
        assert (value["status"], value["value"]) == ("not_computable", None)
        assert "no partner list" in value["reason"]


def test_money_nobody_can_place_gives_no_share(tmp_path: Path) -> None:
    write_csv(tmp_path / "fts.csv", FTS_HEADINGS, [flow(1, 100, "Unheard Of")])
    value = one(published(tmp_path), "direct_local_funding_share", "all", group_by="all", months=12)
    assert (value["status"], value["value"]) == ("not_computable", None)
    assert (value["bound_low"], value["bound_high"]) == (0, 100)


def test_a_period_that_is_not_over_says_so(cluster: Path) -> None:
    rows = published(cluster)
    assert one(rows, "org_attendance_rate", start="2025-01-01")["reason"] is None
    assert one(rows, "org_attendance_rate", start="2025-07-01")["reason"] == "the period is not complete yet"


def test_part_of_a_year_of_money_gets_no_band(funded: Path) -> None:
    """The last report is of February 2026, so that 2026 is not over: 250 of 250 is international, which proves nothing yet."""
    value = one(published(funded), "direct_local_funding_share", "all", group_by="all", months=12, start="2026-01-01")
    assert (value["value"], value["band"], value["reason"]) == (0, None, "the period is not complete yet")


def test_the_donor_sees_only_what_is_meant_for_donors(cluster: Path) -> None:
    published(cluster)
    seen = {row["indicator"] for row in published(cluster, audience="donor")}
    assert "org_attendance_rate" not in seen
    assert {"membership_share_by_type", "attendance_gap_local"} <= seen


def test_definitions_are_complete_and_toml_can_be_read_as_json() -> None:
    for indicator in catalogue().values():
        assert indicator.seeds, indicator.id
        json.dumps(indicator.definition)
