"""What does each principle mean, in our own words, and which score speaks of it?"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.languages import N_


@dataclass(frozen=True)
class Principle:
    """One principle: its name in the catalogue, its score, and what it means in our own words."""

    name: str
    code: str
    score: str
    meaning: str
    also: tuple[str, ...] = ()  # evidence that the catalogue counts under another principle


# By the word in the address. `also` follows the statements of the founding texts (data/reference/seed_statements.csv).
PRINCIPLES = {
    "equality": Principle(
        N_("Equality"), "equality", "pop_equality_score",
        N_("Partners respect one another, whatever their size and power. Each can disagree without fear, and what each "
           "says can change what the cluster decides."),
    ),
    "transparency": Principle(
        N_("Transparency"), "transparency", "pop_transparency_score",
        N_("Information, decisions and money are open to all partners, and early enough to do something with them."),
    ),
    "result_oriented": Principle(
        N_("Results"), "result_oriented", "pop_results_score",
        N_("The cluster meets in order to act. Plans fit what partners can really do, and what was agreed gets done."),
    ),
    "responsibility": Principle(
        N_("Responsibility"), "responsibility", "pop_responsibility_score",
        N_("Everybody promises only what they can deliver, delivers it, and prevents abuse."),
    ),
    "complementarity": Principle(
        N_("Complementarity"), "complementarity", "pop_complementarity_score",
        N_("The cluster uses what each partner does best, builds on local capacity instead of replacing it, and overcomes "
           "barriers of language and culture."),
    ),
    "leadership": Principle(
        N_("Collaborative leadership"), "collaborative_leadership", "collaborative_leadership_score",
        N_("The coordinator listens and brings partners together instead of giving orders. Members agree on how decisions "
           "are made, share the work, and see the results as their own."),
        ("action_ownership_spread", "sag_representation_ratio", "twg_spread", "feedback_loop_closure"),
    ),
}  # fmt: skip
