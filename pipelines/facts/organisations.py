"""Which organisation does each name in the records mean? Writes the register, the matches, and what is left to people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.contracts.tables import name_columns
from pipelines.organisations.matching import Matcher
from pipelines.organisations.names import mail_domain
from pipelines.organisations.register import Organisation, fts_owners
from pipelines.organisations.suggestions import OWN_COUNTRY, Suggestion, suggested
from pipelines.workspace import Workspace

# A name found on a public list only is shown to people all the same when a partner looks at least so much like it.
LIKE_A_PARTNER = 70


def find_organisations(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, register: Sequence[Organisation], decisions: dict[str, str]
) -> None:
    """Fill the tables of organisations, their names, and the names nobody knows.

    Afterwards `name_matches`, `guest_matches` and `fts_ids` lead from the records to organisations.
    """
    matcher = Matcher([organisation.names for organisation in register], decisions)
    _match_names(con, matcher)
    _match_guests(con, matcher)
    _match_fts_ids(con, register)
    _write_organisations(con, register)
    _write_unmatched(con, matcher, register, workspace)


def _match_names(con: duckdb.DuckDBPyConnection, matcher: Matcher) -> None:
    """`name_matches` for all names in use; `name_uses` counts where each was seen."""
    uses = " union all ".join(
        f"select {column} as name, '{place}' as seen_in from typed.{table} where {column} is not null"
        for table, column, place in name_columns()
    )
    con.execute(
        f"create table name_uses as select name, seen_in, count(*)::integer as records from ({uses}) group by all"
    )
    con.execute(
        "insert into name_uses select name, 'attendance', sum(records)::integer"
        " from counted.attendance join counted.organisations using (list, organisation) group by name"
    )
    names = con.execute("select distinct name from name_uses order by name").fetchall()
    con.execute("create table name_matches (name varchar, organisation_id varchar, how varchar)")
    matches = [(name, match.organisation_id, match.how) for (name,) in names if (match := matcher.match(name))]
    append(con, "name_matches", matches)


def _match_guests(con: duckdb.DuckDBPyConnection, matcher: Matcher) -> None:
    """`guest_matches` for people in online meetings, `unknown_domains` for the rest. In memory only: people's names."""
    guests = con.execute(
        "select person, email, count(*) from typed.attendance where organisation is null group by all"
    ).fetchall()
    con.execute("create table guest_matches (person varchar, email varchar, organisation_id varchar)")
    con.execute("create table unknown_domains (name varchar, records integer)")
    matches = {(person, email): matcher.match_person(person or "", email or "") for person, email, _ in guests}
    append(con, "guest_matches", [(*guest, match.organisation_id) for guest, match in matches.items() if match])
    strangers = [
        (mail_domain(email), records) for person, email, records in guests if email and not matches[person, email]
    ]
    append(con, "unknown_domains", [(f"@{domain}", records) for domain, records in strangers if domain])


def _match_fts_ids(con: duckdb.DuckDBPyConnection, register: Sequence[Organisation]) -> None:
    """`fts_ids`: whose each id is; an id that two organisations claim leads to none.

    A public list's id does not lead away from a partner that the flow names.
    """
    con.execute("create table fts_ids (fts_id varchar, organisation_id varchar)")
    owners = fts_owners(register).items()
    append(con, "fts_ids", [(fts_id, found[0].organisation_id) for fts_id, found in owners if len(found) == 1])
    partners = [(organisation.organisation_id,) for organisation in register if organisation.partner]
    con.execute("create table partner_ids (organisation_id varchar)")
    append(con, "partner_ids", partners)
    con.execute(
        """
        delete from fts_ids
        where organisation_id not in (from partner_ids) and fts_id in (
            select destination_fts_id
            from typed.funding_flows
            join name_matches on name_matches.name = funding_flows.destination_organisation
            join partner_ids using (organisation_id)
        )
        """
    )


