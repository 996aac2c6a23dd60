"""Who is local here? Judged for a pair (organisation, response country), under several definitions, with the evidence."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from pipelines.bulk import append
from pipelines.decision_files import decision_rows
from pipelines.sources.reading import heading_key
from pipelines.workspace import Workspace, WorkspaceError

DECISION_COLUMNS = ("decided_on", "decided_by", "organisation_id", "locality", "reason")
LOCALITIES = ("local", "international", "state", "unclassified")
# FTS's own words for a recipient's kind, and what they say about locality.
FTS_WORDS = Path(__file__).resolve().parents[2] / "data" / "reference" / "fts_locality_words.csv"
# Their very type makes them international, wherever their headquarters stand.
INTERNATIONAL_TYPES = {
    "international_ngo": "an international NGO", "un_agency": "a UN agency", "icrc_ifrc": "ICRC or IFRC",
    "donor": "a donor", "international_organisation": "an international organisation",
}  # fmt: skip
NOT_AFFILIATED = "it is not affiliated to an international organisation"
NOT_A_RESPONDER = {"pooled_fund": "a pooled fund passes money on", "unknown": "the type is not known"}


@dataclass(frozen=True)
class Locality:
    """`local`, `international`, `state` (authorities, where they are not counted as local) or `unclassified`, and why."""

    code: str
    basis: str


@dataclass(frozen=True)
class Known:
    """What is known of an organisation. `fts_word`: how FTS calls it, where it does."""

    organisation_id: str
    type: str
    hq_country: str | None
    affiliated: bool | None
    fts_word: str | None = None


Definition = Callable[[Known, str | None], Locality]


def grand_bargain(known: Known, response_country: str | None) -> Locality:
    """The Grand Bargain's strict definition (methods.md 3.1).

    Local: headquartered in the response country and not affiliated to an international
    organisation; authorities and Red Cross/Red Crescent societies only at home. What the register
    does not say leaves an organisation unclassified; it is never taken as international.
    """
    return _by_headquarters(known, response_country, affiliated_is_local=False)


def with_affiliated(known: Known, response_country: str | None) -> Locality:
    """As the strict definition, but members of international families count as local at home."""
    return _by_headquarters(known, response_country, affiliated_is_local=True)


def non_state(known: Known, response_country: str | None) -> Locality:
    """As the strict definition, but the country's authorities stand apart."""
    judged = grand_bargain(known, response_country)
    if judged.code == "local" and known.type == "authority":
        return Locality("state", "it is an authority of the country")
    return judged


def fts_subtype(known: Known, response_country: str | None) -> Locality:
    """As FTS calls the recipient, whatever the register says and wherever it works."""
    if not known.fts_word:
        return Locality("unclassified", "no FTS record says what kind of organisation it is")
    return Locality(fts_locality(known.fts_word), f"FTS calls it “{known.fts_word}”")


# In the order they are shown. A new definition is one more function here and its words in the dashboard.
DEFINITIONS: dict[str, Definition] = {
    definition.__name__: definition for definition in (grand_bargain, with_affiliated, non_state, fts_subtype)
}


def _by_headquarters(known: Known, response_country: str | None, *, affiliated_is_local: bool) -> Locality:
    if known.type in INTERNATIONAL_TYPES:
        return Locality("international", f"it is {INTERNATIONAL_TYPES[known.type]}")
    if known.type in NOT_A_RESPONDER:
        return Locality("unclassified", NOT_A_RESPONDER[known.type])
    if response_country is None:
        return Locality("unclassified", "the response country is not stated in workspace.toml")
    if known.hq_country is None:
        return Locality("unclassified", "the register does not say where its headquarters are")
    if known.hq_country != response_country:
        return Locality("international", f"its headquarters are in {known.hq_country}, not in {response_country}")
    here = f"its headquarters are in {known.hq_country}"
    match known.affiliated:
        case True if affiliated_is_local:
            return Locality("local", f"{here}; it is affiliated to an international organisation")
        case True:
            return Locality("international", "it is affiliated to an international organisation")
        case False:
            return Locality("local", f"{here} and {NOT_AFFILIATED}")
        case _:
            return Locality("local", f"{here}; no international affiliation is stated")


def fts_locality(*words: str | None) -> str:
    """Locality by the first of FTS's words that says anything about it."""
    codes = (_fts_words().get(heading_key(word), "unclassified") for word in words if word)
    return next((code for code in codes if code != "unclassified"), "unclassified")


@cache
def _fts_words() -> dict[str, str]:
    with FTS_WORDS.open(encoding="utf-8", newline="") as handle:
        return {heading_key(row["word"]): row["locality"] for row in csv.DictReader(handle)}


def read_locality_decisions(files: Iterable[Path]) -> dict[str, Locality]:
    """What people have decided, from `decisions/locality.csv`; the last row on an organisation counts.

    An empty locality takes a decision back.
    """
    decided: dict[str, Locality] = {}
    for path in (path for path in files if path.name == "locality.csv"):
        for line, row in decision_rows(path, DECISION_COLUMNS):
            _decide(decided, row, line)
    return decided


def _decide(decided: dict[str, Locality], row: Mapping[str, str], line: int) -> None:
    if row["locality"] not in ("", *LOCALITIES):
        raise WorkspaceError(
            f"decisions/locality.csv line {line}: locality is “{row['locality']}”. Expected one of: {', '.join(LOCALITIES)}."
        )
    decided.pop(row["organisation_id"], None)
    if row["locality"]:
        # Who decided it stays in the file: no build holds people's names.
        basis = f"decided on {row['decided_on']}: {row['reason']}"
        decided[row["organisation_id"]] = Locality(row["locality"], basis)


def judge_localities(con: duckdb.DuckDBPyConnection, workspace: Workspace, former_ids: Mapping[str, str]) -> None:
    """Fill `facts.localities`, and locality and basis of `facts.organisations` under the definition in force.

    A decision stands above every definition but FTS's own, which is shown as it is. It follows an organisation
    whose id has changed (`former_ids`: id it would have by another of its names → id).
    """
    read = read_locality_decisions(workspace.decision_files())
    decided = {former_ids.get(organisation_id, organisation_id): judged for organisation_id, judged in read.items()}
    organisations = _known(con)
    if strangers := sorted(set(decided) - {known.organisation_id for known in organisations}):
        raise WorkspaceError(
            f"decisions/locality.csv decides about {strangers[0]!r}, but no partner list holds that organisation. "
            "Correct the id, or remove the line."
        )
    country = workspace["response.country"] or None
    rows = []
    for known in organisations:
        for name, definition in DEFINITIONS.items():
            by_person = None if name == "fts_subtype" else decided.get(known.organisation_id)
            judged = by_person or definition(known, country)
            rows.append((known.organisation_id, name, judged.code, judged.basis, by_person is not None))
    append(con, "facts.localities", rows)
    con.execute(
        "update facts.organisations set locality = judged.locality, locality_basis = judged.basis"
        " from facts.localities as judged"
        " where judged.organisation_id = organisations.organisation_id and judged.definition = ?",
        [workspace["locality.definition"]],
    )


def _known(con: duckdb.DuckDBPyConnection) -> list[Known]:
    rows = con.execute(
        """
        with called as (
            select organisation_id, coalesce(destination_subtype, destination_level) as word, count(*) as times
            from facts.funding_flows
            where organisation_id is not null and word is not null
            group by all
        )
        select organisation_id, type, hq_country, affiliated, max_by(word, (times, word))
        from facts.organisations
        left join called using (organisation_id)
        group by all
        order by organisation_id
        """
    ).fetchall()
    return [Known(*row) for row in rows]
