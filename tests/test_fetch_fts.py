"""FTS: every page of the flows as the server sent it, none missing, none left over from an earlier answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.checking import check_paths
from pipelines.fetch import FetchError, fts
from pipelines.workspace import WorkspaceError, open_workspace
from tests.faulty_server import JSON, QUICK, Answer, Asked, Faulty, Fts, serve


def flows(*ids: int) -> list[dict[str, Any]]:
    return [
        {
            "id": str(id_), "amountUSD": 1000 + id_, "status": "paid", "flowType": "Standard", "boundary": "incoming",
            "onBoundary": "single", "newMoney": True, "date": "2024-03-01T00:00:00Z",
            "sourceObjects": [{"type": "Organization", "id": "7", "name": "Donor"}],
            "destinationObjects": [{"type": "Organization", "id": "9", "name": "Alwan"}],
        }
        for id_ in ids
    ]  # fmt: skip


def fetch(
    workspace: Path,
    server: Faulty,
    said: list[str] | None = None,
    country: str = "AFG",
    plan: str = "",
    year: str = "2024",
) -> list[Path]:
    say = (said if said is not None else []).append
    return fts.fetch(workspace, workspace / "funding", country, plan, year, server.address, say, QUICK)


def ids(paths: list[Path]) -> list[str]:
    return [flow["id"] for path in paths for flow in json.loads(path.read_bytes())["data"]["flows"]]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_page_is_saved_as_it_came(tmp_path: Path) -> None:
    said: list[str] = []
    with serve(Fts(flows(*range(450)))) as server:
        paths = fetch(tmp_path, server, said)
        sent = Fts(flows(*range(450)))(Asked(fts.PATH, {"countryISO3": "AFG", "year": "2024"}, {}, server.address))
    assert [path.name for path in paths] == [f"fts_AFG_2024_page00{number}.json" for number in (1, 2, 3)]
    assert ids(paths) == [str(id_) for id_ in range(450)]
    assert paths[0].read_bytes() == sent.body
    assert server.log[0].query == {"countryISO3": "AFG", "year": "2024"}
    assert server.asked("page") == ["", "2", "3"]
    assert said[-1].endswith("450 of 450 flows (page 3).")


def test_each_page_has_its_sidecar(tmp_path: Path) -> None:
    with serve(Fts(flows(*range(5)), most=2)) as server:
        paths = fetch(tmp_path, server)
    origin = json.loads((tmp_path / "funding" / ".fts_AFG_2024_page003.json.source.json").read_bytes())
    assert origin["url"] == f"{server.address}/v1/public/fts/flow?countryISO3=AFG&year=2024&page=3"
    assert (origin["pages"], origin["rows"], origin["rows_stated"]) == ("3 of 3", 1, 5)
    assert open_workspace(tmp_path).files() == paths


def test_a_build_reads_what_was_fetched(tmp_path: Path) -> None:
    with serve(Fts(flows(*range(5)), most=3)) as server:
        paths = fetch(tmp_path, server)
    reports = check_paths(paths, tmp_path)
    assert [(report["recognised_as"], report["rows_accepted"]) for report in reports] == [
        ("fts_flows_api", 3), ("fts_flows_api", 2),
    ]  # fmt: skip


def test_a_plan_is_asked_for_by_its_number(tmp_path: Path) -> None:
    with serve(Fts(flows(1))) as server:
        (path,) = fetch(tmp_path, server, country="", plan="1185", year="")
    assert path.name == "fts_plan_1185_page001.json"
    assert server.log[0].query == {"planid": "1185"}


def test_a_broken_download_goes_on_after_its_last_complete_page(tmp_path: Path) -> None:
    with serve(Fts(flows(*range(7)), most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
        assert not (tmp_path / "funding").exists()
        server.broken_from = 10**9
        before = len(server.log)
        paths = fetch(tmp_path, server)
    assert server.asked("page")[before:] == ["3", "4"]
    assert ids(paths) == [str(id_) for id_ in range(7)]


def test_another_question_begins_anew(tmp_path: Path) -> None:
    with serve(Fts(flows(*range(5)), most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
        server.broken_from = 10**9
        before = len(server.log)
        fetch(tmp_path, server, year="2025")
    assert server.asked("page")[before:] == ["", "2", "3"]
    assert set(server.asked("year")[before:]) == {"2025"}


def test_a_shorter_answer_leaves_no_page_of_the_longer_one(tmp_path: Path) -> None:
    with serve(Fts(flows(*range(5)), most=2)) as server:
        fetch(tmp_path, server)
        own = tmp_path / "funding" / "fts_AFG_2024_page009.json"
        own.write_text("{}")
        server.faults[4] = Answer(500)
    with serve(Fts(flows(8, 9), most=2)) as server:
        (path,) = fetch(tmp_path, server)
    assert ids([path]) == ["8", "9"]
    assert names(tmp_path / "funding") == [
        ".fts_AFG_2024_page001.json.source.json", "fts_AFG_2024_page001.json", own.name,
    ]  # fmt: skip


def test_a_failed_fetch_leaves_the_old_pages_as_they_were(tmp_path: Path) -> None:
    with serve(Fts(flows(1, 2, 3), most=2)) as server:
        paths = fetch(tmp_path, server)
    before = [path.read_bytes() for path in paths]
    with serve(Fts(flows(*range(9)), most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
    assert [path.read_bytes() for path in paths] == before
    assert len(names(tmp_path / "funding")) == 4


@pytest.mark.parametrize(
    ("second", "stated", "words"),
    [
        (flows(2), 3, "states 3 flows; 2 came, and 1 came twice"),
        (flows(), 3, "states 3 flows; 2 came, and 0 came twice"),
        (flows(3, 4), 4, "stated 3 flows at first and 4 at the end"),
    ],
)
def test_a_flow_lost_between_two_pages_is_not_lost_silently(
    tmp_path: Path, second: list[dict[str, Any]], stated: int, words: str
) -> None:
    with serve(Fts(flows(1, 2, 3), most=2)) as server:
        body = {"status": "ok", "data": {"flows": second}, "meta": {"count": stated}}
        changed = Answer(body=json.dumps(body).encode(), headers=JSON)
        server.faults = {2: changed, 4: changed, 6: changed}
        with pytest.raises(FetchError) as error:
            fetch(tmp_path, server)
        assert words in str(error.value)
        assert "--plan" in str(error.value)
        assert not (tmp_path / "funding").exists()
        server.faults = {8: changed}
        said: list[str] = []
        assert ids(fetch(tmp_path, server, said)) == ["1", "2", "3"]
    assert any(words in line and "begins again" in line for line in said)


def test_a_link_that_repeats_a_page_ends(tmp_path: Path) -> None:
    def same(asked: Asked) -> Answer:
        link = f"{asked.host}{fts.PATH}?countryISO3=AFG&year=2024"
        body = {"status": "ok", "data": {"flows": flows(1, 2)}, "meta": {"count": 9, "nextLink": link}}
        return Answer(body=json.dumps(body).encode(), headers=JSON)

    with serve(same) as server, pytest.raises(FetchError, match="states 9 flows; 2 came"):
        fetch(tmp_path, server)
    assert len(server.log) == 3


def test_a_link_to_another_server_is_refused(tmp_path: Path) -> None:
    body = {
        "status": "ok",
        "data": {"flows": flows(1)},
        "meta": {"count": 2, "nextLink": "https://elsewhere.example/x"},
    }
    with (
        serve(lambda asked: Answer(body=json.dumps(body).encode(), headers=JSON)) as server,
        pytest.raises(FetchError, match=r"another server, https://elsewhere\.example, which is not asked"),
    ):
        fetch(tmp_path, server)


@pytest.mark.parametrize(
    "content",
    [
        {"status": "error", "code": "InternalServerError", "message": "…"},
        {"status": "ok", "data": [], "meta": {"count": 0}},
        {"status": "ok", "data": {"flows": [{"no": "id"}]}, "meta": {"count": 1}},
        {"status": "ok", "data": {"flows": flows(1)}, "meta": {"language": "en"}},
        {"status": "ok", "data": {"flows": flows(1)}, "meta": {"count": 1, "nextLink": 7}},
    ],
)
def test_an_answer_of_another_shape_is_not_saved(tmp_path: Path, content: dict[str, Any]) -> None:
    with (
        serve(lambda asked: Answer(body=json.dumps(content).encode(), headers=JSON)) as server,
        pytest.raises(FetchError, match="another shape"),
    ):
        fetch(tmp_path, server)
    assert not any(tmp_path.iterdir())


def test_no_flows_is_said_and_nothing_is_saved(tmp_path: Path) -> None:
    with serve(Fts([])) as server, pytest.raises(FetchError, match="no flows of countryISO3 AFG, year 2024"):
        fetch(tmp_path, server)
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("country", "plan", "year"), [("AFGH", "", "2024"), ("A/G", "", "2024"), ("", "12x", ""), ("AFG", "", "")]
)
def test_what_cannot_be_asked_is_wrong_use(tmp_path: Path, country: str, plan: str, year: str) -> None:
    with serve(Fts(flows(1))) as server, pytest.raises(WorkspaceError):
        fetch(tmp_path, server, country=country, plan=plan, year=year)
    assert server.log == []


def test_the_real_answer_has_the_shape_that_is_expected(real: Path) -> None:
    from pipelines.fetch.http import Reply

    pages = [
        fts._page(Reply("https://api.hpc.tools/x", "", file.read_bytes()))
        for file in sorted((real / "fts").glob("fts_api_flow_afg_2020_page*.json"))
    ]
    assert {page.count for page in pages} == {484}
    assert sum(len(page.rows) for page in pages) == 484
    assert [page.next is None for page in pages] == [False, False, True]
