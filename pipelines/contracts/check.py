"""Does every staged row keep its contract? Checked in SQL; a row that does not goes to quarantine with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

import duckdb

from pipelines.bulk import append
from pipelines.contracts.columns import Column, Contract
from pipelines.contracts.tables import CONTRACTS
from pipelines.sources.reading import Finding, Record, shortened

# What stands before the @ of an address names a person; what stands after it names an organisation.
BEFORE_AT = r"[^\s@<>;,“”«»\"()\[\]]"
ADDRESS = f"{BEFORE_AT}+@"
# An international telephone number. Without the + it could be a code, and is left.
PHONE = r"\+[0-9][0-9 ().-]{7,}[0-9]"
# The same from its first character only: a long text without any @ is else searched once from each of its characters.
WHOLE_ADDRESS = re.compile(f"(?<!{BEFORE_AT}){ADDRESS}")
# What an amount or a day cannot be and a person's name can: two words or more, capitals or a script that has none.
LIKE_A_NAME = r"^[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]*([ ,]+[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]*)+$"
NO_DIGIT = r"^\D*$"
WORDS = ("text", "choice")
LONGEST_VALUE = 120
# A date outside these years is a slip of the pen, and would open a thousand years of empty periods.
FIRST_YEAR, LAST_YEAR = 1900, 2100
FLAG_WORDS = {"true": ("yes", "true", "1", "y"), "false": ("no", "false", "0", "n")}
SQL_TYPES = {
    "text": "varchar", "choice": "varchar", "day": "date", "moment": "timestamp", "amount": "decimal(24, 2)",
    "number": "double", "year": "integer", "flag": "boolean",
}  # fmt: skip
EXPECTED = {
    "text": "a text", "day": "a date such as 2025-03-31", "moment": "a date and time such as 2025-03-31 09:00",
    "amount": "an amount in digits such as 1250000", "number": "a number such as 12.5", "year": "a year such as 2025",
    "flag": "yes or no",
}  # fmt: skip


def create_staging(con: duckdb.DuckDBPyConnection) -> None:
    """Empty staged tables: every column as text, with lineage."""
    con.execute("create schema staged")
    for contract in CONTRACTS.values():
        columns = ", ".join(f'"{column.name}" varchar' for column in contract.columns)
        con.execute(f'create table staged."{contract.table}" (file varchar, sheet varchar, "row" integer, {columns})')
    con.execute(
        'create table found (file varchar, sheet varchar, "row" integer, "column" varchar, value varchar,'
        " rule varchar, severity varchar, message varchar, remedy varchar)"
    )
    con.execute('create table records (file varchar, sheet varchar, "row" integer)')
    con.execute(files("pipelines.staging").joinpath("tables.sql").read_text(encoding="utf-8"))


def stage(con: duckdb.DuckDBPyConnection, file: str, sheet: str, table: str, records: Iterable[Record]) -> None:
    """Add a sheet's records to a staged table; columns the source did not fill stay null."""
    names = [column.name for column in CONTRACTS[table].columns]
    rows = ((file, sheet, record["row"], *(record.get(name) or None for name in names)) for record in records)
    append(con, f'staged."{table}"', rows)


def drop_addresses(con: duckdb.DuckDBPyConnection, contracts: Iterable[Contract]) -> None:
    """No address or telephone number of a person gets further than a column made for it."""
    for contract in contracts:
        columns = [column for column in contract.columns if not column.personal]
        looked = ", ".join(f"bool_or(contains(\"{c.name}\", '@') or contains(\"{c.name}\", '+'))" for c in columns)
        (suspect,) = con.execute(f'select {looked} from staged."{contract.table}"').fetchall()
        cells = [f'{_unaddressed(c)} as "{c.name}"' for c, found in zip(columns, suspect, strict=True) if found]
        if cells:
            con.execute(
                f'create or replace table staged."{contract.table}" as'
                f' select * replace ({", ".join(cells)}) from staged."{contract.table}"'
            )
    con.execute(f"update counted.organisations set name = {_unaddressed(Column('name'))} where contains(name, '+')")


