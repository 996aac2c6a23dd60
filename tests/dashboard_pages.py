"""Opens pages of a build as somebody, and makes changed copies of a build."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup, Expander

from dashboard.pointer import Build, current_build
from dashboard.queries import Reader, Value
from tests.conftest import DEMO, ROOT

APP = ROOT / "dashboard" / "app.py"
MARKUP = re.compile(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>", re.DOTALL)


def opened(folder: Path, page: str, audience: str = "team", **link: str) -> AppTest:
    """A page of a build as somebody finds it who follows a link."""
    with _looking(folder, audience):
        return followed(page, **link)


def all_open(folder: Path, page: str, audience: str = "team", **link: str) -> AppTest:
    """The same page once its reader has opened all that it folds away."""
    with _looking(folder, audience):
        return unfolded(followed(page, **link))


@contextmanager
def _looking(folder: Path, audience: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARTNERSHIP_WORKSPACE", str(DEMO))
        patch.setenv("PARTNERSHIP_BUILD_DIR", str(folder))
        patch.setenv("PARTNERSHIP_AUDIENCE", audience)
        yield


def followed(page: str, **link: str) -> AppTest:
    """A page as somebody finds it who follows a link; the environment says whose it is, and of which build."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.switch_page(f"app_pages/{page}.py")
    for key, code in link.items():
        app.query_params[key] = code
    app.run()
    assert [problem.message for problem in app.exception] == []
    return app


def unfolded(app: AppTest) -> AppTest:
    """The page once somebody has opened all that it folds away."""
    return unfold(app).run() if closed(app) else app


def unfold(app: AppTest) -> AppTest:
    """Have all that a page folds away open when it runs next."""
    for box in _folds(app):
        app.session_state[_key(box)] = True
    return app


def closed(app: AppTest) -> list[str]:
    """The keys of what is folded away."""
    return [_key(box) for box in _folds(app) if not box.children]


def choose(app: AppTest, key: str, code: str) -> AppTest:
    """The page once somebody has clicked another of the choices that lie side by side."""
    (choices,) = [group for group in app.get("button_group") if isinstance(group, ButtonGroup) and group.key == key]
    return choices.set_value(code).run()


def _folds(app: AppTest) -> list[Expander]:
    """What can be opened, open or not."""
    return [box for box in app.expander if "-open_" in box.proto.id]


def _key(box: Expander) -> str:
    """Streamlit puts the key at the end of an id."""
    return str(box.proto.id.split("-", 2)[-1])


def reader_of(folder: Path, audience: str = "team") -> Reader:
    """The build in a folder, as an audience reads it."""
    build = current_build(folder)
    assert isinstance(build, Build)
    return Reader(build.file, audience)


def changed_copy(folder: Path, target: Path, *statements: str) -> Path:
    """A folder with a copy of a build, changed by statements."""
    target.mkdir()
    shutil.copy(reader_of(folder).file, target / "changed.duckdb")
    with duckdb.connect(str(target / "changed.duckdb")) as con:
        for statement in statements:
            con.execute(statement)
    point_to(target, "changed")
    return target


def point_to(folder: Path, name: str) -> None:
    """Make a build of a folder its current one."""
    (folder / "current.json").write_text(json.dumps({"build": name, "file": f"{name}.duckdb"}), encoding="utf-8")


def all_values(reader: Reader, indicator: str) -> list[Value]:
    """All values of an indicator but its months, as the pages read them."""
    return [Value(**row) for row in reader.rows("indicator_values", audience=reader.audience, indicator=indicator)]


def said(app: AppTest) -> str:
    """All text on a page, as it is read."""
    texts = [
        *app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.metric, *app.info, *app.success,
        *app.warning, *app.error,
    ]  # fmt: skip
    written = [MARKUP.sub("", element.proto.body) for element in app.get("html")]
    return "\n".join([*(str(element.value) for element in texts), *written]).replace("\\", "")


def charts(app: AppTest) -> list[Any]:
    """The charts of a page, as they are sent."""
    return [chart.proto for chart in app.get("plotly_chart")]


def address(app: AppTest, key: str) -> str:
    """What the address says; AppTest gives one value as text or as a list."""
    value = app.query_params[key]
    return value if isinstance(value, str) else value[0]
