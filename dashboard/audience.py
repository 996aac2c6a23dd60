"""Who is looking, and what they may see."""

from __future__ import annotations

import os

from dashboard.languages import N_

WIDEST_FIRST = ("team", "evaluator", "donor")
LABELS = {"team": N_("Coordination team"), "evaluator": N_("Evaluator"), "donor": N_("Donor")}


def granted() -> str:
    """What this installation grants. A word we do not know grants the least, never the most."""
    word = os.environ.get("PARTNERSHIP_AUDIENCE", "team").strip().lower() or "team"
    return word if word in WIDEST_FIRST else WIDEST_FIRST[-1]


def choices(widest: str) -> tuple[str, ...]:
    """The audiences a reader may narrow the view to."""
    return WIDEST_FIRST[WIDEST_FIRST.index(widest) :]


def sees_names(audience: str) -> bool:
    """Whether partners may be named."""
    return audience == "team"
