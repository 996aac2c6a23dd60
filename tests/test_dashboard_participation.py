"""Participation: who to call and why, how far groups lie apart, who came to which meeting, who joined and stayed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from dashboard import words
from dashboard.deciding import entries
from dashboard.deciding.entries import CALLS
from dashboard.figures import meeting_time, staying
from dashboard.participation import attendance_words, quiet
from dashboard.participation.calls import Contact
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader, Row, Value
from tests.dashboard_pages import followed, said

pytestmark = pytest.mark.usefixtures("fresh_dashboard")

TODAY = date(2026, 7, 1)
START, END = date(2026, 1, 1), date(2026, 6, 30)
Open = Callable[..., AppTest]


def value(group: str, numerator: float | None, denominator: float | None, **more: Any) -> Value:
    share = 100 * numerator / denominator if numerator is not None and denominator else None
    known: dict[str, Any] = {
        "indicator": "i", "cluster": "all", "grain": "period", "period_start": START, "period_end": END, "partial": False,
        "group_by": "type", "group": group, "value": share, "unit": "%", "numerator": numerator,
        "denominator": denominator, "n": None, "population": None, "low": None, "high": None, "interval": None,
        "bound_low": None, "bound_high": None, "band": None, "status": "ok", "reason": None,
    }  # fmt: skip
    return Value(**known | more)


def charts(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("plotly_chart")]


# How far two groups lie apart -----------------------------------------------------------------------------------------

MONTHS = [date(2026, month, 1) for month in range(1, 7)]


def test_a_gap_is_said_with_the_absences_that_would_close_it() -> None:
    national, others = value("national_ngo", 41, 100), value("international_ngo", 59, 100)
    told = attendance_words.contrast([others, national, value("un_agency", 9, 10)], "type", MONTHS).replace(
        "\u00a0", " "
    )
    assert told == (
        "**National and local NGOs came to 41 % of their meetings in Jan–Jun 2026, 18 points less than International "
        "NGOs;** 3 fewer absences a month would close it."
    )


@pytest.mark.parametrize(
    ("came", "invited", "other"), [(41, 100, (59, 100)), (1, 3, (2, 3)), (0, 7, (5, 9)), (49, 99, (1, 2))]
)
def test_so_many_attendances_close_it_and_one_less_does_not(came: int, invited: int, other: tuple[int, int]) -> None:
    lower, higher = value("national_ngo", came, invited), value("international_ngo", *other)
    more = attendance_words.absences_to_close(lower, higher)
    assert (came + more) * other[1] >= other[0] * invited > (came + more - 1) * other[1]


def test_whoever_comes_less_is_named_first_and_a_hidden_group_is_not_compared() -> None:
    local, others = value("local", 8, 10, group_by="locality"), value("international", 4, 10, group_by="locality")
    assert attendance_words.contrast([local, others], "locality", MONTHS).startswith("**International came to 40")
    hidden = value("local", None, None, group_by="locality", status="suppressed")
    assert attendance_words.contrast([hidden, others], "locality", MONTHS) == ""
    assert attendance_words.contrast([local, others], "all", MONTHS) == ""
    same = value("international", 80, 100, group_by="locality")
    assert "came equally often" in attendance_words.contrast([local, same], "locality", MONTHS)


# Who is worth a call ------------------------------------------------------------------------------------------------


def partner(name: str, **more: Any) -> Row:
    known = {
        "organisation_id": name.lower(), "name": name, "cluster_id": "wash", "cluster": "WASH", "type": "national_ngo",
        "level": "contact now", "quiet": True, "missed_in_a_row": 5, "last_attended": date(2026, 3, 1),
        "attended_before": 12, "meetings_before": 16, "habit": 0.7, "recent": 0.0,
    }  # fmt: skip
    return known | more


def contact(day: date, **more: Any) -> Contact:
    known: dict[str, Any] = {
        "day": day,
        "cluster": "wash",
        "purpose": "absence",
        "reached": True,
        "reason": "time",
        "result": "",
    }
    return Contact(**known | more)


def test_those_nobody_has_called_come_first_then_the_clearest_and_the_newest_changes() -> None:
    clear = [partner(f"P{number}", last_attended=date(2026, 3, number)) for number in range(1, 9)]
    unclear, usual = partner("Watched", level="watch"), partner("Usual", level="as usual")
    chosen = quiet.to_call([*clear, unclear, usual], {}, TODAY)
    assert [row["name"] for row in chosen] == [f"P{number}" for number in range(1, 9)]  # eight, by name
    called = {"p8": contact(date(2026, 4, 2))}
    assert [row["name"] for row in quiet.to_call([*clear, unclear], called, TODAY)][-1] == "Watched"
    older = [*clear[:7], partner("Older", last_attended=date(2025, 1, 1))]
    assert "P1" not in {row["name"] for row in quiet.to_call([*older, clear[7]], {"p1": contact(TODAY)}, TODAY)}
    assert "Older" not in {row["name"] for row in quiet.to_call([*older, clear[7]], {}, TODAY)}


def test_a_call_logged_this_week_keeps_its_partner_in_sight() -> None:
    partners = [partner(f"P{number}") for number in range(9)]
    logged = {"p0": contact(TODAY - timedelta(6), entry="c1")}
    assert "P0" in {row["name"] for row in quiet.to_call(partners, logged, TODAY)}
    assert "P0" not in {row["name"] for row in quiet.to_call(partners, logged, TODAY + timedelta(1))}


@pytest.mark.parametrize(
    ("known", "called"),
    [
        (contact(date(2026, 3, 2)), True),
        (contact(date(2026, 3, 1)), False),  # on the day it last came
        (contact(date(2026, 4, 1), cluster="health"), False),
        (contact(date(2026, 4, 1), cluster=""), True),
        (None, False),
    ],
)
def test_only_a_contact_after_the_last_meeting_and_for_the_cluster_counts(known: Contact | None, called: bool) -> None:
    assert quiet.called_since(partner("P"), known) is called


def test_what_happened_is_said_beside_what_was_usual() -> None:
    assert quiet.happened(partner("P")) == "Missed the last 5 meetings in a row. Before that, it came to 12 of 16."
    assert quiet.happened(partner("P", level="as usual")).endswith("It has stayed away like this before.")
    short = partner("P", quiet=False, level="watch", missed_in_a_row=2, habit=0.58)
    assert quiet.happened(short) == "Missed the last 2 meetings in a row. It usually comes to 58\u00a0% of them."
    rarely = partner("P", quiet=False, level="watch", missed_in_a_row=0, habit=0.75, recent=1 / 6)
    assert quiet.happened(rarely) == "Comes less often: of late to 17\u00a0% of the meetings, before to 75\u00a0%."


def test_the_last_contact_says_for_which_cluster_where_it_was_another() -> None:
    known = contact(date(2026, 6, 3), cluster="health")
    names = {"health": "Health *&* Nutrition"}
    told = quiet.contact_line(partner("P"), known, names)
    assert told == r"Last contact for Health \*\&\* Nutrition, 3 Jun 2026: reached · No time or bad hour"
    assert quiet.contact_line(partner("P"), contact(date(2026, 6, 3)), {}).startswith("Last contact, 3 Jun 2026")
    assert quiet.contact_line(partner("P"), None, {}).startswith("Nobody has called yet")


# Who joins, why others stay away, how long meetings are ------------------------------------------------------------

PERIOD = {"period_start": START, "period_end": END}


def test_years_of_joining_before_the_last_six_are_one() -> None:
    records = [{"joined_in": year, "joined": 10, "still_come": 5} for year in range(2018, 2026)]
    picture = staying.joined(records, PERIOD, whole=False)
    assert [row["Joined in"] for row in picture.table][:2] == ["2019 or before", "2020"]
    assert picture.table[0]["Partners"] == "20"
    assert picture.reading == (
        "**Of 80 partners whose day of joining is known, 40 came to a meeting in Jan–Jun 2026.** Of the 10 of 2025, 5 did."
    )
    assert "times that a partner joined a cluster" in staying.joined(records, PERIOD, whole=True).reading


def test_a_hidden_reason_is_named_and_has_no_bar() -> None:
    shown = value("time", 14, 33, group_by="reason")
    hidden = value("language", None, None, group_by="reason", status="suppressed", reason="fewer than 5 answered")
    picture = staying.reasons([shown, hidden], value("all", 30, 33, group_by="all"), None)
    assert list(picture.figure.data[-1].x) == [shown.value]
    assert [row["Reason"] for row in picture.table] == ["Language", "No time or bad hour"]
    assert picture.table[0]["Value"] == "hidden"
    assert "No time or bad hour (42\u00a0%)" in picture.reading and "33 organisations gave a reason" in picture.reading


def test_hours_are_compared_between_local_and_international() -> None:
    hours = {"unit": "hours", "group_by": "locality", "n": 9}
    values = [
        value("international", None, None, value=1.2, **hours), value("local", None, None, value=4.7, **hours),
        value("all", None, None, value=2.4, **hours | {"group_by": "all", "n": 1}),
    ]  # fmt: skip
    picture = meeting_time.meeting_time(values, None)
    assert [row["Group"] for row in picture.table] == ["All partners", "Local and national", "International"]
    assert picture.table[0]["Counted"] == "1 partner"
    assert "2.4\u00a0hours a month" in picture.reading and "international: 1.2\u00a0hours" in picture.reading


# On the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def team(demo_build: Path) -> Reader:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    return Reader(build.file, "team")


@pytest.fixture
def open_page(demo_build: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    """Open the page on the demo's build, with a folder of decisions of its own."""
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(tmp_path))

    def opened(audience: str = "team", **link: str) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        return followed("participation", **link)

    return opened


