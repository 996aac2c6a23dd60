"""How codes, numbers and dates are written for people."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

GROUPS = {
    "all": "All partners",
    "national_ngo": "National and local NGOs",
    "international_ngo": "International NGOs",
    "un_agency": "UN agencies",
    "red_cross_society": "Red Cross / Red Crescent societies",
    "icrc_ifrc": "ICRC and IFRC",
    "authority": "Authorities",
    "donor": "Donors",
    "academic": "Universities and research",
    "private_sector": "Private sector",
    "religious": "Faith-based organisations",
    "international_organisation": "Other international organisations",
    "pooled_fund": "Pooled funds",
    "other": "Other organisations",
    "unknown": "Not known",
    "local": "Local and national",
    "international": "International",
    "unclassified": "Not yet classified",
    "state": "Authorities, counted apart",
    "not_named": "Recipient not named",
    "paid": "Paid",
    "commitment": "Committed, not yet paid",
    "pledge": "Pledged (a promise only)",
    "paid_or_committed": "Paid or committed",
}
GROUP_BYS = {"type": "Type of organisation", "locality": "Local or international", "all": "All partners together"}
PRINCIPLES = {
    "pop_equality_score": "Equality",
    "pop_transparency_score": "Transparency",
    "pop_results_score": "Results-oriented approach",
    "pop_responsibility_score": "Responsibility",
    "pop_complementarity_score": "Complementarity",
}
BANDS = {
    "good": "Good",
    "strong": "Good",
    "satisfactory": "Satisfactory: small improvements needed",
    "unsatisfactory": "Not satisfactory: large improvements needed",
    "weak": "Weak",
    "caution": "Caution",
    "no caution": "No caution",
    "under-represented": "Under-represented",
    "over-represented": "Over-represented",
    "in proportion": "In proportion",
    "in balance": "In balance",
    "negligible": "Hardly any difference",
    "small": "A small difference",
    "medium": "A medium difference",
    "large": "A large difference",
}
WEAK_BANDS = ("weak", "unsatisfactory", "caution", "under-represented")
# Units written behind the number, and those too small to be rounded to whole numbers.
COUNTED = ("points", "days", "hours", "months", "partners", "services", "questionnaires", "flows", "working days")
FRACTIONS = ("ratio", "ratio of money", "index", "delta")
STATUSES = {
    "ok": "Shown",
    "suppressed": "Hidden to protect those who answered",
    "not_computable": "Cannot be calculated",
}
FILE_STATUSES = {
    "loaded": "Loaded",
    "part loaded": "Loaded in part",
    "not needed": "Known, not needed",
    "not recognised": "Not recognised",
    "unreadable": "Could not be opened",
    "empty": "No rows in it",
}
SEVERITIES = {"error": "Row set aside", "warning": "Row kept, please check", "info": "For information"}
SETTINGS = {
    "calendar.period_months": "Length of a period, in months",
    "locality.definition": "What is called local",
    "dates.order": "Order of day and month in doubtful dates",
    "dates.files": "Order of day and month, file by file",
    "calendar.weekend": "Weekend, for counting working days",
    "ccpm.coordinator_weight": "Weight of the coordinator in CCPM scores (0: shown apart)",
    "indicators.off": "Indicators switched off",
    "indicators.one_score": "One score over the five principles",
    "languages.working": "Working languages",
    "response.name": "Name of the response",
    "response.country": "Country (code)",
    "response.country_name": "Country",
    "response.country_other_names": "Other names of the country",
}
# What may be called local: its name, and what it means in one sentence. `locality.definition` in workspace.toml chooses.
DEFINITIONS = {
    "grand_bargain": (
        "Grand Bargain, strict",
        "Headquarters in this country and no tie to an international family; authorities and the Red Cross or "
        "Red Crescent society of this country count.",
    ),
    "with_affiliated": (
        "With international affiliates",
        "The same, and national members of international families count as local too.",
    ),
    "non_state": ("Without authorities", "The same as the strict one, but authorities are counted apart."),
    "fts_subtype": (
        "As FTS says",
        "The word that FTS, the UN’s record of payments, uses for the organisation, whatever the partner list says.",
    ),
}
HOW_MATCHED = {
    "register": "on a list; no record uses it",
    "name as written": "written the same as on a list",
    "name": "the same name; only capitals, accents or signs differ",
    "name in another spelling": "the same name in another spelling",
    "acronym": "its acronym",
    "name with acronym": "its name with its acronym beside it",
    "decision": "a person decided it",
}
NAME_KINDS = {
    "name": "name", "acronym": "acronym", "other": "other name", "former": "former name", "spelling": "spelling in the files",
}  # fmt: skip
LANGUAGES = {"fr": "French", "es": "Spanish", "ar": "Arabic", "en": "English"}
STANDINGS = {"partner": "On a partner list", "reference": "On a public list only"}
# How sure a suggestion is, in words, from so many right in a hundred on.
SURENESS = ((90, "almost sure"), (65, "likely"), (40, "possible"), (0, "only a guess"))
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NO_BREAK = "\u00a0"
MINUS = "\u2212"


def group(code: str, group_by: str = "") -> str:
    """Name a group. 'unknown' means another thing for a recipient than for an organisation."""
    if code == "unknown" and group_by == "locality":
        return "Recipient not named"
    return GROUPS.get(code) or code.replace("_", " ").capitalize()


def reason(text: str | None) -> str:
    """Return the reason of a silence as a sentence."""
    found = (text or "").strip() or "no reason was recorded"
    return f"{found[:1].upper()}{found[1:]}{'' if found.endswith(('.', '?', '!')) else '.'}"


def band(code: str | None) -> str:
    """Name a band in words."""
    return BANDS.get(code or "", (code or "").replace("_", " ").capitalize())


def definition(code: str) -> str:
    """Name a definition of "local"."""
    return DEFINITIONS[code][0] if code in DEFINITIONS else code.replace("_", " ").capitalize()


def sureness(certainty: float) -> str:
    """Say how sure a suggestion is: 'likely: about 78 of 100 suggestions like this are right'."""
    word = next(word for least, word in SURENESS if certainty >= least)
    return f"{word}: about {certainty:.0f} of 100 suggestions like this are right"


def number(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """Write a number with its unit: '62 %', '+4 points', 'USD 12.4 million'."""
    if value is None:
        return "–"
    if unit == "USD":
        return money(value)
    if unit == "pp":
        return f"{signed(value)}{NO_BREAK}points"
    suffix = f"{NO_BREAK}{unit}" if unit == "%" or unit in COUNTED else ""
    return f"{_digits(value, max(decimals, 2) if unit in FRACTIONS else decimals)}{suffix}"


def signed(value: float) -> str:
    """Write a difference with its sign."""
    digits = _digits(abs(value))
    if digits == "0":
        return "0"
    return f"{'+' if value > 0 else MINUS}{digits}"


def money(value: float) -> str:
    """Write an amount in US dollars the way people say it."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"USD{NO_BREAK}{value / size:,.1f} {name}"
    return f"USD{NO_BREAK}{value:,.0f}"


