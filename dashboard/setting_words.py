"""What do the settings of a workspace say, in words?"""

from __future__ import annotations

import json
from typing import Any

from dashboard import words
from dashboard.languages import N_, _
from dashboard.queries import Row

NAMES = {
    "calendar.period_months": N_("Length of a period, in months"),
    "locality.definition": N_("What is called local"),
    "dates.order": N_("Order of day and month in doubtful dates"),
    "dates.files": N_("Order of day and month, file by file"),
    "calendar.weekend": N_("Weekend, for counting working days"),
    "ccpm.coordinator_weight": N_("Weight of the coordinator in CCPM scores (0: shown apart)"),
    "indicators.off": N_("Indicators switched off"),
    "indicators.one_score": N_("One score over the five principles"),
    "languages.working": N_("Working languages"),
    "response.name": N_("Name of the response"),
    "response.country": N_("Country (code)"),
    "response.country_name": N_("Name of the country in files, where it is another"),
    "response.country_other_names": N_("Other names of the country"),
}
# What may stand in workspace.toml, for people; `locality.definition` has names of its own.
VALUES = {
    "dmy": N_("day, month, year"), "mdy": N_("month, day, year"), "ymd": N_("year, month, day"),
    "monday": N_("Monday"), "tuesday": N_("Tuesday"), "wednesday": N_("Wednesday"), "thursday": N_("Thursday"),
    "friday": N_("Friday"), "saturday": N_("Saturday"), "sunday": N_("Sunday"),
}  # fmt: skip


def name(row: Row) -> str:
    """Name a setting by what it means, or by its key where nothing says more."""
    if row["key"] in NAMES:
        return _(NAMES[row["key"]])
    return words.meaning(row["meaning"]) if row["meaning"] else str(row["key"])


def value(text: str) -> str:
    """Write the value of a setting, kept as JSON in the build, as people say it."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if isinstance(found, list):
        return words.listed([_said(each) for each in found]) or _("none")
    if isinstance(found, dict):
        return words.apart(words.labelled(key, _said(what)) for key, what in found.items()) or _("none")
    return _said(found) or _("none")


def line(row: Row) -> str:
    """Write a setting, who set it, and its name in workspace.toml; with what stands there where people say it otherwise."""
    origin = (
        _("default") if row["origin"] == "default" else _("from {origin}").format(origin=words.plain(row["origin"]))
    )
    key = f"{row['key']} = {row['value']}" if _coded(row["value"]) else row["key"]
    said = {"name": name(row), "value": value(row["value"]), "key": key}
    plain = {place: words.plain(text) for place, text in said.items()}
    return _("- {name}: **{value}** ({origin}; {key})").format(origin=origin, **plain)


def _said(found: Any) -> str:
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, int | float):
        return words.number(found, decimals=len(str(found).partition(".")[2]))
    return (
        words.definition(found)
        if found in words.DEFINITIONS
        else words.named(VALUES | {name: name for name in words.LANGUAGES.values()}, str(found))
    )


def _coded(text: str) -> bool:
    """Whether a single value is a code, for which people have another word."""
    return text in ("true", "false") or text.strip('"') in {*VALUES, *words.DEFINITIONS}
