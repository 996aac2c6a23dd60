"""Which cluster does a text, a meeting title or a folder mean?"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.organisations.names import name_key
from pipelines.workspace import Cluster, Workspace, slug

FILLER = {"cluster", "sector", "working", "group", "aor", "sous", "secteur", "coordination"}


class Clusters:
    """The clusters of a workspace: those in workspace.toml, or, without any, those the partner and meeting lists name."""

    def __init__(self, workspace: Workspace, seen: Iterable[str]) -> None:
        self.stated = bool(workspace.clusters)
        found = {slug(_core(text)): text.strip() for text in sorted(seen) if text and text.strip()}
        self.all = workspace.clusters or tuple(Cluster(id_, name) for id_, name in sorted(found.items()))
        self._keys = {
            _core(name): cluster.id
            for cluster in self.all
            for name in (cluster.id, cluster.name, *cluster.other_names)
            if name
        }

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
