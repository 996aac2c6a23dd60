"""What does a cell of a log say? A code, yes or no, a day, plain digits, or the text itself."""

from __future__ import annotations

from pipelines.sources.dates import iso_day
from pipelines.sources.template_numbers import plain_number
from pipelines.sources.template_words import words
from pipelines.sources.words import answer, code
from pipelines.templates.declaration import Field


def value(field: Field, text: str, order: str) -> str:
    """What a cell of a template's column says; what is not understood stays as it is, for the contract to report."""
    match field.column.kind:
        case "choice":
            return code(text, words(field.answers))
        case "flag":
            return answer(text)
        case "day":
            return iso_day(text, order)
        case "amount" | "number":
            return plain_number(text)
        case _:
            return text
