"""Which source does a sheet belong to? Decided by content; never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

import pipelines.sources
from pipelines.remembered import remembered
from pipelines.sources.reading import Claim, Source
from pipelines.sources.sheets import Sheet

UNLIKE = "nothing here is like any format known; if you need it, say on the Import page which column is what"


@dataclass(frozen=True)
class Recognised:
    """The source that accepts a sheet (or None), with the evidence; else why it is refused, or what is nearest."""

    source: Source | None
    claim: Claim


@cache
def sources() -> tuple[Source, ...]:
    """Every module of this folder that is a source: it has a NAME and says how to recognise and read a sheet."""
    modules = (import_module(f"pipelines.sources.{module.name}") for module in iter_modules(pipelines.sources.__path__))
    return tuple(cast(Source, module) for module in modules if hasattr(module, "NAME") and hasattr(module, "recognise"))


def recognise(sheet: Sheet, own: Sequence[Source] = ()) -> Recognised:
    """The one source that accepts the sheet. Two that accept it are a reason to refuse it.

    `own`: what the workspace's people have taught (mapping profiles); theirs is the first word.
    """
    for source in own:
        if (claim := source.recognise(sheet)).accepted:
            return Recognised(source, claim)
    names = accepted_by(sheet)
    accepted = [source for source in sources() if source.NAME in names]
    if len(accepted) == 1:
        return Recognised(accepted[0], accepted[0].recognise(sheet))
    if accepted:
        titles = " and ".join(source.TITLE for source in accepted)
        return Recognised(None, Claim(False, 0, f"it could be {titles}; keep one table on a sheet"))
    claims = [(source, source.recognise(sheet)) for source in sources()]
    if refused := next((claim for _, claim in claims if claim.refused), None):
        return Recognised(None, refused)
    source, claim = max(claims, key=lambda pair: pair[1].closeness)
    if claim.closeness == 0:
        return Recognised(None, Claim(False, 0, UNLIKE))
    return Recognised(None, Claim(False, claim.closeness, f"nearest is {source.TITLE}: {claim.evidence}"))


@remembered
def accepted_by(sheet: Sheet) -> list[str]:
    """The names of the sources that accept a sheet. Nothing else is remembered of one that may name people."""
    return [source.NAME for source in sources() if source.recognise(sheet).accepted]
