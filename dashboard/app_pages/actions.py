"""What was agreed, by whom and for when; did it help; and were partners answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import audience as audiences
from dashboard import filters, frame, words
from dashboard.deciding import (
    actions_agreed,
    actions_board,
    actions_form,
    actions_moved,
    build_again,
    deciding,
    entering,
    entries,
    reviewed,
)
from dashboard.deciding.actions_agreed import DONE, DROPPED, OPEN, OVERDUE, Action
from dashboard.deciding.decision_lines import CannotDecide
from dashboard.deciding.recommendations import answers
from dashboard.languages import N_, _, ngettext
from dashboard.participation import calls
from dashboard.queries import ENOUGH, Reader, Row
from dashboard.workspace import workspace_folder

MOST_ACTIONS = 10
TO_DO, CLOSED, BOARD, ANSWERED = "to_do", "closed", "board", "answered"
PARTS = {BOARD: N_("What works, what does not"), ANSWERED: N_("Were partners answered?")}
FOR_THE_TEAM = {TO_DO: N_("Not done yet"), CLOSED: N_("Done or dropped"), **PARTS}
FOR_OTHERS = {TO_DO: N_("Agreed actions"), **PARTS}
LISTED = {TO_DO: (OPEN, OVERDUE), CLOSED: (DONE, DROPPED)}


def page() -> None:
    """Lay out the page."""
    reader = frame.open_page(
        _("What did we agree, and did it help?"),
        _("Each action has an owner and a day. Where a number prompted it, that number stands below it, then and now."),
    )
    latest = reader.rows("latest_values", audience=reader.audience, enough=ENOUGH)
    left, build_again_here = st.columns(2, vertical_alignment="bottom")
    with left:
        cluster = filters.cluster(reader)
    for_the_team = audiences.sees_names(reader.audience)
    parts = {code: _(name) for code, name in (FOR_THE_TEAM if for_the_team else FOR_OTHERS).items()}
    shown = filters.choose_in_sight(_("Look at"), parts, "show", TO_DO)
    try:
        _part(reader, latest, cluster, shown)
        if for_the_team:
            with build_again_here:  # last, so that the page is there while a build runs
                build_again.offer_for_entries(reader, workspace_folder())
    except CannotDecide as problem:
        st.error(words.plain(problem), icon=":material/error:")


def _part(reader: Reader, latest: list[Row], cluster: str, shown: str) -> None:
    """Show what was chosen. Raises CannotDecide where a file of entries cannot be read."""
    if shown == BOARD:
        _board(reader, latest, cluster)
    elif shown == ANSWERED:
        answers(reader, latest, cluster)
    elif audiences.sees_names(reader.audience):
        _for_the_team(reader, workspace_folder(), latest, cluster, shown)
    else:
        _counts(reader, latest, cluster)


def _for_the_team(reader: Reader, workspace: Path, latest: list[Row], cluster: str, shown: str) -> None:
    entered = entries.standing(entries.read(workspace, entries.ACTIONS))
    logged = [row for row in reader.named("logged_actions", cluster=cluster) if row["kind"] != "recommendation"]
    actions = [action for action in map(actions_agreed.of_entry, entered) if cluster in ("all", action.cluster)]
    actions += map(actions_agreed.of_log, logged)
    today = date.today()
    st.markdown(actions_agreed.summary(actions_agreed.counted(actions, today)))
    chosen = actions_agreed.chosen(actions, LISTED[shown], today)
    with st.expander(_("Agree an action"), key="agree", icon=":material/add:", on_change="rerun") as opened:
        if opened.open:  # what nobody opened need not be made
            entering.who()
            actions_form.new_action(reader, workspace, latest, cluster)
    if not opened.open and any(action.code for action in chosen):  # somebody will say that one is done
        entering.who()
    _listed(reader, workspace, latest, chosen, today)
    if entries.standing(entries.read(workspace, entries.CALLS)):
        with st.expander(_("Calls logged on the pages"), key="logged", on_change="rerun") as opened:
            if opened.open:
                calls.logged_calls(workspace)


def _listed(reader: Reader, workspace: Path, latest: list[Row], actions: list[Action], today: date) -> None:
    if not actions:
        st.markdown(
            _(
                "No action to show here. Agree one above, or add action_points.xlsx (from data/templates) to your folder."
            )
        )
        return
    now = {(row["indicator"], row["cluster"]): row for row in latest}
    clusters = {row["cluster_id"]: row["name"] for row in reader.clusters()}
    page = deciding.one_page(actions, "actions", MOST_ACTIONS)
    for action in (action for action in page if action.code):
        with st.container(border=True, gap="xsmall"):
            st.markdown(_in_words(action, today, clusters, now))
            actions_form.buttons(workspace, action)
    if logged := [action for action in page if not action.code]:
        with st.container(border=True):
            st.markdown(words.paragraphs(*(_in_words(action, today, clusters, now) for action in logged)))


def _in_words(action: Action, today: date, clusters: dict[str, str], now: dict[tuple[str, str], Row]) -> str:
    about = words.aside(actions_agreed.circumstances(action, today, clusters))
    return words.lines(f"**{words.plain(action.text)}**", about, _moved(action, now))


def _moved(action: Action, now: dict[tuple[str, str], Row]) -> str:
    """Say how the number that prompted an action stands then and now; nothing where no number did."""
    if action.then is None:
        return ""
    return actions_moved.sentence(action.then, now.get((action.then.indicator, action.cluster)))


def _counts(reader: Reader, latest: list[Row], cluster: str) -> None:
    """What evaluators and donors may know: how many, and the numbers that prompted them."""
    rows = reader.rows("action_counts", cluster=cluster, today=date.today())
    if not rows:
        st.markdown(_("No action is on record yet."))
        return
    st.markdown(actions_agreed.summary({row["state"]: row["actions"] for row in rows}))
    st.caption(_("What was agreed, and with whom, is for the coordination team only."))
    now = {(row["indicator"], row["cluster"]): row for row in latest}
    for row in reader.rows("action_prompts", cluster=cluster, audience=reader.audience):
        if (latest_row := now.get((row["indicator"], row["cluster_id"]))) is not None:
            st.markdown(f"- {_prompt(reader, row, latest_row)}")


def _prompt(reader: Reader, row: Row, now: Row) -> str:
    """How many actions a number prompted, and the number then and now as this audience may see it."""
    values = reader.values(row["indicator"], row["cluster_id"], now["grain"])
    then = next((value for value in values if value.period_end == row["until_then"] and value.status == "ok"), None)
    told = ngettext("It prompted {n} action; {done} done.", "It prompted {n} actions; {done} done.", row["actions"])
    before = actions_agreed.Then(
        row["indicator"], then.value if then else None, then.low if then else None, then.high if then else None,
        then.n if then else None, now["unit"], row["until_then"],
    )  # fmt: skip
    return f"{actions_moved.sentence(before, now)} {told.format(n=words.count(row['actions']), done=words.count(row['done']))}"


def _board(reader: Reader, latest: list[Row], cluster: str) -> None:
    frame.section(
        _("What works, and what does not?"),
        _("From the last survey and the calls to absent partners; all who answered are counted together."),
    )
    statements = actions_board.of_cluster(latest, cluster)
    services = reader.values(actions_board.SERVICES, cluster, "period", "service")
    reasons = reader.values(actions_board.REASONS, cluster, "period", "reason")
    texts = reviewed.texts(reader, cluster)
    no_survey = "" if statements else _("No survey answers to show yet. Send out the partnership survey (page Survey).")
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True, height="stretch"):
        st.subheader(_("What works"), anchor=False)
        _lines(
            _("Most agree"),
            actions_board.most_agree(statements),
            no_survey or _("There is no statement that surely more than half agree with."),
        )
        _lines(_("Services used most"), actions_board.most_used(services))
        reviewed.shown(texts["works"])
    with right, st.container(border=True, height="stretch"):
        st.subheader(_("What does not"), anchor=False)
        _lines(
            _("Few agree"),
            actions_board.few_agree(statements),
            no_survey or _("There is no statement that surely less than half agree with."),
        )
        _lines(_("Why partners stay away"), actions_board.most_given(reasons))
        reviewed.shown(texts["does_not"])
    if statements:
        ends = max((row["period_start"], row["period_end"]) for row in statements)
        st.caption(_("The answers are of the survey of {period}.").format(period=words.period(*ends)))
    if actions_board.some_hidden([*services, *reasons]):
        st.caption(_("Answers that only few gave are hidden."))
    reviewed.review(reader, cluster)


def _lines(title: str, lines: list[str], none: str = "") -> None:
    if lines or none:
        listed = "\n".join(f"- {line}" for line in lines) or none
        st.markdown(words.paragraphs(f"**{title}**", listed))


page()
