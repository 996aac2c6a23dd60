"""The demo's 5W lists, surveys and reports of money: genuine layouts, sums that agree, and the same story."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import duckdb
import pytest

from pipelines.contracts.survey import BENEFITS
from pipelines.demo import dirt, files
from pipelines.demo.fts import COLUMNS
from pipelines.demo.funding import Flow, Ledger
from pipelines.demo.names import FORMER_NAMES
from pipelines.demo.organisations import roster
from pipelines.demo.pooled_fund import Project, projects
from pipelines.instruments import PULSE_ITEMS
from pipelines.sources.fts_layouts import LAYOUTS

SEED = 7
LOCAL = "localities.definition = 'grand_bargain'"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files(SEED)


@pytest.fixture(scope="module")
def funded() -> list[Project]:
    return projects(roster(SEED), SEED)


@pytest.fixture(scope="module")
def flows(funded: list[Project]) -> dict[int, list[Flow]]:
    ledger = Ledger(roster(SEED), funded, SEED)
    return {year: ledger.year(year) for year in (2024, 2025, 2026)}


def rows_of(data: bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


def ask(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


# Who does what where


def test_every_cluster_has_a_list_for_every_half_year(con: duckdb.DuckDBPyConnection) -> None:
    lists = "select cluster_id, count(distinct file), count(distinct date_trunc('month', reported_on)) from presence group by all"
    assert sorted(ask(con, lists)) == [("food_security", 4, 4), ("protection", 4, 4), ("wash", 4, 4)]


def test_one_list_is_in_windows_own_encoding_and_others_are_not(made: dict[str, bytes]) -> None:
    first, last = made[dirt.PROTECTION_PRESENCE], made["presence/protection/Protection 5W 2026 semestre 1.csv"]
    assert "Partenaire de mise en œuvre" in rows_of(first, "cp1252", ";")[0]
    assert "Partenaire de mise en œuvre" in rows_of(last, delimiter=";")[0]


def test_who_does_the_work(con: duckdb.DuckDBPyConnection) -> None:
    share = (
        "select cluster_id, 100 * avg((locality = 'local')::integer) from presence join localities using (organisation_id)"
        f" where {LOCAL} and reported_on "
    )
    first, last = (
        dict(ask(con, f"{share} {when} group by all")) for when in ("< date '2025-01-01'", "> date '2026-01-01'")
    )
    assert first["wash"] - last["wash"] > 12
    assert last["protection"] - first["protection"] > 12
    assert abs(first["food_security"] - last["food_security"]) < 8 and last["food_security"] > 45


def test_in_food_security_local_partners_work_for_the_lead_agency(con: duckdb.DuckDBPyConnection) -> None:
    (row,) = ask(
        con,
        "select count(*) filter (where programme_organisation_id = 'wfp'), count(*) from presence"
        f" join localities using (organisation_id) where {LOCAL} and locality = 'local' and cluster_id = 'food_security'",
    )
    assert row[0] * 3 > row[1]


def test_places_have_p_codes_and_a_few_lack_the_country(con: duckdb.DuckDBPyConnection) -> None:
    codes = [code for (code,) in ask(con, "select area2_pcode from presence")]
    odd = [code for code in codes if not str(code).startswith("XND")]
    assert 0 < len(odd) < len(codes) / 50
    assert ask(
        con, "select count(*) from presence where area1_pcode <> left(area2_pcode, 5) and area2_pcode like 'X%'"
    ) == [(0,)]


def test_some_who_work_there_are_no_members(con: duckdb.DuckDBPyConnection) -> None:
    names = {name for (name,) in ask(con, "select organisation from presence where organisation_id is null")}
    assert names >= {"Union of Ondra Cooperatives", "Marrovi Relief Circle"}


# Surveys


def test_the_pulse_is_a_page_of_the_api_with_six_items(made: dict[str, bytes]) -> None:
    page = json.loads(made[dirt.PULSE])
    assert page["count"] == len(page["results"]) > 60
    assert {key.rpartition("/")[2] for one in page["results"] for key in one if key.startswith("pulse/")} == set(
        PULSE_ITEMS
    )


def test_the_pulse_is_a_round_of_its_own(con: duckdb.DuckDBPyConnection) -> None:
    rounds = ask(
        con, "select instrument, round_end::varchar, count(*) > 60 from survey_responses group by 1, 2 order by 2"
    )
    assert [(name, day[:7], many) for name, day, many in rounds] == [
        ("partnership", "2025-05", True), ("pulse", "2025-11", True), ("partnership", "2026-05", True),
    ]  # fmt: skip


def test_the_form_of_the_second_round_asks_more(con: duckdb.DuckDBPyConnection) -> None:
    later = (
        "select year(round_end), count(distinct form_version), count(*) filter (where item = 'cl7') > 60,"
        " (select count(distinct asked.response_id) > 60 from survey_benefits join survey_responses as asked"
        "  using (response_id) where year(asked.round_end) = year(r.round_end))"
        " from survey_responses as r join survey_answers using (response_id) where instrument = 'partnership'"
        " group by all order by 1"
    )
    assert ask(con, later) == [(2025, 1, False, False), (2026, 1, True, True)]
    mixed = "select response_id from survey_benefits group by 1 having bool_or(benefit = 'none') and count(*) > 1"
    assert ask(con, mixed) == []
    used = dict(ask(con, "select benefit, count(*) from survey_benefits group by 1"))
    assert used.keys() == set(BENEFITS)


# Partner lists


def test_members_say_what_they_can_and_promise_and_some_were_not_asked(con: duckdb.DuckDBPyConnection) -> None:
    said = (
        "select cluster_id, avg((coordination_staff is not null)::integer), count(*) filter (where reports_agreed),"
        " count(*) filter (where not reports_agreed), count(*) filter (where key_actor)"
        " from memberships where level = 'full' group by 1"
    )
    for _, share, agree, refuse, key in ask(con, said):
        assert 0.75 < share < 1
        assert agree > 20 and refuse > 0 and 5 <= key < 25
    two_rows = (
        "select organisation_id from memberships group by organisation_id, cluster_id, joined_on having count(*) > 1"
    )
    assert ask(con, two_rows) == []


def test_coordination_is_asked_in_french_and_read_in_codes(
    made: dict[str, bytes], con: duckdb.DuckDBPyConnection
) -> None:
    first = rows_of(made[dirt.CCPM], delimiter=";")[0]
    assert any(
        heading.endswith("À quelle fréquence votre organisation a-t-elle participé aux réunions de ce cluster ?")
        for heading in first
    )
    assert "Pour une organisation partenaire" in first.values() or "Pour la coordination du cluster" in first.values()
    who = "select respondent, count(*) from ccpm_responses where cluster_id is not null group by all"
    counts = dict(ask(con, who))
    assert counts["coordinator"] == 3 and counts["partner"] > 70
    assert ask(con, "select count(distinct sub_function) > 15 from ccpm_answers") == [(True,)]


def test_a_question_that_was_not_asked_has_no_answer(con: duckdb.DuckDBPyConnection) -> None:
    unasked = (
        "select count(*) from ccpm_answers as a join ccpm_answers as b using (response_id)"
        " where a.item = 'P_SS01a_01' and a.answer = 'never' and b.item = 'P_SS01a_02'"
    )
    assert ask(con, unasked) == [(0,)]


def test_in_wash_the_coordinator_sees_what_local_partners_do_not(con: duckdb.DuckDBPyConnection) -> None:
    scores = dict(
        ask(
            con,
            "select cluster_id || case when respondent = 'coordinator' then ' coordinator' else ' ' || locality end, avg(score)"
            f" from ccpm_responses join ccpm_answers using (response_id) join localities using (organisation_id) where {LOCAL} group by all",
        )
    )
    assert scores["wash coordinator"] - scores["wash local"] > 30
    assert scores["wash international"] - scores["wash local"] > 20
    assert abs(scores["protection coordinator"] - scores["protection local"]) < 15


def test_coordinators_count_the_partners_there_are(con: duckdb.DuckDBPyConnection) -> None:
    counted = (
        "select cluster_id, sum(partners) from ccpm_partner_counts join ccpm_responses using (response_id) group by all"
    )
    for _, partners in ask(con, counted):
        assert 40 < partners < 70


# Money


def test_the_old_download_has_the_layout_of_its_time(made: dict[str, bytes]) -> None:
    lines = list(csv.reader(io.StringIO(made[dirt.FTS_PAST].decode("utf-8"), newline="")))
    layout = next(layout for layout in LAYOUTS if layout.since == "15 January 2019")
    assert set(lines[0]) == set(layout.headings) and len(lines[0]) == 35
    assert lines[1] == [COLUMNS[name] for name in lines[0]]
    assert {line[0][:4] for line in lines[2:]} == {"2018"}


def test_names_of_that_time_are_understood(con: duckdb.DuckDBPyConnection) -> None:
    was = "select destination_organisation, organisation_id from funding_flows where year(date) = 2018"
    former = {name: id_ for name, id_ in ask(con, was) if name in FORMER_NAMES.values()}
    assert former["Forum of the Wells of Nandoria"] == "nandorian-water-forum"
    assert None not in former.values() and len(former) >= 3


def test_requirements_agree_with_the_flows(flows: dict[int, list[Flow]], con: duckdb.DuckDBPyConnection) -> None:
    stated = dict(ask(con, "select year, funding_usd from requirements where level = 'plan' and plan_id is not null"))
    for year in (2024, 2025, 2026):
        taken = [f for f in flows[year] if f.in_plan and f.boundary == "incoming" and f.status != "pledge"]
        assert stated[year] == sum(flow.amount for flow in taken)
    asked = dict(ask(con, "select level, sum(requirements_usd) from requirements group by all"))
    assert asked["plan"] == asked["cluster"]
    named = ask(
        con,
        "select distinct cluster_id from requirements where level = 'cluster' and cluster_id is not null order by 1",
    )
    assert named == [("food_security",), ("protection",), ("wash",)]


def test_the_fund_gives_what_its_projects_add_up_to(funded: list[Project], con: duckdb.DuckDBPyConnection) -> None:
    given = dict(
        ask(con, "select year, sum(amount_usd) from allocation_totals where published_as = 'net_funding' group by all")
    )
    assert given == {year: sum(one.budget for one in funded if one.year == year) for year in (2024, 2025, 2026)}
    passed = ask(
        con,
        "select count(*) from subgrant_totals where receiver_type = 'national_ngo' and giver_type <> 'national_ngo'",
    )
    assert passed == [(6,)]


def test_contributions_are_the_flows_to_the_fund(flows: dict[int, list[Flow]], con: duckdb.DuckDBPyConnection) -> None:
    for year, paid, pledged in ask(con, "select year, sum(paid_usd), sum(pledged_usd) from contributions group by all"):
        to_fund = [flow for flow in flows[year] if any(one.fts_id == 7000 for one in flow.destinations)]
        assert paid + pledged == sum(flow.amount for flow in to_fund)


def test_who_says_by_whom_an_organisation_is_led(con: duckdb.DuckDBPyConnection) -> None:
    flagged = "select count(*), count(flags_source), count(flags_date) from organisations where women_led"
    (counts,) = ask(con, flagged)
    assert counts[0] == counts[1] == counts[2] >= 10
