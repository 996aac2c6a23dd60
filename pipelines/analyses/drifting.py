"""Which members may be drifting away, and were such warnings right in the months before?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.remembered import remembered
from pipelines.statistics.early_warning import EarlyWarning, Meeting, Rules, early_warnings
from pipelines.statistics.early_warning_calibration import calibrate

# The seats at recorded meetings of those who are members now. A cluster with more meetings than this is a test of speed.
SEATS = """
    create or replace temp table seats_of_members as
    select cluster_id, organisation_id, date, came
    from invitations
    semi join members_of_now using (cluster_id, organisation_id)
    semi join (select cluster_id from recorded_meetings group by cluster_id having count(*) <= $most) using (cluster_id)
"""
# Of each cluster, a digest of its seats in whatever order.
CLUSTERS = """
    select cluster_id::varchar, format('{} {} {}', count(*), sum(found), bit_xor(found))
    from (
        select cluster_id, hash(organisation_id::varchar, date, came) as found from seats_of_members
    )
    group by all
    order by all
"""
OF_CLUSTER = """
    select organisation_id::varchar, list(date::varchar order by date, came), list(came order by date, came)
    from seats_of_members
    where cluster_id = $cluster
    group by all
    order by all
"""
# Of one organisation: the days of the meetings it was invited to, and whether it came.
Seats = tuple[Sequence[str], Sequence[bool]]
MOST_MEMBERS, MOST_MEETINGS = 500, 500
TABLES = ("early_warnings", "warning_scores", "warning_calibration", "warning_levels")


@dataclass
class Cluster:
    """The seats of one cluster's members, read when they are needed. `seats`: a digest of them."""

    cluster: str
    seats: str
    read: Callable[[str], Mapping[str, Seats]]

    @property
    def told_apart_by(self) -> tuple[str, str]:
        """What stands for it where something is remembered that was made of it."""
        return self.cluster, self.seats


def write(con: duckdb.DuckDBPyConnection, absence_run: int) -> None:
    """Fill `early_warnings` and the tables of its calibration, cluster by cluster.

    `absence_run`: how many misses in a row call for a contact.
    """
    (largest,) = con.execute(
        "select max(n) from (select count(*) as n from members_of_now group by cluster_id)"
    ).fetchall()[0]
    if not largest or largest > MOST_MEMBERS:
        return
    con.execute(SEATS, {"most": MOST_MEETINGS})

    def read(cluster: str) -> dict[str, Seats]:
        return {one: (days, came) for one, days, came in con.execute(OF_CLUSTER, {"cluster": cluster}).fetchall()}

    clusters = [Cluster(cluster, seats, read) for cluster, seats in con.execute(CLUSTERS).fetchall()]
    found = [_judged(one, absence_run) for one in clusters]
    for at, table in enumerate(TABLES):
        append(con, f"facts.{table}", [row for tables in found for row in tables[at]])


@remembered
def _judged(cluster: Cluster, absence_run: int) -> list[Any]:
    """The rows of each of the tables for one cluster."""
    histories = {
        organisation: [Meeting(date.fromisoformat(day), True, came) for day, came in zip(*own, strict=True)]
        for organisation, own in cluster.read(cluster.cluster).items()
    }
    own = calibrate(histories)
    return [
        [_row(cluster.cluster, w) for w in early_warnings(histories, rules=Rules(contact_misses=absence_run))],
        [[cluster.cluster, own.n, own.months, own.brier, own.naive_brier]],
        [[cluster.cluster, bin_.low, bin_.high, bin_.predicted, bin_.observed, bin_.n] for bin_ in own.bins],
        [[cluster.cluster, level.level, level.observed, level.n] for level in own.levels],
    ]


def _row(cluster: str, w: EarlyWarning) -> list[Any]:
    last_came = w.last_came and w.last_came.isoformat()
    return [
        cluster, w.organisation, w.level, w.reason, w.misses_in_a_row, last_came, w.habit, w.change, w.chance_of_run,
        w.chance_of_recent,
    ]  # fmt: skip
