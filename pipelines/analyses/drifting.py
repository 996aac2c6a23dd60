"""Which members may be drifting away, and were such warnings right in the months before?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import duckdb

from pipelines.bulk import append

if TYPE_CHECKING:
    from pipelines.statistics.early_warning import Meeting

# The seats at recorded meetings of those who are members now. A cluster with more meetings than this is a test of speed.
SEATS = """
    select cluster_id::varchar, organisation_id::varchar, date, came
    from invitations
    semi join members_of_now using (cluster_id, organisation_id)
    semi join (select cluster_id from recorded_meetings group by cluster_id having count(*) <= $most) using (cluster_id)
    order by cluster_id, organisation_id, date, came
"""
MOST_MEMBERS, MOST_MEETINGS = 500, 500


def write(con: duckdb.DuckDBPyConnection, absence_run: int) -> None:
    """Fill `early_warnings` and the tables of its calibration, cluster by cluster.

    `absence_run`: how many misses in a row call for a contact.
    """
    (largest,) = con.execute(
        "select max(n) from (select count(*) as n from members_of_now group by cluster_id)"
    ).fetchall()[0]
    if not largest or largest > MOST_MEMBERS:
        return
    from pipelines.statistics.early_warning import Meeting

    histories: dict[str, dict[str, list[Meeting]]] = defaultdict(lambda: defaultdict(list))
    for cluster, organisation, date, came in con.execute(SEATS, {"most": MOST_MEETINGS}).fetchall():
        histories[cluster][organisation].append(Meeting(date, True, came))
    for cluster, own in sorted(histories.items()):
        _warn(con, cluster, own, absence_run)
        _calibrate(con, cluster, own)


def _warn(con: duckdb.DuckDBPyConnection, cluster: str, histories: dict[str, list[Meeting]], absence_run: int) -> None:
    from pipelines.statistics.early_warning import Rules, early_warnings

    rows = [
        (
            cluster, w.organisation, w.level, w.reason, w.misses_in_a_row, w.last_came, w.habit, w.change,
            w.chance_of_run, w.chance_of_recent,
        )
        for w in early_warnings(histories, rules=Rules(contact_misses=absence_run))
    ]  # fmt: skip
    append(con, "facts.early_warnings", rows)


def _calibrate(con: duckdb.DuckDBPyConnection, cluster: str, histories: dict[str, list[Meeting]]) -> None:
    from pipelines.statistics.early_warning_calibration import calibrate

    found = calibrate(histories)
    append(con, "facts.warning_scores", [(cluster, found.n, found.months, found.brier, found.naive_brier)])
    append(
        con, "facts.warning_calibration",
        [(cluster, bin_.low, bin_.high, bin_.predicted, bin_.observed, bin_.n) for bin_ in found.bins],
    )  # fmt: skip
    append(con, "facts.warning_levels", [(cluster, level.level, level.observed, level.n) for level in found.levels])
