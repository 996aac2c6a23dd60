"""Published 3W, HXL and IATI files: each is recognised, read to the last row, and accounted for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipelines.checking import check_paths
from pipelines.sources import presence
from pipelines.sources.reading import Record
from tests.readings import real_sheet, records, take

# file: recognised as, data records, of these in quarantine
RIGHT = {
    "presence/345w_colombia_2021_es_hxl.xlsx": ("presence", 4662, 0),
    "presence/3w_afghanistan_2021-07_09.csv": ("presence", 2414, 0),
    "presence/3w_afghanistan_2024-01_03.csv": ("presence", 10902, 2),  # two rows name no organisation
    "presence/3w_honduras_345w_2021_es_hxl.csv": ("presence", 2730, 0),
    "presence/hdx_hapi_operational_presence_global_2026.csv": ("presence", 4999, 0),
    "hxl/input-fuzzy.csv": ("presence", 4, 0),
    "hxl/input-merged.xlsx": ("presence", 4, 0),
    "hxl/input-quality.xlsx": ("presence", 8, 1),  # two sheets of four; one row names no organisation
    "hxl/input-valid-latin1.csv": ("presence", 4, 0),
    "hxl/input-valid-objects.json": ("presence", 4, 0),
    "hxl/input-valid.csv": ("presence", 4, 0),
    "iati/iati_covid_2021_flows.csv": ("iati", 145, 0),
    "iati/iati_covid_2021_reporting_orgs.csv": ("iati", 14, 0),
    "iati/iati_covid_2021_transactions.csv": ("iati", 879, 0),
    "iati/iati_covid_2021_transactions.json": ("iati", 879, 0),
}


def read(real: Path, name: str) -> list[Record]:
    return records(take(presence, real_sheet(real, name)))


@pytest.mark.parametrize("name", RIGHT)
def test_every_row_of_a_published_file_is_accounted_for(real: Path, name: str) -> None:
    (report,) = check_paths([real / name], None)
    assert (report["recognised_as"], report["rows_read"], report["rows_quarantined"]) == RIGHT[name]


def test_every_published_file_of_these_kinds_is_in_the_table(real: Path) -> None:
    there = {f"{folder}/{path.name}" for folder in ("presence", "hxl", "iati") for path in (real / folder).iterdir()}
    assert there == set(RIGHT)


def test_afghanistan_lists_education_twice(real: Path) -> None:
    rows = read(real, "presence/3w_afghanistan_2024-01_03.csv")
    names = Counter(str(row["cluster"]) for row in rows)
    assert names["Operational Presence: Education in Emergencies"] == 2 * 619
    presences = {(row["organisation"], row["cluster"], row["area2_pcode"]) for row in rows}
    assert sum("Education" in str(cluster) for _, cluster, _ in presences) == 619


def test_colombia_keeps_who_leads_beside_who_implements(real: Path) -> None:
    rows = read(real, "presence/345w_colombia_2021_es_hxl.xlsx")
    assert sum(1 for row in rows if not row["programme_organisation"]) == 231
    assert Counter(row["status"] for row in rows) == {"En ejecución": 3324, "Finalizada": 1335, "Planeada": 3}
    assert {str(row["reported_on"])[:7] for row in rows} == {f"2021-0{month}" for month in range(1, 7)}
    assert {row["country"] for row in rows} == {"COL"}
    assert all(str(row["area1_pcode"]).startswith("CO") for row in rows)


def test_honduras_takes_estado_for_the_status(real: Path) -> None:
    rows = read(real, "presence/3w_honduras_345w_2021_es_hxl.csv")
    assert Counter(row["status"] for row in rows)["Finalizada"] == 1993
    assert Counter(row["organisation_type"] for row in rows)["red_cross_society"] == 152
    assert rows[0]["starts_on"] == "2021-07-01"


def test_hapi_keeps_the_country_of_each_row(real: Path) -> None:
    rows = read(real, "presence/hdx_hapi_operational_presence_global_2026.csv")
    assert Counter(row["country"] for row in rows) == {"SOM": 1921, "TCD": 1505, "COD": 904, "ETH": 669}
    assert sum(1 for row in rows if not row["organisation_type"]) == 15


@pytest.mark.parametrize(
    "name",
    ["input-valid.csv", "input-valid-latin1.csv", "input-valid-objects.json", "input-merged.xlsx", "input-fuzzy.csv"],
)
def test_one_table_reads_the_same_in_every_form(real: Path, name: str) -> None:
    rows = read(real, f"hxl/{name}")
    assert [
        (row["cluster"], row["sub_cluster"], row["organisation"], row["country"], row["area1"]) for row in rows
    ] == [
        ("WASH", "Higiene", "ACNUR", "PAN", "Los Santos"),
        ("Salud", "Vacunación", "OMS", "COL", "Cauca"),
        ("Educación", "Formación de enseñadores", "UNICEF", "COL", "Chocó"),
        ("WASH", "Urbano", "OMS", "VEN", "Amazonas"),
    ]
    # The fuzzy one has neither heading nor tag over its dates.
    assert [row["reported_on"] for row in rows] == ["" if "fuzzy" in name else "2015-03-01", "", "", ""]
