"""Local is a property of an organisation and a country, under a stated definition; a person may decide otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.organisations.locality import DEFINITIONS, Known, fts_locality
from pipelines.workspace import WorkspaceError
from tests.workspaces import FTS_HEADINGS, TOML, facts, one, published, write_attendance, write_csv, write_partners

STRICT, FAMILY, NON_STATE, FTS = DEFINITIONS
DECISIONS = "decided_on,decided_by,organisation_id,locality,reason\n"


@pytest.mark.parametrize(
    ("type_", "hq", "affiliated", "country", "expected"),
    [
        ("national_ngo", "XND", False, "XND", "local"),
        ("national_ngo", "XND", None, "XND", "local"),
        ("national_ngo", "XND", True, "XND", "international"),
        ("national_ngo", "GBR", False, "XND", "international"),
        ("national_ngo", None, False, "XND", "unclassified"),
        ("national_ngo", "XND", False, None, "unclassified"),
        ("international_ngo", "XND", False, "XND", "international"),
        ("red_cross_society", "XND", False, "XND", "local"),
        ("red_cross_society", "ARE", False, "XND", "international"),
        ("authority", "XND", None, "XND", "local"),
        ("un_agency", None, None, None, "international"),
        ("pooled_fund", "XND", False, "XND", "unclassified"),
        ("unknown", "XND", False, "XND", "unclassified"),
    ],
)
def test_the_strict_definition(
    type_: str, hq: str | None, affiliated: bool | None, country: str | None, expected: str
) -> None:
    judged = DEFINITIONS[STRICT](Known("x", type_, hq, affiliated), country)
    assert judged.code == expected
    assert judged.basis


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        (Known("x", "national_ngo", "XND", False, "National NGOs/CSOs"), ["local", "local", "local", "local"]),
        (Known("x", "national_ngo", "XND", True, "Internationally Affiliated Organizations"), ["international", "local", "international", "international"]),
        (Known("x", "authority", "XND", None, "National Governments"), ["local", "local", "state", "local"]),
        (Known("x", "national_ngo", None, None, "Local NGOs/CSOs"), ["unclassified", "unclassified", "unclassified", "local"]),
        (Known("x", "national_ngo", "XND", False), ["local", "local", "local", "unclassified"]),
    ],
)  # fmt: skip
def test_the_definitions_differ_where_they_should(known: Known, codes: list[str]) -> None:
    assert [definition(known, "XND").code for definition in DEFINITIONS.values()] == codes


def test_the_first_word_of_fts_that_says_something_counts() -> None:
    assert fts_locality(None, "Uncategorized NGO", "Local and National Non-State Actors") == "local"
    assert fts_locality("Word of the future") == "unclassified"


def flow(id_: str, recipient: str, amount: int) -> list[str]:
    cells = {
        "id": id_, "amountUSD": str(amount), "destOrganization": recipient, "destOrganizationTypes": "NGOs", "status": "paid",
        "boundary": "incoming", "flowType": "Standard", "destLocations": "XND", "date": "2025-03-01", "destUsageYearStart": "2025",
        "destUsageYearEnd": "2025", "srcOrganization": "Donor", "onBoundary": "single", "updatedAt": "2026-01-02",
    }  # fmt: skip
    return [cells.get(name, "") for name in FTS_HEADINGS]


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10 to a local NGO, 20 to a member of an international family, 30 to the ministry, 40 to an international NGO."""
    folder = tmp_path_factory.mktemp("built")
    write_partners(
        folder,
        [
            ("Hope", "", "", "National NGO", "Nandoria", "no", "WASH", "", ""),
            ("Family Nandoria", "", "", "National NGO", "Nandoria", "yes", "WASH", "", ""),
            ("Ministry of Water", "", "", "Government", "Nandoria", "no", "WASH", "", ""),
            ("Far Aid", "", "", "International NGO", "Norway", "no", "WASH", "", ""),
        ],
    )
    money = (("Hope", 10), ("Family Nandoria", 20), ("Ministry of Water", 30), ("Far Aid", 40))
    write_csv(folder / "fts.csv", FTS_HEADINGS, [flow(str(n), name, amount) for n, (name, amount) in enumerate(money)])
    write_attendance(folder, {"2025-03-01": ["Hope", "Far Aid"]})
    published(folder)
    return folder


