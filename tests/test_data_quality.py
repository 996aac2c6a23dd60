"""How far can the numbers be trusted: one worked example a measure, and the months that are covered and missing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.data_quality import companions, write_data_quality
from pipelines.organisations.name_decisions import NO_ORGANISATION
from pipelines.preparing import prepare
from pipelines.workspace import Workspace
from tests import workspaces
from tests.workspaces import (
    TOML,
    Rows,
    answers,
    partner,
    published,
    write_attendance,
    write_csv,
    write_partners,
    write_survey,
)

TWO_CLUSTERS = TOML + '\n[[clusters]]\nid = "health"\nname = "Health"\n'
FLOW = ("id", "amountUSD", "destOrganization", "destGlobalClusters", "flowType", "updatedAt")


def facts(folder: Path, query: str) -> Rows:
    """What a query on the facts and on the measures of their quality answers."""
    return workspaces.facts(folder, query, _measure)


def _measure(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    prepare(con, workspace)
    write_data_quality(con, workspace)


def measured(folder: Path, companion: str) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(cluster, category) → (value, numerator, denominator, status)."""
    rows = facts(
        folder,
        "select cluster, category, round(value, 6), numerator, denominator, status from data_quality"
        f" where companion = '{companion}'",
    )
    return {(cluster, category): tuple(rest) for cluster, category, *rest in rows}


def reason(folder: Path, companion: str) -> str:
    """The reason or note of the whole response."""
    found = facts(folder, f"select reason from data_quality where companion = '{companion}' and cluster = 'all'")
    return str(found[0][0])


def write_flows(folder: Path, flows: Sequence[Sequence[object]], name: str = "fts.json") -> None:
    """Incoming new money as the FTS API gives it: (id, amount, recipient, clusters, flow type, updated)."""
    (folder / name).write_text(json.dumps(_answer(flows)), encoding="utf-8")


def _answer(flows: Sequence[Sequence[object]]) -> dict[str, Any]:
    return {"status": "ok", "data": {"flows": [_flow(dict(zip(FLOW, flow, strict=True))) for flow in flows]}}


