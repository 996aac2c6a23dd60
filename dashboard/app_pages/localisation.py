"""How much money reaches local organisations, how sure that is, and what another definition of "local" would change."""

from __future__ import annotations

from itertools import product

import streamlit as st

from dashboard import filters, folded, frame, spreadsheet, stretches, words
from dashboard.evidence.rules import settings_by_key
from dashboard.figures import definitions, money, pooled, quality
from dashboard.figures.picture import show
from dashboard.languages import N_, _
from dashboard.money import local_moves, not_placed, reach, years
from dashboard.queries import Reader, Row, Value

DIRECT, AS_DIRECT, POOLED = "direct_local_funding_share", "as_direct_local_funding_share", "cbpf_local_share"
NO_CLUSTER = "no_cluster_funding_share"
# What follows the definition of local, in the order to say it.
FOLLOWS = (
    DIRECT, AS_DIRECT, "unclassified_locality_share", "funding_parity_ratio", "overhead_parity", "overhead_parity.at_reference",
)  # fmt: skip
MOST_YEARS = 6
MOVER_COLUMNS = {
    "name": N_("Organisation"), "type": N_("Type"), "before": N_("Definition in force"), "after": N_("This definition"),
    "basis": N_("Why"),
}  # fmt: skip


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("How much money reaches local organisations?"),
        _(
            "Only money that is paid or committed counts; pledges are shown apart. What is local depends on the definition: "
            "choose one, and every figure that follows it moves."
        ),
    )
    left, middle, right = st.columns(3)
    with left:
        cluster = filters.cluster(reader)
    found = years.known(reader, cluster, (AS_DIRECT, DIRECT, POOLED))
    if not found:
        st.info(
            _("There is no funding file yet. Add an FTS export or a pooled fund (CBPF) project list to the folder.")
        )
        return
    with middle:
        chosen = local_moves.ask(reader)
    with right:
        year = years.ask(found)
    _by_year(reader, cluster, chosen)
    _not_placed(reader, cluster, year, chosen)
    _definitions(reader, cluster, year, chosen)
    _quality(reader, cluster, year, chosen)
    _pooled(reader, cluster)
    _reported(reader, cluster, year)


def _by_year(reader: Reader, cluster: str, chosen: str) -> None:
    direct, as_direct = (_years(reader, name, cluster, chosen) for name in (DIRECT, AS_DIRECT))
    if not direct and not as_direct:
        return
    frame.section(_("Money that reaches local and national organisations"))
    titles = reader.indicators()
    about, placing = titles.get(AS_DIRECT if as_direct else DIRECT), titles.get("unclassified_locality_share")
    name = local_moves.marked(chosen, reader.definition_in_force())
    st.caption(_("Local here means: {definition}.").format(definition=name))
    show(
        lambda: money.share_by_year(reach.by_year(direct, as_direct), about, placing, name, _target(reader)), "by_year"
    )


def _not_placed(reader: Reader, cluster: str, year: years.Year, chosen: str) -> None:
    """What is not known stands beside every share."""
    direct, as_direct = (years.value(reader, name, cluster, year, chosen) for name in (DIRECT, AS_DIRECT))
    if direct is None and as_direct is None:
        return
    parts = {
        name: years.value(reader, name, cluster, year, chosen) or years.value(reader, name, cluster, year)
        for name in not_placed.WHY
    }
    unplaced = [row for row in reader.data_quality() if row["companion"] == NO_CLUSTER and row["category"] == "all"]
    no_cluster = next((row for row in unplaced if row["cluster"] == cluster == "all"), None)
    if text := not_placed.told(reach.Reach(year.name, direct, as_direct), parts, no_cluster):
        st.subheader(_("What nobody can say"), anchor=False)
        st.markdown(text, width=760)


def _definitions(reader: Reader, cluster: str, year: years.Year, chosen: str) -> None:
    """What moves when the definition does; none of the figures above stands alone."""
    in_force = reader.definition_in_force()
    direct, as_direct = (
        years.values(reader, name, cluster, year, definitions.GROUP_BY) for name in (DIRECT, AS_DIRECT)
    )
    if not direct and not as_direct:
        return
    frame.section(_("What the definition of local changes"), _moves_intro(chosen, in_force))
    reason = local_moves.because(_moves(reader, chosen, in_force), chosen)
    st.markdown("\n".join(_lines(reader, cluster, year, chosen, reason)))
    st.space("small")
    st.markdown(
        _("Here is the money of {year} under each definition. Never report one without the others.").format(
            year=year.name
        )
    )
    show(lambda: definitions.comparison(direct, as_direct, in_force, chosen, _target(reader)), "definitions")
    _who(reader, chosen, in_force)


def _moves_intro(chosen: str, in_force: str) -> str:
    names = {"chosen": words.definition(chosen), "in_force": words.definition(in_force)}
    if chosen == in_force:
        return _(
            "The whole build follows **{in_force}**. To see what another definition would move, choose it above."
        ).format(**names)
    return _(
        "You try **{chosen}** on this page. The whole build, and every other page, follows **{in_force}**."
    ).format(**names)


def _lines(reader: Reader, cluster: str, year: years.Year, chosen: str, reason: str) -> list[str]:
    """One line for each figure that follows the definition, with the difference to the one in force."""
    in_force, titles = reader.definition_in_force(), reader.indicators()
    found = []
    for name in (name for name in FOLLOWS if name in titles):
        now = years.value(reader, name, cluster, year, chosen)
        before = years.value(reader, name, cluster, year, in_force) if chosen != in_force else None
        if now is not None or before is not None:
            found.append(local_moves.line(_(titles[name]["title"]), now, before, reason))
    return found


def _moves(reader: Reader, chosen: str, in_force: str) -> list[Row]:
    return reader.rows("definition_moves", chosen=chosen, in_force=in_force)


