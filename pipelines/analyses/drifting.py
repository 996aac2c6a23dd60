"""Which members may be drifting away, and were such warnings right in the months before?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.bulk import append
from pipelines.remembered import remembered
from pipelines.statistics.early_warning import EarlyWarning, Meeting, Rules, early_warnings
from pipelines.statistics.early_warning_calibration import Calibration, calibrate

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
    found = {one.cluster: _judged(one, absence_run) for one in clusters}
    _warn(con, {cluster: warnings for cluster, (warnings, _) in found.items()})
    _calibrate(con, {cluster: calibration for cluster, (_, calibration) in found.items()})


@remembered
def _judged(cluster: Cluster, absence_run: int) -> tuple[tuple[EarlyWarning, ...], Calibration]:
    histories = {
        organisation: [Meeting(date.fromisoformat(day), True, came) for day, came in zip(*own, strict=True)]
        for organisation, own in cluster.read(cluster.cluster).items()
    }
    return early_warnings(histories, rules=Rules(contact_misses=absence_run)), calibrate(histories)


def _warn(con: duckdb.DuckDBPyConnection, warnings: Mapping[str, Sequence[EarlyWarning]]) -> None:
    rows = [
        (
            cluster, w.organisation, w.level, w.reason, w.misses_in_a_row, w.last_came, w.habit, w.change,
            w.chance_of_run, w.chance_of_recent,
        )
        for cluster, own in warnings.items()
        for w in own
    ]  # fmt: skip
    append(con, "facts.early_warnings", rows)


def _calibrate(con: duckdb.DuckDBPyConnection, found: Mapping[str, Calibration]) -> None:
    scores = [(cluster, own.n, own.months, own.brier, own.naive_brier) for cluster, own in found.items()]
    bins = [
        (cluster, bin_.low, bin_.high, bin_.predicted, bin_.observed, bin_.n)
        for cluster, own in found.items()
        for bin_ in own.bins
    ]
    levels = [(cluster, level.level, level.observed, level.n) for cluster, own in found.items() for level in own.levels]
    append(con, "facts.warning_scores", scores)
    append(con, "facts.warning_calibration", bins)
    append(con, "facts.warning_levels", levels)
