"""What may a column of a staged table hold, and what is a table of them called?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "day", "moment", "amount", "number", "year", "flag", "choice"]
# What becomes of a row whose cluster cell names none of the workspace's clusters:
# needed: quarantined, and an empty cell too, unless sheet or file name tell · if_stated: quarantined, but it may be empty
# if_known: loaded without a cluster
ClusterRule = Literal["", "needed", "if_stated", "if_known"]

ORGANISATION_TYPES = (
    "national_ngo", "international_ngo", "un_agency", "red_cross_society", "icrc_ifrc", "authority", "donor",
    "academic", "private_sector", "religious", "international_organisation", "pooled_fund", "other", "unknown",
)  # fmt: skip
A_TYPE = "a type such as National NGO, INGO, UN, Authority"


@dataclass(frozen=True)
class Column:
    """One column of a staged table.

    `required`: an empty cell quarantines the row. `choices`: the only values allowed (already
    translated to our codes by the source). `low`/`high`: allowed range for numbers and years.
    `personal`: needed to find the organisation, then dropped; no build contains it.
    `organisation_in`: the column holds an organisation's name to be matched with the register;
    the text says on screen where the name was seen ("survey").
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    personal: bool = False
    expected: str = ""
    organisation_in: str = ""


@dataclass(frozen=True)
class Parent:
    """The table a row belongs to, by a key both have within a sheet, and what a row there is called."""

    table: str
    key: str
    what: str


@dataclass(frozen=True)
class Contract:
    """One staged table; `meaning` is what one row says."""

    table: str
    meaning: str
    columns: tuple[Column, ...]
    cluster: ClusterRule = ""  # how its column `cluster` is read
    parent: Parent | None = None
    # What a row is about, where a later copy of a log may say more of the same thing (delivered, answered, ended):
    # of such rows in different files the fullest one counts. Empty: only whole rows can be the same.
    about: tuple[str, ...] = ()
