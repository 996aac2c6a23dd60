"""What is said about a 3W as a whole, and how repeated presence becomes one fact."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from pipelines.intake import places, rules_of, take_in
from pipelines.sources import presence
from pipelines.sources.sheets import Sheet
from pipelines.workspace import open_workspace
from tests.readings import finding, records, rules, take
from tests.workspaces import TOML, write_csv

HEADINGS = ["Organisation", "Cluster", "Province", "Province Pcode", "District", "District Pcode"]


def table(*rows: list[str], headings: list[str] | None = None) -> Sheet:
    return Sheet("3w.csv", "", [headings or HEADINGS, *rows])


def row(organisation: str = "Hope", pcode: str = "TCD01", **more: str) -> list[str]:
    return [organisation, more.get("cluster", "WASH"), "Lac", pcode, "Mamdi", more.get("district", "TCD0101")]


def test_pcodes_are_kept_and_those_unlike_the_others_are_told_once() -> None:
    reading = take(presence, table(row(), row("Aid"), row("Care"), row(pcode="TD14"), row(pcode="14")))
    assert [record["area1_pcode"] for record in records(reading)] == ["TCD01", "TCD01", "TCD01", "TD14", "14"]
    told = finding(reading, "pcode")
    assert (told.column, told.severity) == ("area1_pcode", "info")
    assert "2 rows: “14 (no country letters in front)”, “TD14 (4 characters, most have 5)”" in told.message


def test_pcodes_of_several_countries_may_have_several_lengths() -> None:
    headings = [*HEADINGS, "Country code"]
    rows = [[*row(), "TCD"], [*row(), "TCD"], [*row(pcode="SO11", district="SO1101"), "SOM"]]
    assert "pcode" not in rules(take(presence, table(*rows, headings=headings)))


def test_failed_formulas_are_empty_cells_and_no_row_of_tags() -> None:
    reading = take(presence, table(row(), ["#N/A", "#N/A", "#REF!", "#N/A", "#N/A", "#VALUE!"], row("#N/A")))
    assert reading.record_rows == [2, 3, 4]
    assert [record["organisation"] for record in records(reading)] == ["Hope", "", ""]
    assert finding(reading, "formula_error").message.startswith("7 cells")


def test_a_table_without_any_date_says_so() -> None:
    told = finding(take(presence, table(row())), "no_date")
    assert (told.severity, "it moves no number" in told.message) == ("warning", True)


@pytest.mark.parametrize(
    ("file", "name", "title", "where"),
    [
        ("5W 2025-01_03.csv", "", "", "the name of the file"),
        ("5W.xlsx", "Jan-Mar 2025", "", "the name of the sheet"),
        ("5W.xlsx", "Data", "Nandoria 5W, Q1 2025", "the line “Nandoria 5W, Q1 2025” above the table"),
        ("5W 2024-01_03.csv", "H2 2024", "January to March 2025", "the line “January to March 2025” above the table"),
    ],
)
def test_a_table_without_dates_is_placed_by_what_stands_around_it(file: str, name: str, title: str, where: str) -> None:
    above = [[title, "", "", "", "", ""]] if title else []
    reading = take(presence, Sheet(file, name, [*above, HEADINGS, row(), row("Aid")]))
    assert [record["reported_on"] for record in records(reading)] == ["2025-03-31"] * 2
    told = finding(reading, "period_from_name")
    assert told.severity == "warning"
    assert told.message.endswith(f"The period 2025-01-01 to 2025-03-31 was taken from {where}.")


def test_a_table_with_a_date_in_one_row_is_not_placed_by_its_name() -> None:
    rows = [[*row(), "2024-12-01"], [*row("Aid"), ""]]
    reading = take(presence, Sheet("5W 2025-01_03.csv", "", [[*HEADINGS, "Start date"], *rows]))
    assert {"period_from_name", "no_date"}.isdisjoint(rules(reading))
    assert [record["reported_on"] for record in records(reading)] == ["", ""]


def test_a_month_without_its_year_is_told_and_left_out() -> None:
    reading = take(presence, table([*row(), "March"], headings=[*HEADINGS, "Month"]))
    assert records(reading)[0]["reported_on"] == ""
    assert "“March”" in finding(reading, "month").message


def test_a_period_of_many_years_is_told() -> None:
    rows = [[*row(), "2017-05-09", "2029-12-30"], [*row("Aid"), "2024-01-01", "2024-03-31"]]
    reading = take(presence, table(*rows, headings=[*HEADINGS, "reference_period_start", "reference_period_end"]))
    assert "one row (“2017 to 2029”)" in finding(reading, "long_period").message


def test_what_the_publisher_repaired_is_told() -> None:
    rows = [[*row(), "PCode length TD14->TCD14", ""], [*row("Aid"), "", "Unknown sector Cash"]]
    reading = take(presence, table(*rows, headings=[*HEADINGS, "warning", "error"]))
    assert "TD14->TCD14" in finding(reading, "publisher_warning").message
    assert finding(reading, "publisher_error").severity == "warning"


def test_repeated_presence_is_told_with_the_codes_it_stands_under() -> None:
    headings = [*HEADINGS, "Cluster code"]
    rows = [[*row(cluster="Education"), code] for code in ("EiE_OP", "EDUCATION_OP")]
    message = finding(take(presence, table(*rows, headings=headings)), "repeated_presence").message
    assert "Row 3, for example, says the same as row 2" in message
    assert "“EDUCATION_OP and EiE_OP”" in message


def test_cells_beyond_the_headings_stop_a_row_only_where_no_tags_rule() -> None:
    tags = ["#org", "#sector", "#adm1", "#adm1+code", "#adm2", "#adm2+code"]
    plain = take(presence, table([*row(), "x"]))
    tagged = take(presence, table(tags, [*row(), "x"]))
    assert finding(plain, "row_longer_than_headings").severity == "error"
    assert finding(tagged, "cells_without_heading").severity == "warning"


def test_a_total_is_no_organisation() -> None:
    total = finding(take(presence, table(row(), row("Grand total"))), "total_row")
    assert (total.row, total.severity) == (3, "error")


# Facts


def facts(folder: Path, files_: dict[str, list[list[str]]], matches: dict[str, str]) -> list[tuple[object, ...]]:
    """Organisation, cluster id, district, reached and number of records of each presence."""
    (folder / "workspace.toml").write_text(
        TOML + '\n[[clusters]]\nid = "education"\nname = "Education"\n', encoding="utf-8"
    )
    for name, rows in files_.items():
        write_csv(folder / name, rows[0], rows[1:])
    workspace = open_workspace(folder)
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as facts")
        con.execute("use facts")
        con.execute(files("pipelines.schema").joinpath("presence.sql").read_text(encoding="utf-8"))
        con.execute("use memory")
        take_in(con, places([(folder / name, name) for name in files_]), workspace, rules_of(workspace, {}))
        con.execute("create table name_matches (name varchar, organisation_id varchar, how varchar)")
        for name, organisation in matches.items():
            con.execute("insert into name_matches values (?, ?, 'name')", [name, organisation])
        con.execute(files("pipelines.facts").joinpath("presence.sql").read_text(encoding="utf-8"))
        return con.execute(
            "select coalesce(organisation_id, organisation), cluster_id, area2_pcode, reached, records from facts.presence order by all"
        ).fetchall()


def test_a_presence_counts_once_under_two_cluster_codes_two_spellings_and_in_two_files(tmp_path: Path) -> None:
    june = [
        HEADINGS,
        row(cluster="EiE_OP"),
        row(cluster="EDUCATION_OP"),
        row("HOPE NGO", cluster="Education"),
        row(cluster="WASH"),
        row(cluster="WASH", district="TCD0102"),
    ]
    july = [HEADINGS, row(cluster="Operational Presence: Education in Emergencies")]
    matches = {"Hope": "hope", "HOPE NGO": "hope"}
    assert facts(tmp_path, {"june.csv": june, "july.csv": july}, matches) == [
        ("hope", "education", "TCD0101", None, 3),
        ("hope", "wash", "TCD0101", None, 1),
        ("hope", "wash", "TCD0102", None, 1),
    ]


def test_rows_that_say_different_things_stay_apart(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Reached", "Activity"]
    rows = [
        headings,
        [*row(), "10", "Wells"],
        [*row(), "12", "Wells"],
        [*row(), "12", "Soap"],
        [*row("Aid"), "12", "Soap"],
    ]
    assert [found[3] for found in facts(tmp_path, {"5w.csv": rows}, {})] == [12, 10, 12, 12]


@pytest.mark.parametrize("name", ["Nobody knows this cluster", ""])
def test_a_presence_of_an_unknown_cluster_is_kept_without_one(tmp_path: Path, name: str) -> None:
    assert [found[1] for found in facts(tmp_path, {"x.csv": [HEADINGS, row(cluster=name)]}, {})] == [None]
