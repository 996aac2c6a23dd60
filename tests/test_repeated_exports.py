"""Which of several exports of one survey counts? Each questionnaire once, as the latest export has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import answers, facts, partner, write_partners, write_survey

DAYS = ("2025-05-01T10:00:00", "2025-05-02T10:00:00", "2025-05-03T10:00:00")


@pytest.mark.parametrize(("early", "late"), [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_a_corrected_answer_counts_as_the_export_made_last_has_it(tmp_path: Path, early: str, late: str) -> None:
    write_partners(tmp_path, [partner("Anta"), partner("Bela"), partner("Cala")])
    write_survey(tmp_path, [("Anta", DAYS[0], answers(eq=(1,))), ("Bela", DAYS[1], answers(eq=(2,)))], early)
    corrected = [("Anta", DAYS[0], answers(eq=(5,))), ("Bela", DAYS[1], answers(eq=(2,)))]
    write_survey(tmp_path, [*corrected, ("Cala", DAYS[2], answers(eq=(3,)))], late)
    query = "select organisation_id, answer from survey_answers join survey_responses using (response_id) where item = 'eq1' order by all"
    assert facts(tmp_path, query) == [("anta", 5), ("bela", 2), ("cala", 3)]
