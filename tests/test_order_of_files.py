"""Files that contradict each other: whatever they are called, the same row counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_sources_funding import FLOW, FTS_HEADINGS
from tests.workspaces import answers, facts, partner, write_csv, write_partners, write_survey

PROJECTS = (
    "PFId", "AllNm", "PrjCode", "AllYr", "AllSrc", "OrgNm", "OrgTypeId", "PrjTitle", "AStrDt", "AEndDt", "PrgBdg",
    "BgdDC", "BdgSC", "PrjStsNm", "ApprDt",
)  # fmt: skip
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
        case _:
            write_csv(folder / name, LISTS, [("Anta", "NNGO" if first else "National NGO", "Nandoria", "WASH")])


@pytest.mark.parametrize("kind", ["allocations", "funding_flows", "survey_answers", "organisations"])
def test_the_names_of_files_decide_nothing(tmp_path: Path, kind: str) -> None:
    found: list[list[tuple[Any, ...]]] = []
    for names in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        folder = tmp_path / names[0][0]
        write_partners(folder, [partner("Bela", "ingo")])
        for name, first in zip(names, (True, False), strict=True):
            write(folder, kind, name, first)
        found.append(facts(folder, f"select * from {kind} order by all"))
    assert found[0] == found[1]
    assert found[0]
