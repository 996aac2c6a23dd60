"""How does a staged table become a fact that needs no statement of its own? Organisations and clusters found, copies dropped."""

from __future__ import annotations

import duckdb

from pipelines.contracts.check import typed_column
from pipelines.contracts.columns import Contract


def create_plain(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Make an empty `facts.<table>`: the columns of the contract, what they were matched to, and where a row comes from."""
    content = [typed_column(column) for column in contract.columns if not column.personal]
    ids = [f'"{column.name}_id" varchar' for column in contract.columns if column.organisation_in]
    cluster = ["cluster_id varchar"] if contract.cluster else []
    columns = ", ".join([*content, *ids, *cluster, "file varchar", "sheet varchar", '"row" integer'])
    con.execute(f'create table facts."{contract.table}" ({columns})')
    meaning = contract.meaning.replace("'", "''")
    con.execute(f"comment on table facts.\"{contract.table}\" is '{meaning}'")


def fill_plain(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Fill `facts.<table>` from `typed.<table>`.

    Each column that holds organisation names gets a `…_id` beside it (null: not matched), `cluster` becomes
    `cluster_id`, and `file`, `sheet` and `row` say where a row comes from. A row that stands in two files is one
    row, as copies of a list often lie in one folder; twice in one file it is two. Where the contract says what a row
    is `about`, the fullest of the rows about one thing counts: a later copy of a log knows how it ended.
    """
    names = [column.name for column in contract.columns if column.organisation_in]
    content = [f'"{column.name}"' for column in contract.columns if not column.personal]
    ids = "".join(f', "{name}_match".organisation_id as "{name}_id"' for name in names)
    joins = "".join(
        f' left join name_matches as "{name}_match" on "{name}_match".name = once."{name}"' for name in names
    )
    if contract.cluster:
        ids += ", cluster_of.cluster_id"
        joins += (
            " left join cluster_of on cluster_of.file = once.file and cluster_of.sheet = once.sheet"
            " and cluster_of.text = coalesce(once.cluster, '')"
        )
    listed = ", ".join(content)
    about = ", ".join(f'"{name}"' for name in contract.about) or listed
    filled = " + ".join(f"({name} is not null)::integer" for name in content)
    con.execute(
        f"""
        insert into facts."{contract.table}"
        with counted as (
            select *, {filled} as filled, row_number() over (partition by {about}, file order by sheet, "row") as nth
            from typed."{contract.table}"
        ),
        once as (
            select distinct on ({about}, nth) * from counted
            order by {about}, nth, filled desc, {listed}, file, sheet, "row"
        )
        select {", ".join(f"once.{name}" for name in content)}{ids}, once.file, once.sheet, once."row"
        from once{joins}
        order by once.file, once.sheet, once."row"
        """
    )