def _who(reader: Reader, chosen: str, in_force: str) -> None:
    """Who is counted: how many for all, names for the coordination team."""
    frame.section(_("Who is counted as local"))
    st.markdown(_counts(reader, in_force))
    st.caption(definitions.how_to_switch())
    movers = reader.named("definition_movers", chosen=chosen, in_force=in_force)
    if not movers:
        return
    label = _("Organisations that change side ({n})")
    folded.on_demand(label.format(n=words.count(len(movers))), "movers", lambda: _movers(movers))


def _movers(movers: list[Row]) -> None:
    heads = {key: _(head) for key, head in MOVER_COLUMNS.items()}
    rows = [{**row, "type": words.group(row["type"]), **{side: words.group(row[side]) for side in ("before", "after")},
             "basis": words.reason(row["basis"])} for row in movers]  # fmt: skip
    st.dataframe([{heads[key]: row[key] for key in heads} for row in rows], hide_index=True)
    st.download_button(
        _("Download this list (CSV)"), lambda: spreadsheet.as_csv(rows, heads), "definition.csv", "text/csv",
        on_click="ignore", type="tertiary", icon=":material/download:",
    )  # fmt: skip


def _counts(reader: Reader, in_force: str) -> str:
    """One line per definition: how many organisations are on which side, and what the definition means."""
    counted: dict[str, list[str]] = {code: [] for code in words.DEFINITIONS}
    rows = {(row["definition"], row["locality"]): row["organisations"] for row in reader.definition_counts()}
    for code, side in product(counted, words.GROUPS):
        if (code, side) in rows:
            counted[code].append(_("{group}: {n}").format(group=words.group(side), n=words.count(rows[code, side])))
    meant = definitions.meanings(in_force).splitlines()
    return "\n".join(
        f"{line} {words.apart(found)}." if found else line for line, found in zip(meant, counted.values(), strict=True)
    )


def _quality(reader: Reader, cluster: str, year: years.Year, chosen: str) -> None:
    about = reader.indicators()
    terms = [
        v
        for name in quality.TITLES
        for v in years.values(reader, name, cluster, year, "locality")
        if v.group in quality.SIDES
    ]
    ratio, reference = (
        years.value(reader, name, cluster, year, chosen) for name in ("overhead_parity", "overhead_parity.at_reference")
    )
    rate = settings_by_key(reader)["thresholds.overhead_reference"]
    told = quality.overheads(
        ratio, reference, rate, reader.rows("benchmarks", audience=reader.audience, indicator="overhead_parity")
    )
    if not terms and ratio is None:
        return
    frame.section(
        _("How good the money is"),
        _("Money that is free to use and lasts lets an organisation plan and keep its staff."),
    )
    if terms:
        show(lambda: quality.terms(terms, about, year.name), "quality")
    if ratio is not None:
        st.markdown(" ".join(told), width=760)
    if chosen != reader.definition_in_force():
        st.caption(_("Length and earmarking follow the definition in force; they are not computed under others."))


def _pooled(reader: Reader, cluster: str) -> None:
    values = _years(reader, POOLED, cluster)
    if not values:
        return
    frame.section(
        _("The pooled fund beside other funds"),
        _(
            "The part of country-based pooled funds (CBPF) given directly to national and local NGOs, by the fund’s own list of "
            "projects: FTS may have other amounts. Here the fund’s own word “National NGO” is used, whatever the definition of "
            "local. An open diamond is all such funds in the world."
        ),
    )
    others = [
        row for row in reader.rows("benchmarks", audience=reader.audience, indicator=POOLED) if row["group"] == "all"
    ]
    show(lambda: pooled.beside_other_funds(values, others, reader.indicators().get(POOLED)), "pooled")


def _reported(reader: Reader, cluster: str, year: years.Year) -> None:
    amount = {v.group: v for v in years.values(reader, "reported_funding", cluster, year, "status")}
    paid, pledge = (amount.get(group) for group in ("paid_or_committed", "pledge"))
    if paid is None or paid.value is None:
        return
    frame.section(_("All money reported"), _("A pledge is a promise. It is not part of any share on this page."))
    whole = years.value(reader, DIRECT, cluster, year) or years.value(reader, AS_DIRECT, cluster, year)
    if paid.value < 0:
        text = _("**{year}: more was taken back than newly paid or committed: {paid}.**")
        st.markdown(text.format(year=year.name, paid=words.money(paid.value)))
    elif pledge is not None and pledge.value:
        text = _("**{year}: {paid} is paid or committed, and {pledge} is only promised.**")
        st.markdown(text.format(year=year.name, paid=words.money(paid.value), pledge=words.money(pledge.value)))
    else:
        st.markdown(_("**{year}: {paid} is paid or committed.**").format(year=year.name, paid=words.money(paid.value)))
    new = whole.denominator if whole is not None else None
    if new is not None and paid.value > new and words.money(new) != words.money(paid.value):
        text = _(
            "Of this, {new} is new money; the shares above are shares of it. The rest was carried over from another year or had been counted before."
        )
        st.markdown(text.format(new=words.money(new)), width=760)


def _target(reader: Reader) -> float:
    return float(settings_by_key(reader)["thresholds.as_direct_target"])


def _years(reader: Reader, indicator: str, cluster: str, definition: str = "") -> list[Value]:
    """Return the latest years of an indicator, under a definition where one is named; all years together where there are none."""
    group_by = definitions.GROUP_BY if definition else "all"
    for grain in ("year", "span"):
        found = [
            v
            for v in stretches.begun(reader.values(indicator, cluster, grain, group_by), reader.build())
            if v.group in ("all", definition)
        ]
        if found:
            return found[-MOST_YEARS:]
    return []


page()
