"""What would an analyst write in pandas for the same indicators? No checking, no spellings, no intervals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

SCORES = {"strongly_disagree": 0, "disagree": 25, "neither": 50, "agree": 75, "strongly_agree": 100}
SCALES = ("eq", "tr", "ro", "re", "co")


def indicators(folder: Path) -> dict[str, Any]:
    """Attendance, active and dropout rates by cluster and half-year, five medians, local share of money."""
    partners = pd.read_csv(folder / "partners.csv")
    names = {**dict(zip(partners.Acronym, partners.Organisation, strict=True)), **{n: n for n in partners.Organisation}}
    signed = pd.read_csv(folder / "sign-in list.csv")
    signed["day"] = pd.to_datetime(signed["Meeting date"], errors="coerce")
    signed["organisation"] = signed.Organisation.map(names)
    signed = signed.dropna(subset=["day", "organisation"])
    signed["half"] = signed.day.dt.year * 2 + (signed.day.dt.month > 6)
    present = signed.drop_duplicates(["Cluster", "day", "Meeting", "organisation"])
    present = present.merge(partners, left_on=["Cluster", "organisation"], right_on=["Cluster", "Organisation"])
    members = partners.groupby("Cluster").Organisation.nunique()
    meetings = signed.drop_duplicates(["Cluster", "day", "Meeting"]).groupby(["Cluster", "half"]).size()
    came = present.groupby(["Cluster", "half"])
    active = came.organisation.agg(set)
    flows = pd.read_csv(folder / "fts_flows.csv")
    local = partners.drop_duplicates("Organisation").set_index("Organisation").Type == "National NGO"
    return {
        "attendance": came.size() / (meetings * members.reindex(meetings.index, level="Cluster")),
        "active": active.map(len) / members.reindex(active.index, level="Cluster"),
        "dropout": _dropout(active),
        "scores": _medians(pd.read_csv(folder / "survey.csv")),
        "local share": flows[flows.destOrganization.map(local) == True].amountUSD.sum() / flows.amountUSD.sum(),  # noqa: E712
    }


def _dropout(active: Any) -> dict[Any, float]:
    """Of the organisations active in the half-year before, the share that was not active any more."""
    before = {(cluster, half): names for (cluster, half), names in active.items()}
    return {
        (cluster, half): len(before[cluster, half - 1] - names) / len(before[cluster, half - 1])
        for (cluster, half), names in active.items()
        if (cluster, half - 1) in before
    }


def _medians(survey: Any) -> Any:
    """Median by cluster of the organisations' means, for each of the five scales."""
    items = [column for column in survey if column[:2] in SCALES and column[2:].isdigit()]
    scores = survey[items].apply(lambda column: column.map(SCORES))
    means = scores.T.groupby(lambda item: item[:2]).mean().T
    return means.groupby([survey.cluster, survey.organisation]).mean().groupby("cluster").median()
