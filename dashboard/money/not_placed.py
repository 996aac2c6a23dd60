"""For what part of a year's money can nobody say whether it reached local organisations, and why?"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import words
from dashboard.languages import N_, _
from dashboard.money.reach import Reach, share
from dashboard.queries import Row, Value

LEAST = 0.05  # per cent: less would be written as nothing
# Each indicator with what its share means.
WHY = {
    "unclassified_locality_share": N_(
        "{share} went to named organisations that cannot be placed: no list has their type and headquarters country."
    ),
    "unknown_recipient_share": N_("{share} has no single, final recipient on record."),
}
PASSED_ON = N_("{share} was passed on to recipients who are not named or cannot be placed.")
NO_CLUSTER = N_("{share} of the money of all years names no cluster or several: it counts for the whole response only.")


def told(found: Reach, parts: Mapping[str, Value | None], no_cluster: Row | None) -> str:
    """Say how much is not known, and a line for each reason; empty where all is known."""
    values = {name: value.value for name, value in parts.items() if value is not None and value.value is not None}
    lines = [_(WHY[name]).format(share=share(part)) for name, part in values.items() if part >= LEAST]
    if found.main is found.as_direct and len(values) == len(WHY) and found.unknown - sum(values.values()) >= LEAST:
        lines.append(_(PASSED_ON).format(share=share(found.unknown - sum(values.values()))))
    if no_cluster is not None and (no_cluster["value"] or 0.0) >= LEAST:
        lines.append(_(NO_CLUSTER).format(share=share(no_cluster["value"])))
    head = _("**{year}: for {share} of the money nobody can say whether it reached local organisations.**")
    said = head.format(year=found.name, share=share(found.unknown)) if found.unknown >= LEAST else ""
    return words.paragraphs(said, "\n".join(f"- {words.plain(line)}" for line in lines))