def cards(app: AppTest) -> list[str]:
    """The names on the cards: bold, above a lighter line."""
    found = (re.match(r"\*\*([^*]+)\*\*  \n:gray", element.value) for element in app.main.markdown)
    return [card.group(1) for card in found if card]


def test_the_first_view_says_who_to_call_and_a_logged_call_shows(open_page: Open, team: Reader, tmp_path: Path) -> None:
    app = open_page(cluster="wash")
    names = cards(app)
    assert len(names) == quiet.MOST and names == sorted(names, key=str.casefold)
    rows = {row["name"]: row for row in team.named("worth_a_call", cluster="wash")}
    assert f"{len(rows)} partners have gone quiet" in said(app)
    assert set(names) <= set(rows) and all(f"{quiet.happened(rows[name])}" in said(app) for name in names)
    assert [box.label for box in app.expander if "whole list" in box.label] == [f"See the whole list ({len(rows)})"]
    call = {
        "organisation": names[0], "cluster": "wash", "contacted_on": date.today().isoformat(), "purpose": "absence",
        "reached": "yes", "reason": "distance", "result": "will_come",
    }  # fmt: skip
    entries.add(tmp_path, CALLS, call, decided_by="coordinator")
    app.run()
    assert names[0] in cards(app)
    assert f"Last contact, {words.day(date.today())}: reached · Distance or cost of travel · Will come" in said(app)
    assert f"Called this week: 1 of the {quiet.MOST} below." in said(app)


