"""Every page in every language: on the demo, on a workspace with next to nothing, with everything hidden, with one cluster."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import languages
from dashboard.languages import LANGUAGES
from dashboard.pointer import Build, current_build
from pipelines.build import build
from pipelines.sources import fts_requirements_api
from pipelines.workspace import open_workspace
from tests.conftest import DEMO
from tests.dashboard_pages import APP, closed, point_to, said, unfold, unfolded
from tests.test_dashboard_pages import HIDE_ALL
from tests.workspaces import partner, write_partners

PAGES = sorted(file.stem for file in (APP.parent / "app_pages").glob("*.py"))
# What lies behind the first choice of a page: what the address then says.
PARTS = [
    *(f"participation?look={code}" for code in ("meetings", "staying", "load")),
    *(f"actions?show={code}" for code in ("closed", "board", "answered")),
    *(f"method?part={code}" for code in ("assumptions", "coverage", "disclosure", "restatements", "glossary")),
    *(f"organisations?list={code}" for code in ("decided", "register", "register&organisation=solvanna-nandoria")),
    "survey?survey=ccpm",
]
Read = Callable[..., Iterator[tuple[str, AppTest]]]
ONE = "(select min(cluster_id) from clusters)"
# English that is no name and no title: where Arabic is read, somebody forgot a translation.
ENGLISH_WORDS = re.compile(r"\b(the|are|is|this|that|which|not|were|has|have|with|those|who|what|how)\b", re.IGNORECASE)
# What people wrote themselves is shown as they wrote it.
OF_A_FILE = re.compile(r"“[^”]*”|`[^`]*`|\S+\.(csv|xlsx|json|toml|txt|xml|html)\b")


@pytest.fixture(scope="module")
def folders(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The builds the pages are read from, by name. Each has a file of its own: what is cached of one is of no other."""
    st.cache_data.clear()
    st.cache_resource.clear()
    parent = tmp_path_factory.mktemp("builds")
    hidden = _altered(demo_folder, parent / "suppressed", HIDE_ALL)
    one = _altered(
        demo_folder, parent / "single-cluster", f"""delete from "values" where cluster not in ('all', {ONE})""",
        f"delete from clusters where cluster_id <> {ONE}", f"delete from quiet_partners where cluster_id <> {ONE}",
        f"delete from early_warnings where cluster <> {ONE}",
    )  # fmt: skip
    return {
        "demo": demo_folder,
        "empty": _next_to_nothing(parent / "empty"),
        "suppressed": hidden,
        "single-cluster": one,
    }


def _altered(demo: Path, folder: Path, *statements: str) -> Path:
    folder.mkdir()
    found = current_build(demo)
    assert isinstance(found, Build)
    shutil.copy(found.file, folder / f"{folder.name}.duckdb")
    with duckdb.connect(str(folder / f"{folder.name}.duckdb")) as con:
        for statement in statements:
            con.execute(statement)
        con.execute("update build set build_id = ?", [folder.name])
    point_to(folder, folder.name)
    return folder


def _next_to_nothing(folder: Path) -> Path:
    """A list of two partners, and nothing about them."""
    folder.mkdir()
    write_partners(folder, [partner("Alwan"), partner("Nordic Aid", "ingo")])
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PARTNERSHIP_BUILD_DIR", raising=False)
        build(open_workspace(folder))
    return folder / ".build"


@pytest.fixture
def read(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """Open a page of a workspace in one language after the other."""

    def opened(page: str, workspace: str, **link: str) -> Iterator[tuple[str, AppTest]]:
        monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(folders[workspace]))
        app = AppTest.from_file(APP, default_timeout=60).switch_page(f"app_pages/{page}.py")
        for key, code in link.items():
            app.query_params[key] = code
        for language in LANGUAGES:
            app.query_params["lang"] = language
            # A label in another language makes another fold, which would be closed again.
            yield language, unfolded(unfold(app).run())

    yield opened


