"""Which cluster does a text, a meeting title or a folder mean?"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pipelines.organisations.names import name_key
from pipelines.workspace import Cluster, Workspace, slug

WORDS = Path(__file__).resolve().parents[2] / "data" / "reference" / "cluster_words.csv"
FILLER = {"cluster", "sector", "working", "group", "aor", "sous", "secteur", "coordination"}


class Clusters:
    """The clusters of a workspace: those in workspace.toml, or, without any, those the partner and meeting lists name."""

    def __init__(self, workspace: Workspace, seen: Iterable[str]) -> None:
        self.stated = bool(workspace.clusters)
        found = {slug(_core(text)): text.strip() for text in sorted(seen) if text and text.strip()}
        self.all = workspace.clusters or tuple(Cluster(id_, name) for id_, name in sorted(found.items()))
        own = {_core(name): cluster.id for cluster in self.all for name in _names(cluster)}
        self._keys = _usual_words(own) | own

    def named(self, text: str) -> str | None:
        """The cluster a cell names in full: `WASH Cluster`, `wash`, `Water, Sanitation and Hygiene`."""
        return self._keys.get(_core(text))

    def mentioned(self, text: str) -> str | None:
        """The one cluster that a title or path mentions among other words."""
        words = f" {name_key(text)} "
        found = {cluster for key, cluster in self._keys.items() if key and f" {key} " in words}
        return found.pop() if len(found) == 1 else None

    def only(self) -> str | None:
        """The cluster, where there is just one."""
        return self.all[0].id if len(self.all) == 1 else None


def _core(text: str) -> str:
    """A cluster's name without words such as "cluster": `Food Security Cluster` gives `food security`."""
    words = name_key(text.replace("_", " ")).split()
    kept = [word for word in words if word not in FILLER] or words
    return " ".join(kept)


def _names(cluster: Cluster) -> list[str]:
    return [name for name in (cluster.id, cluster.name, *cluster.other_names) if name]


def _usual_words(own: dict[str, str]) -> dict[str, str]:
    """What else the workspace's clusters are usually called; a word that would fit two of them fits none."""
    found: dict[str, set[str]] = {}
    for words in _usual_names():
        meant = {own[word] for word in words if word in own}
        for word in words if len(meant) == 1 else ():
            found.setdefault(word, set()).update(meant)
    return {word: meant.pop() for word, meant in found.items() if len(meant) == 1}


@lru_cache
def _usual_names() -> list[frozenset[str]]:
    """Names and abbreviations of the same global cluster, from data/reference/cluster_words.csv."""
    with WORDS.open(encoding="utf-8", newline="") as handle:
        return [
            frozenset(_core(word) for word in (row["cluster"], *row["words"].split("|")))
            for row in csv.DictReader(handle)
        ]
