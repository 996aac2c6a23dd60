"""Which actions were agreed, how does each stand on a day, and which number prompted it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import words
from dashboard.deciding.entries import Entry
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Row

OPEN, OVERDUE, DONE, DROPPED = "open", "overdue", "done", "dropped"
STATES = {OPEN: N_("Open"), OVERDUE: N_("Overdue"), DONE: N_("Done"), DROPPED: N_("Dropped")}
KINDS = {"action_point": N_("Action point"), "milestone": N_("Milestone of the plan")}
LAST_DAY = date.max


@dataclass(frozen=True)
class Then:
    """A number as it was shown on the day an action was agreed; no value where it was hidden or unknown."""

    indicator: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    unit: str
    until: date | None


@dataclass(frozen=True)
class Action:
    """One action. `code` is that of its entry where the page wrote it; else it stands in a file's row."""

    cluster: str
    kind: str
    text: str
    owner: str
    agreed_on: date | None
    due_on: date | None
    closed_on: date | None
    status: str
    code: str = ""
    place: str = ""
    then: Then | None = None

    def state(self, today: date) -> str:
        """Say how it stands: an open one whose day is over is overdue."""
        late = self.status == OPEN and self.due_on is not None and self.due_on < today
        return OVERDUE if late else self.status


def of_entry(entry: Entry) -> Action:
    """Return what an entry of the page says."""
    return Action(
        entry["cluster"], "action_point", entry["action"], entry["owner"] or entry["owner_role"],
        entry.day("agreed_on"), entry.day("due_on"), entry.day("closed_on"), entry.status, entry.code, "", _then(entry),
    )  # fmt: skip


def of_log(row: Row) -> Action:
    """Return what a row of a log says."""
    return Action(
        row["cluster_id"] or "", row["kind"], row["action"], row["owner"] or "", row["agreed_on"], row["due_on"],
        row["closed_on"], row["status"], place=_("{file}, row {row}").format(file=row["file"], row=row["row"]),
    )  # fmt: skip


def chosen(actions: Iterable[Action], states: Sequence[str], today: date) -> list[Action]:
    """Return the actions somebody asked to see: those of this page first, then by the day they are due, the latest first."""
    found = [action for action in actions if action.state(today) in states]
    return sorted(found, key=lambda a: (not a.code, -(a.due_on or LAST_DAY).toordinal(), a.text.casefold()))


def counted(actions: Sequence[Action], today: date) -> dict[str, int]:
    """Count the actions in each state."""
    states = [action.state(today) for action in actions]
    return {state: states.count(state) for state in STATES}


def summary(counts: Mapping[str, int]) -> str:
    """Say how many are to be done, how many of them are late, and how many are done."""
    overdue, to_do = counts.get(OVERDUE, 0), counts.get(OPEN, 0) + counts.get(OVERDUE, 0)
    if not to_do:
        return _("**Nothing is open.** {done} done, {dropped} dropped.").format(
            done=words.count(counts.get(DONE, 0)), dropped=words.count(counts.get(DROPPED, 0))
        )
    told = ngettext("**{n} action is not done yet;** {late} overdue.", "**{n} actions are not done yet;** {late} of them overdue.", to_do)  # fmt: skip
    if overdue == to_do:
        told = ngettext("**{n} action is not done yet, and it is overdue.**", "**{n} actions are not done yet, and all are overdue.**", to_do)  # fmt: skip
    rest = _("{done} done, {dropped} dropped.").format(
        done=words.count(counts.get(DONE, 0)), dropped=words.count(counts.get(DROPPED, 0))
    )
    return f"{told.format(n=words.count(to_do), late=words.count(overdue))} {rest}"


def circumstances(action: Action, today: date, clusters: Mapping[str, str]) -> str:
    """Say who does it, by when, and where it stands written."""
    parts = [
        words.plain(clusters.get(action.cluster, action.cluster)),
        _("by {owner}").format(owner=words.plain(action.owner)) if action.owner else _("nobody is named"),
        timing(action, today),
        _(KINDS[action.kind]) if action.kind == "milestone" else "",
        words.plain(action.place),
    ]
    return " · ".join(part for part in parts if part)


def timing(action: Action, today: date) -> str:
    """Say when it is or was due, how late it is, or when it was closed."""
    state = action.state(today)
    if state in (DONE, DROPPED):
        closed = words.day(action.closed_on) if action.closed_on else _("no day is written")
        return (_("done: {day}") if state == DONE else _("dropped: {day}")).format(day=closed)
    if action.due_on is None:
        return _("no day was set")
    if state == OVERDUE:
        late = (today - action.due_on).days
        told = ngettext("due {day}, **{n} day late**", "due {day}, **{n} days late**", late)
        return told.format(day=words.day(action.due_on), n=words.count(late))
    return _("due {day}").format(day=words.day(action.due_on))


def _then(entry: Entry) -> Then | None:
    if not entry["indicator"]:
        return None
    n = _number(entry["n_then"])
    return Then(
        entry["indicator"], _number(entry["value_then"]), _number(entry["low_then"]), _number(entry["high_then"]),
        None if n is None else int(n), entry["unit_then"], entry.day("until_then"),
    )  # fmt: skip


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
