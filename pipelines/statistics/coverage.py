"""How often does each interval we publish hold the truth, and what does one-sided response do to it?

python -m pipelines.statistics.coverage [--draws N] [--write]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.statistics import coverage_studies as studies
from pipelines.statistics.proportion import hypergeometric_interval, wilson_interval

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "notebooks" / "tables"
REFERENCE = ROOT / "data" / "reference"  # the same cells, for the dashboard
DRAWS = 2000
SIZES = (5, 8, 12, 20, 35, 60)
RESPONSES = (20, 40, 60, 80, 100)
# Columns that show what an interval would cost that we do not publish.
NOT_PUBLISHED = "(not published)"


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, and the coverage for a membership of so many and so many answers."""

    head: str
    coverage: Callable[[int, int], float | None]


@dataclass(frozen=True)
class Table:
    """A question, the columns that answer it, and how to read them."""

    title: str
    reading: str
    columns: tuple[Column, ...]
    responses: tuple[int, ...] = RESPONSES


def grid(responses: tuple[int, ...] = RESPONSES) -> Iterator[tuple[int, int, int]]:
    """Members, response in per cent, answers."""
    for size in SIZES:
        for response in responses:
            yield size, response, max(1, round(size * response / 100))


def tables(draws: int) -> list[Table]:
    """All tables; nothing is computed until they are printed."""
    return [_shares(), _medians(draws), _means(draws), _changes(draws), _differences(draws), _biased(draws)]


def _shares() -> Table:
    def known(yes: float) -> Callable[[int, int], float | None]:
        return lambda size, n: studies.share_coverage(hypergeometric_interval, max(1, round(yes * size)), size, n)

    def plain(successes: int, n: int, _: int) -> tuple[float, float] | None:
        return wilson_interval(successes, n, corrected=False)

    def corrected(successes: int, n: int, _: int) -> tuple[float, float] | None:
        return wilson_interval(successes, n)

    return Table(
        "Share of a membership that says yes",
        "Counted exactly, every possible survey. \"Worst\" is the true number of yes, of all from none to all members, "
        "for which the interval does worst. Wilson is published only where the number of organisations is not known.",
        (
            Column("hypergeometric, one in ten says yes", known(0.1)),
            Column("hypergeometric, half say yes", known(0.5)),
            Column("hypergeometric, worst", lambda size, n: studies.worst_share(hypergeometric_interval, size, n)),
            Column("Wilson, corrected, worst", lambda size, n: studies.worst_share(corrected, size, n)),
            Column(f"Wilson, plain, worst {NOT_PUBLISHED}", lambda size, n: studies.worst_share(plain, size, n)),
        ),
    )  # fmt: skip


def _medians(draws: int) -> Table:
    columns = (Column(shape, studies.score_coverage(studies.of_median, shape, draws)) for shape in studies.SHAPES)
    reading = "None: even the lowest and the highest answer do not hold the median in 95 of 100 surveys."
    return Table("Median score of a membership", reading, tuple(columns))


def _means(draws: int) -> Table:
    columns = [Column(shape, studies.score_coverage(studies.of_mean, shape, draws)) for shape in studies.SHAPES]
    worst = Column(
        f"plain bootstrap, worst {NOT_PUBLISHED}", lambda size, n: studies.worst_plain_bootstrap(size, n, draws)
    )
    return Table(
        "Mean score of a membership",
        "None: below 8 answers only dots are shown. The plain bootstrap (percentiles of resampled means, drawn "
        "in by the square root of (N − n) / N) is what the cautious answer in the urn replaces.",
        (*columns, worst),
    )


def _changes(draws: int) -> Table:
    columns = [Column(shape, studies.score_coverage(studies.of_change, shape, draws)) for shape in studies.CHANGES]
    shape = "few fell by 100"
    narrower = Column(
        f"{shape}, supposing at most 50 {NOT_PUBLISHED}",
        studies.score_coverage(studies.of_change_at_most_50, shape, draws),
    )
    return Table(
        "Change between two periods",
        "Mean change of the same organisations between two periods; answers are pairs. None: below 8 pairs. The last "
        "column shows what it would cost to suppose that nobody missing moved by more than half the scale.",
        (*columns, narrower),
    )


