"""Files that contradict each other: whatever they are called, the same row counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_sources_cbpf_facts import BY_TYPE, CONTRIBUTIONS, NET
from tests.test_sources_funding import FLOW
from tests.workspaces import FTS_HEADINGS, answers, facts, partner, write_csv, write_partners, write_survey

PROJECTS = (
    "PFId", "AllNm", "PrjCode", "AllYr", "AllSrc", "OrgNm", "OrgTypeId", "PrjTitle", "AStrDt", "AEndDt", "PrgBdg",
    "BgdDC", "BdgSC", "PrjStsNm", "ApprDt",
)  # fmt: skip
PLACED = ("allocations", "allocation_totals", "contributions", "subgrant_totals")  # rows that say where they come from
LISTS = ("Organisation", "Type", "HQ country", "Cluster")


def project(kind: str) -> tuple[str, ...]:
    day = "1/31/2025 12:00:00 AM"
    return (
        "1",
        "Round",
        "CBPF-XND-25-S-NGO-1",
        "2025",
        "Standard",
        "Anta",
        kind,
        "",
        day,
        day,
        "100",
        "93",
        "0",
        "Going",
        day,
    )


def write(folder: Path, kind: str, name: str, first: bool) -> None:
    """One of two files of a kind that contradict each other."""
    match kind:
        case "allocations":
            write_csv(folder / name, PROJECTS, [project("1" if first else "2")])
        case "funding_flows":
            told = FLOW | {"destOrganization": "Anta" if first else "Bela"}
            write_csv(folder / name, FTS_HEADINGS, [[told.get(heading, "") for heading in FTS_HEADINGS]])
        case "survey_answers":
            write_survey(folder, [("Anta", "2025-05-01T10:00:00", answers(eq=(1,) if first else (5,)))], name)
        case "allocation_totals":
            write_csv(folder / name, BY_TYPE, [("2025", "Nandoria", *((4, 3) if first else (3, 4)), 2, 1)])
        case "contributions":
            write_csv(folder / name, CONTRIBUTIONS, [("2025", "Aid" if first else "Help", "Nandoria", 5, 1)])
        case "subgrant_totals":
            write_csv(folder / name, NET, [("UN", "NGO" if first else "OG", 7, "99", 2, 2019)])
        case _:
            write_csv(folder / name, LISTS, [("Anta", "NNGO" if first else "National NGO", "Nandoria", "WASH")])


KINDS = (
    "allocations", "allocation_totals", "contributions", "subgrant_totals", "funding_flows", "survey_answers", "organisations",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_names_of_files_decide_nothing(tmp_path: Path, kind: str) -> None:
    found: list[list[tuple[Any, ...]]] = []
    for names in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        folder = tmp_path / names[0][0]
        write_partners(folder, [partner("Bela", "ingo")])
        for name, first in zip(names, (True, False), strict=True):
            write(folder, kind, name, first)
        told = '* exclude (file, sheet, "row")' if kind in PLACED else "*"
        found.append(facts(folder, f"select {told} from {kind} order by all"))
    assert found[0] == found[1]
    assert found[0]