def _write_organisations(con: duckdb.DuckDBPyConnection, register: Sequence[Organisation]) -> None:
    """The partners, and of the public lists those that a record names."""
    named = {
        organisation_id
        for (organisation_id,) in con.execute(
            "select organisation_id from name_matches union select organisation_id from guest_matches"
            " union select organisation_id from fts_ids where fts_id in ("
            "select destination_fts_id from typed.funding_flows union select source_fts_id from typed.funding_flows)"
        ).fetchall()
    }
    kept = [organisation for organisation in register if organisation.partner or organisation.organisation_id in named]
    append(con, "facts.organisations", [_organisation_row(organisation) for organisation in kept])
    con.execute(
        "create table listed_names (name varchar, organisation_id varchar, kind varchar, language varchar, place integer)"
    )
    append(con, "listed_names", [row for organisation in kept for row in _name_rows(organisation)])
    con.execute(
        """
        insert into facts.organisation_names
        select name, organisation_id, coalesce(how, 'register'), coalesce(kind, 'spelling'), language
        from listed_names
        full join name_matches using (name, organisation_id)
        order by organisation_id, place nulls last, name
        """
    )


def _name_rows(organisation: Organisation) -> list[tuple[str, str, str, str | None, int]]:
    """One row a name: what is both the name and the acronym is the name."""
    once = {listed.name: listed for listed in reversed(organisation.listed_names)}
    return [
        (name, organisation.organisation_id, listed.kind, listed.language, place)
        for place, (name, listed) in enumerate(reversed(once.items()))
    ]


def _organisation_row(organisation: Organisation) -> tuple[Any, ...]:
    known = organisation.attributes
    acronyms = organisation.names.acronyms
    return (
        organisation.organisation_id, organisation.name, acronyms[0] if acronyms else None,
        known["type"] or "unknown", known["type_word"], known["hq_country"], known["affiliated"], known["affiliated_to"],
        known["women_led"], known["refugee_led"], known["disability_led"], known["flags_source"], known["flags_date"],
        "partner" if organisation.partner else "reference", ";".join(organisation.fts_ids) or None,
        known["filled_from"] or None,
        "unclassified", "not judged yet",  # organisations/locality.py does, when all facts are there
    )  # fmt: skip


def _write_unmatched(
    con: duckdb.DuckDBPyConnection, matcher: Matcher, register: Sequence[Organisation], workspace: Workspace
) -> None:
    """Names no rule matches, with up to three suggestions each; and names of public lists that look like a partner."""
    suggested = _suggestions(con, matcher, register, workspace)
    seen = con.execute(
        "select name, string_agg(distinct seen_in, ', ' order by seen_in), sum(records)::integer"
        " from (select * from name_uses union all select name, 'attendance', records from unknown_domains)"
        " group by name order by name"
    ).fetchall()
    names = {organisation.organisation_id: organisation.name for organisation in register}
    unmatched, further = [], []
    for name, seen_in, records in (row for row in seen if row[0] in suggested):
        nearest = next(iter(suggested[name]), None)
        first = (
            (nearest.organisation_id, names[nearest.organisation_id], nearest.certainty, nearest.reason)
            if nearest
            else (None,) * 4
        )
        unmatched.append((name, seen_in, records, *first))
        further += [
            (name, rank, found.organisation_id, names[found.organisation_id], found.certainty, found.reason)
            for rank, found in enumerate(suggested[name], start=1)
        ]
    append(con, "facts.unmatched_organisations", unmatched)
    append(con, "facts.organisation_suggestions", further)


def _suggestions(
    con: duckdb.DuckDBPyConnection, matcher: Matcher, register: Sequence[Organisation], workspace: Workspace
) -> dict[str, list[Suggestion]]:
    """Every name to show to people, with its suggestions. A domain of e-mail addresses has none."""
    used = con.execute(
        "select distinct name, organisation_id from (select name from name_uses union all select name from unknown_domains)"
        " left join name_matches using (name) order by name"
    ).fetchall()
    own_country = {key: workspace[key] for key in OWN_COUNTRY}
    public = {organisation.organisation_id: organisation.name for organisation in register if not organisation.partner}
    unknown = [name for name, target in used if target is None and not matcher.is_no_organisation(name)]
    words = [name for name in unknown if not name.startswith("@")]
    found: dict[str, list[Suggestion]] = {name: [] for name in unknown}
    everyone = [organisation.names for organisation in register]
    found |= dict(zip(words, suggested(everyone, words, own_country), strict=True))
    by_public = {name: public[target] for name, target in used if target in public}
    partners = [names for names in everyone if names.partner]
    for name, suggestions in zip(by_public, suggested(partners, list(by_public), own_country), strict=True):
        likely = [
            Suggestion(s.organisation_id, s.certainty, f"a public list has it as “{by_public[name]}”; {s.reason}")
            for s in suggestions
            if s.certainty >= LIKE_A_PARTNER
        ]
        found |= {name: likely} if likely else {}
    return found
