"""Which answer to a CCPM item is this cell, on which scale, and what does it score?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.contracts.survey import CCPM_NOT_SCORED, CCPM_SCALES
from pipelines.instruments import ccpm
from pipelines.sources.reading import heading_key

NUMBER = re.compile(r"-?\d{1,9}(?!\d)")
# What forms in use write for the answers that our form calls otherwise.
ALSO = {
    "neither": ("neutral", "neutre"),
    "dont_know": ("don't know / not applicable", "do not know", "ne sait pas", "ne sait pas / sans objet", "no sabe"),
    "not_applicable": ("not applicable", "sans objet", "non applicable", "no aplica", "no procede", "لا ينطبق"),
}


@dataclass(frozen=True)
class Answer:
    """An answer by its name; `scale` is empty where the answer stands on all of them or is none that is known."""

    name: str
    scale: str = ""
    from_number: bool = False

    @property
    def known(self) -> bool:
        return bool(self.scale) or self.name in CCPM_NOT_SCORED


def answer_of(text: str) -> Answer:
    """The answer a cell gives: by its word, without a number before it; else by the number, on the five-point scale.

    Forms in use number their choices (`1_strongly_disagree`), and 0 or less stands for don't know.
    """
    number = NUMBER.search(text)
    word = heading_key(NUMBER.sub("", text))
    if answer := _words().get(word):
        return answer
    if number is None:
        return Answer(text)
    place, agreement = int(number[0]), CCPM_SCALES["agreement"]
    if place <= 0:
        return Answer("dont_know", from_number=True)
    return Answer(agreement[place - 1], "agreement", True) if place <= len(agreement) else Answer(text)


def scale_in_use(answers: Iterable[Answer], declared: str) -> str:
    """The scale most answers to an item are on; the declared one where none tells."""
    counted = Counter(answer.scale for answer in answers if answer.scale)
    return max(counted, key=lambda scale: (counted[scale], scale == declared), default=declared)


def score(answer: Answer) -> str:
    """0 for the weakest answer of its scale up to 100 for the best; empty for don't know."""
    if not answer.scale:
        return ""
    names = CCPM_SCALES[answer.scale]
    return f"{round(100 * names.index(answer.name) / (len(names) - 1), 1):g}"


@lru_cache(maxsize=1)
def _words() -> dict[str, Answer]:
    """Every answer by the key of its name and of every label."""
    known: dict[str, Answer] = {}
    for scale, names in CCPM_SCALES.items():
        for choice in (choice for choice in ccpm().choices(scale) if choice.name in names):
            texts = (choice.name, *choice.texts.values(), *ALSO.get(choice.name, ()))
            known |= {heading_key(text): Answer(choice.name, scale) for text in texts}
    unsure = {choice.name: choice for choice in ccpm().choices("yes_no")}["dont_know"].texts.values()
    for name, texts in (("dont_know", (*unsure, *ALSO["dont_know"])), ("not_applicable", ALSO["not_applicable"])):
        known |= {heading_key(text): Answer(name) for text in (name, *texts)}
    return known
