"""FTS files as OCHA and others published them: what each one is taken for, and how much of it is read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.contracts.columns import ORGANISATION_TYPES
from pipelines.contracts.tables import CONTRACTS
from pipelines.sources import (
    fts_api,
    fts_csv,
    fts_flattened,
    fts_requirements,
)
from pipelines.sources.organisation_types import type_code
from pipelines.sources.recognise import sources
from tests.readings import finding, real_sheet, records, rules, take, total
from tests.test_every_real_file import RIGHT


def plain_csv(real: Path, name: str) -> list[dict[str, str]]:
    """The file as Python's csv module reads it, without the tag row: an independent reading."""
    with (real / name).open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if not next(iter(row.values())).startswith("#")]


def test_the_world_file_of_fts(real: Path) -> None:
    name = "fts/fts_incoming_funding_global_2026-04_nohxl.csv"
    reading = take(fts_csv, real_sheet(real, name))
    rows = records(reading)
    assert reading.rows_read == len(plain_csv(real, name)) == 7990
    once = list({row["flow_id"]: row for row in rows}.values())
    assert len(once) == 7550
    assert total(once, "amount_usd") == 9_182_916_279
    assert total([row for row in once if row["status"] != "pledge"], "amount_usd") == 7_318_493_300
    assert finding(reading, "repeated_flows").message.startswith("440 rows repeat 85 flows")
    assert rules(reading) == ["repeated_flows", "negative_amount"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("fts/fts_incoming_funding_afg_2020-10_hxl.csv", 230),
        ("fts/fts_incoming_funding_afg_format_2019-09.csv", 2),
        ("fts/fts_incoming_funding_pse_2026-01_hxl.csv", 167),
        ("fts/fts_internal_funding_afg_2021-03_hxl.csv", 156),
        ("fts/fts_internal_funding_global_2026-04_nohxl.csv", 675),
        ("fts/fts_internal_funding_pse_2026-01_hxl.csv", 238),
        ("fts/fts_outgoing_funding_global_2026-04_nohxl.csv", 3199),
        ("fts/fts_outgoing_funding_pse_2026-01_hxl.csv", 1),
    ],
)
def test_every_flow_export_is_read_as_a_plain_reader_reads_it(real: Path, name: str, count: int) -> None:
    reading = take(fts_csv, real_sheet(real, name))
    plain = plain_csv(real, name)
    assert reading.rows_read == len(plain) == count
    assert [row["flow_id"] for row in records(reading)] == [row["id"] for row in plain]
    assert [str(row["clusters"]).replace("|", ",") for row in records(reading)] == [
        row["destGlobalClusters"] for row in plain
    ]
    assert "unknown_cluster" not in rules(reading)
    for column in ("status", "flow_type", "boundary", "on_boundary"):
        (contract,) = [c for c in CONTRACTS["funding_flows"].columns if c.name == column]
        assert {row[column] for row in records(reading)} <= set(contract.choices)


def test_the_three_pages_of_afghanistan_2020(real: Path) -> None:
    names = ("page1", "page2", "page3_last")
    readings = [take(fts_api, real_sheet(real, f"fts/fts_api_flow_afg_2020_{page}.json")) for page in names]
    rows = [row for reading in readings for row in records(reading)]
    assert [reading.rows_read for reading in readings] == [200, 200, 84]
    assert len({row["flow_id"] for row in rows}) == 484
    assert all("200 of 484" in finding(reading, "one_page_of_several").message for reading in readings[:2])
    years = next(row for row in rows if row["usage_year_start"] != row["usage_year_end"])
    assert str(years["usage_year_start"]) < str(years["usage_year_end"])


def test_the_newest_shape_of_the_api(real: Path) -> None:
    reading = take(fts_api, real_sheet(real, "fts/fts_api_flow_year2024_sample200.json"))
    rows = records(reading)
    assert reading.rows_read == 200
    assert [sum(row["destination_organisations"] == n for row in rows) for n in ("", "1", "2")] == [1, 197, 2]
    assert sum(row["new_money"] == "yes" for row in rows) == 196
    assert {row["status"] for row in rows} == {"paid", "commitment"}
    assert "200 of 35625" in finding(reading, "one_page_of_several").message


def test_the_flattened_table_of_2000(real: Path) -> None:
    reading = take(fts_flattened, real_sheet(real, "fts/fts_flattened_api_flows_2000.csv"))
    rows = records(reading)
    plain = plain_csv(real, "fts/fts_flattened_api_flows_2000.csv")
    assert [row["flow_id"] for row in rows] == [row["id"] for row in plain]
    assert sum(row["new_money"] == "TRUE" for row in rows) == 2457
    assert sum(row["destination_organisations"] == "2" for row in rows) == 2
    assert sum(bool(row["parent_flow_id"]) for row in rows) == 45
    assert not [row for row in rows for text in row.values() if text in ("NA", "NULL")]


def test_every_type_word_of_one_organisation_has_one_meaning(real: Path) -> None:
    columns = [f"{side}_{what}" for side in ("source", "destination") for what in ("type", "subtype", "level")]
    words = set()
    modules = {source.NAME: source for source in sources()}
    for file, name, *_ in RIGHT:
        if name.startswith("fts_flows"):
            rows = records(take(modules[name], real_sheet(real, file)))
            words |= {str(row[column]) for row in rows for column in columns if row.get(column)}
    several = {word for word in words if "|" in word or word == "Multilateral Organizations,NGOs"}
    assert len(words - several) > 40
    assert [word for word in words - several if type_code(word) not in ORGANISATION_TYPES] == []


def test_clusters_of_a_plan_and_global_clusters_are_told_apart(real: Path) -> None:
    levels = {}
    for file, name, *_ in RIGHT:
        if name == "fts_requirements" and "cluster" in file:
            rows = records(take(fts_requirements, real_sheet(real, file)))
            levels[file.removeprefix("fts/fts_requirements_funding_")] = {row["level"] for row in rows}
    assert levels == {
        "cluster_afg_format_2018-02.csv": {"global_cluster"},  # so it was at first
        "cluster_global_2026-04_nohxl.csv": {"cluster"},
        "cluster_pse_2026-01_hxl.csv": {"cluster"},
        "globalcluster_global_2026-04_nohxl.csv": {"global_cluster"},
        "globalcluster_pse_2026-01_hxl.csv": {"global_cluster"},
    }
