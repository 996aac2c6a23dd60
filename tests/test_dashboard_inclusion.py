"""The page Inclusion: parity read back from published counts, the what-if of seats, and what is said where nothing is."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import latest
from dashboard.figures.parity import Dot, written
from dashboard.figures.parity import parity as draw
from dashboard.inclusion import inclusion_words, parity, seats
from dashboard.inclusion.parity import ARENAS, Share
from dashboard.latest import Latest
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader, Value
from tests.dashboard_pages import followed, point_to, said

pytestmark = pytest.mark.usefixtures("fresh_dashboard")

NO_BREAK = "\u00a0"
START, END = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
PERIOD = {"period_start": START, "period_end": END}
Open = Callable[..., AppTest]


def value(indicator: str, group: str = "all", status: str = "ok", **more: Any) -> Value:
    """A published number with the parts that matter here."""
    known: dict[str, Any] = dict.fromkeys(Value.__dataclass_fields__)
    known |= {"indicator": indicator, "group": group, "group_by": latest.grouping_of(group), "status": status}
    known |= {"cluster": "wash", "grain": "period", "period_start": START, "period_end": END, "partial": False}
    return Value(**(known | {"unit": "ratio"} | more))


def stood(*values: Value) -> Latest:
    return Latest({(v.indicator, v.group_by, v.group): v for v in values})


def seated(group: str, seats_held: int, members: int, **more: Any) -> Value:
    """A group's published representation: 12 seats, 60 members."""
    numbers = {"numerator": 100 * seats_held / 12, "denominator": 100 * members / 60, "n": 12, "population": 60}
    return value(ARENAS["sag"].indicator, group, **(numbers | more))


@pytest.fixture
def open_page(demo_build: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page of a build (the demo's, unless told otherwise) as somebody."""

    def opened(audience: str = "team", build: Path = demo_build, page: str = "inclusion", **link: str) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(build))
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        return followed(page, **link)

    return opened


@pytest.fixture
def altered(demo_build: Path, tmp_path: Path) -> Callable[..., Path]:
    """Copy the demo's build, change it with SQL, and return its folder."""

    def change(*statements: str) -> Path:
        build = current_build(demo_build)
        assert isinstance(build, Build)
        shutil.copy(build.file, tmp_path / "altered.duckdb")
        with duckdb.connect(str(tmp_path / "altered.duckdb")) as con:
            for statement in statements:
                con.execute(statement)
            con.execute("update build set build_id = 'altered'")
        point_to(tmp_path, "altered")
        return tmp_path

    return change


def test_counts_come_back_from_a_published_ratio() -> None:
    share = parity.by_ratio(stood(seated("local", 3, 41)), ARENAS["sag"].indicator, "local")
    assert share == Share(3, 12, 41, 60)
    assert share.ratio == pytest.approx((3 / 12) / (41 / 60))


def test_what_is_hidden_gives_no_counts() -> None:
    hidden = seated("local", 3, 41, status="suppressed", numerator=None, denominator=None, n=None, population=None)
    assert parity.by_ratio(stood(hidden), ARENAS["sag"].indicator, "local") is None


def test_comments_are_counted_beside_the_members_and_none_is_a_count() -> None:
    comments = ARENAS["comments"].indicator
    members = value(parity.MEMBERS, "local", numerator=30, denominator=50)
    whole = value(comments, numerator=9, denominator=20)
    assert parity.by_number(stood(members, whole), comments, "local") == Share(0, 20, 30, 50)
    some = value(comments, "local", numerator=1, denominator=4)
    assert parity.by_number(stood(members, whole, some), comments, "local") == Share(4, 20, 30, 50)
    hidden = value(comments, "local", status="suppressed")
    assert parity.by_number(stood(members, whole, hidden), comments, "local") is None


def test_working_groups_are_compared_with_the_active_members() -> None:
    groups = ARENAS["groups"].indicator
    found = stood(value(groups, numerator=10, denominator=44), value(groups, "local", numerator=2, denominator=21))
    assert parity.by_rate(found, groups, "local") == Share(2, 10, 21, 44, active=True)


@pytest.mark.parametrize(
    ("share", "needed"),
    [
        (Share(3, 12, 41, 60), 4),  # 7 of 12 against 41 of 60: 0.85
        (Share(8, 12, 41, 60), 0),
        (Share(0, 1, 30, 60), None),  # one seat of one is twice the share
        (Share(0, 12, 0, 60), None),
    ],
)
def test_how_many_seats_would_bring_a_group_into_proportion(share: Share, needed: int | None) -> None:
    assert parity.more_seats(share, 0.8, 1.25) == needed


def test_the_reading_says_who_has_less_and_what_would_change_it() -> None:
    latest_values = stood(seated("local", 3, 41), seated("all", 3, 41))
    picture = inclusion_words.picture(parity.found(latest_values, "local"), "local", 0.8, 1.25)
    assert "Local and national: less than in proportion in Advisory group." in picture.reading
    assert "Advisory group: 4 more, given up by others, would bring it into proportion." in picture.reading
    assert "3 of 12 seats, 41 of 60 members, 0.4 times" in picture.alt
    assert picture.table[0]["Counted"] == "3 of 12 seats"


def test_a_hidden_share_is_named_as_hidden_and_never_as_zero() -> None:
    hidden = seated("local", 3, 41, status="suppressed", reason="too few", numerator=None, denominator=None, n=None)
    picture = inclusion_words.picture(parity.found(stood(hidden), "local"), "local", 0.8, 1.25)
    assert "hidden" in picture.alt
    assert picture.table[0]["Share"] == "hidden"
    assert "3" not in picture.alt and "0" not in picture.alt


def test_no_seat_at_all_stands_at_the_edge_of_the_scale() -> None:
    figure = draw([Dot("none", "0 of 8", 0.0), Dot("half", "2 of 8", 0.5), Dot("much", "8 of 8", 9.0)], 0.8, 1.25)
    marks = {trace.hovertext[0].split(":")[0]: trace for trace in figure.data if trace.hovertext}
    left, right = (-2.4, 2.4)
    assert [marks[name].x[0] for name in ("none", "half", "much")] == [left, -1.0, right]
    assert [marks[name].marker.symbol for name in ("none", "half", "much")] == [
        "triangle-left",
        "circle",
        "triangle-right",
    ]
    assert sum(shape.type == "rect" for shape in figure.layout.shapes) == 3
    assert (written(0.0), written(None), written(1.78)) == ("none", "–", "1.8 times")


def test_a_committee_is_what_the_published_shares_say() -> None:
    found = stood(
        seated("local", 3, 41), seated("international", 8, 17), seated("unclassified", 0, 2), seated("all", 3, 41)
    )
    now = seats.committee(found, ARENAS["sag"].indicator, "locality")
    assert now == seats.Committee(("local", "international"), (3, 8), (41, 17), 60, 1)
    assert now.share(0, (6, 5)) == Share(6, 12, 41, 60)


def test_no_committee_where_one_group_is_hidden() -> None:
    hidden = seated("international", 0, 0, status="suppressed", numerator=None, denominator=None, n=None)
    assert (
        seats.committee(
            stood(seated("local", 3, 41), hidden, seated("all", 3, 41)), ARENAS["sag"].indicator, "locality"
        )
        is None
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3-2-1", (3, 2, 1)),
        ("3-2", None),
        ("3-2-x", None),
        ("3--1", None),
        ("3-2-²", None),
        ("3-2-1000", None),
        (None, None),
    ],
)
def test_seats_are_read_from_an_address_or_not_at_all(text: str | None, found: tuple[int, ...] | None) -> None:
    assert seats.parse(text, 3) == found


