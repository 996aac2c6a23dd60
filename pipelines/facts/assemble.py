"""How do checked rows become facts? Names find their organisation, texts their cluster, reports their meeting."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from pipelines.facts.meetings import link_meetings
from pipelines.organisations.clusters import Clusters
from pipelines.organisations.matching import Matcher
from pipelines.organisations.names import mail_domain
from pipelines.organisations.register import Organisation
from pipelines.workspace import Workspace, country_code

# Where organisation names stand, and how the place is called on screen.
NAME_COLUMNS = {
    "memberships": ("organisation", "partner list"),
    "attendance": ("organisation", "attendance"),
    "survey_responses": ("organisation", "survey"),
    "funding_flows": ("destination_organisation", "funding"),
    "allocations": ("organisation", "pooled fund"),
}
FACTS = ("memberships", "attendance", "survey_responses", "survey_answers", "funding_flows", "flow_reports", "allocations")


def assemble(
    con: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    clusters: Clusters,
    register: list[Organisation],
    decisions: dict[str, str],
) -> None:
    """Fill every table of `facts` from `typed`."""
    matcher = Matcher([organisation.names for organisation in register], decisions)
    _write_clusters(con, clusters)
    _write_organisations(con, register)
    _match_names(con, matcher)
    _match_guests(con, matcher)
    _write_unmatched(con, matcher, {o.organisation_id: o.name for o in register})
    _match_flow_texts(con, workspace, clusters)
    link_meetings(con, clusters)
    for fact in FACTS:
        con.execute(files("pipelines.facts").joinpath(f"{fact}.sql").read_text(encoding="utf-8"))


def _write_clusters(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    for cluster in clusters.all:
        con.execute("insert into facts.clusters values (?, ?, ?)", [cluster.id, cluster.name, cluster.lead or None])


def _write_organisations(con: duckdb.DuckDBPyConnection, register: list[Organisation]) -> None:
    con.execute("create table fts_ids (fts_id varchar, organisation_id varchar)")
    for organisation in register:
        known = organisation.attributes
        names = organisation.names
        con.execute(
            "insert into facts.organisations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                organisation.organisation_id, organisation.name, names.acronyms[0] if names.acronyms else None,
                known["type"] or "unknown", known["hq_country"], known["affiliated"], known["women_led"],
                known["refugee_led"], known["disability_led"], known["locality"], known["locality_basis"],
            ],
        )  # fmt: skip
        if known["fts_id"]:
            con.execute("insert into fts_ids values (?, ?)", [known["fts_id"], organisation.organisation_id])


def _match_names(con: duckdb.DuckDBPyConnection, matcher: Matcher) -> None:
    """`name_matches` for all names in use; `name_uses` counts where each was seen."""
    uses = " union all ".join(
        f"select {column} as name, '{place}' as seen_in from typed.{table} where {column} is not null"
        for table, (column, place) in NAME_COLUMNS.items()
    )
    con.execute(
        f"create table name_uses as select name, seen_in, count(*)::integer as records from ({uses}) group by all"
    )
    names = con.execute("select distinct name from name_uses order by name").fetchall()
    matches = [(name, match.organisation_id, match.how) for (name,) in names if (match := matcher.match(name))]
    con.execute("create table name_matches (name varchar, organisation_id varchar, how varchar)")
    if matches:
        con.executemany("insert into name_matches values (?, ?, ?)", matches)
    con.execute("insert into facts.organisation_names select * from name_matches order by all")


def _match_guests(con: duckdb.DuckDBPyConnection, matcher: Matcher) -> None:
    """`guest_matches` for people in online meetings. Lives in memory only: it holds people's names."""
    guests = con.execute("select distinct person, email from typed.attendance where organisation is null").fetchall()
    con.execute("create table guest_matches (person varchar, email varchar, organisation_id varchar, how varchar)")
    found = [
        (person, email, match.organisation_id, match.how)
        for person, email in guests
        if (match := matcher.match_person(person or "", email or ""))
    ]
    if found:
        con.executemany("insert into guest_matches values (?, ?, ?, ?)", found)
    con.execute("create table unknown_domains (name varchar, records integer)")
    known = {(person, email) for person, email, _, _ in found}
    for email, records in con.execute(
        "select email, count(*) from typed.attendance where organisation is null and email is not null group by email"
    ).fetchall():
        domain = mail_domain(email)
        if domain and not any(e == email for _, e in known):
            con.execute("insert into unknown_domains values (?, ?)", [f"@{domain}", records])


def _write_unmatched(con: duckdb.DuckDBPyConnection, matcher: Matcher, names: dict[str, str]) -> None:
    unmatched = con.execute(
        "select name, string_agg(distinct seen_in, ', ' order by seen_in), sum(records)::integer"
        " from (select * from name_uses union all select name, 'attendance', records from unknown_domains)"
        " anti join name_matches using (name) group by name order by name"
    ).fetchall()
    for name, seen_in, records in unmatched:
        suggestion = None if name.startswith("@") else matcher.suggest(name)
        con.execute(
            "insert into facts.unmatched_organisations values (?, ?, ?, ?, ?, ?, ?)",
            [
                name, seen_in, records,
                (suggestion.organisation_id or None) if suggestion else None,
                names.get(suggestion.organisation_id) if suggestion else None,
                (suggestion.certainty or None) if suggestion else None,
                suggestion.reason if suggestion else None,
            ],
        )  # fmt: skip


def _match_flow_texts(con: duckdb.DuckDBPyConnection, workspace: Workspace, clusters: Clusters) -> None:
    """Lists inside flows: which cluster they name, and whether they name the response country alone.

    A flow that names several clusters or countries belongs to none of them: it is never split.
    """
    con.execute("create table flow_clusters (text varchar, cluster_id varchar)")
    for (text,) in con.execute(
        "select distinct clusters from typed.funding_flows where clusters is not null"
    ).fetchall():
        parts = text.split("|")
        con.execute(
            "insert into flow_clusters values (?, ?)", [text, clusters.named(parts[0]) if len(parts) == 1 else None]
        )
    con.execute("create table allocation_clusters (text varchar, cluster_id varchar)")
    for (text,) in con.execute("select distinct cluster from typed.allocations where cluster is not null").fetchall():
        con.execute("insert into allocation_clusters values (?, ?)", [text, clusters.named(text)])
    con.execute("create table flow_countries (text varchar, in_response boolean)")
    country = workspace["response.country"]
    for (text,) in con.execute("select distinct destination_countries from typed.funding_flows").fetchall():
        codes = [country_code(part, workspace) for part in (text or "").split("|") if part]
        con.execute("insert into flow_countries values (?, ?)", [text, not country or codes == [country]])
