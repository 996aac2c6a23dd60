"""Which reports and lists speak of the same meeting? One meeting has one id, however many files mention it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.contracts.check import add_findings
from pipelines.organisations.clusters import Clusters
from pipelines.organisations.names import name_key
from pipelines.sources.reading import Finding
from pipelines.workspace import slug


@dataclass
class Mention:
    """What one list row or one attendance report says of a meeting."""

    file: str
    sheet: str
    row: int
    key: str
    cluster_id: str | None
    date: dt.date
    title: str
    level: str | None
    area: str | None
    language: str | None
    status: str | None
    kind: str | None
    scheduled_on: dt.date | None
    interpreted_into: str | None
    decisions: float | None
    decisions_with_method: float | None
    decisions_by_consensus: float | None
    listed: bool


@dataclass
class Meeting:
    """A meeting with every mention of it."""

    cluster_id: str | None
    date: dt.date
    mentions: list[Mention] = field(default_factory=list)
    meeting_id: str = ""

    def say(self, attribute: str) -> Any:
        """An attribute as the meetings list has it, else as an attendance report has it."""
        said = [(not m.listed, getattr(m, attribute)) for m in self.mentions if getattr(m, attribute) not in (None, "")]
        return min(said)[1] if said else None

    @property
    def has_report(self) -> bool:
        """Whether any file says who attended."""
        return any(not mention.listed for mention in self.mentions)

    @property
    def status(self) -> str:
        """Held when somebody attended, whatever the list says."""
        return "held" if self.has_report else str(self.say("status") or "held")

    @property
    def level(self) -> str:
        """National unless a file says otherwise or names an area."""
        return str(self.say("level") or ("sub-national" if self.say("area") else "national"))

    @property
    def kind(self) -> str:
        """The whole cluster's unless a list names a smaller group."""
        return str(self.say("kind") or "cluster")


