"""Who works with whom in each cluster, and do local organisations stand at the edge?"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb

from pipelines.bulk import append

TIES = "select cluster_id, period_start, organisation_id, partner_id, kind from partner_ties order by all"
MEMBERS = """
    select cluster_id, period_start, organisation_id, locality
    from members_of_period
    left join places using (organisation_id)
    order by all
"""


def write(con: duckdb.DuckDBPyConnection, minimum: int) -> None:
    """Fill `networks`, `network_positions`, `network_ties` and `network_pairs` for each cluster and period with ties on record."""
    ties: dict[tuple[Any, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for cluster, start, one, other, kind in con.execute(TIES).fetchall():
        ties[cluster, start].append((one, other, kind))
    if not ties:
        return
    members: dict[tuple[Any, ...], dict[str, str]] = defaultdict(dict)
    for cluster, start, organisation, locality in con.execute(MEMBERS).fetchall():
        members[cluster, start][organisation] = locality or "unclassified"
    leads = dict(con.execute("select cluster_id, min(organisation_id) from lead_agencies group by all").fetchall())
    for place in sorted(ties.keys() & members.keys()):
        _write_one(con, place, ties[place], members[place], leads.get(place[0]), minimum)


def _write_one(
    con: duckdb.DuckDBPyConnection,
    place: tuple[Any, ...],
    ties: list[tuple[str, str, str]],
    locality: dict[str, str],
    lead: str | None,
    minimum: int,
) -> None:
    from pipelines.statistics.network import Tie, network  # loads networkx

    found = network([Tie(*tie) for tie in ties], list(locality), locality, lead)
    if found is None:
        return
    append(
        con, "facts.networks",
        [(*place, len(found.organisations), found.median_partners, found.isolated, found.local, found.local_only_lead)],
    )  # fmt: skip
    append(
        con,
        "facts.network_positions",
        [
            (
                *place, p.measure, p.local_mean, p.others_mean, p.difference, p.n_local, p.n_others, p.test.p,
                p.test.smallest, p.test.method,
            )
            for p in found.positions
            if min(p.n_local, p.n_others) >= minimum
        ],
    )  # fmt: skip
    append(
        con, "facts.network_ties",
        [(*place, o.organisation, o.partners, ",".join(o.kinds), o.only_lead, o.closeness) for o in found.organisations],
    )  # fmt: skip
    append(con, "facts.network_pairs", [(*place, *pair) for pair in found.pairs])
