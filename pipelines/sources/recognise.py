"""Which source does a sheet belong to? Decided by content; never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from pipelines.sources.reading import Claim, Source
from pipelines.sources.sheets import Sheet

MODULES = (
    "fts_csv",
    "fts_api",
    "cbpf_projects",
    "kobo_survey",
    "teams",
    "zoom",
    "partner_register",
    "meetings_list",
    "signin_sheet",
)


@dataclass(frozen=True)
class Recognised:
    """The source that accepts a sheet (or None), with the evidence, or what is nearest."""

    source: Source | None
    claim: Claim


def sources() -> list[Source]:
    """Every source, in the order they are asked."""
    return [cast(Source, import_module(f"pipelines.sources.{name}")) for name in MODULES]


def recognise(sheet: Sheet) -> Recognised:
    """The one source that accepts the sheet. Two that accept it are a reason to refuse it."""
    claims = [(source, source.recognise(sheet)) for source in sources()]
    accepted = [(source, claim) for source, claim in claims if claim.accepted]
    if len(accepted) == 1:
        return Recognised(*accepted[0])
    if accepted:
        titles = " and ".join(source.TITLE for source, _ in accepted)
        return Recognised(None, Claim(False, 0, f"it could be {titles}; keep one table on a sheet"))
    source, claim = max(claims, key=lambda pair: pair[1].closeness)
    if claim.closeness == 0:
        return Recognised(None, Claim(False, 0, "nothing here is like any format known"))
    return Recognised(None, Claim(False, claim.closeness, f"nearest is {source.TITLE}: {claim.evidence}"))
