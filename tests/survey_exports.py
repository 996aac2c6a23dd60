"""Exports of our questionnaires as KoBoToolbox and ODK Central write them, made from the form itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.instruments import LANGUAGES, Form, Question
from pipelines.sources.sheets import Sheet

Submission = Mapping[str, str]  # question or system column → text; choices by their names, several with a space between
SYSTEM = ("_id", "_uuid", "_submission_time", "_validation_status", "__version__", "_index")


@dataclass(frozen=True)
class Setting:
    """What a person chooses when exporting: names or a language, groups in headings, the shape of several choices."""

    language: str = "names"
    group: str = "/"
    several: str = "both"
    tick: tuple[str, str] = ("1", "0")

    def __str__(self) -> str:
        return f"{self.language} {self.group or 'no'} groups, {self.several}"


SETTINGS = [
    Setting(language, group, several, tick)
    for language in ("names", *LANGUAGES)
    for group in ("/", ".", "-", "")
    for several, tick in (("one", ("", "")), ("split", ("True", "False")), ("both", ("1", "0")))
]


def export(form: Form, submissions: Sequence[Submission], setting: Setting) -> Sheet:
    """One sheet with these submissions."""
    columns = list(_columns(form, setting))
    headings = [*(heading for heading, *_ in columns), *SYSTEM]
    rows = [
        [
            *(_cell(form, question, choice, submission, setting) for _, question, choice in columns),
            *(submission.get(name, "") for name in SYSTEM),
        ]
        for submission in submissions
    ]
    return Sheet("survey/export.xlsx", form.id, [headings, *rows])


def _columns(form: Form, setting: Setting) -> Iterator[tuple[str, Question, str]]:
    """Heading, question, and the choice where a column is one of several."""
    groups: list[str] = []
    for question in form.questions:
        if question.kind == "begin_group":
            groups.append(_shown(form, question.name, setting))
        elif question.kind == "end_group":
            groups.pop()
        elif question.kind != "note":
            heading = setting.group.join(
                [*(groups if setting.group else []), _shown(form, question.name, setting)]
            )  # fmt: skip
            if question.kind != "select_multiple" or setting.several != "split":
                yield heading, question, ""
            if question.kind == "select_multiple" and setting.several != "one":
                for choice in form.choices(question.list):
                    label = choice.texts.get(setting.language, choice.name)
                    yield f"{heading}{setting.group or '/'}{label}", question, choice.name


def _shown(form: Form, name: str, setting: Setting) -> str:
    return form.texts("label", name).get(setting.language, name)


def _cell(form: Form, question: Question, choice: str, submission: Submission, setting: Setting) -> str:
    answer = submission.get(question.name, "")
    if choice:
        return setting.tick[choice not in answer.split()] if answer else ""
    if not question.list:
        return answer
    labels = {word.name: word.texts.get(setting.language, word.name) for word in form.choices(question.list)}
    return " ".join(labels.get(name, name) for name in answer.split())
