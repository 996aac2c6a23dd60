"""Which part of a cell with a person and an organisation is which? Decided for a whole column, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.sources.reading import Finding, heading_key
from pipelines.sources.sheets import Sheet

BRACKETS = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
APART = re.compile(r"(.+?)(?:\s+[-–—]\s+|\s*[/|\n]\s*|:\s+)(.+)", re.DOTALL)
COMMA = re.compile(r"(.+?),\s*(.+)")
ACRONYM = re.compile(r"[A-Z][A-Z0-9.&\-]{1,11}")
ORGANISATION_WORD = re.compile(
    r"\b(organi[sz]ation|association|asociaci[óo]n|foundation|fondation|fundaci[óo]n|committee|comit[ée]|council|conseil|"
    r"consejo|society|soci[ée]t[ée]|sociedad|relief|ministry|minist[èe]re|ministerio|network|r[ée]seau|red|union|agency|"
    r"agence|agencia|international|trust|federation|f[ée]d[ée]ration|federaci[óo]n|centre|center|institut\w*|university|"
    r"universit[ée]|ong|ngo|ingo|nations|red cross|croissant|croix|crescent|cruz|department|direction|authority|"
    r"commission|action|aid|cluster|consortium|alliance|mission|development|initiative)\b|جمعية|منظمة|مؤسسة|وزارة|هيئة",
    re.IGNORECASE,
)
MOST = 0.6
SEVERAL = 3  # people with whom a part comes back
LONGEST = 300  # characters of a name with an organisation


def split(text: str, commas: bool = True) -> tuple[str, str] | None:
    """The two parts of `Ana Ruiz (HFC)`, `Ana Ruiz – Hope for Children`, `HFC / Ana Ruiz` or `Ana Ruiz, HFC`."""
    if len(text) > LONGEST:
        return None
    match = BRACKETS.fullmatch(text) or APART.fullmatch(text) or (COMMA.fullmatch(text) if commas else None)
    return (match[1].strip(), match[2].strip()) if match else None


def mostly_both(cells: Sequence[str], named: bool) -> bool:
    """Whether most cells of a column have two parts. A comma counts only where the heading names both."""
    filled = [text for text in cells if re.search(r"[^\W\d]", text)]
    apart = sum(1 for text in filled if split(text, commas=named))
    return bool(filled) and apart >= MOST * len(filled)


def organisation_side(cells: Sequence[str]) -> int:
    """The part (0 or 1) that is the organisation in a column; -1 where it cannot be told.

    One side must look like organisations in most cells, by acronyms, by words such as `association`, or by coming
    back with different people; and the other side must not. A guess would publish somebody's name.
    """
    parts = [found for text in dict.fromkeys(cells) if (found := split(text))]
    if not parts:
        return -1
    # `RUIZ, Ana` is a name alone as often as not: beside a comma neither capitals nor repetition prove anything.
    sure = [found for text in dict.fromkeys(cells) if (found := split(text, commas=False))]
    shares = [sum(_looks_like_organisation(pair, sure, side) for pair in parts) / len(parts) for side in (0, 1)]
    likely = 0 if shares[0] > shares[1] else 1
    return likely if shares[likely] >= MOST and shares[1 - likely] <= 0.2 else -1


def person_and_organisation(text: str, side: int) -> tuple[str, str]:
    """The person and the organisation in a cell. Where it is not sure which is which, all of it is the person's."""
    parts = split(text)
    if side < 0 or parts is None:
        return text, ""
    organisation, person = parts[side], parts[1 - side]
    turned_round = _is_one(person) and not _is_one(organisation)
    return (text, "") if turned_round else (person, organisation)


def both_in_a_cell(sheet: Sheet, heading_row: int, column: str, side: int) -> Finding:
    """How the cells were read, as a finding that names nobody."""
    because = "because most of these parts are acronyms, hold a word such as “association”, or come back with different people"
    how = {
        0: f"The first part was taken for the organisation, {because}.",
        1: f"The second part was taken for the organisation, {because}.",
    }.get(
        side,
        "It could not be told which part is the organisation, so only organisations of the register are found in it.",
    )
    return Finding(
        sheet.name, heading_row, column, "", "person_and_organisation_in_one_cell", "info",
        f"The column “{column[:60]}” holds a person and an organisation in one cell. {how}",
        "To be sure, put the organisation into a column of its own.",
    )  # fmt: skip


def _is_one(text: str) -> bool:
    return bool(ACRONYM.fullmatch(text) or ORGANISATION_WORD.search(text))


def _looks_like_organisation(pair: tuple[str, str], sure: Sequence[tuple[str, str]], side: int) -> bool:
    if pair not in sure:
        return bool(ORGANISATION_WORD.search(pair[side]))
    people = {heading_key(other[1 - side]) for other in sure if heading_key(other[side]) == heading_key(pair[side])}
    return _is_one(pair[side]) or len(people) >= SEVERAL
