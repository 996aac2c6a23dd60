"""Which organisations are on the register, and what is known of each of them?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from dashboard import filters, record_words, spreadsheet, words
from dashboard.deciding import deciding, decisions, entering
from dashboard.deciding.deciding import Waiting, short
from dashboard.deciding.decisions import LOCALITIES, Decision
from dashboard.languages import N_, _
from dashboard.queries import Reader, Row

LEAST = 5  # fewer than these could be recognised
SELF_DESCRIBED = {
    "women_led": N_("women-led"), "refugee_led": N_("refugee-led"), "disability_led": N_("organisations of persons with disabilities"),
}  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHOICES = ("local", "international", "unclassified")
ORGANISATION_COLUMNS = {
    "organisation_id": N_("Id"), "name": N_("Name"), "acronym": N_("Acronym"), "type": N_("Type"), "hq_country": N_("Headquarters"),
    "affiliated": N_("Part of an international family"), "affiliated_to": N_("Which family"), "standing": N_("List"),
    "fts_ids": N_("FTS ids"), "filled_from": N_("Filled from public lists"),
}  # fmt: skip
NAME_COLUMNS = {
    "organisation_id": N_("Id"), "organisation": N_("Organisation"), "name": N_("Name"), "kind": N_("Kind"), "language": N_("Language"),
    "how": N_("How it was matched"),
}  # fmt: skip


def page(reader: Reader, workspace: Path, places: list[Decision], waiting: Waiting) -> None:
    """Lay out the register: a table to search, one organisation to open, and everything to take away."""
    rows, in_force = _with_countries(reader), reader.definition_in_force()
    if not rows:
        st.markdown(_("There is no organisation yet. Add a partner list to your folder."))
        return
    st.markdown(
        _("**{rows} organisations.** Local here means: {in_force}.").format(
            rows=words.count(len(rows)), in_force=words.definition(in_force)
        )
    )
    st.caption(_self_described(reader.self_described()))
    _table(rows)
    options = {"": _("Choose one")} | {row["organisation_id"]: _label(row) for row in rows}
    chosen = filters.choose(_("Open an organisation"), options, "organisation", "")
    found = next((row for row in rows if row["organisation_id"] == chosen), None)
    if found:
        with st.container(border=True):
            _organisation(reader, found, in_force)
            _decide_otherwise(workspace, found, places, waiting)
    st.download_button(
        _("Download the register (Excel)"), lambda: as_workbook(reader), "organisations.xlsx", XLSX, on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip
    st.caption(_("It names partners: share it with care."))


def _with_countries(reader: Reader) -> list[Row]:
    """Return the register, with the names of the countries beside their codes; the response names its own."""
    settings = {row["key"]: json.loads(row["value"]) for row in reader.settings()}
    own = {settings["response.country"]: settings["response.country_name"]}
    return [
        row | {"country": own.get(row["hq_country"]) or words.country(row["hq_country"])}
        for row in reader.organisations()
    ]


def as_workbook(reader: Reader) -> bytes:
    """The register as a workbook: a sheet of organisations and one of all their names."""
    rows, by_definition = reader.organisations(), _by_organisation(reader.localities())
    titles = {
        f"{code}_{part}": _(end).format(definition=words.definition(code))
        for code in words.DEFINITIONS
        for part, end in _PARTS.items()
    }
    organisations = [_exported(row) | _judged(by_definition.get(row["organisation_id"], ())) for row in rows]
    named = {row["organisation_id"]: row["name"] for row in rows}
    names = [
        row | {
            "organisation": named.get(row["organisation_id"], ""),
            "kind": words.named(words.NAME_KINDS, row["kind"]),
            "how": words.named(words.HOW_MATCHED, row["how"]),
        }
        for row in reader.organisation_names()
    ]  # fmt: skip
    return spreadsheet.as_xlsx(
        {
            _("Organisations"): (organisations, _named(ORGANISATION_COLUMNS) | titles),
            _("Names"): (names, _named(NAME_COLUMNS)),
        }
    )


_PARTS = {"locality": N_("{definition}"), "basis": N_("{definition}: evidence")}


def _named(columns: dict[str, str]) -> dict[str, str]:
    return {code: _(title) for code, title in columns.items()}


def _exported(row: Row) -> Row:
    affiliated = {True: _("yes"), False: _("no")}.get(row["affiliated"], _("not stated"))
    coded = {"type": words.group(row["type"]), "standing": words.named(words.STANDINGS, row["standing"])}
    return row | coded | {"affiliated": affiliated}


def _judged(found: Sequence[Row]) -> dict[str, str]:
    judged = {code: {"locality": "", "basis": ""} for code in words.DEFINITIONS} | {
        row["definition"]: {"locality": words.group(row["locality"]), "basis": words.told(row["basis"])}
        for row in found
    }
    return {f"{code}_{part}": said[part] for code, said in judged.items() for part in _PARTS}


def _by_organisation(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["organisation_id"], []).append(row)
    return found


def _self_described(counts: Mapping[str, int]) -> str:
    """Say how many describe themselves so; never who, and never how few."""
    said = [
        words.labelled(_(title), words.count(counts[code]))
        if counts[code] >= LEAST
        else _("{title}: fewer than {least}").format(title=_(title), least=LEAST)
        for code, title in SELF_DESCRIBED.items()
        if counts[f"{code}_stated"]
    ]
    if not said:
        return _("No list says which organisations are led by women, by refugees or by persons with disabilities.")
    return _(
        "What organisations say of themselves. {said}. Their names are not shown: that can put people in danger."
    ).format(said=words.sentence(words.apart(said)))


def _table(rows: list[Row]) -> None:
    wanted = st.text_input(
        _("Search"), key="search_register", type="search", placeholder=_("Any name, acronym or spelling")
    )
    wanted = (wanted or "").strip().casefold()
    found = [row for row in rows if wanted in row["names"].casefold()]
    if not found:
        st.markdown(_("No organisation has this in any of its names."))
        return
    st.dataframe(
        [_table_row(row) for row in found], hide_index=True, alt=_("The register: every organisation, by name."),
        column_config={_("Name"): st.column_config.TextColumn(width=200), _("Local here"): st.column_config.TextColumn(width=120)},
    )  # fmt: skip


def _table_row(row: Row) -> Row:
    return {
        _("Name"): row["name"],
        _("Local here"): words.group(row["locality"]),
        _("Type"): words.group(row["type"]),
        _("Acronym"): row["acronym"] or "",
        _("Headquarters"): row["country"],
        _("Evidence"): words.told(row["locality_basis"]),
        _("List"): words.named(words.STANDINGS, row["standing"]),
    }


def _label(row: Row) -> str:
    return f"{row['name']} ({row['acronym']})" if row["acronym"] else str(row["name"])


def _organisation(reader: Reader, row: Row, in_force: str) -> None:
    id_ = row["organisation_id"]
    st.subheader(short(row["name"]), anchor=False)
    st.markdown("\n".join(f"- {words.labelled(title, short(said))}" for title, said in _known(row) if said))
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(_("**Its names, and how each was matched**"))
        st.markdown("\n".join(_name_line(name) for name in reader.organisation_names(id_)) or _("None."))
    with right:
        st.markdown(_("**Member of**"))
        st.markdown("\n".join(map(_membership_line, reader.organisation_memberships(id_))) or _("No cluster."))
    st.markdown(_("**Is it local here?**"))
    judged = {found["definition"]: found for found in reader.localities(id_)}
    st.markdown("\n".join(_locality_line(judged[code], in_force) for code in words.DEFINITIONS if code in judged))


def _known(row: Row) -> list[tuple[str, str]]:
    family = {True: _("part of an international family"), False: _("not part of an international family")}
    affiliated = family.get(row["affiliated"], _("not stated"))
    return [
        (_("Acronym"), row["acronym"] or ""),
        (_("Type"), words.group(row["type"])),
        (_("Headquarters"), row["country"] or _("not stated")),
        (_("International tie"), f"{affiliated}{': ' + row['affiliated_to'] if row['affiliated_to'] else ''}"),
        (_("Where it is from"), words.named(words.STANDINGS, row["standing"])),
        (_("Filled from public lists"), row["filled_from"] or ""),
        (_("Ids in FTS"), row["fts_ids"] or ""),
        (_("Id in decisions"), row["organisation_id"]),
    ]


def _name_line(row: Row) -> str:
    kind = words.named(words.NAME_KINDS, row["kind"])
    language = words.named(words.LANGUAGES, row["language"]) if row["language"] else ""
    name = f"{short(row['name'])} ({words.in_a_row(filter(None, (kind, language)))})"
    return f"- {words.labelled(name, words.plain(words.named(words.HOW_MATCHED, row['how'])))}"


def _membership_line(row: Row) -> str:
    since = (
        _("since {joined_on}").format(joined_on=words.day(row["joined_on"]))
        if row["joined_on"]
        else _("since a day that is not stated")
    )
    until = _(" until {left_on}").format(left_on=words.day(row["left_on"])) if row["left_on"] else ""
    return _("- {cluster}: {level} {since}{until}").format(
        cluster=short(row["cluster"]), level=words.named(record_words.LEVELS, row["level"]), since=since, until=until
    )


def _locality_line(row: Row, in_force: str) -> str:
    name = words.definition(row["definition"])
    mark = _(" (in force)") if row["definition"] == in_force else ""
    return _("- {name}{mark}: **{locality}**. Evidence: {basis}.").format(
        name=name, mark=mark, locality=words.group(row["locality"]), basis=short(words.told(row["basis"]))
    )


def _decide_otherwise(workspace: Path, row: Row, places: list[Decision], waiting: Waiting) -> None:
    id_ = row["organisation_id"]
    decision = decisions.in_force(places).get(decisions.key_of(id_))
    if decision:
        not_yet = _(" Build again to count it.") if decision.key in waiting.places else ""
        st.markdown(
            _(":material/check: Decided: **{answer}**, by {decided_by}. Reason: {reason}.{not_yet}").format(
                answer=words.plain(words.group(decision.answer)),
                decided_by=words.plain(decision.decided_by),
                reason=short(decision.reason),
                not_yet=not_yet,
            )
        )
        deciding.undo_button(workspace, LOCALITIES, decision, "register")
    else:
        _ask_otherwise(workspace, id_)
    entering.show_problem(id_)


def _ask_otherwise(workspace: Path, id_: str) -> None:
    st.markdown(_("**Decide otherwise**"))
    st.caption(_("Your decision stands above every definition but FTS’s own word, which is shown as it is."))
    choices = {code: words.group(code) for code in CHOICES}
    left, right = st.columns([1, 2])
    with left:
        answer = st.selectbox(_("It is"), choices, format_func=choices.__getitem__, key=f"locality_{id_}")
    with right:
        reason = st.text_input(
            _("Because"), key=f"because_{id_}", max_chars=300, placeholder=_("What do you know, and from whom?")
        )
    st.button(
        _("Decide"), key=f"decide_{id_}", on_click=_decide, args=(workspace, id_, f"locality_{id_}", f"because_{id_}"),
        help=None if answer and reason else _("A decision needs its reason."),
    )  # fmt: skip


def _decide(workspace: Path, id_: str, answer_key: str, reason_key: str) -> None:
    reason = str(st.session_state.get(reason_key) or "").strip()
    if reason:
        deciding.decide(workspace, LOCALITIES, id_, st.session_state[answer_key], reason)
    else:
        st.session_state[entering.PROBLEM] = (
            id_,
            _("Write the reason first: others must be able to follow your decision."),
        )
