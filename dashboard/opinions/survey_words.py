"""What are the partnership survey's scores and statements called, and how are its questions put into a table?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard import words
from dashboard.figures.picture import as_markdown
from dashboard.languages import _
from dashboard.opinions import instrument
from dashboard.opinions.principles import PRINCIPLES
from dashboard.queries import Row

# How the table of reliability calls each score.
SCALES = {
    "equality": "equality",
    "transparency": "transparency",
    "results": "result_oriented",
    "responsibility": "responsibility",
    "complementarity": "complementarity",
    "leadership": "leadership",
}
SCORES = {principle.score: code for code, principle in PRINCIPLES.items()}
Names = Callable[[str, str], str]


def scores(rows: Sequence[Row]) -> list[Row]:
    """Return the scores of the partnership survey, principle by principle; groups without anything are left out."""
    found = [row for row in rows if row["indicator"] in SCORES and row["status"] != "not_computable"]
    return sorted(found, key=lambda row: (list(PRINCIPLES).index(SCORES[row["indicator"]]), *_place(row["group"])))


def single(rows: Sequence[Row]) -> list[Row]:
    """Return the statements that are shown on their own, in the order of the form."""
    order = [statement.code for statement in instrument.statements()]
    asked = [(instrument.code(row["indicator"]), row) for row in rows if row["status"] != "not_computable"]
    found = [(order.index(code), row) for code, row in asked if code in order]
    return [row for _place_in_form, row in sorted(found, key=lambda one: (one[0], *_place(one[1]["group"])))]


def score_name(row: Row, group_name: Names) -> str:
    """Name a score, with its group where it is one's."""
    name = _(PRINCIPLES[SCORES[row["indicator"]]].name)
    return _with_group(name, row["group"], group_name)


def statement_name(row: Row, group_name: Names) -> str:
    """Return a statement's words, with the group that answered where it is one."""
    statement = instrument.statement(row["indicator"])
    return _with_group(statement if row["group"] == "all" else statement.rstrip("."), row["group"], group_name)


def scale_name(scale: str) -> str:
    """Name the score a scale belongs to."""
    return _(PRINCIPLES[SCALES[scale]].name)


def visible(rows: Sequence[Row], indicators: Mapping[str, Row]) -> list[Row]:
    """Keep the scales whose score this reader may see, principle by principle."""
    found = [row for row in rows if row["scale"] in SCALES and PRINCIPLES[SCALES[row["scale"]]].score in indicators]
    return sorted(found, key=lambda row: list(SCALES).index(row["scale"]))


def items(rows: Sequence[Row], quality: Sequence[Row]) -> str:
    """Write every statement with how well it goes with the others of its score, and how many could not answer it."""
    together = {entry["item"]: entry["correlation"] for row in rows for entry in row["correlations"] or ()}
    unsure = {row["category"]: row for row in quality if row["companion"] == "dont_know_rate"}
    shown = {row["scale"] for row in rows}
    principles = {PRINCIPLES[code].code: _(PRINCIPLES[code].name) for scale, code in SCALES.items() if scale in shown}
    return as_markdown(
        [
            {
                _("Statement"): words.plain(statement.words),
                _("Score"): principles[statement.principle],
                _("Goes with the others"): words.number(together.get(statement.code), "index"),
                _("Don’t know"): _unsure(unsure.get(statement.code)),
            }
            for statement in instrument.statements()
            if statement.principle in principles
        ]
    )


def items_note() -> str:
    """Say what the columns of the table of statements mean."""
    return _(
        "“Goes with the others”: the correlation with the rest of the score, from −1 to 1; a dash: it is not part of "
        "a score, or too few answered. “Don’t know”: in the latest survey, for the whole response."
    )


def edge_note() -> str:
    """Say why the spread matters more than the median."""
    return _(
        "An organisation that answers “agree” everywhere has exactly 75 points, which is still satisfactory. So look at "
        "how the bar is spread, not at the median alone."
    )


def how_to_read_statements() -> str:
    """Say what is on which side of a chart of statements."""
    return _(
        "The numbers are organisations: on one side of the line those who disagree and, in grey, those who neither agree "
        "nor disagree; on the other, those who agree."
    )


def _place(group: str) -> tuple[int, str]:
    """Put groups into the order they always have."""
    order = list(words.GROUPS)
    return (order.index(group) if group in order else len(order)), group


def _with_group(name: str, group: str, group_name: Names) -> str:
    if group == "all":
        return name
    return _("{name}: {group}").format(name=name, group=group_name(group, "locality"))


def _unsure(row: Row | None) -> str:
    if row is None or row["status"] != "ok":
        return "–"
    return _("{n} of {all}").format(n=words.count(row["numerator"]), all=words.count(row["denominator"]))
