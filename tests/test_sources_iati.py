"""IATI transactions, flows and publishers: tiny tables in, records and facts out."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from pipelines.intake import Rules, places, take_in
from pipelines.sources import iati
from pipelines.sources.reading import DateRules
from pipelines.sources.sheets import Sheet
from pipelines.workspace import Workspace
from tests.readings import finding, real_sheet, records, rules, take, total

TRANSACTIONS = [heading for heading, _ in iati.TRANSACTIONS.columns.values()]
TAGS = [tag for _, tag in iati.TRANSACTIONS.columns.values()]
FLOWS = [heading for heading, _ in iati.FLOWS.columns.values()]
ROW = ["2020-01", "gb-1", "Aid UK", "22", "Health", "Uganda", "1", "0", "spending", "GB-1-7", "-20", "100"]


def sheet(*rows: list[str]) -> Sheet:
    return Sheet("money/iati.csv", "", list(rows))


def flow(provider: str, receiver: str, direction: str) -> list[str]:
    values = {
        "Reporting org id": "gb-1", "Reporting org name": "Aid UK", "Reporting org type": "21",
        "Provider org name": provider, "Receiver org name": receiver, "Transaction direction": direction, "Total money": "5",
    }  # fmt: skip
    return [values.get(heading, "") for heading in FLOWS]


@pytest.mark.parametrize("rows", [(TRANSACTIONS, ROW), (TRANSACTIONS, TAGS, ROW), (TAGS, ROW)])
def test_transactions_are_known_by_headings_or_tags(rows: tuple[list[str], ...]) -> None:
    (record,) = records(take(iati, sheet(*rows)))
    assert record["row"] == len(rows)
    assert (record["date"], record["reporting_organisation"], record["net_usd"]) == ("2020-01-01", "Aid UK", "-20")


def test_the_code_22_stays_a_code_and_makes_nobody_a_national_ngo() -> None:
    assert records(take(iati, sheet(TRANSACTIONS, ROW)))[0]["reporting_type"] == "22"


def test_of_provider_and_receiver_the_empty_one_is_the_publisher() -> None:
    rows = records(take(iati, sheet(FLOWS, flow("", "Hope", "outgoing"), flow("Donor", "", "incoming"))))
    assert [(row["provider"], row["receiver"]) for row in rows] == [("Aid UK", "Hope"), ("Donor", "Aid UK")]
    assert (rows[0]["provider_type"], rows[1]["receiver_type"]) == ("21", "21")


def test_direct_expenditure_has_no_receiver() -> None:
    reading = take(iati, sheet(FLOWS, flow("", "(Direct expenditure)", "outgoing"), flow("", "Hope", "outgoing")))
    assert [row["receiver"] for row in records(reading)] == ["", "Hope"]
    assert "1 rows" not in finding(reading, "direct_expenditure").message
    assert "direct_expenditure" not in rules(take(iati, sheet(FLOWS, flow("", "Hope", "outgoing"))))


def test_a_month_nobody_can_place_is_passed_on_as_found() -> None:
    row = ["soon", *ROW[1:]]
    assert records(take(iati, sheet(TRANSACTIONS, row)))[0]["date"] == "soon"


def test_a_list_of_publishers_has_two_columns_and_no_more() -> None:
    headings = ["Reporting org id", "Reporting org name"]
    assert records(take(iati, sheet(headings, ["gb-1", "Aid UK"]))) == [
        {"row": 2, "reporting_id": "gb-1", "name": "Aid UK"}
    ]
    assert not iati.recognise(sheet([*headings, "Phone"], ["gb-1", "Aid UK", "1"])).accepted


def test_a_missing_column_is_named() -> None:
    claim = iati.recognise(sheet([heading for heading in TRANSACTIONS if heading != "Total money"], ROW))
    assert not claim.accepted
    assert "missing: Total money" in claim.evidence


def facts(*named: tuple[Path, str]) -> list[tuple[object, ...]]:
    """Publisher, net amount and file of each fact."""
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as facts")
        con.execute("use facts")
        con.execute(files("pipelines.schema").joinpath("iati.sql").read_text(encoding="utf-8"))
        con.execute("use memory")
        take_in(con, places(named), Workspace.without_settings(), Rules(DateRules()))
        con.execute("create table name_matches (name varchar, organisation_id varchar, how varchar)")
        con.execute(files("pipelines.facts").joinpath("iati_transactions.sql").read_text(encoding="utf-8"))
        return con.execute(
            "select reporting_organisation, net_usd, file from facts.iati_transactions order by all"
        ).fetchall()


def test_the_json_without_names_repeats_the_csv_and_alone_takes_names_from_the_publishers(real: Path) -> None:
    folder = real / "iati"
    both = facts(
        (folder / "iati_covid_2021_transactions.csv", "a.csv"), (folder / "iati_covid_2021_transactions.json", "b.json")
    )
    assert len(both) == 879
    assert {file for _, _, file in both} == {"a.csv"}
    alone = facts(
        (folder / "iati_covid_2021_transactions.json", "b.json"),
        (folder / "iati_covid_2021_reporting_orgs.csv", "c.csv"),
    )
    assert [row[:2] for row in alone] == [row[:2] for row in both]


def test_published_sums_are_kept(real: Path) -> None:
    rows = records(take(iati, real_sheet(real, "iati/iati_covid_2021_transactions.csv")))
    amounts = [Decimal(str(row["net_usd"])) for row in rows]
    assert total(rows, "net_usd") == sum(amounts)
    assert sum(amount < 0 for amount in amounts) == 14
    assert sum(Decimal(str(row["total_usd"])) < 0 for row in rows) == 34
