"""What do the partnership survey and the pulse ask, and in which order?"""

from __future__ import annotations

from functools import lru_cache

from pipelines.instruments.forms import Form, Question, group
from pipelines.instruments.texts import Word, items, words

# The answers to an item, in order, and what each is counted as.
AGREEMENT = {
    "strongly_disagree": "1", "disagree": "2", "neither": "3", "agree": "4", "strongly_agree": "5",
    "dont_know": "dont_know",
}  # fmt: skip
# One item a principle and one on leadership: of each, the one that a cluster can change within weeks and that any
# member can judge from its own experience, so that a pulse between two surveys can show movement.
PULSE_ITEMS = ("eq4", "tr1", "ro2", "re2", "co2", "cl1")

WHO = (
    Question("select_one cluster", "cluster", {"required": "yes", "appearance": "minimal"}),
    Question("text", "cluster_other", {"required": "yes", "relevant": "${cluster} = 'other'"}),
    Question("text", "organisation"),
)
TYPE = Question("select_one organisation_type", "organisation_type", {"required": "yes"})
LEVEL = Question("select_one level", "level", {"required": "yes"})
ATTENDANCE = (
    Question("select_one role", "role"),
    Question("select_one language", "language_preferred"),
    Question("select_one attendance", "attendance"),
    Question("select_multiple reason", "rarely_attend_why", {"relevant": "${attendance} = 'rarely'"}),
)
# Whoever ticks "none" ticks nothing else.
SERVICES = (
    Question(
        "select_multiple benefit", "benefits", {"constraint": "not(selected(., 'none') and count-selected(.) > 1)"}
    ),
)
COMMENTS = (
    Question("text", "what_works", {"appearance": "multiline"}),
    Question("text", "what_does_not", {"appearance": "multiline"}),
)


@lru_cache(maxsize=1)
def partnership_survey() -> Form:
    """The whole survey."""
    return Form("partnership_survey", tuple(questions()), _words())


@lru_cache(maxsize=1)
def partnership_pulse() -> Form:
    """Six items of the survey, to be asked in between."""
    about = group("about", [*WHO, TYPE], appearance="field-list")
    statements = group("pulse", [_statement(item) for item in PULSE_ITEMS], appearance="table-list")
    return Form("partnership_pulse", (*opening("pulse_welcome"), *about, *statements), _words())


def questions() -> list[Question]:
    """The survey in order: who answers, one matrix of items for each principle, services used, comments."""
    asked = [*opening("welcome"), *group("about", [*WHO, TYPE, LEVEL, *ATTENDANCE], appearance="field-list")]
    for principle in dict.fromkeys(item.principle for item in items()):
        statements = [_statement(item.id) for item in items() if item.principle == principle]
        asked += group(principle, statements, appearance="table-list")
    asked += group("services", [*SERVICES], appearance="field-list")
    return [*asked, *group("comments", [*COMMENTS], appearance="field-list")]


def opening(welcome: str) -> list[Question]:
    """What every form begins with: when it was filled in, and a screen that says who sees what."""
    return [Question("start", "start"), Question("end", "end"), Question("note", welcome)]


def _statement(item: str) -> Question:
    return Question("select_one agreement", item, {"required": "yes"})


def _words() -> tuple[Word, ...]:
    return (*(Word("label", "", item.id, item.texts) for item in items()), *words())
