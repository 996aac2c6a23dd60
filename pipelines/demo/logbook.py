"""How do the entries of a log become a file? A template of ours, filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.demo.meetings import Attendee, Meeting
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.pooled_fund import Project
from pipelines.demo.story import CLUSTERS, Cluster
from pipelines.demo.story_practice import FIRST_DAY
from pipelines.demo.workbook import Cell, stored
from pipelines.templates import filled_in

Entry = dict[str, Cell]


@dataclass(frozen=True)
class Response:
    """Everything that happened, for those who keep a log of it."""

    seed: int
    organisations: list[Organisation]
    meetings: list[Meeting]
    came: dict[Meeting, list[Attendee]]
    projects: list[Project]
    members: dict[str, list[Organisation]] = field(init=False)

    def __post_init__(self) -> None:
        members = {cluster.id: members_of(self.organisations, cluster.id) for cluster in CLUSTERS}
        object.__setattr__(self, "members", members)


def standing(members: Iterable[Organisation]) -> list[Organisation]:
    """Full members all through the story: those who can take on a role or promise something."""
    return [one for one in members if one.level == "full" and not one.left and one.joined and one.joined < FIRST_DAY]


def log(template: str, **entries: Sequence[Entry]) -> bytes:
    """A workbook made from the template, whose tables hold these entries."""
    return stored(filled_in(template, entries))


def under(cluster: Cluster, entries: Iterable[Entry]) -> list[Entry]:
    """The entries with their cluster named, for a log that several clusters share."""
    return [{"cluster": cluster.name, **entry} for entry in entries]


def of_all_clusters(entries: Callable[[Cluster], Iterable[Entry]]) -> list[Entry]:
    """The entries of each cluster in turn, for a log that all share."""
    return [entry for cluster in CLUSTERS for entry in under(cluster, entries(cluster))]


def by_date(entries: Iterable[Mapping[str, Cell]], column: str) -> list[Entry]:
    """Entries in the order in which they were made."""
    return sorted((dict(entry) for entry in entries), key=lambda entry: str(entry[column] or ""))
