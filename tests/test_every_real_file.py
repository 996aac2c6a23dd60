"""What is right about every file others publish: as what it is recognised, what becomes of it, rows read, rows quarantined.

The counts were compared with the README of `../shared/real`, file by file. Where they differ from it:
the HXL samples hold four records each (it counts a second heading and the tag row), Colombia 4,662.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.account import write_account
from pipelines.build import load
from pipelines.checking import check_paths, described
from pipelines.workspace import open_workspace
from tests.workspaces import AFGHAN_TOML, empty_facts

Loaded = tuple[duckdb.DuckDBPyConnection, list[dict[str, Any]]]
RIGHT = (
    ("attendance/teams_2022_utf16be_scrum_14nov.csv", "teams_attendance", "loaded", 14, 0),
    ("attendance/teams_2022_utf8_scrum_14nov.csv", "teams_attendance", "loaded", 14, 0),
    ("attendance/teams_2025_utf16le_polish_anonymised.csv", "teams_attendance", "loaded", 14, 0),
    ("attendance/zoom_2021_participants_plain_fictional.csv", "zoom_participants", "loaded", 31, 0),
    ("attendance/zoom_2021_participants_with_meeting_header_fictional.csv", "zoom_participants", "loaded", 31, 0),
    ("cbpf/cbpf_AllocationTypes.csv", "cbpf_allocation_rounds", "loaded", 831, 0),
    ("cbpf/cbpf_AllocationsByOrgType_2026-04.csv", "cbpf_totals_by_type", "loaded", 175, 0),
    ("cbpf/cbpf_Allocations_by_cluster_agency_2026-04.csv", "cbpf_totals_by_agency", "loaded", 67, 0),
    ("cbpf/cbpf_Contributions_2026-04.csv", "cbpf_contributions", "loaded", 2085, 0),
    ("cbpf/cbpf_MstClusters.csv", "code_list", "loaded", 17, 0),
    ("cbpf/cbpf_MstOrgType.csv", "code_list", "loaded", 4, 0),
    ("cbpf/cbpf_MstPooledFund.csv", "code_list", "loaded", 46, 0),
    ("cbpf/cbpf_ProjectSummaryAggV2_2025.csv", "cbpf_project_places", "loaded", 5585, 0),
    ("cbpf/cbpf_ProjectSummaryV2_2025.csv", "cbpf_project_summary_v2", "loaded", 1436, 0),
    ("cbpf/cbpf_ProjectSummary_2018_named_orgs.csv", "cbpf_project_summary_v2", "loaded", 1451, 0),
    ("cbpf/cbpf_api_ProjectSummary_sample.json", "cbpf_project_summary", "loaded", 1, 0),
    ("cbpf/cbpf_contributions_by_donor.csv", "cbpf_contributions", "loaded", 1047, 0),
    ("cbpf/cbpf_net_funding_flow_by_org_type.csv", "cbpf_net_funding", "loaded", 882, 0),
    ("cbpf/cbpf_organizationIdsMap.json", "code_list", "loaded", 2, 0),
    ("cbpf/cbpf_sub_implementing_partner_types.csv", "code_list", "loaded", 6, 0),
    ("cbpf/pfmb_allocations_gender_marker.csv", "cbpf_gender_marker", "loaded", 2133, 0),
    ("fts/fts_api_flow_2024_groupby_plan.json", "", "not needed", 0, 0),
    ("fts/fts_api_flow_afg_2020_page1.json", "fts_flows_api", "loaded", 200, 0),
    ("fts/fts_api_flow_afg_2020_page2.json", "fts_flows_api", "loaded", 200, 0),
    ("fts/fts_api_flow_afg_2020_page3_last.json", "fts_flows_api", "loaded", 84, 0),
    ("fts/fts_api_flow_groupby_cluster_plan929.json", "", "not needed", 0, 0),
    ("fts/fts_api_flow_groupby_globalcluster_plan929.json", "", "not needed", 0, 0),
    ("fts/fts_api_flow_year2024_sample200.json", "fts_flows_api", "loaded", 200, 0),
    ("fts/fts_api_plan_overview_progress_2020.json", "fts_plan_overview", "loaded", 6, 0),
    ("fts/fts_flattened_api_flows_2000.csv", "fts_flows_flattened", "loaded", 2834, 0),
    ("fts/fts_funding_afg_format_2018-02.csv", "fts_flows_csv", "loaded", 1, 0),
    ("fts/fts_funding_afg_format_2018-11a.csv", "fts_flows_csv", "loaded", 1, 0),
    ("fts/fts_funding_afg_format_2018-11b.csv", "fts_flows_csv", "loaded", 1, 0),
    ("fts/fts_funding_afg_format_2018-12.csv", "fts_flows_csv", "loaded", 1, 0),
    ("fts/fts_incoming_funding_afg_2020-10_hxl.csv", "fts_flows_csv", "loaded", 230, 0),
    ("fts/fts_incoming_funding_afg_format_2019-01.csv", "fts_flows_csv", "loaded", 1, 0),
    ("fts/fts_incoming_funding_afg_format_2019-09.csv", "fts_flows_csv", "loaded", 2, 0),
    ("fts/fts_incoming_funding_global_2026-04_nohxl.csv", "fts_flows_csv", "loaded", 7990, 0),
    ("fts/fts_incoming_funding_pse_2026-01_hxl.csv", "fts_flows_csv", "loaded", 167, 0),
    ("fts/fts_internal_funding_afg_2021-03_hxl.csv", "fts_flows_csv", "loaded", 156, 0),
    ("fts/fts_internal_funding_global_2026-04_nohxl.csv", "fts_flows_csv", "loaded", 675, 0),
    ("fts/fts_internal_funding_pse_2026-01_hxl.csv", "fts_flows_csv", "loaded", 238, 0),
    ("fts/fts_outgoing_funding_global_2026-04_nohxl.csv", "fts_flows_csv", "loaded", 3199, 0),
    ("fts/fts_outgoing_funding_pse_2026-01_hxl.csv", "fts_flows_csv", "loaded", 1, 0),
    ("fts/fts_requirements_funding_afg_2024_hxl.csv", "fts_requirements", "loaded", 55, 0),
    ("fts/fts_requirements_funding_afg_format_2018-05.csv", "fts_requirements", "loaded", 3, 0),
    ("fts/fts_requirements_funding_cluster_afg_format_2018-02.csv", "fts_requirements", "loaded", 22, 0),
    ("fts/fts_requirements_funding_cluster_global_2026-04_nohxl.csv", "fts_requirements", "loaded", 8030, 0),
    ("fts/fts_requirements_funding_cluster_pse_2026-01_hxl.csv", "fts_requirements", "loaded", 240, 0),
    ("fts/fts_requirements_funding_covid_pse_2026-01_hxl.csv", "fts_requirements", "loaded", 4, 0),
    ("fts/fts_requirements_funding_global_2026-04_nohxl.csv", "fts_requirements", "loaded", 3805, 0),
    ("fts/fts_requirements_funding_globalcluster_global_2026-04_nohxl.csv", "fts_requirements", "loaded", 10630, 0),
    ("fts/fts_requirements_funding_globalcluster_pse_2026-01_hxl.csv", "fts_requirements", "loaded", 345, 0),
    ("fts/fts_requirements_funding_pse_2026-01_hxl.csv", "fts_requirements", "loaded", 55, 0),
    ("fts/hdx_hapi_funding_sample_bom.csv", "hdx_hapi_funding", "loaded", 8, 0),
    ("hxl/input-fuzzy.csv", "presence", "loaded", 4, 0),
    ("hxl/input-merged.xlsx", "presence", "loaded", 4, 0),
    ("hxl/input-quality.xlsx", "presence", "part loaded", 8, 1),
    ("hxl/input-valid-latin1.csv", "presence", "loaded", 4, 0),
    ("hxl/input-valid-objects.json", "presence", "loaded", 4, 0),
    ("hxl/input-valid.csv", "presence", "loaded", 4, 0),
    ("iati/iati_covid_2021_flows.csv", "iati", "loaded", 145, 0),
    ("iati/iati_covid_2021_reporting_orgs.csv", "iati", "loaded", 14, 0),
    ("iati/iati_covid_2021_transactions.csv", "iati", "loaded", 879, 0),
    ("iati/iati_covid_2021_transactions.json", "iati", "loaded", 879, 0),
    ("orgs/di_fts_destination_org_types.csv", "organisation_lists", "part loaded", 5047, 60),
    ("orgs/fts_api_global_clusters.json", "code_list", "loaded", 22, 0),
    ("orgs/fts_api_organizations_sample.json", "organisation_lists", "loaded", 100, 0),
    ("orgs/hdx_hapi_org_aliases_manual_2024.csv", "organisation_lists", "loaded", 121, 0),
    ("orgs/hdx_hapi_org_map_2026.csv", "organisation_lists", "loaded", 1250, 0),
    ("orgs/hdx_hapi_organisations_global_2026.csv", "organisation_lists", "loaded", 722, 0),
    ("orgs/iati_organisation_identifier_codelist.json", "code_list", "loaded", 40, 0),
    ("orgs/ocha_organization_types_beta.csv", "code_list", "loaded", 14, 0),
    ("presence/345w_colombia_2021_es_hxl.xlsx", "presence", "loaded", 4662, 0),
    ("presence/3w_afghanistan_2021-07_09.csv", "presence", "loaded", 2414, 0),
    ("presence/3w_afghanistan_2024-01_03.csv", "presence", "part loaded", 10902, 2),
    ("presence/3w_honduras_345w_2021_es_hxl.csv", "presence", "loaded", 2730, 0),
    ("presence/hdx_hapi_operational_presence_global_2026.csv", "presence", "loaded", 4999, 0),
    ("reserved.bin", "", "unreadable", 0, 0),
    ("survey/kobo_abidjan_2022_form_choices_sheet_semicolon.csv", "", "not needed", 0, 0),
    ("survey/kobo_abidjan_2022_form_survey_sheet_semicolon.csv", "", "not needed", 0, 0),
    ("survey/kobo_export_2020_labels.xlsx", "", "not needed", 0, 0),
    ("survey/kobo_export_2020_xml_values.xlsx", "", "not needed", 0, 0),
    ("survey/kobo_formpack_customer_satisfaction_v1.json", "", "not needed", 0, 0),
    ("survey/kobo_formpack_grouped_repeatable_v1.json", "", "not needed", 0, 0),
    ("survey/kobo_formpack_site_inspection_v1.json", "", "not needed", 0, 0),
    ("survey/kobo_formpack_site_inspection_v5.json", "", "not needed", 0, 0),
    ("survey/kobo_household_data_anonymised.csv", "", "not needed", 0, 0),
    ("survey/kobo_kpi_transportation_export.csv", "", "not needed", 0, 0),
    ("survey/kobo_kpi_transportation_export.xlsx", "", "not needed", 0, 0),
    ("survey/kobo_likert_partner_planning_data.xlsx", "", "not needed", 0, 0),
    ("survey/kobo_likert_partner_planning_form.xlsx", "", "not needed", 0, 0),
    ("survey/kobo_sample_export_with_repeat.xlsx", "", "not needed", 0, 0),
    ("survey/kobo_sample_form_with_repeat.xlsx", "", "not needed", 0, 0),
    ("survey/ngo_survey_2014_likert_q19_q25.csv", "", "not recognised", 0, 0),
    ("survey/ngo_survey_2014_multiselect_q18_q21.csv", "", "not recognised", 0, 0),
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """One folder with everything, for a country that many of the files speak of, read once: its facts and its reports."""
    folder = tmp_path_factory.mktemp("everything")
    shutil.copytree(real, folder, dirs_exist_ok=True)
    (folder / "workspace.toml").write_text(AFGHAN_TOML, encoding="utf-8")
    workspace = open_workspace(folder)
    with empty_facts() as con:
        reports = load(con, workspace)
        write_account(con, workspace, "facts alone", reports)
        yield con, described(con, reports)


@pytest.fixture(scope="module")
def checked(loaded: Loaded) -> dict[str, dict[str, Any]]:
    """What `check` says of every file."""
    return {report["path"]: report for report in loaded[1]}


def test_check_and_build_say_the_same(real: Path, checked: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_text(AFGHAN_TOML, encoding="utf-8")
    for folder in ("attendance", "hxl"):
        for report in check_paths([real / folder], tmp_path):
            file = Path(report["path"]).relative_to(real).as_posix()
            assert {**report, "path": file} == checked[file]


def test_the_table_speaks_of_every_file(checked: dict[str, dict[str, Any]]) -> None:
    assert set(checked) - {"README.md"} == {file for file, *_ in RIGHT}


@pytest.mark.parametrize(("file", "recognised_as", "status", "read", "quarantined"), RIGHT)
def test_check_is_right_about(
    checked: dict[str, dict[str, Any]], file: str, recognised_as: str, status: str, read: int, quarantined: int
) -> None:
    report = checked[file]
    said = (report["recognised_as"] or "", report["status"], report["rows_read"], report["rows_quarantined"])
    assert said == (recognised_as, status, read, quarantined)
    assert report["rows_read"] == report["rows_accepted"] + report["rows_quarantined"]
    assert report["evidence"]


def test_every_quarantined_row_says_why_and_what_to_do(checked: dict[str, dict[str, Any]]) -> None:
    for file, report in checked.items():
        rows = {(f["sheet"], f["row"]) for f in report["findings"] if f["severity"] == "error"}
        assert len(rows) == report["rows_quarantined"], file


def test_what_is_refused_says_what_to_add_instead(checked: dict[str, dict[str, Any]]) -> None:
    refused = {file: report["evidence"] for file, report in checked.items() if report["status"] == "not needed"}
    assert refused
    assert all(
        " add " in reason.lower() or "only answers to the forms" in reason.lower() for reason in refused.values()
    ), refused


def test_every_attendance_report_says_how_its_dates_were_read(checked: dict[str, dict[str, Any]]) -> None:
    reports = [report for file, report in checked.items() if file.startswith("attendance/")]
    assert all(any(finding["rule"] == "date_order" for finding in report["findings"]) for report in reports)


def test_all_of_them_together_make_a_workspace(loaded: Loaded) -> None:
    query = "select sum(rows_read), sum(rows_accepted), sum(rows_quarantined) from facts.files"
    ((read, accepted, quarantined),) = loaded[0].execute(query).fetchall()
    assert (read, quarantined) == (sum(r for *_, r, _ in RIGHT), sum(q for *_, q in RIGHT))
    assert read == accepted + quarantined
