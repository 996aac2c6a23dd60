"""`python -m pipelines fetch`: its options, where files go, and where the token is looked for."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from pipelines.fetch import FetchError, cbpf, tokens
from pipelines.fetch.command import WHAT, add_parser
from pipelines.workspace import WorkspaceError, open_workspace
from tests.faulty_server import Cbpf, Fts, Kobo, serve
from tests.test_fetch_cbpf import TABLES
from tests.test_fetch_fts import flows
from tests.test_fetch_kobo import FORM, TOKEN, answers


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tokens, "PROJECT", tmp_path / "no-project")
    monkeypatch.delenv("KOBO_TOKEN", raising=False)
    monkeypatch.delenv("KOBO_SERVER", raising=False)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--workspace", type=Path)
    add_parser(parser.add_subparsers(required=True), shared)
    options = parser.parse_args(["fetch", *arguments])
    return int(options.run(options))


def test_kobo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KOBO_TOKEN", f" {TOKEN}\n")
    with serve(Kobo(FORM, answers(1, 2), TOKEN)) as server:
        monkeypatch.setenv("KOBO_SERVER", f"{server.address}/")
        assert run("kobo", "--form", FORM, "--workspace", str(tmp_path)) == 0
    path = tmp_path / "survey" / f"kobo_{FORM}.json"
    assert json.loads(path.read_bytes())["count"] == 2
    assert capsys.readouterr().out.splitlines()[-1] == f"Saved {path}"


def test_fts(tmp_path: Path) -> None:
    with serve(Fts(flows(1))) as server:
        arguments = ("fts", "--country", "afg", "--year", "2024", "--server", server.address, "--into", "money/fts")
        assert run(*arguments, "--workspace", str(tmp_path)) == 0
    assert (tmp_path / "money" / "fts" / "fts_AFG_2024_page001.json").is_file()


def test_cbpf(tmp_path: Path) -> None:
    with serve(Cbpf(TABLES)) as server:
        arguments = ("cbpf", "--fund", "AFG23", "--year", "2025", "--server", server.address)
        assert run(*arguments, "--workspace", str(tmp_path)) == 0
    assert (tmp_path / "funding" / "cbpf_projects_afg23_2025.csv").is_file()


def test_the_command_offers_every_table() -> None:
    assert set(WHAT) == cbpf.TABLES.keys()


@pytest.mark.parametrize(
    "arguments",
    [
        ("kobo",),
        ("fts", "--year", "2024"),
        ("fts", "--country", "AFG", "--plan", "1", "--year", "2024"),
        ("fts", "--country", "AFG", "--year", "24"),
        ("cbpf", "--fund", "all", "--year", "2025", "--what", "secrets"),
    ],
)
def test_wrong_options_end_with_status_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as end:
        run(*arguments)
    assert end.value.code == 2


@pytest.mark.parametrize("into", ["/tmp", "../else", "a/../../b", ".build/x", "a/.hidden", "decisions"])
def test_files_go_only_where_they_are_data(tmp_path: Path, into: str) -> None:
    with pytest.raises(WorkspaceError, match="cannot hold data"):
        run("fts", "--plan", "1", "--workspace", str(tmp_path), "--into", into)


def test_the_workspace_must_be_named() -> None:
    with pytest.raises(WorkspaceError, match="--workspace FOLDER"):
        run("fts", "--plan", "1")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "funding").write_text("a file, not a folder")
    with serve(Fts(flows(1))) as server, pytest.raises(FetchError, match="cannot be written"):
        run("fts", "--plan", "1", "--server", server.address, "--workspace", str(tmp_path))


def test_a_stop_by_the_user_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cbpf, "fetch", stopped)
    with pytest.raises(FetchError, match="Complete pages are kept"):
        run("cbpf", "--fund", "all", "--year", "2025", "--workspace", str(tmp_path))


def test_without_a_token_nothing_is_asked(tmp_path: Path) -> None:
    with serve(Kobo(FORM, answers(1), TOKEN)) as server, pytest.raises(FetchError, match="KOBO_TOKEN"):
        run("kobo", "--form", FORM, "--server", server.address, "--workspace", str(tmp_path))
    assert server.log == []


def secrets(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "secrets.toml").write_text(text)


def test_the_token_may_be_in_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets(tmp_path / "no-project", 'kobo_token = "of-the-project"')
    assert tokens.kobo_token(tmp_path / "workspace") == "of-the-project"
    secrets(tmp_path / "workspace", "[server]\nport = 1\n")
    assert tokens.kobo_token(tmp_path / "workspace") == "of-the-project"
    (tmp_path / "workspace" / ".streamlit" / "secrets.toml").write_text('kobo_token = "of-the-workspace"')
    assert tokens.kobo_token(tmp_path / "workspace") == "of-the-workspace"
    monkeypatch.setenv("KOBO_TOKEN", TOKEN)
    assert tokens.kobo_token(tmp_path / "workspace") == TOKEN


def test_secrets_that_cannot_be_read_are_not_shown(tmp_path: Path) -> None:
    secrets(tmp_path, f"kobo_token = {TOKEN}")
    with pytest.raises(FetchError, match=r"secrets.toml cannot be read") as error:
        tokens.kobo_token(tmp_path)
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "tökén"])
def test_what_cannot_be_a_token_is_not_sent_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("KOBO_TOKEN", token)
    with pytest.raises(FetchError, match="so it is not one") as error:
        tokens.kobo_token(tmp_path)
    assert token not in str(error.value)


def test_the_secrets_of_a_workspace_are_not_data(tmp_path: Path) -> None:
    secrets(tmp_path, f'kobo_token = "{TOKEN}"')
    assert open_workspace(tmp_path).files() == []
