"""What do our questionnaires ask, in four languages, and which answers can be given?"""

from __future__ import annotations

from pipelines.instruments.ccpm import ccpm
from pipelines.instruments.forms import Form, Question
from pipelines.instruments.partnership import AGREEMENT, PULSE_ITEMS, partnership_pulse, partnership_survey, questions
from pipelines.instruments.texts import FOLDER, LANGUAGES, Item, Texts, Word, choices, items, words

__all__ = [
    "AGREEMENT", "FOLDER", "LANGUAGES", "PULSE_ITEMS", "Form", "Item", "Question", "Texts", "Word", "ccpm", "choices",
    "forms", "items", "partnership_pulse", "partnership_survey", "questions", "words",
]  # fmt: skip


def forms() -> tuple[Form, ...]:
    """Every questionnaire that is kept as a workbook in data/instruments."""
    return partnership_survey(), partnership_pulse(), ccpm()
