"""Public lists describe partners and name strangers; they make nobody a partner and contradict nobody."""

from __future__ import annotations

import json
from pathlib import Path

from tests.registers import decide, organisations, rules, write_list, write_map, write_recipients
from tests.test_sources_funding_api import api_flow, organisation
from tests.workspaces import reading, write_attendance


def test_a_public_list_fills_what_the_partner_list_leaves_open_and_says_from_where(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}, {"name": "Aid", "type": "National NGO", "fts": "8"}])
    write_recipients(
        tmp_path, [("hope", "NGOs", "International NGO", "7"), ("Aid International", "NGOs", "International NGO", "8")]
    )
    columns = ("organisation_id", "type", "standing", "fts_ids", "filled_from")
    assert organisations(tmp_path, *columns) == [
        ("aid", "national_ngo", "partner", "8", None),  # joined by its FTS id; the partner list's type stands
        ("hope", "international_ngo", "partner", "7", "type: recipients.csv"),
    ]
    assert "contradiction" not in [rule for rule, _ in rules(tmp_path)]


def test_only_what_a_record_names_is_written_and_nobody_becomes_a_member(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}])
    write_recipients(tmp_path, [("Big Relief", "NGOs", "", "7"), ("Nobody Here", "NGOs", "", "9")])
    write_attendance(tmp_path, {"2026-01-10": ["Hope", "Big Relief"]})
    assert organisations(tmp_path, "organisation_id", "standing") == [("big-relief", "reference"), ("hope", "partner")]
    con = reading(tmp_path)
    assert con.execute("select distinct organisation_id from facts.memberships").fetchall() == [("hope",)]
    assert con.execute("select count(*) from facts.organisation_names where name = 'Nobody Here'").fetchall() == [(0,)]


def test_spellings_of_a_public_map_find_partners(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "World Food Programme", "type": "UN"}])
    write_map(tmp_path, [("", "Programme Alimentaire Mondial", "World Food Programme", "WFP", "447")])
    write_attendance(tmp_path, {"2026-01-10": ["programme alimentaire mondial"], "2026-02-10": ["WFP"]})
    con = reading(tmp_path)
    found = con.execute("select distinct organisation_id from facts.attendance").fetchall()
    assert found == [("world-food-programme",)]


def test_rows_for_another_country_are_not_used(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}])
    write_map(tmp_path, [("XND", "Hoep", "Hope", "", "441"), ("TCD", "Espoir", "Hope", "", "441")])
    write_attendance(tmp_path, {"2026-01-10": ["Hoep"], "2026-02-10": ["Espoir"]})
    con = reading(tmp_path)
    assert con.execute("select name from facts.unmatched_organisations").fetchall() == [("Espoir",)]


def test_an_acronym_for_a_name_joins_only_organisations_known_worldwide(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "UNICEF", "type": "UN"}, {"name": "ARD", "type": "NNGO"}])
    write_map(tmp_path, [
        ("", "x", "United Nations Children's Fund", "UNICEF", "447"),
        ("", "y", "Action Rurale du Désert", "ARD", "441"),
    ])  # fmt: skip
    write_attendance(tmp_path, {"2026-01-10": ["United Nations Children's Fund", "Action Rurale du Désert"]})
    assert organisations(tmp_path, "organisation_id", "standing") == [
        ("action-rurale-du-desert", "reference"), ("ard", "partner"), ("unicef", "partner"),
    ]  # fmt: skip


def test_what_a_public_list_knows_is_shown_when_a_partner_looks_like_it(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Ravenna Lighthouse Trust", "acronym": "RLT"}])
    write_recipients(tmp_path, [("Trust Lighthouse of Ravenna", "NGOs", "", "7"), ("Desert Rose", "NGOs", "", "9")])
    write_attendance(tmp_path, {"2026-01-10": ["Trust Lighthouse of Ravenna", "Desert Rose"]})
    con = reading(tmp_path)
    found = con.execute("select name, suggestion_id, reason from facts.unmatched_organisations").fetchall()
    assert [(name, target) for name, target, _ in found] == [
        ("Trust Lighthouse of Ravenna", "ravenna-lighthouse-trust")
    ]
    assert found[0][2].startswith("a public list has it as “Trust Lighthouse of Ravenna”; the same words")


def test_a_decision_joins_a_partner_and_a_public_row(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "RLT"}])
    write_recipients(tmp_path, [("Ravenna Lighthouse Trust", "NGOs", "Local NGO", "7")])
    decide(tmp_path, ("Ravenna Lighthouse Trust", "rlt"))
    assert organisations(tmp_path, "organisation_id", "name", "type", "fts_ids") == [
        ("rlt", "RLT", "national_ngo", "7")
    ]
    decide(tmp_path, ("RLT", "ravenna-lighthouse-trust"))
    expected = [("ravenna-lighthouse-trust", "RLT", "partner", "7")]
    assert organisations(tmp_path, "organisation_id", "name", "standing", "fts_ids") == expected


def test_a_name_two_partners_have_joins_no_public_row(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope North", "fts": "7"}, {"name": "Hope South", "fts": "8"}])
    write_recipients(tmp_path, [("Hope", "NGOs", "Local NGO", "7"), ("Hope", "NGOs", "", "8")])
    assert organisations(tmp_path, "organisation_id", "type") == [("hope-north", "unknown"), ("hope-south", "unknown")]


def test_the_fts_id_of_a_public_list_does_not_lead_a_flow_away_from_the_partner_it_names(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope"}, {"name": "Aid", "fts": "8"}])
    write_recipients(tmp_path, [("Hope Elsewhere", "NGOs", "", "7"), ("Third", "NGOs", "", "9")])
    flows = [
        api_flow(organisation(name, fts_id), id=fts_id, boundary="incoming")
        for name, fts_id in (("Hope", "7"), ("Strange Spelling", "8"), ("Another Spelling", "9"))
    ]
    payload = {"status": "ok", "data": {"flows": flows}, "meta": {}}
    (tmp_path / "flows.json").write_text(json.dumps(payload), encoding="utf-8")
    con = reading(tmp_path)
    found = con.execute("select flow_id, organisation_id from facts.funding_flows order by 1").fetchall()
    assert found == [("7", "hope"), ("8", "aid"), ("9", "third")]
