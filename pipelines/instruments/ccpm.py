"""What does Cluster Coordination Performance Monitoring ask, of partners and of the coordinator?

The functions and sub-functions are those of the exercise; no official text of the questions is public, so the
wording is this project's own. Items bear the codes of forms in use, so that answers to those load too: `ccpm.csv`
also lists codes this form does not ask, with the sub-function they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipelines.instruments.forms import Form, Question, group
from pipelines.instruments.partnership import COMMENTS, LEVEL, WHO, opening
from pipelines.instruments.texts import Texts, Word, read_words, rows, texts_of, words

PARTNER = "${type_of_survey} = 'partner'"
COORDINATOR = "${type_of_survey} = 'coordinator'"
# Not scored: it decides whether C_PR03 is asked.
PREPAREDNESS_IS_A_TASK = Question("select_one yes_no", "C_PR02", {"required": "yes"})
MOST_PARTNERS = 10_000


@dataclass(frozen=True)
class CcpmItem:
    """One scored item; one that has no texts is known from other forms and not asked in ours."""

    id: str
    function: str
    sub_function: str
    scale: str
    relevant: str
    texts: Texts

    @property
    def respondent(self) -> str:
        """Who is asked: items of partners begin with P, those of the coordinator with C."""
        return "partner" if self.id.startswith("P_") else "coordinator"


@lru_cache(maxsize=1)
def ccpm_items() -> tuple[CcpmItem, ...]:
    """Every item that can be loaded, in order."""
    return tuple(
        CcpmItem(row["item"], row["function"], row["sub_function"], row["scale"], row["relevant"], texts_of(row))
        for row in rows("ccpm.csv")
    )


@lru_cache(maxsize=1)
def ccpm() -> Form:
    """One form for both: the first question decides which questions follow."""
    own = read_words("ccpm_words.csv")
    asked = [
        *opening("ccpm_welcome"),
        *group("about", [Question("select_one survey_type", "type_of_survey", {"required": "yes"}), *WHO, LEVEL],
               appearance="field-list"),
        *group("partner", _for_partners(), relevant=PARTNER),
        *group("coordinator", _for_the_coordinator(own), relevant=COORDINATOR),
        *group("comments", [*COMMENTS], appearance="field-list"),
    ]  # fmt: skip
    labels = (Word("label", "", item.id, item.texts) for item in ccpm_items() if item.texts)
    return Form("ccpm", tuple(asked), (*labels, *own, *words()))


def _for_partners() -> list[Question]:
    """The type of partner, and one screen for each function."""
    asked = [Question("select_one partner_type", "P_GI03", {"required": "yes"})]
    items = [item for item in ccpm_items() if item.respondent == "partner" and item.texts]
    for function in dict.fromkeys(item.function for item in items):
        of_function = [_question(item) for item in items if item.function == function]
        asked += group(f"partner_{function}", of_function, appearance="field-list")
    return asked


def _for_the_coordinator(own: tuple[Word, ...]) -> list[Question]:
    """How many partners there are, and the coordinator's own view of each function."""
    counts = [word.name for word in own if word.part == "label" and word.name.startswith("C_CP01_")]
    asked = [_question(item) for item in ccpm_items() if item.respondent == "coordinator"]
    place = next(index for index, question in enumerate(asked) if question.name == "C_PR03")
    asked.insert(place, PREPAREDNESS_IS_A_TASK)
    return [
        *group("counts_all", [_count(name) for name in counts], appearance="field-list"),
        *group("counts_effective", [_count(name.replace("01_", "02_", 1), name) for name in counts],
               appearance="field-list"),
        *group("coordinator_functions", asked, appearance="field-list"),
    ]  # fmt: skip


def _question(item: CcpmItem) -> Question:
    return Question(f"select_one {item.scale}", item.id, {"required": "yes", "relevant": item.relevant})


def _count(name: str, most: str = "") -> Question:
    """A number of partners; not above another number given before (`most`), where there is one."""
    below = f"(${{{most}}} = '' or . <= ${{{most}}})" if most else f". <= {MOST_PARTNERS}"
    return Question("integer", name, {"constraint": f". >= 0 and {below}"})
