"""What have people decided about organisations? Reads the workspace's files of decisions, and adds lines at their end.

A line is never changed nor deleted: the last one on a name counts, and one without an answer takes the decision back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.deciding.decision_lines import CannotDecide as CannotDecide
from dashboard.deciding.decision_lines import append_line, free_text, one_at_a_time, path_of, read_lines

NO_ORGANISATION = "none"
PERSON = "person"
# Other ways in which somebody may have written an answer by hand.
ANSWERS_BY_HAND = dict.fromkeys(("none", "-", "–", "no organisation"), NO_ORGANISATION) | dict.fromkeys(
    ("person", "a person"), PERSON
)


@dataclass(frozen=True)
class Book:
    """One file of decisions: which column says what is decided about, and which one says the answer."""

    file: str
    about: str
    answer: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Its heading."""
        return ("decided_on", "decided_by", self.about, self.answer, "reason")

    def path(self, workspace: Path) -> Path:
        """Where it is in a workspace."""
        return path_of(workspace, self.file)


NAMES = Book("organisations.csv", "name", "organisation_id")
LOCALITIES = Book("locality.csv", "organisation_id", "locality")


@dataclass(frozen=True)
class Decision:
    """One line. `answer` is empty where it takes an earlier decision back."""

    line: int  # 1: the first one below the heading
    decided_on: str
    decided_by: str
    about: str
    answer: str
    reason: str

    @property
    def key(self) -> str:
        """What makes two lines speak of the same thing."""
        return key_of(self.about)


def key_of(about: str) -> str:
    """What a decision about a name is found by: capitals and spaces do not count."""
    return " ".join(about.split()).casefold()


def read(workspace: Path, book: Book) -> list[Decision]:
    """All lines of a file of decisions, in their order; none where there is no file yet."""
    lines = read_lines(workspace, book.file, book.columns)
    return [_decision(line, cells, book) for line, cells in enumerate(lines, start=1)]


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts on each name; those taken back are left out."""
    last = {decision.key: decision for decision in decisions}
    return {key: decision for key, decision in last.items() if decision.answer}


def not_counted_yet(decisions: list[Decision], lines_counted: int) -> set[str]:
    """The names on which the lines after the first `lines_counted` change something."""
    before, now = in_force(decisions[:lines_counted]), in_force(decisions)
    return {key for key in before.keys() | now.keys() if _answer(before, key) != _answer(now, key)}


def add(workspace: Path, book: Book, about: str, answer: str, *, decided_by: str, reason: str) -> None:
    """Add one line at the end of a file of decisions; an empty answer takes back what was decided.

    The file is made with its heading where there is none. What is in it stays as it is, byte for byte. What is decided
    already, by this person's second click or by somebody else, is not written again.
    """
    wanted = Decision(0, date.today().isoformat(), free_text(decided_by), about, answer, free_text(reason))
    with one_at_a_time:
        if not _stands_already(read(workspace, book), wanted):
            append_line(workspace, book.file, book.columns, _cells(wanted, book))


def _cells(decision: Decision, book: Book) -> dict[str, str]:
    said = (decision.decided_on, decision.decided_by, decision.about, decision.answer, decision.reason)
    return dict(zip(book.columns, said, strict=True))


def _decision(line: int, cells: Mapping[str, str], book: Book) -> Decision:
    answer = cells[book.answer]
    if book is NAMES:
        answer = ANSWERS_BY_HAND.get(answer.casefold(), answer)
    return Decision(line, cells["decided_on"], cells["decided_by"], cells[book.about], answer, cells["reason"])


def _stands_already(decisions: list[Decision], wanted: Decision) -> bool:
    standing = in_force(decisions).get(wanted.key)
    if standing is None:
        return not wanted.answer
    return (standing.answer, standing.reason) == (wanted.answer, wanted.reason)


def _answer(decided: Mapping[str, Decision], key: str) -> str:
    return decided[key].answer if key in decided else ""
