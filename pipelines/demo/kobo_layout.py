"""Under which headings and in which words does KoBoToolbox hand out the answers to a form of ours?"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.instruments import Form, Question


@dataclass(frozen=True)
class Asked:
    """One question that holds an answer: the groups around it, and whether it is asked (`relevant`)."""

    question: Question
    groups: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its key in the API: groups and question by their names."""
        return "/".join((*self.groups, self.question.name))

    def heading(self, form: Form, language: str) -> str:
        """What stands above its column in an export with labels."""
        return "/".join(form.texts("label", name).get(language, name) for name in (*self.groups, self.question.name))


def asked(form: Form) -> Iterator[Asked]:
    """The questions of a form in order; notes hold no answer."""
    groups: list[str] = []
    for question in form.questions:
        if question.kind == "begin_group":
            groups.append(question.name)
        elif question.kind == "end_group":
            groups.pop()
        elif question.kind != "note":
            yield Asked(question, tuple(groups))


def in_words(form: Form, question: Question, answer: str, language: str) -> str:
    """A choice by its label; anything else as it is."""
    labels = {word.name: word.texts.get(language, word.name) for word in form.choices(question.list)}
    return labels.get(answer, answer) if question.list else answer


def new_id(draw: random.Random) -> str:
    """A submission's id."""
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))