def _differences(draws: int) -> Table:
    columns = (
        Column(f"{first} / {second}", studies.delta_coverage(first, second, draws))
        for first, second in studies.CONTRASTS
    )
    reading = "Three fifths of the members are in the first group, the others in the second; both answer alike."
    return Table("Cliff's delta between two groups", reading, tuple(columns))


def _biased(draws: int) -> Table:
    def share(odds: float) -> Callable[[int, int], float | None]:
        return lambda size, n: studies.share_coverage(hypergeometric_interval, size // 2, size, n, odds)

    columns = [Column(f"share, odds {odds}", share(odds)) for odds in studies.ODDS]
    for name, estimate in (("median", studies.of_median), ("mean", studies.of_mean)):
        columns += [
            Column(f"{name}, odds {odds}", studies.score_coverage(estimate, "spread", draws, odds))
            for odds in studies.ODDS
        ]
    columns.append(Column("bounds hold, worst of all", lambda size, n: studies.worst_bounds(size, n, draws)))
    return Table(
        "What happens when those who agree answer more often",
        "Odds 1 is random response; at odds 2 and 4 an organisation that agrees is that much more ready to answer. No "
        "interval can know this. The bounds (all missing at the lowest, all at the highest) hold always. Half of the "
        "members say yes; scores are spread evenly over the scale.",
        tuple(columns),
        RESPONSES[:-1],
    )


def markdown(draws: int) -> str:
    """The whole document."""
    command = f"python -m pipelines.statistics.coverage --draws {draws} --write"
    parts = [
        "# How often the intervals hold the truth",
        f"Made by `{command}` (seed {studies.SEED}, {draws:,} surveys a cell where not counted exactly).",
        "Every cell: of 100 surveys of this membership with so many answers, in how many the 95 % interval holds the "
        "true value of the whole membership. A survey reaches a random part of the members, except in the last table.",
        "The true memberships, score by score:",
        "\n".join(_described(shape, shares) for shape, shares in {**studies.SHAPES, **studies.CHANGES}.items()),
    ]
    for table in tables(draws):
        parts += [f"## {table.title}", table.reading, printed(table)]
    return "\n\n".join(parts) + "\n"


def _described(shape: str, shares: Mapping[float, float]) -> str:
    parts = ", ".join(f"{100 * share:g} % at {score:g}" for score, share in shares.items())
    return f"- {shape}: {parts or 'every member has a score of its own, more of them high'}"


def printed(table: Table) -> str:
    """One table in Markdown, a row for each membership and response."""
    heads = ["members", "response", "answers", *(column.head for column in table.columns)]
    rows = [
        [str(size), f"{response} %", str(n), *(cell_text(column.coverage(size, n)) for column in table.columns)]
        for size, response, n in grid(table.responses)
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, ["--:"] * len(heads), *rows])


def cell_text(covered: float | None) -> str:
    """In per cent with one decimal, rounded down: 92.96 is not 93."""
    return "none" if covered is None else f"{np.floor(1000 * covered + 1e-6) / 10:.1f}"


def cells(document: str) -> Iterator[tuple[str, ...]]:
    """Every cell of the document, under a line of heads: table, members, response in per cent, answers, column, covered.

    Covered is of 100 surveys; empty where there is no interval.
    """
    yield "table", "members", "response", "answers", "column", "covered"
    for section in document.split("\n## ")[1:]:
        heads, _, *rows = (line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|"))
        for members, response, answers, *covered in rows:
            for head, cell in zip(heads[3:], covered, strict=True):
                shown = "" if cell == "none" else cell
                yield section.splitlines()[0], members, response.removesuffix(" %"), answers, head, shown


def main(arguments: list[str] | None = None) -> None:
    """Print the tables, or write them into notebooks/tables/coverage.md and data/reference/interval_coverage.csv."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.statistics.coverage", description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS, help="simulated surveys a cell (default %(default)s)")
    parser.add_argument("--write", action="store_true", help="write coverage.md and interval_coverage.csv")
    chosen = parser.parse_args(arguments)
    text = markdown(chosen.draws)
    if not chosen.write:
        print(text, end="")
        return
    TABLES.mkdir(parents=True, exist_ok=True)
    (TABLES / "coverage.md").write_text(text, encoding="utf-8")
    with (REFERENCE / "interval_coverage.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(cells(text))


if __name__ == "__main__":
    main()
