"""How is a server asked, so that a weak line, a busy server or a cut answer ends well or in plain words?"""

from __future__ import annotations

import datetime as dt
import json
import random
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from pipelines.fetch import FetchError
from pipelines.workspace import WorkspaceError

Say = Callable[[str], None]
T = TypeVar("T")
BUSY = {408, 429, 500, 502, 503, 504}
MOST_REDIRECTS = 5
OWN_MACHINE = {"127.0.0.1", "::1", "localhost"}
PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
LATER = "Run the same command again later; complete pages are not asked for twice."
REFUSED = "Try from another network, or ask those who run it."
WEB_PAGE = (
    "answered with a web page instead of data. This can be the sign-in page of your network, or the server is "
    "under repair: open the address in a browser to see."
)


@dataclass(frozen=True)
class Patience:
    """How often a server is asked, and how long it may take."""

    tries: int = 6
    connect_seconds: float = 15
    read_seconds: float = 90
    backoff_seconds: float = 1
    longest_wait: float = 300


@dataclass(frozen=True)
class Reply:
    """A whole answer. `end_known`: HTTP itself told where it ends, so that a cut would have been noticed."""

    url: str
    asked_at: str
    body: bytes
    end_known: bool = True


class PassingFault(Exception):
    """A fault that the next try may not have; the text goes on after the server's name."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        super().__init__(text)
        self.wait = wait


class Server:
    """One server, asked politely. Its token goes to no other server and into no message."""

    def __init__(self, address: str, say: Say, patience: Patience, token: str = "", refused: str = REFUSED) -> None:
        self.address = address.strip().rstrip("/")
        _check_address(self.address, bool(token))
        self.name = urlsplit(self.address).netloc
        self._origin = _origin(self.address)
        self._say, self._patience, self._refused = say, patience, refused
        self._signature = _Signature(token)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = tool()

    def get(self, url: str, read: Callable[[Reply], T], asked_for: str) -> T:
        """What `read` makes of the answer; a fault, also one that `read` finds, is tried again.

        urllib3's own retries cannot do this: they end before the body is read, and say nothing meanwhile.
        """
        for attempt in range(1, self._patience.tries + 1):
            try:
                return read(self._ask(url, asked_for))
            except PassingFault as fault:
                if attempt == self._patience.tries:
                    raise FetchError(f"{self.name} {fault} It was asked {attempt} times. {LATER}") from None
                self._wait(fault, attempt)
        raise AssertionError("a server is asked at least once")

    def own(self, url: str) -> str:
        """The address, if it is one of this server; no other is ever asked."""
        if _origin(url) != self._origin:
            raise FetchError(
                f"{self.name} points to another server, {_shown(url)}, which is not asked: a token must not go there. "
                "If the service has moved there, give the new address with --server."
            )
        return url

    def _ask(self, url: str, asked_for: str) -> Reply:
        asked_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        for _ in range(MOST_REDIRECTS):
            response = self._send(self.own(url))
            if not response.is_redirect:
                break
            url = urljoin(url, response.headers["Location"])
        self._refuse(response, asked_for)
        end_known = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
        return Reply(url, asked_at, response.content, end_known)

    def _send(self, url: str) -> requests.Response:
        """One question and its whole body; requests compares its length with the one announced."""
        limits = (self._patience.connect_seconds, self._patience.read_seconds)
        try:
            return self._session.get(url, auth=self._signature, timeout=limits, allow_redirects=False)
        except requests.exceptions.SSLError:
            raise FetchError(
                f"The certificate of {self.name} was not accepted, so nothing was sent. Check the date and time of this "
                "computer; in an office network ask the IT team whether a filter stands between."
            ) from None
        except requests.exceptions.ProxyError:
            raise PassingFault("cannot be reached through the proxy of your network.") from None
        except requests.exceptions.ConnectTimeout:
            raise PassingFault(f"could not be reached within {limits[0]:g} seconds.") from None
        except requests.exceptions.ReadTimeout:
            raise PassingFault(f"sent nothing for {limits[1]:g} seconds.") from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise PassingFault("sent an answer that breaks off.") from None
        except requests.exceptions.ConnectionError:
            raise PassingFault("cannot be reached, or the line broke. Is this computer connected?") from None
        except requests.exceptions.RequestException as error:
            raise FetchError(f"{self.name} could not be asked ({type(error).__name__}). Check --server.") from None

    def _refuse(self, response: requests.Response, asked_for: str) -> None:
        status = response.status_code
        if status in BUSY:
            what = "gets too many questions" if status == 429 else "cannot answer now"
            raise PassingFault(f"{what} (status {status}).", _retry_after(response))
        if status in (401, 403):
            raise FetchError(f"{self.name} refused the question (status {status}). {self._refused}")
        if status in (404, 410):
            raise FetchError(f"{self.name} does not know {asked_for} (status {status}). Check the code and --server.")
        if status != 200:
            raise FetchError(
                f"{self.name} did not accept the question about {asked_for} (status {status})."
                " Check what was asked, and --server."
            )

    def _wait(self, fault: PassingFault, attempt: int) -> None:
        """As long as the server asks; otherwise twice as long each time, and not all clients at one moment."""
        if fault.wait is None:
            wait = min(60.0, self._patience.backoff_seconds * 2 ** (attempt - 1)) * random.uniform(0.5, 1)
            self._say(f"{self.name} {fault} Next try in {wait:.0f} s ({attempt + 1} of {self._patience.tries}).")
        elif fault.wait > self._patience.longest_wait:
            minutes = f"{fault.wait / 60:.0f} minutes"
            raise FetchError(f"{self.name} {fault} It asks to wait {minutes}. {LATER}") from None
        else:
            wait = fault.wait
            self._say(f"{self.name} asks to wait {wait:.0f} s ({attempt + 1} of {self._patience.tries}).")
        time.sleep(wait)


class _Signature(AuthBase):
    """Puts the token into the header, and keeps requests from looking for a password in ~/.netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Token {self._token}"
        return request


def json_object(reply: Reply) -> dict[str, Any]:
    """The answer as a JSON object; a fault where it is none."""
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        web_page = reply.body.lstrip()[:1] == b"<"
        raise PassingFault(WEB_PAGE if web_page else "sent an answer that breaks off or is not JSON.") from None
    if not isinstance(found, dict):
        raise PassingFault("sent JSON of another shape than documented.")
    return found


@lru_cache(maxsize=1)
def tool() -> str:
    """This program and its version."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return f"{project['name']}/{project['version']}"


def _retry_after(response: requests.Response) -> float | None:
    """Seconds the server asks to wait, written as a number or as a date."""
    try:
        return Retry().parse_retry_after(response.headers["Retry-After"])
    except (KeyError, InvalidHeader):
        return None


def _check_address(address: str, with_token: bool) -> None:
    parts = _parts(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WorkspaceError(
            "--server is not the address of a server: it begins with https:// and goes on with a name."
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise WorkspaceError("--server holds more than the address of a server. Give only https:// and its name.")
    if with_token and parts.scheme == "http" and parts.hostname not in OWN_MACHINE:
        raise WorkspaceError(f"{parts.netloc} would get the token unprotected. Give its address with https://")


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = _parts(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _shown(url: str) -> str:
    """The address of the server only: what follows it, and a password before it, could be secret."""
    parts = _parts(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.hostname else "an address that makes no sense"


def _parts(url: str) -> SplitResult:
    """The parts of an address; all empty where it cannot be read."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # refuses a port that is not a number only when it is looked at
    except ValueError:
        return urlsplit("")
    return parts
