"""Pooled funds: one table of one fund and year, with every cell as it was sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.checking import check_paths
from pipelines.fetch import FetchError, cbpf
from pipelines.workspace import WorkspaceError, open_workspace
from tests.faulty_server import QUICK, Answer, Cbpf, Faulty, serve

FUNDS = (
    "PFId,PFName,PFAbbrv,PFLat,PFLong,PFCountryCode,MAAgent,AAgent,IsPublic,ParentPFId\r\n"
    "23,Afghanistan,AFG23,34.5,69.1,AF,OCHA,MPTF,True\r\n"
    "99,Bangladesh (AP-RHPF),AP501,23.7,90.2,BD,OCHA,ERF,True\r\n"
    "97,Pakistan (AP-RHPF),AP501,33.7,73.0,PK,OCHA,ERF,True\r\n"
)
PROJECT_HEADING = (
    "PFId,AllNm,PrjCode,OPSCodeAgg,EmgAgg,AllYr,AllSrc,OrgNm,OrgTypeId,PrjTitle,AStrDt,AEndDt,PrjDur,PrgBdg,BgdDC,BdgSC,"
    "PrjSubDt,BenAgg,PrjGM,PrjStsNm,PrjStsId,PrjStsCode,PartCode,ApprDt\r\n"
)


def project(fund: str, code: str, budget: str = "4000000") -> str:
    return (
        f'{fund},"2025, first round",{code},,,2025,1,International NGO,2,"Says ""yes""\r\nand réunions",'
        f"7/16/2025 12:00:00 AM,7/15/2026 12:00:00 AM,12 Months,{budget},3738318,0,3/10/2025 12:43:44 PM,"
        "1##2##3##4,4- Likely to contribute,Under Implementation,9,UI,1234.5,7/14/2025 9:00:00 AM\r\n"
    )


PROJECTS = PROJECT_HEADING + project("23", "A", "1.2E+07") + project("97", "B") + project("23", "C")
TABLES = {
    "MstPooledFund": FUNDS,
    "ProjectSummaryV2": PROJECTS,
    "AllocationTypes": "AllocationTitle,PooledFundId,AllocationYear\r\nx,23,2025\r\ny,23,2024\r\nz,99,2025\r\n",
    "ContributionTotal": "FiscalYear,GMSDonorName,PooledFundName,PaidAmt\r\n2025,X,Afghanistan,5\r\n2024,X,Afghanistan,6\r\n",
    "AllocationFlowByOrgType": "source,target,value,fund,targetType,year\r\n23,NGO,5,23,1,2025\r\nUN,NGO,6,99,2,2025\r\n",
}


def fetch(
    workspace: Path, server: Faulty, what: str = "projects", fund: str = "Afghanistan", said: list[str] | None = None
) -> Path:
    say = (said if said is not None else []).append
    return cbpf.fetch(workspace / "funding", fund, "2025", what, server.address, say, QUICK)[0]


def rows(path: Path) -> list[str]:
    return path.read_bytes().decode().splitlines()[1:]


@pytest.mark.parametrize("fund", ["Afghanistan", "afghanistan", "23", "AFG23"])
def test_the_projects_of_one_fund_have_every_cell_as_sent(tmp_path: Path, fund: str) -> None:
    said: list[str] = []
    with serve(Cbpf(TABLES)) as server:
        path = fetch(tmp_path, server, fund=fund, said=said)
    assert path.read_bytes().decode() == PROJECT_HEADING + project("23", "A", "1.2E+07") + project("23", "C")
    assert server.log[-1].query == {"AllocationYear": "2025", "$format": "csv"}
    assert said[-1].endswith("3 rows, of which 2 were asked for.")


def test_all_funds_are_saved_as_they_came(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server:
        path = fetch(tmp_path, server, fund="all")
    assert path.name == "cbpf_projects_all_2025.csv"
    assert path.read_bytes() == PROJECTS.encode()
    assert [asked.path for asked in server.log] == ["/vo2/odata/ProjectSummaryV2"]


def test_the_sidecar_says_what_was_left_out(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server:
        path = fetch(tmp_path, server)
    origin = json.loads((path.parent / f".{path.name}.source.json").read_bytes())
    assert origin["url"] == f"{server.address}/vo2/odata/ProjectSummaryV2?AllocationYear=2025&$format=csv"
    assert (origin["rows"], origin["remark"]) == (2, "1 rows of other funds and years were left out.")
    assert open_workspace(tmp_path).files() == [path]


def test_a_build_reads_what_was_fetched(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server:
        (report,) = check_paths([fetch(tmp_path, server)], tmp_path)
    assert (report["recognised_as"], report["rows_accepted"]) == ("cbpf_project_summary_v2", 2)


@pytest.mark.parametrize(
    ("what", "kept"),
    [
        ("allocations", ["x,23,2025"]),
        ("contributions", ["2025,X,Afghanistan,5"]),
        ("subgrants", ["23,NGO,5,23,1,2025"]),
    ],
)
def test_every_table_is_cut_to_the_fund_and_year(tmp_path: Path, what: str, kept: list[str]) -> None:
    with serve(Cbpf(TABLES)) as server:
        path = fetch(tmp_path, server, what)
    assert path.name == f"cbpf_{what}_afghanistan_2025.csv"
    assert rows(path) == kept


def test_a_code_that_several_funds_share_means_all_of_them(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server:
        assert [row[:2] for row in rows(fetch(tmp_path, server, "allocations", "AP501"))] == ["z,"]


def test_the_list_of_funds_needs_no_fund_and_no_year(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server:
        (path,) = cbpf.fetch(tmp_path, "", "", "funds", server.address, lambda line: None, QUICK)
    assert path.name == "cbpf_funds.csv"
    assert path.read_bytes() == FUNDS.encode()


def test_a_fund_that_is_not_there_brings_the_names_that_are(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server, pytest.raises(FetchError) as error:
        fetch(tmp_path, server, fund="Pakistan")
    assert "Did you mean: Pakistan (AP-RHPF); or all?" in str(error.value)


def test_a_fund_or_a_year_is_needed(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server, pytest.raises(WorkspaceError, match="--fund NAME"):
        fetch(tmp_path, server, fund="")
    assert server.log == []


@pytest.mark.parametrize(
    "broken",
    [
        Answer(body=PROJECTS.encode(), sent=0.9),
        Answer(body=(PROJECT_HEADING + project("23", "A") + project("23", "B"))[:-60].encode()),
        Answer(body=(PROJECT_HEADING + project("23", "A"))[:400].encode()),
        Answer(body=(PROJECTS.removesuffix("7/14/2025 9:00:00 AM\r\n") + '"7/14/2025').encode()),
        Answer(body=PROJECTS.removesuffix("\r\n").encode(), with_length=False),
        Answer(body=b'{"Error": "This is secure procedure"}'),
        Answer(body=b"<html>Server Error</html>"),
        Answer(body=b""),
        Answer(500, b"<html>Server Error</html>"),
    ],
)
def test_a_broken_table_is_asked_for_again(tmp_path: Path, broken: Answer) -> None:
    with serve(Cbpf(TABLES)) as server:
        server.faults = {1: broken, 2: broken}
        assert fetch(tmp_path, server, fund="all").read_bytes() == PROJECTS.encode()
        server.broken_from, server.faults = 10**9, dict.fromkeys(range(4, 7), broken)
        with pytest.raises(FetchError, match="asked 3 times"):
            fetch(tmp_path, server, fund="all")
    assert (tmp_path / "funding" / "cbpf_projects_all_2025.csv").read_bytes() == PROJECTS.encode()


def test_changed_columns_are_said(tmp_path: Path) -> None:
    changed = {**TABLES, "ProjectSummaryV2": PROJECTS.replace("AllYr", "Year")}
    with serve(Cbpf(changed)) as server, pytest.raises(FetchError, match="no column AllYr any more; it has PFId"):
        fetch(tmp_path, server)
    assert not (tmp_path / "funding").exists()


def test_nothing_of_that_year_is_said(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server, pytest.raises(FetchError, match="no subgrants of Pakistan"):
        fetch(tmp_path, server, "subgrants", "Pakistan (AP-RHPF)")


def test_the_real_tables_have_the_columns_that_are_cut_by(real: Path) -> None:
    from pipelines.fetch.http import Reply

    files = {
        "projects": "cbpf_ProjectSummaryV2_2025.csv", "allocations": "cbpf_AllocationTypes.csv",
        "contributions": "cbpf_contributions_by_donor.csv", "subgrants": "cbpf_net_funding_flow_by_org_type.csv",
    }  # fmt: skip
    for what, name in files.items():
        heading = cbpf._answer(Reply("", "", (real / "cbpf" / name).read_bytes())).rows[0]
        assert {cbpf.TABLES[what].fund, cbpf.TABLES[what].year} <= set(heading)