@pytest.mark.parametrize("workspace", ["demo", "empty", "suppressed", "single-cluster"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_there_in_every_language(read: Read, demo_folder: Path, page: str, workspace: str) -> None:
    _is_there_in_every_language(read(page, workspace), demo_folder)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_page_is_there_in_every_language(read: Read, demo_folder: Path, part: str) -> None:
    page, _, query = part.partition("?")
    _is_there_in_every_language(read(page, "demo", **dict(parse_qsl(query))), demo_folder)


def _is_there_in_every_language(seen: Iterator[tuple[str, AppTest]], demo_folder: Path) -> None:
    theirs = _written_by_people(demo_folder)
    title = ""
    for language, app in seen:
        assert [message.message for message in app.exception] == [], language
        assert closed(app) == [], language
        title = title or str(app.title[0].value)
        assert app.title[0].value == languages.catalogue(language).gettext(title)
        text = f"{said(app)}\n{_in_tables(app)}"
        assert len(text) > 60
        assert "{" not in OF_A_FILE.sub("", text), language  # a place that nobody filled
        if language == "ar":
            assert _english(text, theirs) == []


def _in_tables(app: AppTest) -> str:
    """All text in tables, a cell a line."""
    tables = [table.value for table in (*app.dataframe, *app.table)]
    return "\n".join(text for table in tables for column in table for text in (str(column), *map(str, table[column])))


@cache
def _written_by_people(demo: Path) -> tuple[str, ...]:
    """What the demo's people wrote: names of files, the actions they agreed, and why they decided."""
    found = current_build(demo)
    assert isinstance(found, Build)
    with duckdb.connect(str(found.file), read_only=True) as con:
        known = con.execute("select distinct action from actions union select file from files").fetchall()
    reasons = [
        row["reason"] for row in csv.DictReader((DEMO / "decisions" / "organisations.csv").open(encoding="utf-8"))
    ]
    return tuple(text for text in [*(name for (name,) in known), *reasons] if text)


def _english(text: str, theirs: tuple[str, ...]) -> list[str]:
    """Lines in which our own English was left."""
    for written in theirs:
        text = text.replace(written, "")
    lines = (OF_A_FILE.sub("", line) for line in text.splitlines())
    return [line for line in lines if len(ENGLISH_WORDS.findall(line)) > 1]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != languages.ENGLISH])
@pytest.mark.parametrize("told", [*fts_requirements_api.WHY_NOT.values(), fts_requirements_api.NO_YEAR])
def test_why_totals_of_fts_are_refused_has_no_english_word_in_it(language: str, told: str) -> None:
    """They were put together from words, which stayed English."""
    text = OF_A_FILE.sub("", languages._told(language, told))
    assert not re.search(r"\b(year|which|global|totals|country|and|or|of)\b", text)
    assert len(text) > 100 and "FTS" in text


@pytest.mark.parametrize(
    ("language", "rows", "quoted"),
    [("fr", "14 lignes", "«\u00a0q1\u00a0»"), ("es", "14 filas", "«q1»"), ("ar", "14 من الصفوف", "«q1»")],
)
def test_counts_and_quotation_marks_within_a_sentence_of_a_build_follow_the_language(
    language: str, rows: str, quoted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "current", lambda: language)
    text = languages.told("The organisation type “q1” is not known (14 rows). The rows were loaded without a type.")
    assert rows in text and quoted in re.sub("[\u2068\u2069]", "", text)


# What a build writes down for people to read, wherever a page may show it.
WRITTEN = (
    ("findings", "message"), ("findings", "remedy"), ("values", "reason"), ("values", "interval"),
    ("early_warnings", "reason"), ("localities", "basis"), ("organisation_suggestions", "reason"), ("files", "evidence"),
    ("data_quality", "reason"),
)  # fmt: skip


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != languages.ENGLISH])
def test_every_sentence_of_the_demo_s_build_is_surely_translated(demo_folder: Path, language: str) -> None:
    """Not by a template that happens to fit, with a sentence for a name."""
    build = current_build(demo_folder)
    assert isinstance(build, Build)
    with duckdb.connect(str(build.file), read_only=True) as con:
        texts = {
            text for table, column in WRITTEN for (text,) in con.execute(f'select distinct "{column}" from "{table}"').fetchall()
        }  # fmt: skip
    sentences = {text for text in texts if text and " " in text}
    assert len(sentences) > 300
    assert [text for text in sorted(sentences) if not languages._translated(language, text)[1]] == []


def test_a_sentence_is_not_taken_for_a_name_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "current", lambda: "fr")
    habit = "Missed the last 6 meetings it was invited to. Before, it came to 6 of 16; organisations here usually come to 54 of 100."
    said = languages.told(habit)
    assert said.startswith("A manqué les 6 dernières réunions") and "Avant, elle est venue à 6 sur 16" in said
