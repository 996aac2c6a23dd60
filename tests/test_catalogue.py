"""The catalogue is complete: 60 indicators defined in full, 48 statements of the founding texts answered."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.gaps import MISSING
from pipelines.workspace import DEFAULTS
from tests.worked_examples import FOLDER, examples

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
# As the project's method study lists them, section by section.
SIXTY = {
    "participation": """
        membership_share_by_type active_partner_rate org_attendance_rate attendance_gap_local dropout_rate
        nonparticipant_contact_rate absence_reason_profile independent_funder_engagement government_participation_rate
        subnational_meeting_coverage meeting_regularity meeting_burden cross_cluster_engagement
        key_actor_invitation_rate""",
    "inclusion": """
        leadership_representation_ratio sag_representation_ratio twg_spread hpc_step_inclusion consultation_lead_time
        comment_response_rate_gap minutes_timeliness working_language_coverage women_led_participation_rate
        decision_process_clarity tor_acknowledgement_rate authority_selection_safeguards""",
    "perception": """
        survey_response_rate pop_equality_score pop_transparency_score pop_results_score pop_responsibility_score
        pop_complementarity_score perception_gap coordinator_partner_gap constructive_dissent
        collaborative_leadership_score neutrality_score shared_ownership_score added_value_score
        ccpm_function_score""",
    "results": """
        action_completion_rate action_ownership_spread reporting_completeness commitment_delivery_ratio
        psea_assessed_share feedback_loop_closure capacity_support_coverage""",
    "money": """
        local_presence_share gap_overlap_profile partnership_mode_mix partner_network_ties direct_local_funding_share
        as_direct_local_funding_share onward_traceability cbpf_local_share funding_parity_ratio
        lead_agency_funding_share funding_concentration overhead_parity funding_quality_share""",
}
COMPANIONS = [
    "unmatched_organisation_share",
    "unclassified_locality_share",
    "no_cluster_funding_share",
    "unknown_final_recipient_share",
    "anonymous_attendee_share",
    "dont_know_rate",
    "responses_per_organisation",
    "part_year_flag",
    "registry_age_days",
    "restatement_delta",
]


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def mains() -> list[Indicator]:
    return [indicator for indicator in catalogue().values() if not indicator.part]


def test_sixty_of_sixty_indicators_are_defined() -> None:
    wanted = [name for names in SIXTY.values() for name in names.split()]
    assert len(set(wanted)) == 60
    assert set(wanted) - catalogue().keys() == set()
    lenses = Counter(catalogue()[name].lens for name in wanted)
    assert lenses == {"participation": 21, "inclusion": 15, "equality": 24}


def test_the_ten_companions_are_there() -> None:
    folder = files("pipelines.data_quality")
    assert [name for name in COMPANIONS if not folder.joinpath(f"{name}.sql").is_file()] == []


@pytest.mark.parametrize("indicator", [pytest.param(indicator, id=indicator.id) for indicator in mains()])
def test_every_indicator_has_an_example_worked_out_by_hand(indicator: Indicator) -> None:
    path = FOLDER / f"{indicator.id}.toml"
    assert path.is_file(), f"{path.name} is missing in tests/worked"
    example = examples()[indicator.id]
    assert example.by_hand
    assert any("value" in wanted or "numerator" in wanted for wanted in example.expect)
    shown = {wanted.get("part", "") for wanted in example.expect}
    assert set(indicator.parts) - shown == set(), "a part has no number worked out by hand"


def test_48_of_48_statements_of_the_founding_texts_are_answered() -> None:
    statements = rows("seed_statements.csv")
    features = {row["feature"] for row in rows("features.csv")}
    assert len({row["code"] for row in statements}) == 48
    for row in statements:
        answers = [name for name in row["indicators"].split(";") if name]
        assert answers or row["features"], f"{row['code']} is not answered"
        assert set(answers) <= catalogue().keys(), row["code"]
        assert {feature for feature in row["features"].split(";") if feature} <= features, row["code"]


def test_statements_and_indicators_point_at_each_other() -> None:
    told = {(row["code"], name) for row in rows("seed_statements.csv") for name in row["indicators"].split(";") if name}
    codes = {row["code"] for row in rows("seed_statements.csv")}
    assert {(code, name) for code, name in told if code not in catalogue()[name].seeds} == set()
    for indicator in catalogue().values():
        assert indicator.seeds, indicator.id
        assert set(indicator.seeds) <= codes, indicator.id


def test_the_features_are_where_the_list_says() -> None:
    assert [row["where"] for row in rows("features.csv") if not (ROOT / row["where"]).exists()] == []


def test_every_threshold_and_benchmark_has_its_source() -> None:
    for row in rows("thresholds.csv"):
        assert row["origin"] in ("project default", "published"), row["key"]
        assert row["source"] and row["meaning"], row["key"]
        assert row["year"] or row["origin"] == "project default", row["key"]
        assert row["key"] in DEFAULTS
    for row in rows("benchmarks.csv"):
        assert row["indicator"] in catalogue(), row
        assert row["year"].isdigit() and row["source"] and row["scope"], row
        float(row["value"])


def test_a_limit_that_a_band_names_is_a_setting() -> None:
    named = {limit for i in catalogue().values() for limit, _ in i.bands if isinstance(limit, str)}
    assert named <= DEFAULTS.keys()


def test_every_fact_an_indicator_needs_has_words_for_when_it_is_missing() -> None:
    needed = {fact for i in catalogue().values() for need in i.needs for fact in need.split("|")}
    assert needed <= MISSING.keys()


def test_the_templates_that_a_reason_names_are_there() -> None:
    named = {remedy for _, remedy in MISSING.values() if remedy.endswith(".xlsx")}
    assert [name for name in sorted(named) if not (ROOT / "data" / "templates" / name).is_file()] == []


def test_project_defaults_say_so() -> None:
    """A limit that nobody published is called our own wherever it is explained."""
    defaults = {row["key"] for row in rows("thresholds.csv") if row["origin"] == "project default"}
    for indicator in catalogue().values():
        if any(limit in defaults for limit, _ in indicator.bands):
            assert "roject default" in indicator.thresholds, indicator.id
