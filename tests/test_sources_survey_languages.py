"""An export in any of the four languages, and in any setting, loads to the same facts."""

from __future__ import annotations

from itertools import permutations
from types import ModuleType

import pytest

from pipelines.contracts.survey import CCPM_SCALES, SURVEY_ITEMS
from pipelines.instruments import (
    AGREEMENT,
    LANGUAGES,
    PULSE_ITEMS,
    Form,
    ccpm,
    choices,
    partnership_pulse,
    partnership_survey,
)
from pipelines.instruments.ccpm import ccpm_items
from pipelines.sources import ccpm_survey, kobo_survey
from pipelines.sources.kobo_form import Vocabulary
from tests.readings import take
from tests.survey_exports import SETTINGS, Setting, Submission, export

SENT = {"_submission_time": "2026-05-01T07:21:05", "end": "2026-05-01T10:20:00.000+03:00", "__version__": "v7"}
WHO = {"cluster": "wash", "organisation": "Anta Relief", "organisation_type": "national_ngo", "level": "sub-national"}
ANSWERS = tuple(AGREEMENT)
SURVEY: list[Submission] = [
    {
        **SENT, **WHO, "_uuid": "aaaa-1", "attendance": "rarely", "rarely_attend_why": "language security mandate other",
        "benefits": "contacts technical_advice supplies",
        **{item: ANSWERS[number % 6] for number, item in enumerate(SURVEY_ITEMS)},
    },
    {**SENT, **WHO, "_uuid": "bbbb-2", "cluster": "other", "cluster_other": "Refugees", "attendance": "always",
     "benefits": "none",
     **dict.fromkeys(SURVEY_ITEMS, "dont_know")},
]  # fmt: skip
PULSE: list[Submission] = [
    {**SENT, **WHO, "_uuid": "cccc-3", **{item: ANSWERS[number] for number, item in enumerate(PULSE_ITEMS)}}
]
CCPM: list[Submission] = [
    {
        **SENT, **WHO, "_uuid": "dddd-4", "type_of_survey": "partner", "P_GI03": "red_cross_org",
        **{item.id: CCPM_SCALES[item.scale][number % 2] for number, item in enumerate(ccpm_items())
           if item.respondent == "partner" and item.texts},
    },
    {
        **SENT, **WHO, "_uuid": "eeee-5", "type_of_survey": "coordinator", "C_CP01_01": "12", "C_CP02_01": "9",
        "C_CP01_08": "0", "C_PR02": "no", "C_SD01": "very_regularly", "C_IS01": "dont_know", "C_AA02": "yes",
    },
]  # fmt: skip
FORMS: list[tuple[ModuleType, Form, list[Submission]]] = [
    (kobo_survey, partnership_survey(), SURVEY), (kobo_survey, partnership_pulse(), PULSE), (ccpm_survey, ccpm(), CCPM),
]  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize(("source", "form", "submissions"), FORMS, ids=lambda value: getattr(value, "id", ""))
def test_every_export_setting_gives_the_same_facts(
    source: ModuleType, form: Form, submissions: list[Submission], setting: Setting
) -> None:
    reading = take(source, export(form, submissions, setting))
    assert reading.facts == take(source, export(form, submissions, Setting())).facts
    assert reading.findings == []


def test_and_these_facts_are_what_was_answered() -> None:
    facts = take(kobo_survey, export(partnership_survey(), SURVEY, Setting("ar"))).facts
    first, second = facts["survey_responses"]
    assert first == {
        "row": 2, "response_key": "aaaa-1", "instrument": "partnership", "submitted_at": "2026-05-01 07:21:05",
        "cluster": "wash", "organisation": "Anta Relief", "organisation_type": "national_ngo",
        "level": "sub-national", "attends": "rarely", "form_version": "v7",
    }  # fmt: skip
    assert (second["cluster"], second["attends"]) == ("Refugees", "always")
    given = [row["answer"] for row in facts["survey_answers"] if row["row"] == 2]
    assert given == [("1", "2", "3", "4", "5", "dont_know")[number % 6] for number in range(27)]
    assert [row["reason"] for row in facts["survey_reasons"]] == ["language", "security", "mandate", "other"]
    assert [(row["row"], row["benefit"]) for row in facts["survey_benefits"]] == [
        (2, "contacts"), (2, "technical_advice"), (2, "supplies"), (3, "none"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["names", *LANGUAGES])
@pytest.mark.parametrize(
    ("question", "list_name", "count"), [("rarely_attend_why", "reason", 10), ("benefits", "benefit", 9)]
)
def test_any_two_choices_in_one_cell_are_told_apart(question: str, list_name: str, count: int, language: str) -> None:
    words = Vocabulary(partnership_survey())
    texts = {choice.name: choice.texts.get(language, choice.name) for choice in choices(list_name)}
    assert len(texts) == count
    for pair in permutations(texts, 2):
        assert words.several(question, " ".join(texts[name] for name in pair)) == list(pair)
