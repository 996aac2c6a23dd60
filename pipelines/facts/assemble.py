"""How do checked rows become facts? Names find their organisation, texts their cluster, reports their meeting."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import duckdb

from pipelines.bulk import append
from pipelines.contracts.tables import CONTRACTS
from pipelines.facts.meetings import link_meetings
from pipelines.facts.plain import write_plain
from pipelines.organisations.clusters import Clusters
from pipelines.organisations.matching import Matcher, Suggestion
from pipelines.organisations.names import mail_domain
from pipelines.organisations.register import Organisation
from pipelines.workspace import Workspace, country_code

STATEMENTS = files("pipelines.facts")


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
    _write_facts(con)


def _write_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Run the statement of every fact that has one, and copy the other staged tables as they are."""
    for statement in sorted(entry.name for entry in STATEMENTS.iterdir() if entry.name.endswith(".sql")):
        con.execute(STATEMENTS.joinpath(statement).read_text(encoding="utf-8"))
    made = {
        name
        for (name,) in con.execute("select table_name from duckdb_tables() where database_name = 'facts'").fetchall()
    }
    for contract in CONTRACTS.values():
        if contract.table not in made:
            write_plain(con, contract)


def name_columns() -> list[tuple[str, str, str]]:
    """Where organisation names stand: table, column, and how the place is called on screen."""
    return [
        (contract.table, column.name, column.organisation_in)
        for contract in CONTRACTS.values()
        for column in contract.columns
        if column.organisation_in
    ]


def _write_clusters(con: duckdb.DuckDBPyConnection, clusters: Clusters) -> None:
    append(con, "facts.clusters", [(cluster.id, cluster.name, cluster.lead or None) for cluster in clusters.all])


def _write_organisations(con: duckdb.DuckDBPyConnection, register: list[Organisation]) -> None:
    append(con, "facts.organisations", [_organisation_row(organisation) for organisation in register])
    con.execute("create table fts_ids (fts_id varchar, organisation_id varchar)")
    append(con, "fts_ids", [(o.attributes["fts_id"], o.organisation_id) for o in register if o.attributes["fts_id"]])


def _organisation_row(organisation: Organisation) -> tuple[Any, ...]:
    known = organisation.attributes
    acronyms = organisation.names.acronyms
    return (
        organisation.organisation_id, organisation.name, acronyms[0] if acronyms else None, known["type"] or "unknown",
        known["hq_country"], known["affiliated"], known["women_led"], known["refugee_led"], known["disability_led"],
        known["locality"], known["locality_basis"],
    )  # fmt: skip


def _match_names(con: duckdb.DuckDBPyConnection, matcher: Matcher) -> None:
    """`name_matches` for all names in use; `name_uses` counts where each was seen."""
    uses = " union all ".join(
        f"select {column} as name, '{place}' as seen_in from typed.{table} where {column} is not null"
        for table, column, place in name_columns()
    )
    con.execute(
        f"create table name_uses as select name, seen_in, count(*)::integer as records from ({uses}) group by all"
    )
    names = con.execute("select distinct name from name_uses order by name").fetchall()
    con.execute("create table name_matches (name varchar, organisation_id varchar, how varchar)")
    matches = [(name, match.organisation_id, match.how) for (name,) in names if (match := matcher.match(name))]
    append(con, "name_matches", matches)
    con.execute("insert into facts.organisation_names select * from name_matches order by all")


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


def _write_unmatched(con: duckdb.DuckDBPyConnection, matcher: Matcher, names: dict[str, str]) -> None:
    unmatched = con.execute(
        "select name, string_agg(distinct seen_in, ', ' order by seen_in), sum(records)::integer"
        " from (select * from name_uses union all select name, 'attendance', records from unknown_domains)"
        " anti join name_matches using (name) group by name order by name"
    ).fetchall()
    rows = []
    for name, seen_in, records in unmatched:
        nearest = (None if name.startswith("@") else matcher.suggest(name)) or Suggestion("", 0.0, "")
        certainty, reason = nearest.certainty or None, nearest.reason or None
        target = nearest.organisation_id
        rows.append((name, seen_in, records, target or None, names.get(target), certainty, reason))
    append(con, "facts.unmatched_organisations", rows)


def _match_flow_texts(con: duckdb.DuckDBPyConnection, workspace: Workspace, clusters: Clusters) -> None:
    """Lists inside flows: which cluster they name, and whether they name the response country alone.

    A flow that names several clusters or countries belongs to none of them: it is never split.
    """
    country = workspace["response.country"]

    def cluster(text: str) -> str | None:
        return None if "|" in text else clusters.named(text)

    def in_response(text: str) -> bool:
        return not country or [country_code(part, workspace) for part in text.split("|") if part] == [country]

    _map_texts(con, "flow_clusters (text varchar, cluster_id varchar)", "funding_flows", "clusters", cluster)
    _map_texts(con, "allocation_clusters (text varchar, cluster_id varchar)", "allocations", "cluster", clusters.named)
    _map_texts(
        con, "flow_countries (text varchar, in_response boolean)", "funding_flows", "destination_countries", in_response
    )


def _map_texts(
    con: duckdb.DuckDBPyConnection, mapping: str, table: str, column: str, meaning: Callable[[str], str | bool | None]
) -> None:
    """A table from each distinct text of a column to what it means."""
    con.execute(f"create table {mapping}")
    texts = con.execute(f"select distinct {column} from typed.{table}").fetchall()
    append(con, mapping.split()[0], [(text, meaning(text or "")) for (text,) in texts])
