"""One question to a server: what is tried again, what is not, and in which words it ends."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import json
import socket
from pathlib import Path
from typing import Any

import pytest
import requests

from pipelines.fetch import FetchError, http
from pipelines.fetch.http import Patience, Server, json_object
from pipelines.workspace import WorkspaceError
from tests.faulty_server import JSON, QUICK, Answer, Asked, Faulty, serve

GOOD = Answer(body=json.dumps({"good": list(range(100))}).encode(), headers=JSON)
PACKED = gzip.compress(GOOD.body, mtime=0)


def good(asked: Asked) -> Answer:
    return GOOD


def ask(server: Faulty, said: list[str] | None = None, patience: Patience = QUICK) -> dict[str, Any]:
    say = (said if said is not None else []).append
    return Server(server.address, say, patience).get(f"{server.address}/data", json_object, "the data")


@pytest.mark.parametrize(
    "fault",
    [
        Answer(500),
        Answer(503, headers={"Retry-After": "0"}),
        Answer(429, headers={"Retry-After": "0"}),
        Answer(429, headers={"Retry-After": "soon"}),
        Answer(408),
        Answer(body=GOOD.body, sent=0.5),
        Answer(body=PACKED, sent=0.5, headers={"Content-Encoding": "gzip"}),
        Answer(body=PACKED[:-20], headers={"Content-Encoding": "gzip"}),
        Answer(body=PACKED[:-20], headers={"Content-Encoding": "gzip"}, with_length=False),
        Answer(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
        Answer(body=GOOD.body[:50], headers=JSON),
        Answer(body=GOOD.body[:50], headers=JSON, with_length=False),
        Answer(body=b"<!doctype html><title>Sign in</title>"),
        Answer(body=b'"text"'),
        Answer(body=b""),
        Answer(body=b"[" * 100_000),
        Answer(body=GOOD.body, silent=0.5),
    ],
    ids=lambda answer: f"{answer.status} {answer.body[:12]!r} {answer.sent} {answer.silent} {answer.with_length}",
)
def test_a_fault_that_passes_is_tried_again(fault: Answer) -> None:
    with serve(good) as server:
        server.faults = {1: fault, 2: fault}
        assert ask(server)["good"][-1] == 99
    assert len(server.log) == 3


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Answer(500), "cannot answer now (status 500). It was asked 3 times. Run the same command again later"),
        (Answer(429), "gets too many questions (status 429)"),
        (Answer(body=GOOD.body, sent=0.5), "sent an answer that breaks off."),
        (Answer(body=GOOD.body[:50], headers=JSON), "breaks off or is not JSON"),
        (Answer(body=b"<html>"), "a web page instead of data. This can be the sign-in page of your network"),
        (Answer(body=b"[]"), "sent JSON of another shape"),
        (Answer(body=GOOD.body, silent=0.5), "sent nothing for 0.3 seconds"),
    ],
)
def test_a_fault_that_stays_ends_in_plain_words(fault: Answer, words: str) -> None:
    with serve(lambda asked: fault) as server, pytest.raises(FetchError) as error:
        ask(server)
    assert words in str(error.value)
    assert len(server.log) == 3


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "did not accept the question about the data (status 400)"),
        (401, "refused the question (status 401)"),
        (403, "refused the question (status 403)"),
        (404, "does not know the data (status 404)"),
    ],
)
def test_a_plain_no_is_not_asked_again(status: int, words: str) -> None:
    with serve(lambda asked: Answer(status, b"no")) as server, pytest.raises(FetchError) as error:
        ask(server)
    assert words in str(error.value)
    assert len(server.log) == 1


def test_it_waits_as_long_as_the_server_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    said: list[str] = []
    soon = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90), usegmt=True)
    with serve(good) as server:
        server.faults = {
            1: Answer(429, headers={"Retry-After": "20"}), 2: Answer(503, headers={"Retry-After": soon}),
        }  # fmt: skip
        ask(server, said, Patience(read_seconds=2))
    assert said[0].endswith("asks to wait 20 s (2 of 6).")
    assert slept[0] == 20
    assert 80 < slept[1] <= 90


def test_a_long_wait_is_left_to_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail("it must not wait"))
    with (
        serve(lambda asked: Answer(429, headers={"Retry-After": "2700"})) as server,
        pytest.raises(FetchError) as error,
    ):
        ask(server)
    assert "It asks to wait 45 minutes. Run the same command again later" in str(error.value)
    assert len(server.log) == 1


def test_waits_grow_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    with serve(lambda asked: Answer(502)) as server, pytest.raises(FetchError):
        ask(server, patience=Patience(tries=9, backoff_seconds=1))
    assert all(low <= wait <= 2 * low for wait, low in zip(slept, (0.5, 1, 2, 4, 8, 16, 30, 30), strict=True))
    assert len({round(wait / 2**index, 6) for index, wait in enumerate(slept)}) > 2


def test_gzip_and_a_missing_length_are_read() -> None:
    with serve(lambda asked: Answer(body=PACKED, headers={"Content-Encoding": "gzip"}, with_length=False)) as server:
        assert len(ask(server)["good"]) == 100


def test_no_connection_is_said_plainly() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    said: list[str] = []
    with pytest.raises(FetchError, match="cannot be reached, or the line broke"):
        Server(address, said.append, QUICK).get(f"{address}/data", json_object, "the data")
    assert len(said) == 2


@pytest.mark.parametrize(
    ("raised", "words", "times"),
    [
        (requests.exceptions.SSLError("x"), "certificate", 1),
        (requests.exceptions.ConnectTimeout("x"), "could not be reached within 2 seconds", 3),
        (requests.exceptions.ProxyError("x"), "proxy of your network", 3),
        (requests.exceptions.InvalidURL("x"), "could not be asked (InvalidURL)", 1),
    ],
)
def test_what_the_network_does_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, words: str, times: int
) -> None:
    asked = []

    def get(*args: Any, **kwargs: Any) -> None:
        asked.append(kwargs["timeout"])
        raise raised

    monkeypatch.setattr(requests.Session, "get", get)
    with pytest.raises(FetchError) as error:
        Server("https://example.org", lambda line: None, QUICK).get("https://example.org/x", json_object, "the data")
    assert words in str(error.value)
    assert asked == [(2, 0.3)] * times


def test_endless_redirects_end() -> None:
    with serve(lambda asked: Answer(302, headers={"Location": "/again"})) as server, pytest.raises(FetchError):
        ask(server)
    assert len(server.log) == http.MOST_REDIRECTS


def test_a_password_in_netrc_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with serve(good) as server:
        ask(server)
    assert "Authorization" not in server.log[0].headers


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kf.kobotoolbox.org",
        "ftp://x.org",
        "https://",
        "https://a:b@x.org",
        "https://x.org/?token=1",
        "https://x:port",
    ],
)
def test_an_address_that_is_none_is_wrong_use(address: str) -> None:
    with pytest.raises(WorkspaceError, match="--server") as error:
        Server(address, print, QUICK)
    assert "token=1" not in str(error.value)


def test_a_token_does_not_travel_unprotected() -> None:
    with pytest.raises(WorkspaceError, match="unprotected"):
        Server("http://kobo.example.org", print, QUICK, token="secret")
    Server("http://localhost:8000", print, QUICK, token="secret")
