"""Flows: the way of the money adds up, what is not known stays visible, and ties name nobody to outsiders."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figures import concentration, flows, network, ties
from dashboard.money import flows_words, ties_words
from dashboard.pointer import Build, current_build
from dashboard.queries import Reader
from tests.dashboard_pages import charts, followed, said, unfolded
from tests.test_dashboard_definitions import value

Look = Callable[..., AppTest]
PERIODS = {date(2026, 1, 1): date(2026, 6, 30)}


def link(stage: int, source: str, target: str, amount: float, flows: int = 1) -> dict[str, Any]:
    return {
        "stage": stage,
        "source": f"{stage - 1}:{source}",
        "target": f"{stage}:{target}",
        "amount": amount,
        "flows": flows,
    }


WAY = [
    link(1, "donor_government", "wash", 90e6), link(1, "donor_unknown", "no_cluster", 10e6),
    link(2, "wash", "un_agency", 70e6), link(2, "wash", "local_ngo", 20e6), link(2, "no_cluster", "unknown_recipient", 10e6),
    link(3, "un_agency", "local_ngo", 5e6), link(3, "un_agency", "not_known", 65e6, 0),
]  # fmt: skip


def test_the_ends_of_the_trail_add_up_to_the_whole() -> None:
    found = flows_words.ends(WAY)
    assert found.whole == 100e6
    assert (found.direct, found.onward, found.unplaced, found.not_on_record) == (20e6, 5e6, 10e6, 65e6)


def test_the_reading_tells_what_is_not_known_and_what_to_do() -> None:
    reading = flows_words.reading(WAY, "2025")
    assert (
        "of USD\u00a0100.0 million, USD\u00a020.0 million (20.0\u00a0%) went to local and national organisations directly"
        in reading
    )
    assert "For USD\u00a065.0 million (65.0\u00a0%) nobody can say" in reading and "sub_grants.xlsx" in reading


def test_where_most_cannot_be_placed_that_is_the_message() -> None:
    way = [link(1, "donor_government", "no_cluster", 10e6), link(2, "no_cluster", "unclassified", 10e6)]
    reading = flows_words.reading(way, "2025")
    assert (
        "for USD\u00a010.0 million of USD\u00a010.0 million (100.0\u00a0%) it is not known whether the recipient is local"
        in reading
    )
    assert "partners.xlsx" in reading and "USD\u00a00" not in reading


def test_every_link_is_in_the_table_with_its_amount() -> None:
    picture = flows.way(WAY, {"wash": "WASH"}, "2025")
    assert len(picture.table) == len(WAY)
    assert {
        "From": "WASH",
        "To": "UN agencies",
        "Step": "First recipient",
        "Value": "USD\u00a070.0 million",
        "Made of": "1 record",
    } in picture.table
    assert picture.table[-1]["Made of"] == "what is left"


def test_stops_are_in_order_and_the_unknown_ones_are_empty_boxes_with_names() -> None:
    sankey = flows.way(WAY, {"wash": "WASH"}, "2025").figure.data[0]
    order = flows_words.nodes(WAY)
    assert order == [
        "0:donor_government", "0:donor_unknown", "1:wash", "1:no_cluster", "2:local_ngo", "2:un_agency", "2:unknown_recipient",
        "3:local_ngo", "3:not_known",
    ]  # fmt: skip
    unknown = [
        node for node, colour in zip(order, sankey.node.color, strict=True) if colour == flows.COLOURS["unknown"]
    ]
    assert unknown == ["0:donor_unknown", "1:no_cluster", "2:unknown_recipient", "3:not_known"]
    assert sankey.node.label[-1] == "Not known<br>USD\u00a065.0 million"
    assert sum(sankey.link.value) == sum(each["amount"] for each in WAY)


def test_a_narrow_screen_gets_the_same_stops_as_bars() -> None:
    bars = next(trace for trace in flows.stops(WAY, {"wash": "WASH"}).data if trace.type == "bar")
    assert list(bars.x) == [flows_words.amounts(WAY)[node] for node in flows_words.nodes(WAY)]
    assert list(bars.marker.pattern.shape).count("/") == 4


def test_every_kind_a_build_may_write_has_its_words() -> None:
    from pipelines.analyses.flow_links import DONORS, INTERNATIONAL, LOCAL

    kinds = {
        *DONORS.values(),
        *LOCAL.values(),
        *INTERNATIONAL,
        "local_other",
        "other_international",
        "state",
        "donor_unknown",
    }
    assert kinds <= flows_words.KINDS.keys()


def test_the_curve_is_read_between_its_points() -> None:
    shares = [(0.0, 0.0), (50.0, 0.0), (100.0, 100.0)]
    assert concentration.held_by_least(shares, 75) == 50
    assert concentration.held_by_least(shares, 50) == 0
    values = {"funding_concentration": value("all", 0.5, "index", n=20)}
    points = [{"organisations_share": x / 100, "amount_share": y / 100} for x, y in shares]
    picture = concentration.curve(points, values, "2025")
    assert "most money held 20\u00a0% of it; the half with least held 0\u00a0%" in picture.reading
    assert "among 20 organisations" in picture.reading


def one_network(**more: Any) -> dict[str, Any]:
    return {
        "name": "WASH", "period_start": date(2026, 1, 1), "organisations": 53, "isolated": 24, "median_partners": 1.0,
        "local_mean": 1.1, "others_mean": 4.2, "p": 0.004, "smallest_p": 1e-9,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (one_network(), "in 0.4\u00a0% of trials: this is hardly chance."),
        (one_network(p=0.6), "read nothing into it."),
        (one_network(p=None), "The groups are too small to test."),
        (one_network(smallest_p=0.1, p=0.1), "The groups are too small to test."),
        (
            one_network(local_mean=None, others_mean=None),
            "too few organisations to compare local ones with the others.",
        ),
    ],
)
def test_a_difference_of_ties_is_one_only_where_chance_is_ruled_out(row: dict[str, Any], told: str) -> None:
    line = ties_words.in_words(row, PERIODS)
    assert line.startswith("- **WASH, Jan–Jun 2026:** 24 of 53 members have no tie on record")
    assert line.endswith(told)


def test_each_organisation_is_one_dot() -> None:
    rows = [
        {
            "name": f"Org {n}",
            "locality": "local" if n % 2 else "international",
            "partners": n % 3,
            "kinds": "project,group",
        }
        for n in range(40)
    ]
    picture = ties.dots(rows, "2026")
    places = [(x, y) for trace in picture.figure.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(places) == len(set(places)) == 40
    assert [row["Organisation"] for row in picture.table] == [row["name"] for row in rows]
    assert picture.table[0]["How they work together"] == "in one programme and in one working group"


def test_each_tie_is_one_line_between_the_two_and_who_has_none_is_not_drawn() -> None:
    kinds = {"a": ("local", 2), "b": ("international", 1), "c": ("unclassified", 1), "d": ("local", 0)}
    rows = [
        {"organisation_id": id_, "name": f"Org {id_}", "locality": locality, "partners": n, "only_lead": id_ == "a"}
        for id_, (locality, n) in kinds.items()
    ]  # fmt: skip
    picture = network.network(rows, [{"organisation_id": "a", "partner_id": other} for other in "bc"])
    lines, local, others = picture.figure.data
    assert (len(local.x), len(others.x)) == (1, 2)
    marks = {*zip(local.x, local.y, strict=True), *zip(others.x, others.y, strict=True)}
    ends = list(zip(lines.x, lines.y, strict=True))
    assert ends[2::3] == [(None, None)] * 2 and {*ends[::3], *ends[1::3]} == marks
    assert (
        "2 ties among 4 organisations. Without any on record, and so not drawn: 1" in picture.reading
        and "with the lead agency only" in picture.reading
    )
    assert picture.table[0] == {"Organisation": "Org a", "Works with": "Org b"}


# On the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def look(demo_build: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open the page of the demo as somebody, with a link."""

    def opened(audience: str = "team", **address: str) -> AppTest:
        monkeypatch.setenv("PARTNERSHIP_AUDIENCE", audience)
        return followed("flows", **address)

    return opened


def test_the_team_sees_the_way_the_curve_and_the_dots(look: Look) -> None:
    app = look(cluster="wash", year="2024")
    alts = [chart.alt for chart in charts(app)]
    assert len(alts) == 5 and all(any(sign.isdigit() for sign in alt) for alt in alts)
    kinds = [{trace["type"] for trace in json.loads(chart.spec)["data"]} for chart in charts(app)]
    assert {"sankey"} in kinds
    assert "2024" in alts[0]


def test_outsiders_see_no_names_and_donors_no_ties(look: Look, demo_build: Path) -> None:
    build = current_build(demo_build)
    assert isinstance(build, Build)
    names = [row["name"] for row in Reader(build.file, "team").organisations()]
    for audience, ties_shown in (("evaluator", True), ("donor", False)):
        app = unfolded(look(audience, cluster="wash"))
        shown = said(app) + "".join(str(chart.spec) + chart.alt for chart in charts(app))
        assert not [name for name in names if name in shown]
        assert ("members have no tie on record" in shown) == ties_shown


def test_the_whole_response_lists_each_cluster_and_asks_to_choose_one(look: Look) -> None:
    text = said(look())
    assert text.count("members have no tie on record") == 3
    assert "Choose one cluster above" in text
