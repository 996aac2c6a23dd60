"""How are the numbers made: what they mean, what is assumed, how sure they are, what is hidden, what changed?"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, folded, frame, spreadsheet, tracing, words
from dashboard.evidence import glossary, method_words, rules
from dashboard.evidence.interval_coverage import sizes
from dashboard.evidence.method_words import ASSUMPTIONS, CATALOGUE, COVERAGE, DISCLOSURE, GLOSSARY, PARTS, RESTATEMENTS
from dashboard.figures import interval_coverage as figures
from dashboard.figures.picture import as_markdown, show
from dashboard.languages import _, ngettext, right_to_left
from dashboard.queries import Reader, Row

FIRST_ROWS = 200
MOST_CAUSES = 20
USUAL_SIZE = 35


def page() -> None:
    """Lay out the page: one part at a time, so that each is light."""
    reader = frame.open_page(
        _("How are these numbers made?"),
        _(
            "Choose a part. Everything here can be checked: what is counted, what is assumed, and what is hidden from whom."
        ),
    )
    part = filters.choose(_("Part"), {code: _(name) for code, name in PARTS.items()}, "part", CATALOGUE)
    show_part: dict[str, Callable[[Reader], None]] = {
        CATALOGUE: _catalogue, ASSUMPTIONS: _assumptions, COVERAGE: _coverage, DISCLOSURE: _disclosure,
        RESTATEMENTS: _restatements, GLOSSARY: _glossary,
    }  # fmt: skip
    show_part[part](reader)


def _minimum(reader: Reader) -> int:
    return int(rules.settings_by_key(reader).get("thresholds.minimum_group", 0))


def _catalogue(reader: Reader) -> None:
    frame.section(
        _("What every number means"), _("Open one for its value, its range, its weakness, its rows and its statement.")
    )
    rows = reader.rows("catalogue", audience=reader.audience)
    names = method_words.principles(rows)
    if not names:
        return
    principle = filters.choose(_("Principle"), names, "principle", next(iter(names)))
    chosen = [row for row in rows if row["principle"] == principle]
    counted = ngettext("**{n} number.**", "**{n} numbers.**", len(chosen))
    st.markdown(counted.format(n=words.count(len(chosen))))
    st.html(method_words.catalogue_list(chosen), width=760)

    def listed() -> list[Row]:
        return [method_words.catalogue_row(row, _minimum(reader)) for row in rows]

    label = _("See all {n} numbers as a table, to sort and to search")
    folded.on_demand(label.format(n=words.count(len(rows))), "catalogue", lambda: _all_numbers(rows, listed()))
    _download(listed, _("Download the catalogue (CSV)"), "catalogue")


def _all_numbers(rows: list[Row], listed: list[Row]) -> None:
    wide = {_("What is counted"): 320, _("Out of"): 320, _("What is known to be wrong with it"): 520}
    if right_to_left():
        wide[_("Title")] = 220  # a phone shows the left end of a wider one, where such a text ends
    st.caption(_("The magnifying glass above the table searches it."))
    st.dataframe(
        [{_("Open it"): tracing.url(row["indicator"]), **line} for row, line in zip(rows, listed, strict=True)],
        hide_index=True, alt=_("All numbers with what they count, out of what, and what is known to be wrong with them."),
        key="catalogue", height=560,
        column_config={
            _("Open it"): st.column_config.LinkColumn(display_text=_("Evidence"), width=90),
            **{name: st.column_config.TextColumn(width=width) for name, width in wide.items()},
        },
    )  # fmt: skip


def _assumptions(reader: Reader) -> None:
    frame.section(
        _("The settings in force"),
        _(
            "Every limit is a setting. “Project default” means that nobody in this response has decided otherwise; "
            "the file workspace.toml in the folder of your data changes any of them."
        ),
    )
    table = method_words.settings_table(reader.settings(), reader.rows("threshold_sources"))
    with st.container(key="numbers_settings"):
        st.markdown(as_markdown(table))


def _coverage(reader: Reader) -> None:
    frame.section(
        _("How often the ranges hold the truth"),
        _(
            "We made up clusters whose true numbers we know, surveyed each of them again and again, and counted how often "
            "the range held the truth. A dot is the worst situation, the line ends at the best."
        ),
    )
    show(lambda: figures.by_kind(), "coverage")
    frame.section(
        _("How one-sided answers break them"),
        _(
            "A range knows chance. It does not know who stayed silent. “Twice” and “four times” say how much more ready to answer "
            "those are who agree; “all alike” means that there is no such difference."
        ),
    )
    show(lambda: figures.by_bias(), "bias")
    frame.section(
        _("Your own situation"), _("Out of 100 surveys, in how many the range holds the truth, in the worst case.")
    )
    members = filters.choose(
        _("Members of the cluster"), {str(size): words.count(size) for size in sizes()}, "members", str(USUAL_SIZE)
    )
    with st.container(key="numbers_situation"):
        st.markdown(as_markdown(figures.own_situation(int(members))))
    st.caption(_("“No interval” means that so few answers allow none: then only the dots are shown."))


def _disclosure(reader: Reader) -> None:
    frame.section(_("What is hidden, and why"), _("These rules hold on every page, in every file you download, and in every language."))  # fmt: skip
    st.markdown(
        "\n".join(f"{at}. {line}" for at, line in enumerate(method_words.rules(_minimum(reader)), 1)), width=760
    )
    frame.section(_("Who sees what"))
    with st.container(key="numbers_who"):
        st.markdown(as_markdown(method_words.who_sees_what()))


def _restatements(reader: Reader) -> None:
    frame.section(
        _("Numbers that changed afterwards"),
        _("Every build is compared with the one before. A number that is not the same is listed, with the cause."),
    )
    rows = reader.rows("restatements", audience=reader.audience)
    if not rows:
        st.markdown(_("No number differs from the build before, or this is the first build."))
        return
    st.markdown(method_words.restated(rows, reader.build()["built_at"].date()), width=760)
    _causes(reader)
    clusters = {row["cluster_id"]: row["name"] for row in reader.clusters()} | {"all": _("Whole response")}
    listed = [method_words.restatement_row(row, clusters) for row in rows]
    if len(listed) > FIRST_ROWS:
        st.caption(_("The first {n} are shown; the download has all.").format(n=words.count(FIRST_ROWS)))
    st.dataframe(listed[:FIRST_ROWS], hide_index=True, alt=_("Numbers that changed, before and now."), key="restated")
    _download(lambda: listed, _("Download the log (CSV)"), "restatements")


def _causes(reader: Reader) -> None:
    """The files and decisions behind it, for those who may see them."""
    found = reader.named("restatement_causes")
    if not found or not audiences.sees_names(reader.audience):
        return

    def listed() -> None:
        st.markdown("\n".join(f"- {method_words.cause_line(row)}" for row in found[:MOST_CAUSES]))
        if len(found) > MOST_CAUSES:
            st.caption(_("And {n} more.").format(n=words.count(len(found) - MOST_CAUSES)))

    folded.on_demand(_("What differs between the two builds"), "causes", listed)


def _glossary(reader: Reader) -> None:
    frame.section(_("Words and abbreviations"))
    st.markdown("\n".join(glossary.lines()), width=760)


def _download(rows: Callable[[], list[Row]], label: str, name: str) -> None:
    """Offer rows, of which there is one at least, as a file; they are made when somebody asks for it."""
    st.download_button(
        label, lambda: spreadsheet.as_csv(rows()), f"{name}.csv", "text/csv", on_click="ignore",
        icon=":material/download:", key=f"keep_{name}",
    )  # fmt: skip


page()
