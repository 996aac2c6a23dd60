"""Does a page that is opened again do again what was done before?"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import memory, queries
from dashboard.figures.picture import Picture
from tests.dashboard_pages import followed, reader_of
from tests.screenshots import PAGES

Counted = dict[str, int]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How many figures were made, written out, and how many statements were run since."""
    done = {"figures": 0, "statements": 0}
    make, ask = go.Figure.__init__, queries._rows

    def made(self: go.Figure, *given: Any, **named: Any) -> None:
        done["figures"] += 1
        make(self, *given, **named)

    def asked(*given: Any) -> list[queries.Row]:
        done["statements"] += 1
        return ask(*given)

    monkeypatch.setattr(go.Figure, "__init__", made)
    monkeypatch.setattr(queries, "_rows", asked)
    return done


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opened_again_draws_nothing_and_asks_the_build_nothing(
    page: str, demo_folder: Path, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(demo_folder))
    queries._kept_rows.cache_clear()
    first = followed(page)
    assert counted["statements"] > 0
    counted.update(figures=0, statements=0)
    again = followed(page)
    assert counted == {"figures": 0, "statements": 0}
    assert _specs(again) == _specs(first)


def test_whoever_changes_rows_changes_only_a_copy(demo_folder: Path) -> None:
    reader = reader_of(demo_folder)
    reader.clusters()[0]["name"] = "changed"
    assert "changed" not in [row["name"] for row in reader.clusters()]


def test_a_figure_is_written_out_once() -> None:
    picture = Picture(go.Figure(layout={"height": 120}), "alt", "reading")
    assert picture.figure.to_dict() is picture.figure.to_dict()
    assert picture.figure.to_dict()["layout"]["height"] == 120


def test_the_search_for_garbage_leaves_out_what_stays(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(demo_folder))
    memory.set_aside.cache_clear()
    gc.unfreeze()
    followed("overview")
    assert gc.get_freeze_count() > 10 * len(gc.get_objects())


def _specs(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]
