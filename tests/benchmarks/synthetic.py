"""A workspace of any size, in the shapes of genuine files: sign-in list, partner list, KoBo survey, FTS flows."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from pathlib import Path

import duckdb

from pipelines.bulk import append

ORGANISATIONS, CLUSTERS = 3000, 36
ROWS_A_MEETING = 250
# So many rows of attendance for one answered questionnaire, and for one flow of money.
ROWS_A_RECORD = 1000
FEWEST_RECORDS = 100
STARTS = [
    "al",
    "be",
    "cor",
    "da",
    "el",
    "fa",
    "gi",
    "ho",
    "im",
    "ju",
    "ka",
    "lo",
    "mi",
    "no",
    "ol",
    "pa",
    "qui",
    "ro",
    "sa",
    "ti",
    "um",
    "va",
    "wi",
    "xe",
    "yo",
    "za",
    "bri",
    "cla",
    "dro",
    "fle",
    "gra",
    "hel",
]
ENDS = [
    "bara",
    "cedo",
    "dina",
    "fel",
    "goma",
    "hara",
    "jana",
    "kesh",
    "lora",
    "mund",
    "nasa",
    "pora",
    "rida",
    "sund",
    "tamo",
    "vela",
]
KINDS = ["Relief", "Action", "Foundation", "Association", "Development", "Network"]
FIRST = ["Ana", "Ben", "Cem", "Dia", "Eva", "Fay", "Gus", "Hal", "Ida", "Jon", "Kai", "Lea", "Max", "Nia", "Oto", "Pia"]
# So many that two people seldom share a name.
LAST = [f"{start}{end}".title() for start, end in product(STARTS, ENDS)]
INITIALS = [f"{chr(65 + number)}." for number in range(26)]
AGREEMENTS = ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")
ITEMS = [
    f"{scale}{n}"
    for scale, count in (("eq", 4), ("tr", 4), ("ro", 4), ("re", 4), ("co", 4), ("cl", 7))
    for n in range(1, count + 1)
]
TYPES = ("National NGO", "National NGO", "International NGO", "UN")


@dataclass(frozen=True)
class Written:
    """The files that are read on their own, too."""

    folder: Path
    sign_in: Path
    partners: Path
    survey: Path
    flows: Path


def write_workspace(folder: Path, rows: int) -> Written:
    """Write a workspace with so many rows of attendance; a hundredth of them with a misspelt name, a few broken."""
    folder.mkdir(parents=True)
    clusters = [f"Cluster {chr(65 + number // 6)}{chr(65 + number % 6)}" for number in range(CLUSTERS)]
    toml = '[response]\nname = "Benchmark"\ncountry = "XND"\ncountry_name = "Nandoria"\n'
    (folder / "workspace.toml").write_text(toml + "".join(f'[[clusters]]\nname = "{name}"\n' for name in clusters))
    written = Written(folder, *(folder / f"{name}.csv" for name in ("sign-in list", "partners", "survey", "fts_flows")))
    with duckdb.connect() as con:
        con.execute("create table clusters (place integer, name varchar)")
        append(con, "clusters", list(enumerate(clusters)))
        con.execute("create table organisations (place integer, name varchar, acronym varchar, type varchar)")
        append(con, "organisations", _organisations())
        con.execute("create table people (place integer, name varchar)")
        append(con, "people", [(place, " ".join(name)) for place, name in enumerate(product(FIRST, INITIALS, LAST))])
        sql = files("tests.benchmarks").joinpath("synthetic.sql").read_text(encoding="utf-8")
        sizes = {"$rows": rows, "$meeting": ROWS_A_MEETING, "$records": max(FEWEST_RECORDS, rows // ROWS_A_RECORD)}
        sizes["$people"] = len(FIRST) * len(INITIALS) * len(LAST)
        for name, value in {**sizes, "$items": ", ".join(map(_answer, ITEMS))}.items():
            sql = sql.replace(name, str(value))
        con.execute(sql)
        for table in ("sign_in", "partners", "survey", "flows"):
            path = str(getattr(written, table)).replace("'", "''")
            con.execute(f"copy {table} to '{path}' (header)")
    return written


def write_small_file(folder: Path) -> Path:
    """One sign-in sheet more, of a meeting that nothing else tells of."""
    path = folder / "one more meeting.csv"
    rows = "".join(
        f"Cluster AA,2026-03-02,Extraordinary meeting,{name} Lind,{_organisations()[n][1]}\n"
        for n, name in enumerate(FIRST)
    )
    path.write_text("Cluster,Meeting date,Meeting,Name,Organisation\n" + rows)
    return path


def _answer(item: str) -> str:
    """SQL for an answer to a survey item: any of the five, so that all values differ."""
    return f"list_extract({list(AGREEMENTS)}, (1 + hash(n, '{item}') % 5)::integer) as {item}"


def _organisations() -> list[tuple[int, str, str, str]]:
    words = [f"{start}{end}".title() for start, end in product(STARTS, ENDS)]
    names = [f"{word} {kind}" for kind in KINDS for word in words][:ORGANISATIONS]
    return [(place, name, f"ORG{place:04}", TYPES[place % len(TYPES)]) for place, name in enumerate(names)]
