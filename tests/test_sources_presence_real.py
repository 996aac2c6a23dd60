"""Published 3W, HXL and IATI files: each is recognised, read to the last row, and accounted for."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipelines.sources import presence
from pipelines.sources.reading import Record
from tests.readings import real_sheet, records, take
from tests.workspaces import one, published


def read(real: Path, name: str) -> list[Record]:
    return records(take(presence, real_sheet(real, name)))


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


def test_afghanistans_list_counts_in_the_quarter_its_file_is_named_after(real: Path, tmp_path: Path) -> None:
    """Of the 619 presences in education, 427 are of organisations that the list calls a national NGO."""
    toml = '[response]\ncountry = "AFG"\ncountry_name = "Afghanistan"\n\n[[clusters]]\nname = "Education"\n'
    (tmp_path / "workspace.toml").write_text(toml, encoding="utf-8")
    shutil.copy(real / "presence/3w_afghanistan_2024-01_03.csv", tmp_path)
    share = one(published(tmp_path), "local_presence_share", "education", group_by="all", start="2024-01-01")
    assert (share["numerator"], share["denominator"], share["status"]) == (427, 619, "ok")
