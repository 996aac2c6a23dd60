"""What this tool wrote and somebody put back into the folder is said to be that, and never counted."""

from __future__ import annotations

import pytest

from dashboard.deciding.register import NAME_COLUMNS, ORGANISATION_COLUMNS
from pipelines.published import COLUMNS
from pipelines.sources.partner_register import recognise as is_register
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet

QUIET = ("Cluster", "Partner", "Type", "Last came", "Missed in a row", "Came before that", "Out of meetings")


@pytest.mark.parametrize(
    "headings", [COLUMNS, QUIET, tuple(ORGANISATION_COLUMNS.values()), tuple(NAME_COLUMNS.values())]
)
def test_our_own_tables_are_refused(headings: tuple[str, ...]) -> None:
    found = recognise(Sheet("export.csv", "", [list(headings), ["National NGO"] * len(headings)]))
    assert found.source is None
    assert found.claim.refused
    assert "this tool made this file itself" in found.claim.evidence


@pytest.mark.parametrize("keys", [COLUMNS, ("path", "recognised_as", "rows_read", "rows_quarantined", "findings")])
def test_and_so_are_our_own_answers_in_json(keys: tuple[str, ...]) -> None:
    found = recognise(Sheet("export.json", "", [], payload=[dict.fromkeys(keys, "x")]))
    assert found.source is None
    assert found.claim.refused


def test_a_partner_list_with_some_of_the_headings_is_still_one() -> None:
    headings = ["Id", "Name", "Acronym", "Type", "Headquarters", "List"]
    assert is_register(Sheet("list.csv", "", [headings, ["1", "Anta", "A", "NNGO", "Nandoria", ""]])).accepted
