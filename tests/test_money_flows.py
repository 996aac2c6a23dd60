"""Money on its way: each dollar once, nothing appears or vanishes between two stages, and no names in the curve."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import duckdb
import pytest

from pipelines.analyses import flow_links, lorenz
from pipelines.indicators.catalogue import catalogue
from pipelines.organisations.locality import DEFINITIONS
from pipelines.publish import all_values
from pipelines.statistics.inequality import gini
from tests.worked_examples import FOLDER, Example, prepared, read

TYPES = ("national_ngo", "international_ngo", "un_agency", "authority", "pooled_fund")
CENT = Decimal("0.01")
Link = tuple[str, str, Decimal, int]


@pytest.fixture(scope="module")
def links() -> list[Link]:
    """The links of the worked example of money as directly as possible, for the whole response."""
    with prepared(read(FOLDER / "as_direct_local_funding_share.toml")) as (con, _):
        flow_links.write(con, "grand_bargain")
        return con.execute(
            "select source, target, amount_usd, flows from facts.flow_links where cluster = 'all'"
        ).fetchall()


def test_donors_give_to_clusters_and_clusters_to_first_recipients(links: list[Link]) -> None:
    first = {(source, target): (int(amount), flows) for source, target, amount, flows in links if source[0] in "01"}
    assert first == {
        ("0:donor_government", "1:wash"): (800_000, 6),
        ("1:wash", "2:local_ngo"): (100_000, 1),
        ("1:wash", "2:pooled_fund"): (300_000, 1),
        ("1:wash", "2:un_agency"): (200_000, 1),
        ("1:wash", "2:international_ngo"): (100_000, 1),
        ("1:wash", "2:unclassified"): (50_000, 1),
        ("1:wash", "2:unknown_recipient"): (50_000, 1),
    }


def test_what_intermediaries_passed_on_and_what_nobody_knows(links: list[Link]) -> None:
    later = {(source, target): amount for source, target, amount, _ in links if source[0] in "23"}
    assert later == {
        ("2:pooled_fund", "3:local_ngo"): 180_000,  # 300,000 of projects, of a fund that received 3/5 of all it gave
        ("2:pooled_fund", "3:international_ngo"): 120_000,
        ("2:un_agency", "3:local_ngo"): 40_000,
        ("2:un_agency", "3:international_ngo"): 60_000,
        ("2:un_agency", "3:unclassified"): 20_000,
        ("2:un_agency", "3:not_known"): 80_000,
        ("2:international_ngo", "3:local_ngo"): 100_000,  # it says 150,000, and received 100,000
        ("3:international_ngo", "4:local_ngo"): 55_000,
        ("3:international_ngo", "4:not_known"): 125_000,
    }


def test_what_is_left_over_stands_for_no_flow(links: list[Link]) -> None:
    assert {flows for _, target, _, flows in links if target.endswith("not_known")} == {0}


@cache
def any_money(seed: int) -> Example:
    """Flows, projects and sub-grants that fit together as badly as in real files."""
    lots = random.Random(seed)
    organisations = [f"o{number}" for number in range(12)]
    clusters = ("wash", "protection", "")
    years = (2024, 2025)

    def one(*choices: Any) -> str:
        return str(lots.choice(choices))

    flows = [
        [
            number, lots.randint(-5, 900), one(*clusters), one("NGOs", "Pooled Funds"), one(*organisations, "", ""),
            one("named", "named", "named", "several", "not named"), one("O1", "o2", "O3", "Elsewhere"),
            one("Governments", "Pooled Funds", "NGOs", ""), one("paid", "commitment", "pledge"),
            one("standard", "standard", "parked"), one("incoming", "incoming", "internal"), one("", "true", "false"), "true",
            one(*years), one(2025, 2026), one("", "", lots.randint(1, 60)),
        ]
        for number in range(120)
    ]  # fmt: skip
    projects = [
        [f"P{number}", one(*years), one(*clusters), one(*organisations, ""), one(*TYPES), lots.randint(1, 900)]
        for number in range(12)
    ]
    grants = [
        [f"G{number}", one(*clusters), one(*organisations), one(*organisations, ""), one("", f"P{number}"),
         lots.randint(1, 900), f"{one(*years)}-0{lots.randint(1, 9)}-01"]
        for number in range(60)
    ]  # fmt: skip
    facts: dict[str, list[list[Any]]] = {
        "clusters": [["cluster_id", "name"], ["wash", "WASH"], ["protection", "Protection"]],
        "organisations": [["organisation_id", "type"], *([name, lots.choice(TYPES)] for name in organisations)],
        "organisation_names": [
            ["name", "organisation_id", "how", "kind"], *([n.upper(), n, "register", "name"] for n in organisations)
        ],
        "funding_flows": [
            ["flow_id", "amount_usd", "cluster_id", "destination_type", "organisation_id", "recipient",
             "source_organisation", "source_type", "status", "flow_type", "boundary", "new_money", "in_scope",
             "usage_year_start", "usage_year_end", "parent_flow_id"], *flows,
        ],
        "allocations": [["project_code", "year", "cluster_id", "organisation_id", "type", "budget_usd"], *projects],
        "subgrants": [
            ["agreement_id", "cluster_id", "giver_id", "receiver_id", "project_code", "amount_usd", "starts_on"], *grants
        ],
    }  # fmt: skip
    texts = {name: "\n".join(" | ".join(map(str, row)) for row in rows) for name, rows in facts.items()}
    return Example("as_direct_local_funding_share", "", "", texts, (), {})


@pytest.fixture(scope="module", params=[1, 2, 3])
def money(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    with prepared(any_money(request.param)) as (con, _):
        flow_links.write(con, "grand_bargain")
        yield con


def test_every_dollar_has_one_route_under_every_definition(money: duckdb.DuckDBPyConnection) -> None:
    (found,) = money.execute(
        """
        with ways as (
            select definition, flow_id, date, sum(amount) as routed, min(amount) as least
            from routed_money_by_definition group by all
        )
        select max(abs(routed - amount)), min(least), count(*), count(distinct definition), count(routed)
        from placed_money_by_definition as money
        left join ways using (definition, flow_id, date)
        where boundary = 'incoming' and coalesce(new_money, true)
        """
    ).fetchall()
    apart, least, flows, definitions, routed = found
    assert apart < Decimal("0.000001")
    assert least > 0
    assert flows == routed > 0
    assert definitions == len(DEFINITIONS)


def test_nobody_passes_on_more_than_it_received(money: duckdb.DuckDBPyConnection) -> None:
    shares = money.execute("select known, to_local, deeper from passed_on_by_definition").fetchall()
    assert shares
    for known, to_local, deeper in shares:
        assert 0 <= to_local <= known <= 1 + 1e-9
        assert 0 <= deeper <= known - to_local + 1e-9


def test_nothing_appears_or_vanishes_between_two_stages(money: duckdb.DuckDBPyConnection) -> None:
    into = "select year, cluster, target as node, sum(amount_usd) as amount, count(*) as links from facts.flow_links group by all"
    out = "select year, cluster, source as node, sum(amount_usd) as amount, count(*) as links from facts.flow_links where stage > 1 group by all"
    nodes = money.execute(
        f"select coalesce(i.node, o.node), i.amount, o.amount, coalesce(i.links, 0) + coalesce(o.links, 0)"
        f" from ({into}) as i full join ({out}) as o using (year, cluster, node)"
    ).fetchall()
    keeps = ("local", "state", "unclassified", "unknown_recipient", "not_known")
    for node, arrived, gone, links in nodes:
        assert arrived is not None, f"{node} gives what nobody gave it"
        assert gone is not None or node[2:].startswith(keeps) or node[0] == "4", (
            f"{node} keeps what it may have passed on"
        )
        assert gone is None or abs(arrived - gone) <= links * CENT, node


def test_the_first_two_stages_are_all_incoming_money(money: duckdb.DuckDBPyConnection) -> None:
    (whole,) = money.execute(
        "select sum(amount) from placed_money_by_definition"
        " where definition = 'grand_bargain' and boundary = 'incoming' and coalesce(new_money, true)"
    ).fetchall()
    for stage in (1, 2):
        for clusters in ("cluster = 'all'", "source = '1:no_cluster' or target = '1:no_cluster' or cluster <> 'all'"):
            (found,) = money.execute(
                f"select sum(amount_usd) from facts.flow_links where stage = {stage} and ({clusters})"
            ).fetchall()
            assert abs(found[0] - whole[0]) < 1


def test_the_headline_lies_between_direct_and_all_that_is_known(money: duckdb.DuckDBPyConnection) -> None:
    sums = dict(money.execute("select route, sum(amount) from routed_money group by route").fetchall())
    assert {"direct", "international", "unknown"} <= sums.keys()
    (straight,) = money.execute("select sum(amount) from received_money where locality = 'local'").fetchall()
    (counted,) = money.execute("select sum(amount) from routed_money where counted").fetchall()
    assert straight[0] <= counted[0] <= sum(sums.values()) - sums["unknown"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Governments", "donor_government"),
        ("Government,National government", "donor_government"),
        ("Private organization/foundation", "donor_private"),
        ("Pooled Funds", "donor_pooled_fund"),
        ("Inter-governmental", "donor_multilateral"),
        ("NGO,International NGO", "donor_ngo"),
        ("Governments|Pooled Funds", "donor_unknown"),
        ("NGOs", "donor_ngo"),
        ("Something new", "donor_unknown"),
    ],
)
def test_kinds_of_donors(words: str, kind: str) -> None:
    assert flow_links.donor_kind(words) == kind


def test_the_curve_ends_at_everything_and_holds_the_inequality_it_stands_for() -> None:
    example = read(FOLDER / "funding_concentration.toml")
    with prepared(example) as (con, workspace):
        values = all_values(con, [i for i in catalogue().values() if i.main == example.indicator], workspace.settings)
        lorenz.write(con, values)
        points = con.execute(
            "select organisations_share, amount_share from facts.lorenz_points"
            " where cluster = 'all' and grain = 'year' order by 1"
        ).fetchall()
    assert points == [(0, 0), (0.25, 0), (0.5, 0.25), (0.75, 0.5), (1, 1)]
    below = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(points))
    assert (1 - 2 * below) * 4 / 3 == pytest.approx(gini([0, 30, 30, 60]))  # with the correction for four


@pytest.mark.parametrize("n", [0, 1, 2, 200, 201, 202, 5001])
def test_a_long_curve_is_thinned_and_keeps_its_ends(n: int) -> None:
    curve = [(at / max(n - 1, 1), at / max(n - 1, 1)) for at in range(n)]
    thin = lorenz.thinned(curve)
    assert len(thin) <= lorenz.MOST_POINTS + 1
    assert thin[:1] == curve[:1]
    assert thin[-1:] == curve[-1:]
    assert len(set(thin)) == len(thin)


def test_what_reaches_local_actors_at_most_is_never_less_than_what_does_so_directly(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = con.execute("""
        select direct.bound_high, both_ways.bound_high
        from "values" as direct
        join "values" as both_ways using (cluster, grain, period_start, group_by, "group")
        where direct.indicator = 'direct_local_funding_share' and both_ways.indicator = 'as_direct_local_funding_share'
            and group_by = 'all' and direct.bound_high is not null
    """).fetchall()
    assert found
    assert [pair for pair in found if pair[0] > pair[1] + 1e-9] == []
