"""What does each row of a partner list or a public list say about an organisation?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.organisations.names import looks_like_acronym
from pipelines.workspace import Workspace, country_code

LANGUAGES = {"name_fr": "fr", "name_es": "es", "name_ar": "ar"}
ATTRIBUTES = (
    "type", "type_word", "hq_country", "affiliated", "affiliated_to",
    "women_led", "refugee_led", "disability_led", "flags_source", "flags_date",
)  # fmt: skip


@dataclass
class RegisterRow:
    """One row of one list. `partner`: it is a partner list; a public list makes nobody a partner."""

    file: str
    sheet: str
    row: int
    partner: bool
    name: str
    organisation_id: str | None
    acronym: str | None
    translations: tuple[tuple[str, str], ...]  # (language, name)
    other_names: tuple[str, ...]
    former_names: tuple[str, ...]
    email_domains: tuple[str, ...]
    fts_ids: tuple[str, ...]
    updated_on: str
    attributes: dict[str, Any]

    @property
    def current_names(self) -> tuple[str, ...]:
        """Every name it goes by today."""
        return (self.name, *(name for _, name in self.translations), *self.other_names)

    @property
    def full_names(self) -> list[str]:
        """Its names that are more than an acronym, which somebody else may have too."""
        return [name for name in self.current_names if " " in name or not looks_like_acronym(name)]


def register_rows(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> list[RegisterRow]:
    """The rows of all lists, in an order that files do not influence; those made for another country are left out."""
    languages, attributes = ", ".join(LANGUAGES), ", ".join(ATTRIBUTES)
    found = con.execute(
        "select file, sheet, \"row\", coalesce(standing, 'partner') = 'partner', name, organisation_id, acronym,"
        " other_names, former_names, email_domains, fts_id, coalesce(cast(updated_on as varchar), ''),"
        f" {languages}, {attributes} from typed.organisations where applies_in is null or applies_in = ?"
        ' order by name, file, sheet, "row"',
        [workspace["response.country"]],
    ).fetchall()
    return [_row(cells, workspace) for cells in found]


def _row(cells: tuple[Any, ...], workspace: Workspace) -> RegisterRow:
    file, sheet, row, partner, name, organisation_id, acronym, *lists, updated_on = cells[:12]
    languages, attributes = cells[12 : 12 + len(LANGUAGES)], cells[12 + len(LANGUAGES) :]
    known = dict(zip(ATTRIBUTES, attributes, strict=True))
    if known["hq_country"]:  # two lists may write one country in two ways
        known["hq_country"] = country_code(known["hq_country"], workspace) or known["hq_country"]
    if known["affiliated_to"] and known["affiliated"] is None:  # who says to whom says that it is
        known["affiliated"] = True
    translations = tuple((language, text) for language, text in zip(LANGUAGES.values(), languages, strict=True) if text)
    other, former, domains, fts_ids = map(_several, lists)
    return RegisterRow(
        file, sheet, row, partner, name, organisation_id, acronym, translations, other, former, domains, fts_ids,
        updated_on, known,
    )  # fmt: skip


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