def test_seats_in_proportion_add_up_and_follow_the_members() -> None:
    assert seats.in_proportion((41, 17, 2), 12) == (8, 4, 0)  # quotas 8.2, 3.4, 0.4: of two equal rests the first
    for total in range(30):
        assert sum(seats.in_proportion((41, 17, 2), total)) == total
    assert seats.in_proportion((29, 31), 5) == (2, 3)
    assert seats.in_proportion((0, 0), 5) == (0, 0)


@pytest.mark.parametrize("indicator", ["sag_representation_ratio", "leadership_representation_ratio"])
def test_the_counts_on_the_page_are_those_of_the_facts(demo_build: Path, indicator: str) -> None:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    with duckdb.connect(str(build.file), read_only=True) as con:
        counted = dict(
            con.execute(
                'select locality, sum(numerator)::integer from evidence where indicator = ? and cluster = \'wash\' '
                "and date between ? and ? and numerator is not null group by locality",
                [indicator, START, END],
            ).fetchall()
        )  # fmt: skip
    now = seats.committee(latest.read(Reader(build.file, "team"), [indicator], "wash", PERIOD), indicator, "locality")
    assert now is not None
    assert {group: n for group, n in zip(now.groups, now.seats, strict=True) if n} == counted


def test_the_page_moves_with_the_seats_and_keeps_them_in_the_address(open_page: Open) -> None:
    app = open_page(cluster="wash", seats="3-5")
    assert app.title[0].value == "Who has a seat, a role and a voice?"
    assert [box.value for box in app.number_input] == [3, 5]
    assert "With these seats, not in proportion: Local and national (0.7 times)" in said(app)
    app.number_input[0].set_value(4).run()
    assert app.query_params["seats"] in ("4-5", ["4-5"])
    app.button(key="seats_fair").click().run()
    assert "With these seats, every group is in proportion to its members." in said(app)
    app.button(key="seats_today").click().run()
    assert "seats" not in app.query_params
    assert "As the committee is today" in said(app)
    app.query_params["seats"] = "1-2-3-4"
    assert "The seats in this link do not fit this committee." in said(app.run())
    assert [message.message for message in app.exception] == []
    app.selectbox(key="choice_seats_by").select("type").run()
    assert len(app.number_input) > 2 and "seats" not in app.query_params


def test_a_donor_sees_what_is_for_donors_and_reads_what_is_not(open_page: Open) -> None:
    text = said(open_page("donor"))
    assert "Not shown to you: Advisory group, Working groups, Comments and Agreed actions." in text
    assert "drafts:" not in text
    assert "Time to comment and minutes are shown to the coordination team and to evaluators." in text


def test_where_nothing_but_members_is_on_record_the_page_says_which_template_helps(
    open_page: Open, altered: Callable[..., Path]
) -> None:
    folder = altered("delete from \"values\" where indicator not like 'membership%'")
    text = said(open_page(build=folder))
    assert "No seat, role, comment or action is on record up to this period." in text
    assert "Fill in documents.xlsx from data/templates." in text
    assert "What if the committee changed?" not in text


def test_where_all_groups_are_hidden_no_seat_is_told(open_page: Open, altered: Callable[..., Path]) -> None:
    folder = altered(
        "update \"values\" set outside = 'fewer than 5 organisations are counted' where group_by in ('type', 'locality') "
        "and indicator not like 'membership%'"
    )
    app = open_page("donor", folder)
    assert "The seats of small groups are hidden from you" in said(app)
    assert not app.number_input
    assert "hidden: too few to show" in app.get("plotly_chart")[0].proto.alt
