"""KoBoToolbox: every answer of a form once, whatever the pages do meanwhile; the token stays here."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.fetch import FetchError, kobo, tokens
from pipelines.workspace import WorkspaceError, open_workspace
from tests.faulty_server import JSON, QUICK, Answer, Asked, Faulty, Kobo, serve

FORM = "aBcDeFgHiJkLmNoPqRsTuV"
TOKEN = "0123456789abcdef-secret-9876543210"


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tokens, "PROJECT", tmp_path / "no-project")
    monkeypatch.setenv("KOBO_TOKEN", TOKEN)


def answers(*ids: int) -> list[dict[str, Any]]:
    return [{"_id": id_, "_uuid": f"uuid-{id_}", "group/clear_role": "agree", "what_works": "réunions"} for id_ in ids]


def form(count: int, most: int = 1000) -> Kobo:
    return Kobo(FORM, answers(*range(1, count + 1)), TOKEN, most)


def fetch(workspace: Path, server: Faulty, said: list[str] | None = None) -> Path:
    say = (said if said is not None else []).append
    return kobo.fetch(workspace, workspace / "survey", FORM, server.address, say, QUICK)[0]


def saved(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_bytes()))


def ids(path: Path) -> list[int]:
    return [answer["_id"] for answer in saved(path)["results"]]


def test_all_answers_come_in_one_file_a_thousand_at_a_time(tmp_path: Path) -> None:
    said: list[str] = []
    with serve(form(1500)) as server:
        path = fetch(tmp_path, server, said)
    assert path == tmp_path / "survey" / f"kobo_{FORM}.json"
    assert saved(path)["count"] == 1500
    assert ids(path) == list(range(1, 1501))
    assert server.asked("limit") == ["1000", "1000"]
    assert server.asked("start") == ["0", "1000"]
    assert server.asked("sort") == ['{"_id":1}'] * 2
    assert said[-1].endswith("1,500 of 1,500 answers (page 2).")
    assert not (tmp_path / ".fetch").exists()


def test_the_sidecar_says_where_when_and_what(tmp_path: Path) -> None:
    with serve(form(5, most=2)) as server:
        path = fetch(tmp_path, server)
    origin = json.loads((path.parent / f".{path.name}.source.json").read_bytes())
    assert origin["url"].startswith(f"{server.address}/api/v2/assets/{FORM}/data/?format=json&limit=1000")
    assert (origin["rows"], origin["rows_stated"], origin["pages"]) == (5, 5, "3 pages in one file")
    assert origin["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert origin["asked_at"] <= origin["answered_at"]
    assert origin["asked_at"].endswith("+00:00")
    assert origin["tool"].startswith("partnership-health/")


def test_a_workspace_sees_the_answers_and_nothing_else(tmp_path: Path) -> None:
    with serve(form(5, most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
        assert open_workspace(tmp_path).files() == []
        server.broken_from = 10**9
        path = fetch(tmp_path, server)
    assert open_workspace(tmp_path).files() == [path]


def test_the_same_answers_give_the_same_file(tmp_path: Path) -> None:
    with serve(form(5, most=2)) as server:
        first = fetch(tmp_path, server).read_bytes()
    with serve(form(5)) as server:
        assert fetch(tmp_path, server).read_bytes() == first


def test_a_broken_download_goes_on_after_its_last_complete_page(tmp_path: Path) -> None:
    said: list[str] = []
    with serve(form(7, most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError, match="same command again"):
            fetch(tmp_path, server)
        server.broken_from = 10**9
        before = len(server.log)
        path = fetch(tmp_path, server, said)
    assert server.asked("start")[before:] == ["4", "6"]
    assert ids(path) == [1, 2, 3, 4, 5, 6, 7]
    assert "4 of 7 answers (page 2) are here from an earlier run" in said[0]


def test_a_page_that_was_written_by_half_is_asked_for_again(tmp_path: Path) -> None:
    with serve(form(5, most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
        (tmp_path / ".fetch" / f"kobo_{FORM}" / ".page0002.part").write_bytes(b'{"count": 5, "resul')
        server.broken_from = 10**9
        before = len(server.log)
        assert ids(fetch(tmp_path, server)) == [1, 2, 3, 4, 5]
    assert server.asked("start")[before:] == ["2", "4"]


def test_pages_of_another_day_are_not_continued(tmp_path: Path) -> None:
    with serve(form(5, most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
        kept = tmp_path / ".fetch" / f"kobo_{FORM}" / ".pages.json"
        kept.write_text(json.dumps(json.loads(kept.read_text()) | {"begun_at": "2024-01-01T00:00:00+00:00"}))
        server.broken_from = 10**9
        before = len(server.log)
        assert ids(fetch(tmp_path, server)) == [1, 2, 3, 4, 5]
    assert server.asked("start")[before:] == ["0", "2", "4"]


def test_pages_of_another_server_are_not_continued(tmp_path: Path) -> None:
    with serve(form(5, most=2)) as server:
        server.broken_from = 3
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
    with serve(form(3, most=2)) as other:
        assert ids(fetch(tmp_path, other)) == [1, 2, 3]
    assert other.asked("start") == ["0", "2"]


def test_a_failed_fetch_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    with serve(form(3)) as server:
        path = fetch(tmp_path, server)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with serve(form(5, most=2)) as server:
        server.broken_from = 2
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


class Changing:
    """A form to which something happens just before certain requests."""

    def __init__(self, behind: Kobo, changes: dict[int, list[dict[str, Any]]]) -> None:
        self.behind, self.changes, self.count = behind, changes, 0

    def __call__(self, asked: Asked) -> Answer:
        self.count += 1
        self.behind.answers = self.changes.get(self.count, self.behind.answers)
        return self.behind(asked)


def test_answers_that_come_in_meanwhile_make_it_begin_again(tmp_path: Path) -> None:
    said: list[str] = []
    with serve(Changing(form(3, most=2), {2: answers(1, 2, 3, 4)})) as server:
        path = fetch(tmp_path, server, said)
    assert ids(path) == [1, 2, 3, 4]
    assert server.asked("start") == ["0", "2", "0", "2"]
    assert any("stated 3 answers at first and 4 at the end. The download begins again." in line for line in said)


def test_an_answer_lost_between_two_pages_is_noticed(tmp_path: Path) -> None:
    # 1 is deleted and 0 comes in before page 2: the total is the same, but 2 comes twice and 0 never.
    with serve(Changing(form(3, most=2), {2: answers(0, 2, 3), 3: answers(0, 2, 3)})) as server:
        server.faults[2] = page(server, answers(2), 3)
        path = fetch(tmp_path, server)
    assert ids(path) == [0, 2, 3]
    assert len(server.log) == 4


def test_a_form_that_never_rests_is_not_saved_by_half(tmp_path: Path) -> None:
    busy = {number: answers(*range(1, number + 3)) for number in range(1, 30)}
    with serve(Changing(form(2, most=2), busy)) as server, pytest.raises(FetchError, match="3 times") as error:
        fetch(tmp_path, server)
    assert "nothing was saved" in str(error.value)
    assert not (tmp_path / "survey").exists()
    assert not (tmp_path / ".fetch").exists()


def page(server: Faulty, rows: list[dict[str, Any]], count: int, following: str | None = None) -> Answer:
    body = {"count": count, "next": following, "previous": None, "results": rows}
    return Answer(body=json.dumps(body).encode(), headers=JSON)


def test_a_server_that_leads_in_a_circle_ends_with_a_sentence(tmp_path: Path) -> None:
    def circle(asked: Asked) -> Answer:
        other = "b" if asked.query.get("start") == "a" else "a"
        return page(server, answers(1), 5, f"{server.address}/api/v2/assets/{FORM}/data/?start={other}")

    with serve(circle) as server, pytest.raises(FetchError, match="states 5 answers; 1 came, and"):
        fetch(tmp_path, server)
    assert len(server.log) < 12


@pytest.mark.parametrize("following", ["http://elsewhere.example/next", "https://{own}/next", "http://[broken"])
def test_the_next_page_is_asked_of_no_other_server(tmp_path: Path, following: str) -> None:
    with serve(form(3, most=2)) as server:
        own = server.address.removeprefix("http://")
        server.faults = {number: page(server, answers(1, 2), 3, following.format(own=own)) for number in range(1, 4)}
        with pytest.raises(FetchError):
            fetch(tmp_path, server)
        asked = len(server.log)
        server.faults = {}
        assert ids(fetch(tmp_path, server)) == [1, 2, 3]
    assert asked == (3 if "[" in following else 1)
    assert server.asked("start")[asked:] == ["0", "2"]


def test_a_redirect_to_another_server_is_not_followed(tmp_path: Path) -> None:
    with serve(form(1)) as other, serve(form(1)) as server:
        server.faults[1] = Answer(302, headers={"Location": f"{other.address}/api/v2/assets/{FORM}/data/?limit=1"})
        with pytest.raises(FetchError, match="points to another server"):
            fetch(tmp_path, server)
    assert other.log == []


def test_a_redirect_within_the_server_is_followed(tmp_path: Path) -> None:
    with serve(form(2)) as server:
        server.faults[1] = Answer(301, headers={"Location": f"/api/v2/assets/{FORM}/data/?limit=1000&sort=x"})
        assert ids(fetch(tmp_path, server)) == [1, 2]


def test_an_expired_token_says_what_to_do_and_is_not_tried_again(tmp_path: Path) -> None:
    with serve(replace(form(1), token="another")) as server, pytest.raises(FetchError, match="KOBO_TOKEN") as error:
        fetch(tmp_path, server)
    assert "refused the question (status 401)" in str(error.value)
    assert len(server.log) == 1


def test_a_form_that_is_not_there_is_named(tmp_path: Path) -> None:
    with serve(replace(form(1), form="another")) as server, pytest.raises(FetchError, match=f"a form {FORM}"):
        fetch(tmp_path, server)


def test_a_form_without_answers_saves_nothing(tmp_path: Path) -> None:
    with serve(form(0)) as server, pytest.raises(FetchError, match="has no answers"):
        fetch(tmp_path, server)
    assert not (tmp_path / "survey").exists()


@pytest.mark.parametrize("id_", ["", "../../etc", "a/b", "x" * 61])
def test_what_is_no_form_id_is_not_asked_for(tmp_path: Path, id_: str) -> None:
    with serve(form(1)) as server, pytest.raises(WorkspaceError, match="not the id of a form"):
        kobo.fetch(tmp_path, tmp_path, id_, server.address, print, QUICK)
    assert server.log == []


def test_the_token_is_in_no_file_no_line_and_no_message(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    with serve(form(5, most=2)) as server:
        server.faults = {2: Answer(429, headers={"Retry-After": "0"}), 3: Answer(500), 5: Answer(401)}
        with pytest.raises(FetchError) as error:
            fetch(tmp_path, server, said)
        said.append(repr(error.value))
        kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
        fetch(tmp_path, server, said)
    kept += [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert len(kept) > 4
    assert any(asked.headers["Authorization"] == f"Token {TOKEN}" for asked in server.log)
    assert TOKEN.encode() not in b"".join(kept)
    assert TOKEN not in " ".join([*said, caplog.text, *capfd.readouterr(), *(asked.path for asked in server.log)])
    assert all(TOKEN not in asked.query.values() for asked in server.log)