def _unaddressed(column: Column) -> str:
    name = f'"{column.name}"'
    unaddressed = f"regexp_replace({name}, '{ADDRESS}', '@', 'g')"
    if column.kind not in WORDS:
        return unaddressed
    return f"case when contains({name}, '+') then nullif(trim(regexp_replace({unaddressed}, '{PHONE}', '', 'g')), '') else {unaddressed} end"


def add_findings(con: duckdb.DuckDBPyConnection, file: str, findings: Iterable[Finding]) -> None:
    """Keep what a source itself found, without the addresses and telephone numbers of people, and no longer than can be read."""
    append(con, "found", [_row(file, finding) for finding in findings])


def _row(file: str, finding: Finding) -> list[str | int]:
    column, value = (shortened(unaddressed(text), LONGEST_VALUE) for text in (finding.column, finding.value))
    # A long cell is cut where it is quoted, so that the end of the sentence is not.
    message, remedy = (
        shortened(unaddressed(text.replace(finding.value, value) if len(finding.value) > LONGEST_VALUE else text))
        for text in (finding.message, finding.remedy)
    )
    return [file, finding.sheet, finding.row, column, value, finding.rule, finding.severity, message, remedy]


def unaddressed(text: str) -> str:
    """A text without the addresses and telephone numbers of people."""
    return re.sub(PHONE, "", WHOLE_ADDRESS.sub("@", text))


def report_broken_cells(con: duckdb.DuckDBPyConnection, contracts: Iterable[Contract]) -> None:
    """Report every cell that breaks its contract. Each table is looked through once; most columns need no second look."""
    for contract in contracts:
        rules = [rule for column in contract.columns for rule in _rules(column)]
        looked = ", ".join(f"coalesce(bool_or({broken}), false)" for *_, broken in rules)
        (answers,) = con.execute(f'select {looked} from staged."{contract.table}"').fetchall()
        for rule, found in zip(rules, answers, strict=True):
            if found:
                _report(con, contract, *rule)


def report_orphans(con: duckdb.DuckDBPyConnection, contracts: Iterable[Contract]) -> None:
    """Report rows whose parent (attendance: the meeting, answers: the questionnaire) is itself in quarantine."""
    for contract in contracts:
        if parent := contract.parent:
            con.execute(
                f"""
                insert into found
                select distinct file, sheet, "row", $key, '', 'orphan', 'error', $message, $remedy
                from staged."{contract.table}" as child
                anti join (
                    select file, sheet, "{parent.key}" from staged."{parent.table}"
                    anti join (select file, sheet, "row" from found where severity = 'error') using (file, sheet, "row")
                ) as good using (file, sheet, "{parent.key}")
                anti join (select file, sheet, "row" from found where severity = 'error') as broken using (file, sheet, "row")
                """,
                {
                    "key": parent.key,
                    "message": f"The {parent.what} this row belongs to could not be read.",
                    "remedy": f"Mend the {parent.what} first.",
                },
            )


def filled(con: duckdb.DuckDBPyConnection, schema: str = "staged") -> list[Contract]:
    """The contracts whose tables hold any row: most workspaces fill a few of them."""
    tables = " union all ".join(f"select '{table}', count(*) from {schema}.\"{table}\"" for table in CONTRACTS)
    names = {name for name, rows in con.execute(tables).fetchall() if rows}
    return [contract for contract in CONTRACTS.values() if contract.table in names]


def separate(con: duckdb.DuckDBPyConnection, contracts: Iterable[Contract]) -> None:
    """Make the typed tables, with all rows that have no error; `quarantined` lists the others."""
    con.execute("create schema typed")
    con.execute(
        'create table quarantined as select distinct file, sheet, "row" from found where severity = \'error\' and "row" > 0'
    )
    for contract in CONTRACTS.values():
        columns = ", ".join(map(typed_column, contract.columns))
        con.execute(f'create table typed."{contract.table}" (file varchar, sheet varchar, "row" integer, {columns})')
    for contract in contracts:
        casts = ", ".join(_cast(column) for column in contract.columns)
        con.execute(
            f'insert into typed."{contract.table}" select file, sheet, "row", {casts} from staged."{contract.table}"'
            ' anti join quarantined using (file, sheet, "row")'
        )


