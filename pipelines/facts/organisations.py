"""Which organisation does each name in the records mean? Writes the register, the matches, and what is left to people."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.contracts.tables import name_columns
from pipelines.kept_tables import fill, rows_digest
from pipelines.organisations.matching import Matcher
from pipelines.organisations.names import mail_domain
from pipelines.organisations.register import Organisation, build_register, fts_owners
from pipelines.organisations.suggestions import OWN_COUNTRY, Suggestion, suggested
from pipelines.remembered import digest
from pipelines.staging.scope import IN_SCOPE
from pipelines.workspace import Workspace, deciding

# A name found on a public list only is shown to people all the same when a partner looks at least so much like it.
LIKE_A_PARTNER = 70


# What decides about the organisations and about which names mean them, besides decisions and settings.
READ = (
    "from typed.organisations",
    "select distinct name from name_uses",
    "select distinct destination_organisation, destination_fts_id, source_fts_id from typed.funding_flows",
)
MADE = (
    "name_matches", "guest_matches", "unknown_domains", "fts_ids", "partner_ids", "former_ids", "listed_names",
    "name_suggestions", "register_findings", "facts.organisations", "facts.organisation_names",
)  # fmt: skip
GUESTS = "select 1 from typed.attendance where organisation is null limit 1"


def find_organisations(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, decisions: dict[str, str]
) -> dict[str, str]:
    """Fill the tables of organisations, their names, and the names nobody knows.

    Afterwards `name_matches`, `guest_matches` and `fts_ids` lead from the records to organisations. Returns the id of each
    organisation by the ids it would have by another of its names.
    """
    _count_names(con)

    def settle() -> None:
        _settle(con, workspace, decisions)

    if con.execute(GUESTS).fetchall():  # what is found by the names of people is never kept
        settle()
    else:
        read = [rows_digest(con, query) for query in READ]
        made_of = digest("organisations", read, decisions, deciding(workspace.settings))
        if fill(con, made_of, MADE, settle):
            con.execute("insert into found from register_findings")
    con.execute(files("pipelines.organisations").joinpath("unmatched.sql").read_text(encoding="utf-8"))
    return dict(con.execute("select former_id, organisation_id from former_ids").fetchall())


def _settle(con: duckdb.DuckDBPyConnection, workspace: Workspace, decisions: dict[str, str]) -> None:
    """Who there is, and whom each name means: everything but how often it was seen."""
    (before,) = con.execute("select count(*) from found").fetchall()[0]
    register = build_register(con, workspace, decisions)
    con.execute(f"create table register_findings as from found offset {before}")
    matcher = Matcher([organisation.names for organisation in register], decisions)
    _match_names(con, matcher)
    _match_guests(con, matcher)
    _match_fts_ids(con, register)
    _write_organisations(con, register)
    _suggest(con, matcher, register, workspace)
    con.execute("create table former_ids (former_id varchar, organisation_id varchar)")
    former = {other: known.organisation_id for known in register for other in known.names.other_ids}
    append(con, "former_ids", list(former.items()))


def _count_names(con: duckdb.DuckDBPyConnection) -> None:
    """`name_uses`: where each name was seen, and how often. Records of other countries are nobody's work here."""
    uses = " union all ".join(
        f"select {column} as name, '{place}' as seen_in from typed.{table}"
        f" where {column} is not null and {IN_SCOPE.get(table, 'true')}"
        for table, column, place in name_columns()
    )
    con.execute(
        f"create table name_uses as select name, seen_in, count(*)::integer as records from ({uses}) group by all"
    )
    con.execute(
        "insert into name_uses select name, 'attendance', sum(records)::integer"
        " from counted.attendance join counted.organisations using (list, organisation) group by name"
    )


def _match_names(con: duckdb.DuckDBPyConnection, matcher: Matcher) -> None:
    """`name_matches` for all names in use."""
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


def _suggest(
    con: duckdb.DuckDBPyConnection, matcher: Matcher, register: Sequence[Organisation], workspace: Workspace
) -> None:
    """`name_suggestions`: the names to show to people, with up to three suggestions each; `rank` is null without any."""
    con.execute(
        'create table name_suggestions (name varchar, "rank" integer, organisation_id varchar, suggestion varchar,'
        " certainty double, reason varchar)"
    )
    names = {organisation.organisation_id: organisation.name for organisation in register}
    rows: list[tuple[Any, ...]] = []
    for name, found in _suggestions(con, matcher, register, workspace).items():
        rows += [
            (name, rank, one.organisation_id, names[one.organisation_id], one.certainty, one.reason)
            for rank, one in enumerate(found, start=1)
        ] or [(name, *[None] * 5)]
    append(con, "name_suggestions", rows)


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
