"""Charts of how often the intervals hold the truth, and of what one-sided answers do to them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.evidence import interval_coverage as study
from dashboard.figures.picture import Picture, Table
from dashboard.figures.rows import Row, Scale, dot_rows
from dashboard.languages import _

PROMISED = 95


def by_kind() -> Picture:
    """Draw, for each kind of interval, the lowest and the highest share of surveys in which it holds the truth."""
    found = [(_(name), study.of_table(table)) for table, name in study.KINDS.items()]
    rows = [_row(name, covered) for name, covered in found if covered]
    worst = min(min(covered) for rest, covered in found if covered)
    reading = _("**In the worst of all situations {worst} of 100 intervals hold the truth; {promised} were promised.**")
    return _picture(
        rows, _scale(90), reading.format(worst=_of_100(worst), promised=PROMISED),
        _("How often each kind of interval holds the truth, when who answers is chance."), _table(found),
    )  # fmt: skip


def by_bias() -> Picture:
    """Draw the same when those who agree answer more readily than the others."""
    found = [(_(name), study.biased(f"{estimate}, odds {odds}")) for (estimate, odds), name in study.ONE_SIDED.items()]
    found.append((_("The bounds, whoever answers"), study.biased(study.BOUNDS)))
    share, bounds = min(study.biased("share, odds 4")), min(study.biased(study.BOUNDS))
    reading = _(
        "**If those who agree are four times as ready to answer, as few as {share} of 100 intervals of a share hold the "
        "truth.** The bounds hold in {bounds} of 100: look at them when few answered."
    )
    return _picture(
        [_row(name, covered) for name, covered in found if covered], _scale(0),
        reading.format(share=_of_100(share), bounds=_of_100(bounds)),
        _("How often the intervals hold the truth when those who agree answer more often."), _table(found),
    )  # fmt: skip


def own_situation(members: int) -> Table:
    """Return, for one size of membership, the lowest coverage of each kind of interval by response."""
    rows = []
    for response in study.responses():
        kinds = {_(name): _lowest(study.of_table(table, members, response)) for table, name in study.KINDS.items()}
        rows.append(
            {_("Response"): words.number(response, "%")}
            | kinds
            | {_("Share, one-sided answers"): _lowest(study.biased("share, odds 4", members, response))}
        )
    return rows


def _picture(rows: Sequence[Row], scale: Scale, reading: str, title: str, table: Table) -> Picture:
    alt = " ".join([title, *(words.aloud(row.name, row.text) for row in rows)])
    return Picture(dot_rows(rows, scale), alt, reading, table)


def _row(name: str, covered: Sequence[float]) -> Row:
    low, high = min(covered), max(covered)
    return Row(name, _("at least {lowest} of 100").format(lowest=_of_100(low)), low, low, high)


def _scale(low: float) -> Scale:
    ticks = (90.0, 95.0, 100.0) if low else (0.0, 25.0, 50.0, 75.0, 100.0)
    return Scale(low, 100, ticks, "", PROMISED, _("{n} of 100 promised").format(n=PROMISED))


def _table(found: Sequence[tuple[str, Sequence[float]]]) -> Table:
    return [
        {
            _("Interval"): name,
            _("Lowest"): _of_100(min(covered)),
            _("Highest"): _of_100(max(covered)),
            _("Situations"): words.count(len(covered)),
        }
        for name, covered in found
        if covered
    ]


def _lowest(covered: Sequence[float]) -> str:
    return _of_100(min(covered)) if covered else _("no interval")


def _of_100(covered: float) -> str:
    """Write a coverage; 100 means every survey and needs no decimal."""
    return words.number(covered, "", 0 if covered == 100 else 1)