def count(value: float | None) -> str:
    """Write a count with a thin separator."""
    return "–" if value is None else f"{value:,.0f}"


def interval(low: float | None, high: float | None, unit: str = "", decimals: int = 0) -> str:
    """Write a range; empty where there is none."""
    if low is None or high is None:
        return ""
    return f"{_digits(low, decimals)} to {_digits(high, decimals)}{NO_BREAK + '%' if unit == '%' else ''}"


def day(moment: date | None) -> str:
    """Write a day: '4 Mar 2026'."""
    return "never" if moment is None else f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def month(moment: date) -> str:
    """Write a month: 'Mar 2026'."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def period(start: date, end: date) -> str:
    """Write a period: '2025', 'Jan–Jun 2026' or 'Mar 2026'."""
    if (start.year, start.month, end.month) == (end.year, 1, 12):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return month(start)
    if start.year == end.year:
        return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {end.year}"
    return f"{month(start)} – {month(end)}"


def setting(value: str) -> str:
    """Write the value of a setting, kept as JSON in the build, without its marks."""
    try:
        found = json.loads(value)
    except ValueError:
        return value
    if isinstance(found, list):
        return ", ".join(map(str, found)) or "none"
    if isinstance(found, dict):
        return "; ".join(f"{name}: {what}" for name, what in found.items()) or "none"
    return str(found) or "none"


def plain(text: Any) -> str:
    """Escape text that came from a file, so that it is never read as formatting."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])", r"\\\1", str(text)).replace("\n", " ")


def listed(items: list[str]) -> str:
    """Join words as a sentence does: 'a, b and c'."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def _digits(value: float, decimals: int = 0) -> str:
    """Round for reading; a small number that is not zero never reads as zero."""
    if value and abs(value) < 1:
        return f"{value:.1f}".replace("-", MINUS) if abs(value) >= 0.05 else ("less than 0.1" if value > 0 else "0")
    return f"{round(value, decimals):,.{decimals}f}".replace("-", MINUS)
