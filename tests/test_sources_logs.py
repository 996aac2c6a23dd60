"""Logs as people keep them in our templates: pasted words, moved columns, dates as text. Tiny tables in, records out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.checking import check_paths
from pipelines.sources import template_logs
from pipelines.sources.reading import DateRules, Reading
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet
from pipelines.sources.template_numbers import plain_number, reads_two_ways
from tests.readings import finding, records, rules, take
from tests.workspaces import partner, reading, write_csv, write_partners

ROLES = ["Organisation *", "Cluster", "Body *", "Role or seat *", "Holds it from", "Dedicated"]
GRANTS = ["Organisation that gives", "Organisation that receives", "Amount in USD", "Agreement starts on"]


def log(*rows: list[str], encoding: str = "workbook", dates: DateRules | None = None) -> Reading:
    sheet = Sheet("logs/file.xlsx", "Sheet1", list(rows), encoding)
    known = recognise(sheet)
    assert known.source is template_logs, known.claim.evidence
    return take(template_logs, sheet, dates)


def test_a_row_becomes_codes_and_days() -> None:
    reading = log(ROLES, ["Alwan", "WASH", "Strategic advisory group", "Co-chair", "2024-07-01", "Yes"])
    assert records(reading) == [
        {
            "row": 2, "organisation": "Alwan", "cluster": "WASH", "body": "sag", "role": "co_chair",
            "starts_on": "2024-07-01", "dedicated": "yes",
        }
    ]  # fmt: skip
    assert set(reading.facts) == {"roles"}
    assert reading.record_rows == [2]
    assert reading.findings == []


@pytest.mark.parametrize(
    ("body", "role", "dedicated"),
    [
        ("STRATEGIC  ADVISORY GROUP", "co lead", "oui"),
        ("SAG", "Co-Lead", "sí"),
        ("sag", "co_lead", "x"),
        ("Groupe consultatif stratégique", "co-chef de file", "✓"),
        ("grupo asesor estrategico", "Colíder", "1"),
    ],
)
def test_words_may_be_pasted_in_other_spellings_codes_and_languages(body: str, role: str, dedicated: str) -> None:
    (row,) = records(log(ROLES, ["Alwan", "WASH", body, role, "", dedicated]))
    assert (row["body"], row["role"], row["dedicated"]) == ("sag", "co_lead", "yes")


def test_a_word_nobody_knows_is_quarantined_in_words_a_person_can_act_on(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "roles.csv", ROLES, [["Alwan", "WASH", "Board", "Lead", "", ""], ["Bahar", "WASH", "SAG", "Lead", "", ""]])  # fmt: skip
    (report,) = check_paths([file], None)
    assert (report["rows_read"], report["rows_accepted"], report["rows_quarantined"]) == (2, 1, 1)
    (error,) = [found for found in report["findings"] if found["severity"] == "error"]
    assert (error["row"], error["column"], error["value"]) == (2, "body", "Board")
    assert error["message"].startswith("Body reads “Board”. Expected one of: Cluster, Strategic advisory group, ")


def test_columns_may_move_be_deleted_and_stand_below_a_title() -> None:
    reading = log(
        ["Roles of the WASH Cluster", ""],
        [],
        ["Role or seat", "My notes", "Body", "Organisation", "Phone"],
        ["Lead", "ask again", "Cluster", "Alwan", "+000 123"],
    )
    assert records(reading) == [{"row": 4, "role": "lead", "body": "cluster", "organisation": "Alwan"}]
    told = finding(reading, "columns_not_read")
    assert (told.severity, told.value) == ("info", "My notes, Phone")
    assert "+000" not in str(reading)


@pytest.mark.parametrize(
    "headings",
    [
        ["Point d'action", "Type d'action", "Convenu le", "Statut", "Échéance"],
        ["Punto de acción", "Tipo de acción", "Acordado el", "Estado", "Plazo"],
        ["Action / Acción", "Kind of action", "Agreed on (dd/mm/yyyy)", "Action status", "Due date"],
    ],
)
def test_headings_are_read_in_three_languages(headings: list[str]) -> None:
    (row,) = records(log(headings, ["Map wells", "Action point", "2025-03-12", "en cours", "2025-03-31"]))
    assert row == {
        "row": 2, "action": "Map wells", "kind": "action_point", "agreed_on": "2025-03-12", "status": "open",
        "due_on": "2025-03-31",
    }  # fmt: skip


def test_dates_as_text_follow_one_order_for_the_sheet_and_it_is_said() -> None:
    head = ["Action", "Kind of action", "Agreed on", "Action status", "Due on", "Closed on"]
    reading = log(
        head,
        ["A", "Milestone", "3/4/2025", "open", "25/04/2025", ""],
        ["B", "Milestone", "12 mars 2025", "done", "", "soon"],
    )
    first, second = records(reading)
    assert (first["agreed_on"], first["due_on"]) == ("2025-04-03", "2025-04-25")
    assert (second["agreed_on"], second["closed_on"]) == ("2025-03-12", "soon")
    assert finding(reading, "date_order").severity == "info"


def test_an_order_nothing_proves_is_a_guess_and_said_so() -> None:
    head = ["Organisation", "Purpose of contact", "Contacted on"]
    reading = log(head, ["Alwan", "Invitation", "03/04/2025"], dates=DateRules("mdy"))
    assert records(reading)[0]["contacted_on"] == "2025-03-04"
    assert finding(reading, "date_order").severity == "warning"


def test_the_example_row_is_passed_over_wherever_its_mark_stands() -> None:
    reading = log(
        ["Body", "Role or seat", "Organisation"],
        ["SAG", "Member", "EXAMPLE: Clean Water Trust"],
        ["SAG", "Member", "Alwan"],
        ["", "", ""],
        ["SAG", "Member", ""],
    )
    assert reading.record_rows == [3, 5]
    assert [row["organisation"] for row in records(reading)] == ["Alwan", ""]
    told = finding(reading, "example_row")
    assert (told.row, told.severity) == (2, "info")
    assert "Clean Water" not in told.message + told.value


def test_two_sheets_of_one_workbook_are_two_tables() -> None:
    drafts = log(["Draft", "Draft sent on", "Comments due on"], ["Plan 2025", "2025-01-13", "2025-01-22"])
    comments = log(
        ["Draft", "Organisation", "Comment received on", "Answer", "Reason given"],
        ["Plan 2025", "Alwan", "2025-01-20", "Partly", "no"],
    )
    assert set(drafts.facts) == {"consultations"}
    assert set(comments.facts) == {"comments"}
    assert (records(comments)[0]["answer"], records(comments)[0]["reason_given"]) == ("partly", "no")


# What is no log of ours


@pytest.mark.parametrize(
    "headings",
    [
        ["Organisation", "Status", "Cluster"],
        ["Organisation", "Role or seat", "Cluster"],
        ["Organisation", "PSEA assessment status", "Action"],
        ["Name", "Organisation", "Position", "E-mail"],
        ["Action", "Kind of action", "Agreed on", "Cluster"],
    ],
)
def test_a_table_without_all_required_columns_is_not_taken(headings: list[str]) -> None:
    assert not template_logs.recognise(Sheet("x.csv", "", [headings, ["A"] * len(headings)])).accepted


def test_a_missing_column_is_named() -> None:
    claim = template_logs.recognise(
        Sheet("x.csv", "", [["Action", "Kind of action", "Agreed on", "Due on"], ["a"] * 4])
    )
    assert claim.evidence == "4 of 11 columns of the template “Action points”; missing: Action status"
    assert 0.5 < claim.closeness < 1


def test_a_table_mostly_of_other_columns_is_not_taken() -> None:
    headings = ["Organisation", "Body", "Role or seat", *(f"Indicator {number}" for number in range(20))]
    assert not template_logs.recognise(Sheet("x.csv", "", [headings, ["a"] * 23])).accepted


def test_columns_of_two_logs_at_once_are_refused_with_both_names() -> None:
    headings = ["Organisation", "Topic of support", "Support status", "Purpose of contact", "Contacted on"]
    claim = template_logs.recognise(Sheet("x.csv", "", [headings, ["a"] * 5]))
    assert not claim.accepted
    assert "“Capacity support”" in claim.evidence
    assert "“Outreach”" in claim.evidence


# Numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25000", "25000"),
        ("25 000", "25000"),
        ("25\u202f000", "25000"),
        ("USD 25,000.50", "25000.50"),
        ("$1,250,000", "1250000"),
        ("1.250.000", "1250000"),
        ("1.250.000,5", "1250000.5"),
        ("1.250,50", "1250.50"),
        ("7,5 %", "7.5"),
        ("7%", "7"),
        ("0.07", "0.07"),
        ("1234.567", "1234.567"),
        ("about 5", "about 5"),
        ("12 34", "12 34"),
        ("1,2,3", "1,2,3"),
        ("", ""),
    ],
)
def test_numbers_are_read_where_they_can_be_read_in_one_way(text: str, expected: str) -> None:
    assert plain_number(text) == expected


def test_a_sum_that_can_be_thousands_or_decimals_is_set_aside() -> None:
    assert [text for text in ("12.500", "$12.500", "1234.567", "0.125", "12.50", "12,500") if reads_two_ways(text)] == [
        "12.500",
        "$12.500",
    ]
    reading = log(GRANTS, ["Alwan", "Bahar", "12.500", "2025-01-15"], ["Alwan", "Cedar", "12,500", "2025-01-15"])
    told = finding(reading, "number_reads_two_ways")
    assert (told.row, told.severity) == (2, "error")
    assert [row["amount_usd"] for row in records(reading)] == ["12.500", "12500"]


def test_a_share_in_a_column_of_percentages_is_pointed_out() -> None:
    head = [*GRANTS, "Overheads passed on (%)"]
    reading = log(
        head,
        ["Alwan", "Bahar", "100", "2025-01-15", "0.07"],
        ["Alwan", "Cedar", "100", "2025-01-15", "7%"],
        ["Alwan", "Dunya", "100", "2025-01-15", "0"],
    )
    assert [row["overhead_passed_percent"] for row in records(reading)] == ["0.07", "7", "0"]
    assert (finding(reading, "percent_or_share").row, finding(reading, "percent_or_share").severity) == (2, "warning")
    assert log(head, ["Alwan", "Bahar", "100", "2025-01-15", "12.500"]).findings == []  # no percentage is in thousands


def test_cells_moved_by_a_separator_are_set_aside_in_text_but_not_in_a_workbook() -> None:
    rows = (GRANTS, ["Alwan", "Bahar", "25", "000", "2025-01-15"])
    assert rules(log(*rows, encoding="utf-8")) == ["row_longer_than_headings"]
    assert rules(log(*rows)) == []


# Clusters


def test_without_a_workspace_logs_name_the_clusters(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "roles.csv", ROLES, [["Alwan", "WASH", "SAG", "Lead", "", ""], ["Bahar", "", "SAG", "Member", "", ""]])  # fmt: skip
    (report,) = check_paths([file], None)
    assert report["rows_accepted"] == 2


def test_a_slip_in_a_log_founds_no_cluster_where_a_partner_list_names_them(tmp_path: Path) -> None:
    write_csv(tmp_path / "partners.csv", ["Organisation", "Type", "Cluster"], [["Alwan", "NNGO", "WASH"]])
    write_csv(tmp_path / "roles.csv", ROLES, [["Alwan", "WSAH", "SAG", "Lead", "", ""]])
    reports = {report["path"].rsplit("/")[-1]: report for report in check_paths([tmp_path], None)}
    assert reports["partners.csv"]["rows_accepted"] == 1
    assert reports["roles.csv"]["rows_quarantined"] == 1
    assert "“WSAH” is not a cluster of this workspace. Expected one of: WASH." in str(reports["roles.csv"]["findings"])


# Areas in need

NEEDS = ["Area in need *", "Area P-code", "Cluster", "People in need *", "As of *", "Cluster needed there"]


@pytest.mark.parametrize(
    "headings",
    [
        NEEDS,
        ["Admin 2", "Admin2 Pcode", "Sector", "PiN", "Figures as of", "Response needed"],
        ["District", "Code du district", "Secteur", "Personnes dans le besoin", "Situation au", "Réponse nécessaire"],
        ["Municipio", "Código del área", "Clúster", "Personas con necesidades", "Cifras al", "Respuesta necesaria"],
    ],
    ids=["template", "own words", "French", "Spanish"],
)
def test_areas_in_need_are_read_under_the_headings_of_three_languages(headings: list[str]) -> None:
    reading = log(headings, ["Lower River", "XND0302", "WASH", "12 500", "2025-01-31", "no"])
    assert records(reading) == [
        {
            "row": 2, "area": "Lower River", "area_pcode": "XND0302", "cluster": "WASH", "people_in_need": "12500",
            "as_of": "2025-01-31", "cluster_needed": "no",
        }
    ]  # fmt: skip
    assert reading.findings == []


@pytest.mark.parametrize("left_out", ["Area in need *", "People in need *", "As of *"])
def test_areas_need_a_name_a_number_and_a_day(left_out: str) -> None:
    sheet = Sheet("logs/a.csv", "", [[heading for heading in NEEDS if heading != left_out]])
    claim = template_logs.recognise(sheet)
    assert not claim.accepted
    assert f"missing: {left_out.removesuffix(' *')}" in claim.evidence


def test_people_that_can_be_thousands_or_a_fraction_are_set_aside() -> None:
    reading = log(NEEDS, ["Lower River", "", "WASH", "12.500", "2025-01-31", ""])
    assert (finding(reading, "number_reads_two_ways").severity, finding(reading, "number_reads_two_ways").row) == (
        "error",
        2,
    )


def test_a_later_copy_of_the_areas_counts_once_and_a_new_day_is_a_new_row(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Alwan")])
    area = ["Lower River", "XND0302", "WASH", "500"]
    write_csv(
        tmp_path / "a.csv", NEEDS, [["Lower River", "", "WASH", "0", "2025-01-31", "No"], [*area, "2025-01-31", ""]]
    )
    write_csv(tmp_path / "b.csv", NEEDS, [[*area, "2025-01-31", "Yes"], [*area, "2026-01-31", ""]])
    columns = "area_pcode, people_in_need, as_of::varchar, cluster_needed, cluster_id, file"
    con = reading(tmp_path)
    assert con.execute(f"select {columns} from facts.areas_in_need order by 1 nulls last, 3").fetchall() == [
        ("XND0302", 500.0, "2025-01-31", True, "wash", "b.csv"),
        ("XND0302", 500.0, "2026-01-31", None, "wash", "b.csv"),
        (None, 0.0, "2025-01-31", False, "wash", "a.csv"),
    ]
