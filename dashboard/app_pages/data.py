"""What was found in the files, what was set aside and why, and which settings are in force."""

from __future__ import annotations

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, words
from dashboard.queries import MOST_FINDINGS, Reader, Row

TALL = 76  # pixels: room for three lines of words in a table row


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        "Can we trust these numbers?",
        "Every row that was read is either loaded or set aside with a reason; none is lost. "
        "Correct a row in your own file, build again, and it counts.",
    )
    files = reader.files()
    _files(files, reader)
    _set_aside(reader, files)
    _unmatched(reader)
    _settings(reader)


def _files(files: list[Row], reader: Reader) -> None:
    frame.section("What was found in each file")
    if not files:
        st.info("The folder holds no files yet.")
        return
    totals = {name: sum(row[name] for row in files) for name in ("rows_read", "rows_accepted", "rows_quarantined")}
    st.markdown(
        f"**{len(files)} files, {totals['rows_read']:,} rows read = {totals['rows_accepted']:,} loaded + "
        f"{totals['rows_quarantined']:,} set aside.**"
    )
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
    frame.section(
        "Organisations not recognised",
        "These names are in your files, but not in the partner list. Until somebody decides, their records are not counted for any "
        "partner. To decide, add a line to decisions/organisations.csv.",
    )
    counts = reader.unmatched_count()
    if not counts["names"]:
        st.markdown("Every organisation name was recognised.")
        return
    st.markdown(f"**{counts['names']:,} names in {int(counts['records']):,} records.**")
    if audiences.sees_names(reader.audience):
        st.dataframe(
            [_unmatched_row(row) for row in reader.unmatched()],
            hide_index=True,
            alt="Names not recognised and the nearest.",
        )
    else:
        st.caption("The names are for the coordination team only.")


def _unmatched_row(row: Row) -> Row:
    return {
        "Name in the file": row["name"],
        "Seen in": row["seen_in"],
        "Records": row["records"],
        "Nearest partner": row["suggestion"] or "nothing near",
        "Likeness": "" if row["certainty"] is None else f"{row['certainty']:.0f} of 100",
        "Why": row["reason"] or "",
    }


def _settings(reader: Reader) -> None:
    frame.section(
        "Settings in force", "What you can change in workspace.toml. A default is our own choice until you make yours."
    )
    st.dataframe(
        [
            {
                "Setting": words.SETTINGS.get(row["key"], row["key"]),
                "Value": words.setting(row["value"]),
                "Set by": "Default" if row["origin"] == "default" else row["origin"],
                "Name in workspace.toml": row["key"],
            }
            for row in reader.settings()
        ],
        hide_index=True, alt="Settings in force and who set them.",
    )  # fmt: skip
    build = reader.build()
    st.caption(
        f"Build {words.plain(build['build_id'])}, made {words.day(build['built_at'].date())} at {build['built_at']:%H:%M} UTC "
        f"by version {words.plain(build['version'])} from the folder {words.plain(build['workspace'])}."
    )


page()
