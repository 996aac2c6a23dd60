"""Can the numbers be trusted: how fresh, how complete and how sure the data are, and what became of every row."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboard import audience as audiences
from dashboard import data_words, filters, frame, words
from dashboard.figures.coverage import coverage
from dashboard.figures.picture import show
from dashboard.queries import MOST_FINDINGS, Reader, Row

TALL = 76  # pixels: room for three lines of words in a table row
BESIDE = 2
MOST_LISTED = 10


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        "Can we trust these numbers?",
        "Every row that was read is either loaded or set aside with a reason; none is lost. "
        "Correct a row in your own file, build again, and it counts.",
    )
    files = reader.files()
    _account(files)
    ages = reader.data_ages()
    _freshness(ages)
    _coverage(reader, ages)
    _quality(reader.data_quality())
    _files(files)
    _set_aside(reader, files)
    _unmatched(reader)
    _settings(reader)


def _account(files: list[Row]) -> None:
    if not files:
        st.info("The folder holds no files yet.")
        return
    totals = {name: sum(row[name] for row in files) for name in ("rows_read", "rows_accepted", "rows_quarantined")}
    st.markdown(
        f"**{len(files)} files, {totals['rows_read']:,} rows read = {totals['rows_accepted']:,} loaded + "
        f"{totals['rows_quarantined']:,} set aside.**"
    )


def _freshness(ages: list[Row]) -> None:
    frame.section("How fresh is it?", "The last day each kind of file speaks of, the oldest first.")
    if not ages:
        st.markdown("No file says a day yet.")
        return
    st.markdown("\n".join(data_words.ages(ages, dt.datetime.now(dt.UTC).date())), width=760)


def _coverage(reader: Reader, ages: list[Row]) -> None:
    frame.section("Which months are covered?")
    records = reader.coverage()
    if not records:
        st.markdown("No month is covered yet.")
        return
    show(coverage(records, ages), "coverage")
    gaps = data_words.gaps(reader.coverage_gaps())
    if gaps:
        st.markdown("**Months that are missing.** Add the files, or leave it so if nobody met.")
        st.markdown("\n".join(gaps), width=760)
    elif any(row["source"] == "attendance" for row in records):
        st.markdown(
            "**No gap:** each cluster has met every month since its first meeting, and somebody recorded who came."
        )


def _quality(rows: list[Row]) -> None:
    frame.section(
        "How far can the numbers be trusted?",
        "These numbers are about the data, not about your partnership. They have no score: read them beside the other pages.",
    )
    cards = data_words.cards(rows)
    for start in range(0, len(cards), BESIDE):
        for column, card in zip(st.columns(BESIDE), cards[start : start + BESIDE], strict=False):
            with column.container(border=True, height="stretch"):
                _card(card)


def _card(card: data_words.Card) -> None:
    number = f"**{card.headline}** · {card.counted}" if card.counted else f"**{card.headline}**"
    st.markdown(f"{words.plain(card.title)}  \n{number}", help=words.plain(card.meaning))
    if card.parts:
        st.caption(card.parts)
    if card.next_step:
        st.markdown(f"What to do: {words.plain(card.next_step)}")


def _files(files: list[Row]) -> None:
    if not files:
        return
    frame.section("What was found in each file")
    doubtful = [row for row in files if row["status"] != "loaded"]
    lines = [data_words.file_line(row) for row in doubtful[:MOST_LISTED]]
    if len(doubtful) > MOST_LISTED:
        lines.append(f"- {len(doubtful) - MOST_LISTED:,} more are in the table below.")
    st.markdown("\n".join(lines) or "Every row of every file was loaded.", width=760)
    with st.expander(f"See all {len(files):,} files as a table"):
        st.dataframe(
            [_file_row(row) for row in files], hide_index=True, row_height=TALL, alt="Every file, what it was recognised as and what became of its rows.",
            column_config={
                "File": st.column_config.TextColumn(width=200),
                "Why": st.column_config.TextColumn(width=260), "Recognised as": st.column_config.TextColumn(width=150),
                **{name: st.column_config.NumberColumn(format="localized", width="small") for name in ("Rows read", "Loaded", "Set aside")},
            },
        )  # fmt: skip


def _file_row(row: Row) -> Row:
    return {
        "File": row["file"],
        "Status": words.FILE_STATUSES.get(row["status"], row["status"]),
        "Recognised as": row["title"] or "not recognised",
        "Rows read": row["rows_read"],
        "Loaded": row["rows_accepted"],
        "Set aside": row["rows_quarantined"],
        "Why": row["evidence"],
        "Text encoding": row["encoding"] or "",
    }


def _set_aside(reader: Reader, files: list[Row]) -> None:
    frame.section(
        "Rows set aside, and rows to check", "Each line says what was found, what was expected and what to do."
    )
    counts = {row["file"]: 0 for row in files}
    for row in reader.findings_count():
        if row["severity"] != "info":
            counts[row["file"]] = counts.get(row["file"], 0) + row["findings"]
    total = sum(counts.values())
    if not total:
        st.markdown("Nothing was set aside and nothing needs checking.")
    elif not audiences.sees_names(reader.audience):
        st.markdown(
            f"**{total:,}** rows or files were set aside or need checking. Their content is for the coordination team only."
        )
    else:
        _findings(reader, {file: found for file, found in counts.items() if found}, total)


def _findings(reader: Reader, counts: dict[str, int], total: int) -> None:
    options = {"": f"All files ({total:,})"} | {file: f"{file} ({found:,})" for file, found in counts.items()}
    file = filters.choose("File", options, "file", "")
    rows = reader.findings(file)
    expected = counts.get(file, total)
    if expected > len(rows):
        st.caption(f"The first {MOST_FINDINGS:,} of {expected:,} are shown. Choose one file to see its own.")
    st.markdown("\n".join(data_words.finding_line(row) for row in rows[:MOST_LISTED]), width=760)
    with st.expander(f"See {'all ' if expected == len(rows) else ''}{len(rows):,} as a table"):
        st.dataframe(
            [_finding_row(row) for row in rows], hide_index=True, alt="Rows set aside and rows to check.", row_height=TALL,
            column_config={"What happened": st.column_config.TextColumn(width=230),
                           "What to do": st.column_config.TextColumn(width=200),
                           "File": st.column_config.TextColumn(width=150), "Row": st.column_config.TextColumn(width=60)},
        )  # fmt: skip


def _finding_row(row: Row) -> Row:
    return {
        "File": row["file"],
        "Row": str(row["row"]) if row["row"] else "whole file",
        "Column": row["column"],
        "Value found": row["value"],
        "What happened": row["message"],
        "What to do": row["remedy"],
        "Result": words.SEVERITIES.get(row["severity"], row["severity"]),
        "Sheet": row["sheet"],
        "Rule": row["rule"],
    }


def _unmatched(reader: Reader) -> None:
    frame.section("Organisations not recognised")
    counts = reader.unmatched_count()
    if not counts["names"]:
        st.markdown("Every organisation name was recognised.")
        return
    st.markdown(
        f"**{counts['names']:,} names in {int(counts['records']):,} records.** They are in your files, but not in the partner "
        "list. Until somebody decides, their records are not counted for any partner.",
        width=760,
    )
    if not audiences.sees_names(reader.audience):
        st.caption("The names are for the coordination team only.")
        return
    st.page_link("app_pages/organisations.py", label="Decide about these names", icon=":material/arrow_forward:")


def _settings(reader: Reader) -> None:
    frame.section(
        "Settings in force", "What you can change in workspace.toml. A default is our own choice until you make yours."
    )
    st.markdown("\n".join(data_words.setting_line(row) for row in reader.settings()), width=760)
    build = reader.build()
    st.caption(
        f"Build {words.plain(build['build_id'])}, made {words.day(build['built_at'].date())} at {build['built_at']:%H:%M} UTC "
        f"by version {words.plain(build['version'])} from the folder {words.plain(build['workspace'])}."
    )


page()
