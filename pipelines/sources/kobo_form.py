"""What do the headings and answers of an export mean in our forms? By name, or by label in any language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate

from pipelines.instruments import Form
from pipelines.sources.reading import heading_key

# Group paths end in a slash, after some tools in a dot, in ODK exports in a hyphen.
SEPARATOR = re.compile(r"[/.\-]")
LONGEST_HEADING = 500  # a longer cell is no heading of ours; most of them hold many separators


class Vocabulary:
    """The questions and choices of one or several forms that share their words."""

    def __init__(self, *forms: Form) -> None:
        self._questions: dict[str, str] = {}
        self._choices: dict[str, dict[str, str]] = {}
        self._several: dict[str, str] = {}
        for form in forms:
            for question in form.questions:
                for text in (question.name, *form.texts("label", question.name).values()):
                    self._questions[heading_key(text)] = question.name
                if question.kind == "select_multiple":
                    self._several[question.name] = question.list
            for word in (word for word in form.words if word.part == "choice"):
                named = self._choices.setdefault(word.list, {})
                named |= {heading_key(text): word.name for text in (word.name, *word.texts.values())}
        self._questions.pop("", None)
        self._several_keys = {key: name for key, name in self._questions.items() if name in self._several}

    def question(self, heading: str) -> str:
        """The question a heading stands for, with or without groups in front; empty where it is none of ours."""
        if len(heading) > LONGEST_HEADING:
            return ""
        key, starts = _parts(heading)
        return next((self._questions[key[start:]] for start in starts if key[start:] in self._questions), "")

    def split_choice(self, heading: str) -> tuple[str, str]:
        """Question and choice where a heading is one choice of a select_multiple (`question/choice`)."""
        if len(heading) > LONGEST_HEADING:
            return "", ""
        key, starts = _parts(heading)
        for start, match in zip(starts[1:], SEPARATOR.finditer(heading), strict=True):
            for asked, question in self._several_keys.items():
                if key[:start].endswith(asked) and start - len(asked) in starts:
                    return question, self.choice(self._several[question], heading[match.end() :])
        return "", ""

    def choice(self, list_name: str, text: str) -> str:
        """The choice's name; the text as found when it is none of the list."""
        return self._choices[list_name].get(heading_key(text), text)

    def several(self, question: str, text: str) -> list[str]:
        """The choices a cell lists one after the other; the cell as found where it holds anything else."""
        if not text:
            return []
        return _cut(heading_key(text), self._choices[self._several[question]]) or [text]

    def is_choice(self, question: str, text: str, choice: str) -> bool:
        """Whether a text is this choice of a select_multiple."""
        return self.choice(self._several[question], text) == choice

    def in_order(self, question: str, chosen: set[str]) -> list[str]:
        """Choices in the order of the form; texts that are none of them last."""
        order = list(dict.fromkeys(self._choices[self._several[question]].values()))
        return sorted(chosen, key=lambda name: (order.index(name) if name in order else len(order), name))


def _parts(heading: str) -> tuple[str, list[int]]:
    """The key of a heading, and where in it its parts start: after every separator something new can begin."""
    keys = [heading_key(part) for part in SEPARATOR.split(heading)]
    return "".join(keys), [0, *accumulate(map(len, keys[:-1]))]


def _cut(text: str, names: Mapping[str, str]) -> list[str]:
    """Cut a text into names that follow each other without a gap, each once; nothing where that cannot be done.

    Exports put a space between choices, and labels hold spaces themselves.
    """
    ways: dict[int, dict[str, None]] = {0: {}}  # place → the choices up to there
    for start in range(len(text)):
        if start in ways:
            for key, name in names.items():
                if text.startswith(key, start):
                    ways.setdefault(start + len(key), ways[start] | {name: None})
    return list(ways.get(len(text), {}))