def _flow(given: dict[str, Any]) -> dict[str, Any]:
    def named(kind: str, text: str) -> dict[str, str]:
        name, _, number = text.partition("#")
        return {"type": kind, "id": number or name, "name": name}

    to = [named("UsageYear", "2025"), named("Location", "Nandoria")]
    to += [named("Organization", given["destOrganization"])] if given["destOrganization"] else []
    to += [named("GlobalCluster", cluster) for cluster in given["destGlobalClusters"]]
    return {
        "id": str(given["id"]), "amountUSD": given["amountUSD"], "status": "paid", "boundary": "incoming",
        "newMoney": True, "flowType": given["flowType"], "date": "2025-02-01T00:00:00Z", "firstReportedDate": "2025-02-01T00:00:00Z",
        "decisionDate": None, "budgetYear": None, "contributionType": "financial", "method": "Traditional aid", "onBoundary": "single",
        "updatedAt": f"{given['updatedAt']}T00:00:00Z", "createdAt": "2025-02-01T00:00:00Z", "versionId": 1, "description": "",
        "sourceObjects": [named("Organization", "Donor")], "destinationObjects": to, "refCode": None, "keywords": None,
    }  # fmt: skip


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100 to a local partner for WASH, 50 to nobody known for no cluster, 30 to nobody for two clusters, 20 parked for Education."""
    folder = tmp_path_factory.mktemp("flows")
    write_partners(folder, [partner("Alwan")])
    write_flows(
        folder,
        [
            (1, 100, "Alwan", ["Water Sanitation Hygiene"], "Standard", "2025-03-01"),
            (2, 50, "Stranger Fund", [], "Standard", "2025-03-01"),
            (3, 30, "", ["Water Sanitation Hygiene", "Health"], "Standard", "2025-03-01"),
            (4, 20, "Alwan", ["Education"], "Parked", "2025-03-01"),
        ],
    )
    return folder


@pytest.fixture
def money(flows: Path, tmp_path: Path) -> Path:
    """The same in a folder of one's own, to change."""
    shutil.copytree(flows, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_name_is_unmatched_when_no_rule_knows_it(tmp_path: Path) -> None:
    """Attendance names three partners and one stranger; the survey names one partner. The partner list counts in no total."""
    write_partners(tmp_path, [partner("Alwan"), partner("Bahar")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan", "Bahar", "Xyz Club"], "2025-02-10": ["Alwan"]})
    write_survey(tmp_path, [("Alwan", "2025-03-01T09:00:00", answers(eq=(4, 4, 4)))])
    assert measured(tmp_path, "unmatched_organisation_share") == {
        ("all", "all"): (20, 1, 5, "ok"),
        ("all", "attendance"): (25, 1, 4, "ok"),
        ("all", "survey"): (0, 0, 1, "ok"),
        ("all", "partner list"): (0, 0, 2, "ok"),
    }


def test_a_name_decided_to_be_no_organisation_is_not_unmatched(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan"), partner("Bahar")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan", "Bahar", "Xyz Club"]})
    write_csv(
        tmp_path / "decisions" / "organisations.csv",
        ("decided_on", "decided_by", "name", "organisation_id", "reason"),
        [("2025-02-01", "information manager", "Xyz Club", NO_ORGANISATION, "a sports club")],
    )
    assert measured(tmp_path, "unmatched_organisation_share")["all", "all"] == (0, 0, 2, "ok")


def test_a_recipient_known_by_its_number_is_matched_whatever_its_name(tmp_path: Path) -> None:
    headings = ("Organisation", "Type", "Cluster", "FTS ID")
    write_partners(tmp_path, [partner("Bahar")])
    write_csv(tmp_path / "more.csv", headings, [("Alwan", "National NGO", "WASH", "777")])
    write_flows(
        tmp_path,
        [(1, 100, "New Name of Alwan#777", [], "Standard", "2025-03-01"), (2, 5, "Stranger#8", [], "", "2025-03-01")],
    )
    assert measured(tmp_path, "unmatched_organisation_share")["all", "funding"] == (50, 1, 2, "ok")


def test_money_that_cannot_be_placed(flows: Path) -> None:
    assert measured(flows, "unclassified_locality_share") == {
        ("all", "all"): (25, 50, 200, "ok"),
        ("all", "2025"): (25, 50, 200, "ok"),
    }


def test_money_without_a_final_recipient(flows: Path) -> None:
    """Nobody is named for 30, and 20 are still parked."""
    assert measured(flows, "unknown_final_recipient_share")["all", "all"] == (25, 50, 200, "ok")


def test_money_that_names_no_cluster_or_several_could_belong_to_any(flows: Path) -> None:
    assert measured(flows, "no_cluster_funding_share") == {
        ("all", "all"): (40, 80, 200, "ok"),
        ("all", "no_cluster"): (25, 50, 200, "ok"),
        ("all", "several_clusters"): (15, 30, 200, "ok"),
        ("all", "other_cluster"): (10, 20, 200, "ok"),
    }


def test_the_share_that_cannot_be_placed_is_the_published_one(money: Path) -> None:
    """Under the definition of local in force, not under the last of those that are compared with it."""
    (money / "workspace.toml").write_text(TOML + '\n[locality]\ndefinition = "grand_bargain"\n', encoding="utf-8")
    values = [row for row in published(money) if row["indicator"] == "unclassified_locality_share"]
    spans = [row["value"] for row in values if (row["cluster"], row["group_by"]) == ("all", "all")]
    assert set(spans) == {25.0}
    assert measured(money, "unclassified_locality_share")["all", "all"][0] == 25.0


def test_people_without_a_known_organisation(tmp_path: Path) -> None:
    """Of four people in two meetings, one wrote nothing a partner is known by."""
    write_partners(tmp_path, [partner("Alwan"), partner("Bahar")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan", "Bahar", "Xyz Club"], "2025-02-10": ["Alwan"]})
    assert measured(tmp_path, "anonymous_attendee_share") == {
        ("all", "all"): (25, 1, 4, "ok"),
        ("wash", "all"): (25, 1, 4, "ok"),
    }


def test_dont_know_is_counted_by_item_in_the_latest_survey_only(tmp_path: Path) -> None:
    """Five organisations: two of five do not know eq1, none eq2. The survey of the year before does not count."""
    names = ["Alwan", "Bahar", "Cedar", "Dunya", "Elm"]
    write_partners(tmp_path, [partner(name) for name in names])
    write_survey(
        tmp_path,
        [
            *((name, "2024-03-01T09:00:00", answers(eq=(None, None))) for name in names),
            *((name, "2025-03-01T09:00:00", answers(eq=(None, 4))) for name in names[:2]),
            *((name, "2025-03-02T09:00:00", answers(eq=(5, 4))) for name in names[2:]),
        ],
    )
    assert measured(tmp_path, "dont_know_rate") == {
        ("all", "all"): (20, 2, 10, "ok"),
        ("all", "eq1"): (40, 2, 5, "ok"),
        ("all", "eq2"): (0, 0, 5, "ok"),
    }
    wording = facts(tmp_path, "select category_text from data_quality where category = 'eq2'")
    assert wording[0][0].startswith("We can say openly")


def test_an_item_few_answered_is_hidden_and_so_is_the_total_it_could_be_worked_out_from(tmp_path: Path) -> None:
    """Four organisations and a fifth questionnaire of one of them: that is four, not five."""
    names = ["Alwan", "Bahar", "Cedar", "Dunya", "Elm"]
    write_partners(tmp_path, [partner(name) for name in names])
    write_survey(
        tmp_path,
        [
            *((name, "2025-03-01T09:00:00", answers(eq=(None, 4))) for name in names[:4]),
            ("Alwan", "2025-03-02T09:00:00", answers(eq=(4, 4))),
            ("Elm", "2025-03-02T10:00:00", {"eq2": 4}),
        ],
    )
    assert measured(tmp_path, "dont_know_rate") == {
        ("all", "all"): (None, None, None, "suppressed"),
        ("all", "eq1"): (None, None, None, "suppressed"),
        ("all", "eq2"): (0, 0, 6, "ok"),
    }
    assert reason(tmp_path, "dont_know_rate") == "fewer than 5 organisations answered"


def test_questionnaires_that_name_somebody_unknown_are_one_organisation_at_most(tmp_path: Path) -> None:
    names = ["Alwan", "Bahar", "Cedar"]
    write_partners(tmp_path, [partner(name) for name in names])
    write_survey(tmp_path, [(name, "2025-03-01T09:00:00", {"eq1": None}) for name in [*names, "Who Club", "Whom Club"]])
    assert measured(tmp_path, "dont_know_rate")["all", "eq1"][3] == "suppressed"


def test_questionnaires_for_each_organisation(tmp_path: Path) -> None:
    """Alwan answered twice, four others once: six questionnaires from five organisations."""
    names = ["Alwan", "Bahar", "Cedar", "Dunya", "Elm"]
    write_partners(tmp_path, [partner(name) for name in names])
    write_survey(
        tmp_path, [(name, f"2025-03-0{day}T09:00:00", {"eq1": 4}) for day, name in enumerate([*names, "Alwan"], 1)]
    )
    assert measured(tmp_path, "responses_per_organisation") == {
        ("all", "all"): (1.2, 6, 5, "ok"),
        ("wash", "all"): (1.2, 6, 5, "ok"),
    }


def test_four_organisations_are_too_few_to_count_their_questionnaires(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner(name) for name in ("Alwan", "Bahar", "Cedar", "Dunya")])
    write_survey(tmp_path, [(name, "2025-03-01T09:00:00", {"eq1": 4}) for name in ("Alwan", "Bahar", "Cedar", "Dunya")])
    assert {row[3] for row in measured(tmp_path, "responses_per_organisation").values()} == {"suppressed"}


def test_a_year_is_covered_up_to_the_last_day_the_files_speak_of(tmp_path: Path) -> None:
    """14 February is the 45th day of 365; 1 March the 60th."""
    write_partners(tmp_path, [partner("Alwan")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan"], "2025-02-14": ["Alwan"]})
    write_flows(tmp_path, [(1, 100, "Alwan", [], "Standard", "2025-03-01")])
    assert measured(tmp_path, "part_year_flag") == {
        ("all", "activity"): (pytest.approx(100 * 45 / 365, abs=1e-5), 45, 365, "ok"),
        ("all", "money"): (pytest.approx(100 * 60 / 365, abs=1e-5), 60, 365, "ok"),
    }


def test_a_partner_list_is_as_old_as_its_last_update(tmp_path: Path) -> None:
    """Updated on 1 January, and the newest meeting was on 31 January. WASH says no day: somebody joined on 11 January."""
    (tmp_path / "workspace.toml").write_text(TWO_CLUSTERS, encoding="utf-8")
    write_partners(
        tmp_path, [partner("Bahar", joined="2024-05-01"), partner("Alwan", joined="2025-01-11", left="2026-01-01")]
    )
    write_csv(
        tmp_path / "health.csv",
        ("Organisation", "Type", "Cluster", "Joined", "Updated on"),
        [
            ("Cedar", "National NGO", "Health", "2024-01-01", "2025-01-01"),
            ("Dunya", "National NGO", "Health", "2025-01-15", "2024-06-01"),
        ],
    )
    write_attendance(tmp_path, {"2025-01-31": ["Alwan"]})
    days = {cluster: row[0] for (cluster, _), row in measured(tmp_path, "registry_age_days").items()}
    assert days == {"all": 30, "health": 30, "wash": 20}
    told = "select cluster, coalesce(reason, 'no reason') from data_quality where companion = 'registry_age_days'"
    notes: dict[str, str] = dict(facts(tmp_path, told))
    assert notes["health"] == "no reason" and "last day anybody joined or left" in notes["wash"]


def test_a_flow_restated_by_a_newer_file_is_a_change(tmp_path: Path) -> None:
    """Flow 1 went from 100 to 120, flow 2 stayed, flow 3 went from 80 to 70; flow 4 is reported once and counts for nothing."""
    write_partners(tmp_path, [partner("Alwan")])
    old, new = "2025-01-01", "2025-06-01"
    write_flows(
        tmp_path, [(n, amount, "Alwan", [], "Standard", old) for n, amount in ((1, 100), (2, 20), (3, 80))], "a.json"
    )
    later = ((1, 120, new), (2, 20, old), (3, 70, new), (4, 500, new))
    write_flows(tmp_path, [(n, amount, "Alwan", [], "Standard", day) for n, amount, day in later], "b.json")
    assert measured(tmp_path, "restatement_delta")["all", "all"] == (5, 10, 200, "ok")
    assert reason(tmp_path, "restatement_delta") == "1 of 3 flows went up, 1 went down"


def test_flows_reported_again_as_they_were_are_no_change(money: Path) -> None:
    (money / "copy.json").write_bytes((money / "fts.json").read_bytes() + b"\n")
    assert measured(money, "restatement_delta")["all", "all"] == (0, 0, 200, "ok")


def test_what_has_no_denominator_is_not_zero(tmp_path: Path) -> None:
    """A partner list alone: every measure says why it has no number, but the share of names."""
    write_partners(tmp_path, [partner("Alwan")])
    rows = facts(
        tmp_path, "select companion, value, numerator, status, reason from data_quality where category = 'all'"
    )
    assert [row[0] for row in rows] == [companion.id for companion in companions()]
    for _, value, numerator, status, why in rows:
        assert (value, numerator, status) == (None, None, "not_computable")
        assert why


def test_the_ten_measures_are_complete_definitions() -> None:
    found = companions()
    assert [companion.id for companion in found] == [
        "unmatched_organisation_share", "unclassified_locality_share", "no_cluster_funding_share",
        "unknown_final_recipient_share", "anonymous_attendee_share", "dont_know_rate", "responses_per_organisation",
        "part_year_flag", "registry_age_days", "restatement_delta",
    ]  # fmt: skip
    for companion in found:
        assert all((companion.title, companion.question, companion.meaning, companion.missing, companion.when_weak))
        assert set(companion.audiences) <= {"team", "evaluator", "donor"}


# Coverage ---------------------------------------------------------------------------------------------------------


def test_coverage_counts_meetings_by_source_cluster_and_month(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan", "Alwan"], "2025-01-24": ["Alwan"], "2025-03-10": ["Alwan"]})
    rows = facts(tmp_path, "select cluster, month::varchar, records from coverage where source = 'attendance'")
    months = [("2025-01-01", 2), ("2025-03-01", 1)]
    assert rows == [(cluster, *month) for cluster in ("all", "wash") for month in months]


def test_each_source_has_the_newest_day_it_speaks_of_and_the_file(money: Path) -> None:
    write_attendance(money, {"2025-01-10": ["Alwan"]}, "old.csv")
    write_attendance(money, {"2025-04-10": ["Alwan"]}, "new.csv")
    rows = facts(money, "select source, last_day::varchar, year_only, last_file from data_ages")
    assert rows == [
        ("attendance", "2025-04-10", False, "new.csv"),
        ("fts", "2025-03-01", False, "fts.json"),
        ("partner_list", None, False, "partners.csv"),
    ]


def test_a_month_without_a_meeting_and_one_without_a_record_are_gaps(tmp_path: Path) -> None:
    """January was recorded; February has nothing; in March a listed meeting has no sign-in sheet; April was
    recorded. The sign-in sheet of June may still come in."""
    write_partners(tmp_path, [partner("Alwan")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan"], "2025-04-10": ["Alwan"]})
    write_csv(
        tmp_path / "meetings.csv",
        ("Cluster", "Date", "Title", "Level", "Status"),
        [
            ("WASH", "2025-01-10", "Coordination meeting", "national", "held"),
            ("WASH", "2025-03-10", "Coordination meeting", "national", "held"),
            ("WASH", "2025-02-10", "Coordination meeting", "national", "cancelled"),
            ("WASH", "2025-06-10", "Coordination meeting", "national", "held"),
        ],
    )
    assert facts(tmp_path, "select source, cluster, month::varchar, meetings from coverage_gaps") == [
        ("attendance", "wash", "2025-03-01", 1),
        ("meetings", "wash", "2025-02-01", 0),
    ]


def test_a_cluster_that_stopped_recording_has_gaps_up_to_the_newest_record_of_anybody(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_text(TWO_CLUSTERS, encoding="utf-8")
    write_partners(tmp_path, [partner("Alwan"), partner("Alwan", cluster="Health")])
    write_attendance(tmp_path, {"2025-01-10": ["Alwan"]})
    days = ("2025-02-10", "2025-03-10", "2025-04-10")
    rows = [("Health", day, "Coordination meeting", "Person", "Alwan") for day in days]
    write_csv(tmp_path / "health.csv", ("Cluster", "Meeting date", "Meeting", "Name", "Organisation"), rows)
    assert facts(tmp_path, "select cluster, month::varchar from coverage_gaps") == [
        ("wash", "2025-02-01"),
        ("wash", "2025-03-01"),  # April may still come in
    ]
