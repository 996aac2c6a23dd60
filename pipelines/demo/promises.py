"""What does the coordinator write down about a member beside its name? Its staff for coordination, and what it promised."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.demo.organisations import Organisation
from pipelines.demo.story import stream

# Full-time staff who can be spared for one cluster, at least and at most.
STAFF = {"un_agency": (1.0, 3.0), "international_ngo": (0.5, 1.5), "national_ngo": (0.1, 0.5)}
FEWEST_STAFF = (0.1, 0.4)
NOT_ASKED = 0.12  # of members
REPORTING = ("national_ngo", "international_ngo", "un_agency", "red_cross_society")
AGREES = 0.86  # of those who have something to report
ALWAYS_KEY = ("icrc_ifrc", "red_cross_society")
KEY = {"international_ngo": 0.3, "donor": 0.4, "private_sector": 0.5}
SELDOM_KEY = 0.05


@dataclass(frozen=True)
class Promise:
    """What is known of one member; None and an empty text: nothing is."""

    staff: float | None
    reports: str
    key: str


def promise(organisation: Organisation, seed: int) -> Promise:
    """The same in every list: its own stream of random numbers, whatever the others say."""
    draw = stream(seed, f"promises of {organisation.name}")
    staff = round(draw.uniform(*STAFF.get(organisation.type, FEWEST_STAFF)), 1)
    asked, agrees, key = draw.random() >= NOT_ASKED, draw.random() < AGREES, draw.random()
    is_key = organisation.type in ALWAYS_KEY or key < KEY.get(organisation.type, SELDOM_KEY)
    if not asked or organisation.level == "observer":  # whether it is a key actor, the coordinator need not ask
        return Promise(None, "", "yes" if is_key else "")
    able = organisation.type in REPORTING
    return Promise(staff, ("yes" if agrees else "no") if able else "", "yes" if is_key else "no")