def typed_column(column: Column) -> str:
    """SQL that declares a column of a typed table."""
    return f'"{column.name}" {SQL_TYPES[column.kind]}'


def _rules(column: Column) -> list[tuple[Column, str, str]]:
    """Two rules a column: `required` (nothing there) and `<kind>` (something else there), each with its SQL."""
    rules = [(column, "required", f'"{column.name}" is null')] if column.required else []
    if broken := _broken(column):
        rules.append((column, column.kind, f'"{column.name}" is not null and ({broken})'))
    return rules


def _report(con: duckdb.DuckDBPyConnection, contract: Contract, column: Column, rule: str, broken: str) -> None:
    expected = column.expected or EXPECTED.get(column.kind) or f"one of: {', '.join(column.choices)}"
    if rule == "required":
        value = "''"
        before, after = f"{label(column)} is empty. Expected {expected}.", ""
        remedy = "Fill the cell in the file, or leave the row out if it is not a record."
    else:
        value = _shown(contract, column)
        before, after = f"{label(column)} reads “", f"”. Expected {expected}."
        remedy = "Correct the cell in the file and build again."
    con.execute(
        f"insert into found select file, sheet, \"row\", $column, {value}, $rule, 'error', $before || {value} || $after,"
        f' $remedy from staged."{contract.table}" where {broken}',
        {"column": column.name, "rule": rule, "before": before, "after": after, "remedy": remedy},
    )


def _shown(contract: Contract, column: Column) -> str:
    """SQL for a cell that cannot be taken, as a person may read it.

    A comma too many moves a name into the column of a number or a time: what may be a name is not repeated.
    """
    if column.personal:
        return "'(not shown: personal)'"
    text = f'left("{column.name}", {LONGEST_VALUE})'
    if column.kind in WORDS:
        return text
    about_people = any(other.personal for other in contract.columns)
    hidden = NO_DIGIT if about_people else LIKE_A_NAME.replace("'", "''")
    phone = f"regexp_full_match(\"{column.name}\", '{PHONE}')"
    return f"case when {phone} or regexp_matches(\"{column.name}\", '{hidden}') then '(not shown: may be personal)' else {text} end"


def label(column: Column) -> str:
    """A column's name as words: `joined_on` gives `Joined on`."""
    return column.name.replace("_", " ").capitalize()


def _broken(column: Column) -> str:
    """SQL that is true where a filled cell cannot be taken."""
    name = f'"{column.name}"'
    if column.kind == "text":
        return ""
    if column.kind == "choice":
        allowed = ", ".join(f"'{choice}'" for choice in column.choices)
        return f"{name} not in ({allowed})"
    wrong = f"({_cast(column)}) is null"
    if column.kind in ("day", "moment"):
        wrong += f" or year({_cast(column)}) not between {FIRST_YEAR} and {LAST_YEAR}"
    bounds = [
        f"{_cast(column)} {sign} {bound}"
        for sign, bound in (("<", column.low), (">", column.high))
        if bound is not None
    ]
    return " or ".join([wrong, *bounds])


def _cast(column: Column) -> str:
    """SQL that turns the text into its type, or null."""
    name = f'"{column.name}"'
    match column.kind:
        case "flag":
            cases = " ".join(
                f"when lower({name}) in ({', '.join(repr(word) for word in words)}) then {value}"
                for value, words in FLAG_WORDS.items()
            )
            return f"case {cases} end"
        case "amount":
            # Through double only where the text is in scientific notation, which is inexact already.
            return (
                f"case when regexp_full_match({name}, '[-+]?[0-9.]+[eE][-+]?[0-9]+') then try_cast(try_cast({name} as double) as decimal(24, 2))"
                f" when regexp_full_match({name}, '[-+]?[0-9]+([.][0-9]*)?') then try_cast({name} as decimal(24, 2)) end"
            )
        case "day":
            return f"case when regexp_matches({name}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') then try_cast(left({name}, 10) as date) end"
        case "number":
            return f"case when isfinite(try_cast({name} as double)) then try_cast({name} as double) end"
        case kind:
            return f"try_cast({name} as {SQL_TYPES[kind]})"
