"""What is a questionnaire? Its questions in order, and every word it says, in four languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.instruments.texts import Texts, Word


@dataclass(frozen=True)
class Question:
    """One row of a form's survey sheet; `cells` holds columns that are not texts."""

    type: str
    name: str
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`select_one` of `select_one agreement`."""
        return self.type.partition(" ")[0]

    @property
    def list(self) -> str:
        """The list of choices: `agreement` of `select_one agreement`."""
        return self.type.partition(" ")[2]


@dataclass(frozen=True)
class Form:
    """A questionnaire as it is deployed. Of two words for the same thing, the first counts."""

    id: str
    questions: tuple[Question, ...]
    words: tuple[Word, ...]

    def texts(self, part: str, name: str) -> Texts:
        """What is said there, by language; nothing where nothing is said."""
        return next((word.texts for word in self.words if (word.part, word.name) == (part, name)), {})

    def message(self, part: str, question: Question) -> Texts:
        """The message for one question, for its list of choices, or for all questions named alike (`C_CP01_02`)."""
        names = (question.name, question.list, question.name.rpartition("_")[0])
        return next((texts for name in names if name and (texts := self.texts(part, name))), {})

    def choices(self, list_name: str) -> list[Word]:
        """The choices of one list, in order."""
        return [word for word in self.words if word.part == "choice" and word.list == list_name]

    @property
    def lists(self) -> list[str]:
        """The lists of choices the questions use, in order."""
        return list(dict.fromkeys(question.list for question in self.questions if question.list))


def group(name: str, asked: list[Question], **cells: str) -> list[Question]:
    """Questions that stand together under one heading."""
    return [Question("begin_group", name, cells), *asked, Question("end_group", "")]
