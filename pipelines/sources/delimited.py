"""How is a delimited text cut into rows and cells?"""

from __future__ import annotations

import csv
import io

from pipelines.sources.oversized import Broken, cut_to_size

DELIMITERS = ",;\t|"
LINE_ENDS = "\r\n"
END = "end of the text"
# A cell of a real export can be long; the reader's default bound of 128 KiB is not a rule of any format.
csv.field_size_limit(2**31 - 1)


def parse_csv(text: str) -> tuple[list[list[str]], list[Broken]]:
    """Rows of a delimited text, by the delimiter that fits the most lines best; and those that cannot be meant as they stand."""
    delimiter = choose_delimiter(text)
    # The last line of all tells whether it stands inside quotation marks: what comes after it then joins the last cell.
    reader = csv.reader(io.StringIO(f"{text.rstrip(LINE_ENDS)}\n{END}\n", newline=""), delimiter=delimiter)
    rows = [[cell.strip() for cell in row] for row in reader]
    broken = [] if rows[-1] == [END] else [_unclosed(rows)]
    if not broken:
        rows.pop()
    while rows and not any(rows[-1]):
        rows.pop()
    return rows, [*broken, *cut_to_size(rows)]


def _unclosed(rows: list[list[str]]) -> Broken:
    """Say what became of the lines after a quotation mark that is never closed, and keep the first of them."""
    first, *swallowed = rows[-1][-1].removesuffix(END).splitlines() or [""]
    rows[-1][-1] = first.strip()
    return Broken(
        "", len(rows), "unclosed_quote",
        f"A quotation mark is opened in this row and never closed, so that the {len(swallowed)} lines after it belong to one cell.",
        "Open the file in a text editor, remove the mark or add the one that is missing, and build again.",
    )  # fmt: skip


def choose_delimiter(text: str) -> str:
    """The candidate that splits most of the first records into the widest common shape."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text[:65536], newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(40), reader, strict=False) if any(row)]
        # A width seen once may be one cell full of tabs or commas: it counts where nothing else tells.
        usual = [width for width in widths if widths.count(width) > 1]
        score = (sum(width - 1 for width in usual), sum(width - 1 for width in widths))
        if score > best_score:
            best, best_score = delimiter, score
    return best
