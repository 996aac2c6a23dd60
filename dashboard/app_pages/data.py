"""Can the numbers be trusted: how fresh, how complete and how sure the data are, and what became of every row."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboard import audience as audiences
from dashboard import data_words, file_words, filters, folded, frame, setting_words, words
from dashboard.figures.coverage import coverage
from dashboard.figures.picture import show
from dashboard.languages import _
from dashboard.queries import MOST_FINDINGS, Reader, Row

TALL = 76  # pixels: room for three lines of words in a table row
BESIDE = 2
MOST_LISTED = 10


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("Can we trust these numbers?"),
        _(
            "Every row that was read is either loaded or set aside with a reason; none is lost. "
            "Correct a row in your own file, build again, and it counts."
        ),
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
        st.info(_("The folder holds no files yet."))
        return
    totals = {name: sum(row[name] for row in files) for name in ("rows_read", "rows_accepted", "rows_quarantined")}
    st.markdown(
        _("**{files} files, {rows_read} rows read = {rows_accepted} loaded + {rows_quarantined} set aside.**").format(
            files=len(files),
            rows_read=words.count(totals["rows_read"]),
            rows_accepted=words.count(totals["rows_accepted"]),
            rows_quarantined=words.count(totals["rows_quarantined"]),
        )
    )


def _freshness(ages: list[Row]) -> None:
    frame.section(_("How fresh is it?"), _("The last day each kind of file speaks of, the oldest first."))
    if not ages:
        st.markdown(_("No file says a day yet."))
        return
    st.markdown("\n".join(data_words.ages(ages, dt.datetime.now(dt.UTC).date())), width=760)


def _coverage(reader: Reader, ages: list[Row]) -> None:
    frame.section(_("Which months are covered?"))
    records = reader.coverage()
    if not records:
        st.markdown(_("No month is covered yet."))
        return
    show(lambda: coverage(records, ages), "coverage")
    gaps = data_words.gaps(reader.coverage_gaps())
    if gaps:
        st.markdown(_("**Months that are missing.** Add the files, or leave it so if nobody met."))
        st.markdown("\n".join(gaps), width=760)
    elif reader.rows("clusters_that_met"):
        st.markdown(
            _("**No gap:** each cluster has met every month since its first meeting, and somebody recorded who came.")
        )


def _quality(rows: list[Row]) -> None:
    frame.section(
        _("How far can the numbers be trusted?"),
        _(
            "These numbers are about the data, not about your partnership. They have no score: read them beside the other pages."
        ),
    )
    cards = data_words.cards(rows)
    for start in range(0, len(cards), BESIDE):
        for column, card in zip(st.columns(BESIDE), cards[start : start + BESIDE], strict=False):
            with column.container(border=True, height="stretch"):
                _card(card)


def _card(card: data_words.Card) -> None:
    number = f"**{card.headline}** · {card.counted}" if card.counted else f"**{card.headline}**"
    st.markdown(words.lines(words.plain(card.title), number), help=words.plain(card.meaning))
    to_do = _("What to do: {next_step}").format(next_step=words.plain(card.next_step)) if card.next_step else ""
    if more := words.paragraphs(words.aside(card.parts), to_do):
        st.markdown(more)


def _files(files: list[Row]) -> None:
    if not files:
        return
    frame.section(_("What was found in each file"))
    doubtful = [row for row in files if row["status"] != "loaded"]
    lines = [file_words.file_line(row) for row in doubtful[:MOST_LISTED]]
    if len(doubtful) > MOST_LISTED:
        lines.append(
            _("- {doubtful} more are in the table below.").format(doubtful=words.count(len(doubtful) - MOST_LISTED))
        )
    st.markdown("\n".join(lines) or _("Every row of every file was loaded."), width=760)
    label = _("See all {files} files as a table").format(files=words.count(len(files)))
    folded.on_demand(label, "files", lambda: _all_files(files))


def _all_files(files: list[Row]) -> None:
    st.dataframe(
        [_file_row(row) for row in files], hide_index=True, row_height=TALL, alt=_("Every file, what it was recognised as and what became of its rows."),
        column_config={
            _("File"): st.column_config.TextColumn(width=200),
            _("Why"): st.column_config.TextColumn(width=260), _("Recognised as"): st.column_config.TextColumn(width=150),
            **{name: st.column_config.NumberColumn(format="localized", width="small") for name in (_("Rows read"), _("Loaded"), _("Set aside"))},
        },
    )  # fmt: skip


def _file_row(row: Row) -> Row:
    return {
        _("File"): row["file"],
        _("Status"): words.file_status(row["status"]),
        _("Recognised as"): _(row["title"] or "") or _("not recognised"),
        _("Rows read"): row["rows_read"],
        _("Loaded"): row["rows_accepted"],
        _("Set aside"): row["rows_quarantined"],
        _("Why"): words.told(row["evidence"]),
        _("Text encoding"): row["encoding"] or "",
    }


def _set_aside(reader: Reader, files: list[Row]) -> None:
    frame.section(
        _("Rows set aside, and rows to check"), _("Each line says what was found, what was expected and what to do.")
    )
    counts = {row["file"]: 0 for row in files}
    for row in reader.findings_count():
        if row["severity"] != "info":
            counts[row["file"]] = counts.get(row["file"], 0) + row["findings"]
    total = sum(counts.values())
    if not total:
        st.markdown(_("Nothing was set aside and nothing needs checking."))
    elif not audiences.sees_names(reader.audience):
        st.markdown(
            _(
                "**{total}** rows or files were set aside or need checking. Their content is for the coordination team only."
            ).format(total=words.count(total))
        )
    else:
        _findings(reader, {file: found for file, found in counts.items() if found}, total)


def _findings(reader: Reader, counts: dict[str, int], total: int) -> None:
    options = {"": _("All files: {total} to check").format(total=words.count(total))} | {
        file: words.labelled(file, words.count(found)) for file, found in counts.items()
    }
    file = filters.choose(_("File"), options, "file", "")
    rows = reader.findings(file)
    expected = counts.get(file, total)
    if expected > len(rows):
        st.caption(
            _("The first {most} of {expected} are shown. Choose one file to see its own.").format(
                most=words.count(MOST_FINDINGS), expected=words.count(expected)
            )
        )
    st.markdown("\n".join(file_words.finding_lines(rows, MOST_LISTED)), width=760)
    label = _("See all {n} as a table") if expected == len(rows) else _("See {n} as a table")
    folded.on_demand(label.format(n=words.count(len(rows))), "findings", lambda: _all_findings(rows))


def _all_findings(rows: list[Row]) -> None:
    st.dataframe(
        [_finding_row(row) for row in rows], hide_index=True, alt=_("Rows set aside and rows to check."), row_height=TALL,
        column_config={_("What happened"): st.column_config.TextColumn(width=230),
                       _("What to do"): st.column_config.TextColumn(width=200),
                       _("File"): st.column_config.TextColumn(width=150), _("Row"): st.column_config.TextColumn(width=60)},
    )  # fmt: skip


def _finding_row(row: Row) -> Row:
    return {
        _("File"): row["file"],
        _("Row"): str(row["row"]) if row["row"] else _("whole file"),
        _("Column"): row["column"],
        _("Value found"): row["value"],
        _("What happened"): words.told(row["message"]),
        _("What to do"): words.told(row["remedy"]),
        _("Result"): words.severity(row["severity"]),
        _("Sheet"): row["sheet"],
        _("Rule"): row["rule"],
    }


def _unmatched(reader: Reader) -> None:
    frame.section(_("Organisations not recognised"))
    counts = reader.unmatched_count()
    if not counts["names"]:
        st.markdown(_("Every organisation name was recognised."))
        return
    st.markdown(
        _(
            "**{names} names are in your files, but not in the partner list.** {records} records have such a name and nothing else "
            "that tells whose they are. They are not counted for any partner until somebody decides."
        ).format(names=words.count(counts["names"]), records=words.count(int(counts["records"]))),
        width=760,
    )
    if not audiences.sees_names(reader.audience):
        st.caption(_("The names are for the coordination team only."))
        return
    st.page_link("app_pages/organisations.py", label=_("Decide about these names"), icon=":material/arrow_forward:")


def _settings(reader: Reader) -> None:
    frame.section(
        _("Settings in force"),
        _("What you can change in workspace.toml. A default is our own choice until you make yours."),
    )
    st.markdown("\n".join(setting_words.line(row) for row in reader.settings()), width=760)
    build = reader.build()
    st.caption(
        _("Build {build_id}, made {date} at {time} UTC by version {version} from the folder {workspace}.").format(
            build_id=words.plain(build["build_id"]),
            date=words.day(build["built_at"].date()),
            time=f"{build['built_at']:%H:%M}",
            version=words.plain(build["version"]),
            workspace=words.plain(build["workspace"]),
        )
    )


page()