def test_meeting_by_meeting_is_for_one_cluster_and_for_the_team(open_page: Open) -> None:
    app = open_page(look="meetings")
    assert charts(app) == [] and "one cluster at a time" in said(app)
    app.button(key="see_wash").click().run()
    assert [alt[:40] for alt in charts(app)] == ["Who came to which meeting of WASH, 10 Jul"[:40]]
    app.selectbox(key="choice_type").set_value("un_agency").run()
    assert "Of 4 organisations expected at these 22 meetings" in said(app)
    outside = open_page("evaluator", look="meetings", cluster="wash")
    assert not [alt for alt in charts(outside) if alt.startswith("Who came")]
    assert "shown to the coordination team only" in said(outside)


def test_who_stays_and_where_and_how_long_meetings_are(open_page: Open, team: Reader) -> None:
    app = open_page(look="staying")
    assert len(charts(app)) == 4
    (gone,) = [v for v in team.values("dropout_rate", "all") if v.period_start == START]
    assert f"{words.count(gone.numerator)} of {words.count(gone.denominator)}" in said(app)
    parts = app.get("button_group")[-1]
    assert isinstance(parts, ButtonGroup)
    parts.set_value("load").run()
    assert len(charts(app)) == 2
    assert "Without meetings of their own: Port Sarel (Food Security), Selendra" in said(app)


def test_a_donor_sees_members_and_areas_and_why_not_more(open_page: Open) -> None:
    app = open_page("donor")
    assert len(charts(app)) == 2 and len(app.metric) == 2
    assert "is for the coordination team" in said(app)
    assert not app.get("button_group") and "worth a call" not in said(app)
