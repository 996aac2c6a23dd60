"""Has this been computed before? Results are kept beside the builds, and found by all they were made of."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache, wraps
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import NoneType
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

Given = ParamSpec("Given")
Found = TypeVar("Found")
RESULTS = "results.json"
# What computes beside our own code: another version of it may find another last digit.
LIBRARIES = ("duckdb", "highspy", "networkx", "numpy", "rapidfuzz", "scipy")


@dataclass
class Memory:
    """A folder of what was computed, each thing by a digest of all it was made of. `maker`: digest of all our code.

    What was made by other code, or is damaged, is as if it were not there. Nothing in it is ever run: it holds texts,
    numbers and tables.
    """

    folder: Path
    maker: bytes
    _known: dict[str, Any] = field(init=False, default_factory=dict)
    _used: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.maker += repr((sys.version, *map(_version, LIBRARIES))).encode()
        with contextlib.suppress(OSError, ValueError):
            seal, _, body = (self.folder / RESULTS).read_bytes().partition(b"\n")
            if seal.decode() == self._seal(body):
                self._known = json.loads(body)

    def recall(self, work: Callable[..., Found], given: tuple[Any, ...], named: Mapping[str, Any]) -> Found:
        """What a function returns. Fresh or not, it is put together from the same text, so that nothing can differ."""
        try:
            key = digest(work.__module__, work.__qualname__, given, named)
        except RecursionError:  # a document as deep as it can just be read
            return work(*given, **named)
        if key not in self._used:
            known = self._known.get(key)
            self._used[key] = json.loads(_plain([work(*given, **named)])) if known is None else known
        found: Found = _made(_returns(work), self._used[key][0])
        return found

    def look_up(self, key: str) -> Any:
        """What was noted under a key; None where nothing was. It is noted again for the next time."""
        if key in self._known:
            self._used[key] = self._known[key]
        return self._used.get(key)

    def note(self, key: str, plain: Any) -> None:
        """Note texts and numbers under a key."""
        self._used[key] = plain

    def file(self, name: str) -> Path | None:
        """A file kept beside the results, if it is just as it was; it is kept again for the next time."""
        with contextlib.suppress(KeyError, OSError):
            if name in self._used or self._seal((self.folder / name).read_bytes()) == self._known[name]:
                self._used.setdefault(name, self._known[name])
                return self.folder / name
        return None

    def forget_file(self, name: str) -> None:
        """Do not keep a file for the next time."""
        self._used.pop(name, None)

    def keep_file(self, name: str) -> None:
        """Keep a file that was written into the folder. Raises OSError."""
        self._used[name] = self._seal((self.folder / name).read_bytes())

    def keep(self) -> None:
        """Keep what was used and forget all else. Whatever goes wrong is no loss."""
        body = json.dumps(self._used).encode()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            for leftover in self.folder.glob("*"):
                if leftover.name not in {RESULTS, *self._used}:
                    leftover.unlink()
            unfinished = self.folder / f"unfinished-{uuid.uuid4().hex[:8]}"
            unfinished.write_bytes(self._seal(body).encode() + b"\n" + body)
            unfinished.replace(self.folder / RESULTS)

    def _seal(self, body: bytes) -> str:
        return hashlib.sha256(self.maker + body).hexdigest()


_IN_USE: ContextVar[Memory | None] = ContextVar("memory", default=None)


def memory_in_use() -> Memory | None:
    """What may be looked up now; None where nothing is remembered."""
    return _IN_USE.get()


@contextlib.contextmanager
def remembering(memory: Memory) -> Iterator[None]:
    """Inside, this memory is looked into first; it is written when all went well."""
    before = _IN_USE.set(memory)
    try:
        yield
    finally:
        _IN_USE.reset(before)
    memory.keep()


def remembered(work: Callable[Given, Found]) -> Callable[Given, Found]:
    """For a function whose result follows from what it is given and from nothing else.

    It may be given, and return, texts, numbers, dates and None, in tuples, lists, mappings by text, and data classes.
    What it returns is made by the types it says it returns. What it is given may say by itself what stands for it
    (`told_apart_by`).
    """

    @wraps(work)
    def recalled(*given: Given.args, **named: Given.kwargs) -> Found:
        memory = memory_in_use()
        return work(*given, **named) if memory is None else memory.recall(work, given, named)

    return recalled


@cache
def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def digest(*things: Any) -> str:
    """A short text that differs for things that differ."""
    return hashlib.sha256(_plain(things).encode()).hexdigest()[:32]


def _plain(thing: Any) -> str:
    return json.dumps(thing, default=_parts)


def _parts(thing: Any) -> Any:
    match thing:
        case date():
            return thing.isoformat()
        case frozenset() | set():
            return sorted(thing)
        case _ if hasattr(thing, "told_apart_by"):
            return thing.told_apart_by
        case _ if is_dataclass(thing):
            return [getattr(thing, part.name) for part in fields(thing)]
    raise TypeError(f"cannot be remembered: {type(thing)}")


@cache
def _returns(work: Callable[..., Any]) -> Any:
    return get_type_hints(work)["return"]


@cache
def _kinds_of_parts(kind: Any) -> tuple[Any, ...]:
    """Of a data class or a named tuple."""
    return tuple(get_type_hints(kind).values())


def _made(kind: Any, plain: Any) -> Any:
    """The thing of a kind that a plain one stands for."""
    inner = get_args(kind)
    if isinstance(plain, str) and date in (kind, *inner):
        return date.fromisoformat(plain)
    if kind is Any or not isinstance(plain, list):
        return plain
    if NoneType in inner:
        return _made(next(own for own in inner if own is not NoneType), plain)
    if get_origin(kind) is list or inner[1:] == (...,):
        return get_origin(kind)(_made(inner[0], one) for one in plain)
    parts = [_made(own, one) for own, one in zip(inner or _kinds_of_parts(kind), plain, strict=True)]
    return tuple(parts) if get_origin(kind) is tuple else kind(*parts)
