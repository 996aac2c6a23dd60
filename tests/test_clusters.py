"""Which cluster a cell, a title or a folder means."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.organisations.clusters import Clusters
from pipelines.workspace import DEFAULTS, Cluster, Workspace

STATED = (
    Cluster("shelter", "Shelter and NFI"),
    Cluster("fs", "Food Security", ("FSAC",)),
    Cluster("prot", "Protection"),
)


def clusters(*stated: Cluster, seen: tuple[str, ...] = ()) -> Clusters:
    return Clusters(Workspace(Path(), DEFAULTS, frozenset(), stated), seen)


@pytest.mark.parametrize(
    ("text", "cluster"),
    [
        ("Shelter and NFI", "shelter"), ("shelter", "shelter"), ("Shelter Cluster", "shelter"), ("ES/NFI", "shelter"),
        ("food_security", "fs"), ("FSAC", "fs"), ("Sécurité alimentaire", "fs"), ("FOOD SECURITY SECTOR", "fs"),
        ("Protection", "prot"), ("Child Protection", None), ("Health", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_names_a_cluster_in_full(text: str, cluster: str | None) -> None:
    assert clusters(*STATED).named(text) == cluster


@pytest.mark.parametrize(
    ("title", "cluster"),
    [
        ("Shelter cluster coordination meeting", "shelter"),
        ("attendance/food security/2025-01-08.csv", "fs"),
        ("Joint Shelter and Protection meeting", None),  # two clusters: nobody can tell
        ("Weekly call", None),
    ],
)
def test_a_title_mentions_a_cluster(title: str, cluster: str | None) -> None:
    assert clusters(*STATED).mentioned(title) == cluster


def test_without_stated_clusters_the_lists_name_them() -> None:
    found = clusters(seen=("WASH Cluster", "wash", "Health"))
    assert [cluster.id for cluster in found.all] == ["health", "wash"]
    assert found.named("WASH") == "wash"
