"""Which files were read before, just as they are now? Their rows are kept beside the builds, without anything about people."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.check import filled
from pipelines.contracts.tables import CONTRACTS
from pipelines.staging.sql_text import quoted

INDEX = "files.json"
# Tables with rows of every file, and those of a list that was counted.
ROWS = {"found": "found", "records": "records"} | {table: f'staged."{table}"' for table in CONTRACTS}
COUNTS = ("lists", "passed_over", "meetings", "scattered", "organisations", "attendance", "shared")
# What holds people's names is never kept: a file with such rows is read again each time.
PERSONAL = [contract.table for contract in CONTRACTS.values() if any(column.personal for column in contract.columns)]
Report = dict[str, Any]


@dataclass
class Copies:
    """A folder of rows read before. `reader`: digest of all that decides how any file is read.

    One pack (a folder) holds the rows of all files that are read row by row; every counted list has a pack of its own.
    """

    folder: Path
    reader: bytes

    def key(self, *about: object) -> str:
        """What a copy is found by: name and content of a file, and all that people have ruled about it."""
        return hashlib.sha256(self.reader + repr(about).encode()).hexdigest()[:32]

    def fetch(self, con: duckdb.DuckDBPyConnection, wanted: Mapping[str, str]) -> dict[str, Report]:
        """Put the rows of the files kept into the staged tables. `wanted`: file by key. Returns their reports by file."""
        found: dict[str, Report] = {}
        for pack, reports in self._packs():
            here = {
                wanted[key]: report for key, report in reports.items() if key in wanted and wanted[key] not in found
            }
            if here and self._fetched(con, pack, list(here)):
                found |= here
        return found

    def keep(self, con: duckdb.DuckDBPyConnection, reports: Mapping[str, tuple[str, Report]]) -> None:
        """Keep the rows of these files (report by file, with its key), and forget all others. Whatever goes wrong is no loss."""
        personal = " union ".join(f'select file from staged."{table}"' for table in PERSONAL)
        people = {file for (file,) in con.execute(personal).fetchall()}
        lists = dict(con.execute("select file, list from counted.lists").fetchall())
        plain = {file: reports[file] for file in sorted(reports.keys() - people - lists.keys())}
        packs = {self.key(sorted(key for key, _ in plain.values())): plain} if plain else {}
        packs |= {reports[file][0]: {file: reports[file]} for file in lists if file in reports}
        for name, held in packs.items():
            if not (self.folder / name / INDEX).is_file():
                with contextlib.suppress(OSError, duckdb.Error):
                    self._write(con, name, held, lists)
        for leftover in self.folder.glob("*"):
            if leftover.name not in packs:
                shutil.rmtree(leftover, ignore_errors=True)

    def _packs(self) -> Iterator[tuple[Path, dict[str, Report]]]:
        for index in sorted(self.folder.glob(f"*/{INDEX}")):
            with contextlib.suppress(OSError, ValueError):
                yield index.parent, json.loads(index.read_text(encoding="utf-8"))

    def _fetched(self, con: duckdb.DuckDBPyConnection, pack: Path, files: list[str]) -> bool:
        """Whether all rows of the files came in; else none did, and they are read again."""
        con.execute("begin")
        try:
            for name, table in ROWS.items():
                if (copy := pack / f"{name}.parquet").is_file():
                    con.execute(f"insert into {table} select * from read_parquet(?) where list_contains(?, file)", [str(copy), files])  # fmt: skip
            for name in COUNTS if (pack / "counted.lists.parquet").is_file() else ():
                _fetch_counted(con, pack, name)
        except duckdb.Error:
            con.execute("rollback")
            return False
        con.execute("commit")
        return True

    def _write(
        self,
        con: duckdb.DuckDBPyConnection,
        name: str,
        held: Mapping[str, tuple[str, Report]],
        lists: Mapping[str, int],
    ) -> None:
        """Write a pack under another name, and give it its own when it is complete."""
        unfinished = self.folder / f"unfinished-{uuid.uuid4().hex[:8]}"
        unfinished.mkdir(parents=True)
        try:
            files = f"[{', '.join(map(quoted, held))}]"
            empty = CONTRACTS.keys() - {contract.table for contract in filled(con)}
            for copy, table in ((copy, table) for copy, table in ROWS.items() if copy not in empty):
                chosen = f"from {table} where list_contains({files}, file)"
                if con.execute(f"select 1 {chosen} limit 1").fetchall():
                    _copy(con, chosen, unfinished / f"{copy}.parquet")
            for file in held.keys() & lists.keys():
                for copy in COUNTS:
                    _copy(
                        con, f"from counted.{copy} where list = {lists[file]}", unfinished / f"counted.{copy}.parquet"
                    )
            index = json.dumps(dict(held.values()), ensure_ascii=False)
            (unfinished / INDEX).write_text(index, encoding="utf-8")
            unfinished.rename(self.folder / name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _fetch_counted(con: duckdb.DuckDBPyConnection, pack: Path, name: str) -> None:
    """A counted list gets a number of its own; `lists` comes first."""
    number = "(select coalesce(max(list), 0) from counted.lists)" + (" + 1" if name == "lists" else "")
    copy = quoted(str(pack / f"counted.{name}.parquet"))
    con.execute(f"insert into counted.{name} select * replace ({number} as list) from read_parquet({copy})")


def _copy(con: duckdb.DuckDBPyConnection, chosen: str, path: Path) -> None:
    con.execute(f"copy ({chosen}) to {quoted(str(path))} (format parquet)")
