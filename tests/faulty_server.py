"""A server on this machine that answers as KoBoToolbox, FTS and the pooled funds document it, and fails on demand."""

from __future__ import annotations

import contextlib
import gzip
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pipelines.fetch.http import Patience

JSON = {"Content-Type": "application/json"}
QUICK = Patience(tries=3, connect_seconds=2, read_seconds=0.3, backoff_seconds=0.001, longest_wait=2)


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    host: str


@dataclass(frozen=True)
class Answer:
    """What is sent back. `sent`: how much of the body really leaves; `silent`: seconds before anything does."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    sent: float = 1
    silent: float = 0
    with_length: bool = True


@dataclass
class Faulty:
    """The running server: who asked what, and which of the requests (1 is the first) get a fault instead."""

    address: str
    log: list[Asked] = field(default_factory=list)
    faults: dict[int, Answer] = field(default_factory=dict)
    broken_from: int = 10**9

    def asked(self, name: str) -> list[str]:
        """One parameter of every request."""
        return [asked.query.get(name, "") for asked in self.log]


@contextlib.contextmanager
def serve(behave: Callable[[Asked], Answer]) -> Iterator[Faulty]:
    """Start it on a free port; gone at the end."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            asked = Asked(parts.path, query, dict(self.headers), f"http://{self.headers['Host']}")
            faulty.log.append(asked)
            number = len(faulty.log)
            fault = faulty.faults.get(number) or (Answer(500) if number >= faulty.broken_from else None)
            self._send(fault or behave(asked))

        def _send(self, answer: Answer) -> None:
            closing.wait(answer.silent)
            body = answer.body
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.with_length:
                self.send_header("Content-Length", str(len(body)))
            self.close_connection = answer.sent < 1 or not answer.with_length
            with contextlib.suppress(OSError):  # who asked has left
                self.end_headers()
                self.wfile.write(body[: int(len(body) * answer.sent)])

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    faulty = Faulty(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield faulty
    finally:
        closing.set()
        server.shutdown()
        server.server_close()


@dataclass
class Kobo:
    """`/api/v2/assets/FORM/data/`: 100 answers where no limit is given, 1,000 at most (fewer here if wanted)."""

    form: str
    answers: list[dict[str, Any]]
    token: str
    most: int = 1000

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != f"Token {self.token}":
            return Answer(401, b'{"detail":"Invalid token."}', JSON)
        if asked.path != f"/api/v2/assets/{self.form}/data/":
            return Answer(404, b'{"detail":"Not found."}', JSON)
        rows = sorted(self.answers, key=lambda answer: int(answer["_id"]), reverse="sort" not in asked.query)
        start = int(asked.query.get("start", "0"))
        limit = min(int(asked.query.get("limit", "100")), self.most)
        more = urlencode({**asked.query, "limit": str(limit), "start": str(start + limit)})
        following = f"{asked.host}{asked.path}?{more}" if start + limit < len(rows) else None
        content = {"count": len(rows), "next": following, "previous": None, "results": rows[start : start + limit]}
        return Answer(body=json.dumps(content).encode(), headers=JSON)


@dataclass
class Fts:
    """`/v1/public/fts/flow`: 200 flows a page (fewer here if wanted), the last without `meta.nextLink`; gzipped."""

    flows: list[dict[str, Any]]
    most: int = 200

    def __call__(self, asked: Asked) -> Answer:
        if asked.path != "/v1/public/fts/flow":
            return Answer(404, b'{"code":"NotFound"}', JSON)
        number = int(asked.query.get("page", "1"))
        meta: dict[str, Any] = {"language": "en", "count": len(self.flows)}
        if number * self.most < len(self.flows):
            meta["nextLink"] = f"{asked.host}{asked.path}?{urlencode({**asked.query, 'page': str(number + 1)})}"
        flows = self.flows[(number - 1) * self.most : number * self.most]
        body = json.dumps({"status": "ok", "data": {"flows": flows}, "meta": meta}).encode()
        if "gzip" not in asked.headers.get("Accept-Encoding", ""):
            return Answer(body=body, headers=JSON)
        return Answer(body=gzip.compress(body), headers={**JSON, "Content-Encoding": "gzip"})


@dataclass
class Cbpf:
    """`/vo2/odata/TABLE?$format=csv`: whole tables; a wrong question gets a web page with status 500."""

    tables: dict[str, str]

    def __call__(self, asked: Asked) -> Answer:
        table = self.tables.get(asked.path.removeprefix("/vo2/odata/"))
        if table is None or asked.query.get("$format") != "csv":
            return Answer(500, b"<html>Server Error in '/' Application.</html>", {"Content-Type": "text/html"})
        return Answer(body=table.encode(), headers={"Content-Type": "text/csv"})