def link_meetings(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    """Fill `facts.meetings`, and `meeting_of(file, sheet, meeting_key, meeting_id)` for attendance rows."""
    mentions = _mentions(con, clusters)
    listed = _group(
        [m for m in mentions if m.listed],
        lambda m: (m.cluster_id, m.date, m.level, name_key(m.area or ""), name_key(m.title), m.kind or "cluster"),
    )
    on_day: dict[dt.date, list[Meeting]] = {}
    for held in listed:
        on_day.setdefault(held.date, []).append(held)
    unlisted = []
    for mention in (m for m in mentions if not m.listed):
        meeting = _listed_meeting(con, mention, on_day.get(mention.date, []))
        if meeting is None:
            unlisted.append(mention)
            continue
        meeting.mentions.append(mention)
        if meeting.say("status") == "cancelled":
            add_findings(con, mention.file, [_was_cancelled(mention)])
    meetings = [*listed, *_unlisted_meetings(con, unlisted)]
    for mention in (mention for meeting in meetings if meeting.cluster_id is None for mention in meeting.mentions):
        add_findings(con, mention.file, [_no_cluster(mention)])
    _report_unrecorded(con, listed)
    _write(con, meetings)


def _mentions(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> list[Mention]:
    rows = con.execute(
        "select m.file, m.sheet, m.\"row\", meeting_key, cluster_id, date, coalesce(title, ''), level, area, language, status,"
        " kind, scheduled_on, interpreted_into, decisions, decisions_with_method, decisions_by_consensus,"
        " origin = 'list' from typed.meetings m left join cluster_of c on m.file = c.file and m.sheet = c.sheet"
        " and coalesce(m.cluster, '') = c.text order by date, title, m.file, m.sheet, meeting_key"
    ).fetchall()
    mentions = [Mention(*row) for row in rows]
    meant = {title: clusters.mentioned(title) for title in {mention.title for mention in mentions}}
    for mention in mentions:
        if not mention.listed or mention.cluster_id is None:
            mention.cluster_id = meant[mention.title] or mention.cluster_id
    return mentions


def _group(mentions: list[Mention], key: Callable[[Mention], tuple[object, ...]]) -> list[Meeting]:
    meetings: dict[tuple[object, ...], Meeting] = {}
    for mention in mentions:
        meetings.setdefault(key(mention), Meeting(mention.cluster_id, mention.date)).mentions.append(mention)
    return list(meetings.values())


def _listed_meeting(con: duckdb.DuckDBPyConnection, mention: Mention, listed: list[Meeting]) -> Meeting | None:
    """The one listed meeting of its day that an attendance report belongs to: same cluster, then title, area, level."""
    same = [m for m in listed if mention.cluster_id in (None, m.cluster_id)]
    if len(same) > 1:
        words = name_key(f"{mention.title} {mention.sheet} {mention.file} {mention.area or ''}")
        same = (
            [m for m in same if name_key(m.say("title") or "") == name_key(mention.title) != ""]
            or [m for m in same if m.say("area") and f" {name_key(m.say('area') or '')} " in f" {words} "]
            or [m for m in same if mention.level and m.level == mention.level]
            or [m for m in same if m.level == "national" and mention.level is None]
        )
    if len(same) == 1:
        return same[0]
    if len(same) > 1:
        add_findings(con, mention.file, [_ambiguous(mention, len(same))])
    return None


def _unlisted_meetings(con: duckdb.DuckDBPyConnection, mentions: list[Mention]) -> list[Meeting]:
    """Meetings no list knows: one for each title on a day. A report without a title is of the only one of its day."""
    days: dict[tuple[object, ...], dict[str, Meeting]] = {}
    for mention in sorted(mentions, key=lambda m: not name_key(m.title)):  # those without a title come last
        day = days.setdefault((mention.cluster_id, mention.date, name_key(mention.area or "")), {})
        title = name_key(mention.title) or (next(iter(day)) if len(day) == 1 else "")
        day.setdefault(title, Meeting(mention.cluster_id, mention.date)).mentions.append(mention)
    for meetings in days.values():
        reports = {(m.file, m.sheet): m for meeting in meetings.values() for m in meeting.mentions}
        several_files = (
            len({mention.file for mention in reports.values()}) > 1
        )  # one file that tells two apart is believed
        for mention in reports.values() if len(meetings) > 1 and several_files else ():
            add_findings(con, mention.file, [_same_day(mention, len(meetings))])
    return [meeting for day in days.values() for meeting in day.values()]


def _report_unrecorded(con: duckdb.DuckDBPyConnection, listed: list[Meeting]) -> None:
    """Say, a file, how many meetings on a list nobody has an attendance record of: they count in no rate."""
    unrecorded: dict[tuple[str, str], list[dt.date]] = {}
    for meeting in listed:
        if meeting.status == "held" and not meeting.has_report:
            for mention in meeting.mentions:
                unrecorded.setdefault((mention.file, mention.sheet), []).append(meeting.date)
    for (file, sheet), dates in unrecorded.items():
        add_findings(con, file, [_no_record(sheet, sorted(dates))])


def _write(con: duckdb.DuckDBPyConnection, meetings: list[Meeting]) -> None:
    con.execute("create table meeting_of (file varchar, sheet varchar, meeting_key varchar, meeting_id varchar)")
    _give_ids(meetings)
    rows = [
        (
            m.meeting_id, m.cluster_id, m.date, m.say("title"), m.level, m.say("area"), m.say("language"), m.status,
            m.has_report, m.kind, m.say("scheduled_on"), m.say("interpreted_into"),
            *(m.say(count) for count in ("decisions", "decisions_with_method", "decisions_by_consensus")),
        )
        for m in meetings
    ]  # fmt: skip
    append(con, "facts.meetings", sorted(rows))
    append(con, "meeting_of", [(n.file, n.sheet, n.key, m.meeting_id) for m in meetings for n in m.mentions])


def _give_ids(meetings: list[Meeting]) -> None:
    """Ids from cluster, day and place; numbered where one day has several, in an order files do not influence."""
    taken: set[str] = set()
    for meeting in sorted(
        meetings, key=lambda m: (m.date, m.cluster_id or "", m.level, m.say("area") or "", m.say("title") or "", m.kind)
    ):
        place = meeting.say("area") or ("" if meeting.level == "national" else meeting.level)
        parts = (meeting.cluster_id or "no-cluster", meeting.date.isoformat(), place and slug(place))
        base, number = "-".join(part for part in parts if part), 1
        while (meeting_id := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        taken.add(meeting_id)
        meeting.meeting_id = meeting_id


def _no_cluster(mention: Mention) -> Finding:
    return Finding(
        mention.sheet, 0, "cluster", mention.title, "meeting_cluster", "warning",
        f"It cannot be told which cluster the meeting of {mention.date} belongs to, so that it counts for none.",
        "Name the cluster in the meeting's title, or put the file in a folder named after the cluster.",
    )  # fmt: skip


def _no_record(sheet: str, dates: list[dt.date]) -> Finding:
    return Finding(
        sheet, 0, "date", str(dates[0]), "no_attendance_record", "info",
        f"{len(dates)} meetings on this list have no attendance record, the first on {dates[0]}. They count in no rate.",
        "Add their sign-in sheets or attendance reports, or mark them as cancelled or planned.",
    )  # fmt: skip


def _was_cancelled(mention: Mention) -> Finding:
    return Finding(
        mention.sheet, 0, "status", "cancelled", "meeting_status", "warning",
        f"The meetings list says the meeting of {mention.date} was cancelled, but this file says who attended; it counts as held.",
        "Correct the meetings list, or the date in this file.",
    )  # fmt: skip


def _same_day(mention: Mention, meetings: int) -> Finding:
    return Finding(
        mention.sheet, 0, "title", mention.title, "several_on_one_day", "warning",
        f"{meetings} meetings of the same cluster on {mention.date} have different titles and were counted as {meetings} meetings.",
        "If they are one meeting (a room and a video call, for example), write the same title in each file, or add a list of meetings with that day.",
    )  # fmt: skip


def _ambiguous(mention: Mention, candidates: int) -> Finding:
    return Finding(
        mention.sheet, 0, "date", str(mention.date), "meeting_link", "warning",
        f"The meetings list has {candidates} meetings of this cluster on {mention.date}; none could be told to be this one, "
        "so it counts as a meeting of its own.",
        "Give the meeting the same title in both files, or name its area in the title.",
    )  # fmt: skip