@pytest.fixture
def folder(built_once: Path, tmp_path: Path) -> Path:
    """The same in a folder of one's own, with its build."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def direct(folder: Path) -> dict[str, float | None]:
    """The direct share in 2025 under each definition."""
    rows = [r for r in published(folder) if r["indicator"] == "direct_local_funding_share" and r["cluster"] == "all"]
    in_year = [r for r in rows if str(r["period_start"]) == "2025-01-01" and str(r["period_end"]) == "2025-12-31"]
    return {r["group"]: r["value"] for r in in_year if r["group_by"] == "definition"}


def test_a_localisation_figure_stands_beside_itself_under_each_definition(folder: Path) -> None:
    # (10 + 30) / 100; (10 + 20 + 30) / 100; 10 / 100; nothing, as the file has none of FTS's sub-types.
    assert direct(folder) == {STRICT: 40.0, FAMILY: 60.0, NON_STATE: 10.0, FTS: None}


def test_the_definition_in_force_is_chosen_in_the_workspace(folder: Path) -> None:
    headline = one(
        published(folder), "direct_local_funding_share", "all", group_by="all", months=12, start="2025-01-01"
    )
    assert headline["value"] == 40.0
    (folder / "workspace.toml").write_text(TOML + '\n[locality]\ndefinition = "with_affiliated"\n', encoding="utf-8")
    headline = one(
        published(folder), "direct_local_funding_share", "all", group_by="all", months=12, start="2025-01-01"
    )
    assert headline["value"] == 60.0
    (folder / "workspace.toml").write_text(TOML + '\n[locality]\ndefinition = "mine"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"locality\.definition is 'mine'; expected one of"):
        published(folder)


def test_attendance_by_local_and_international_is_compared_too(folder: Path) -> None:
    gaps = [r for r in published(folder) if r["indicator"] == "attendance_gap_local" and r["group_by"] == "definition"]
    # Local 1 of 2 under the strict definition (Hope yes, ministry no), 1 of 3 with the family, 1 of 1 without the state.
    assert {r["group"]: r["value"] for r in gaps if r["cluster"] == "wash"} == {
        STRICT: pytest.approx(50 - 50), FAMILY: pytest.approx(100 / 3 - 100), NON_STATE: 100 - 50,
    }  # fmt: skip


def test_a_person_decides_with_a_reason_and_can_take_it_back(folder: Path) -> None:
    path = folder / "decisions" / "locality.csv"
    path.parent.mkdir()
    path.write_text(DECISIONS + "2026-02-01,IM,far-aid,local,registered here since 2001\n", encoding="utf-8")
    query = "select definition, locality, basis from localities where organisation_id = 'far-aid' order by all"
    decided = "decided on 2026-02-01: registered here since 2001"
    assert facts(folder, query)[1] == (STRICT, "local", decided)
    assert {name: share for name, share in direct(folder).items() if name != FTS} == {
        STRICT: 80.0,
        FAMILY: 100.0,
        NON_STATE: 50.0,
    }
    with path.open("a", encoding="utf-8") as handle:
        handle.write("2026-02-03,IM,far-aid,,not so\n")
    assert direct(folder)[STRICT] == 40.0


def test_a_decision_follows_an_organisation_whose_former_name_is_learnt_later(tmp_path: Path) -> None:
    headings = ("Organisation", "Former names", "Type", "HQ country", "Cluster")
    (tmp_path / "workspace.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "locality.csv").write_text(
        DECISIONS + "2026-02-01,IM,hope,unclassified,x\n", encoding="utf-8"
    )
    for former, organisation_id in (("", "hope"), ("Anta", "anta")):
        write_csv(tmp_path / "partners.csv", headings, [("Hope", former, "National NGO", "Nandoria", "WASH")])
        found = facts(tmp_path, "select organisation_id, locality from organisations")
        assert found == [(organisation_id, "unclassified")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (DECISIONS + "2026-02-01,IM,nobody,local,x\n", "'nobody', but no partner list holds"),
        (DECISIONS + "2026-02-01,IM,hope,near,x\n", "line 2: locality is “near”. Expected one of: local"),
        ("decided_on,organisation_id\n", "lacks the column decided_by"),
    ],
)
def test_a_decision_with_a_mistake_stops_the_build(folder: Path, text: str, message: str) -> None:
    path = folder / "decisions" / "locality.csv"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError) as stopped:
        published(folder)
    assert message in str(stopped.value)
