"""The texts people read, gathered for translation.

`python -m tests.translations` brings the catalogues in `dashboard/locales/` up to date: texts that are new come in untranslated,
those no longer used go out; it then says how many are missing in each language. Two domains: `dashboard`, what the pages
write themselves, and `build`, what a build tells (definitions of indicators, reasons, findings), with {placeholders} where
numbers and names stand.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.languages import BUILD, DOMAIN, ENGLISH, LANGUAGES, LOCALES
from pipelines.indicators.catalogue import FRONT_MATTER, IN_WORDS, catalogue

ROOT = Path(__file__).resolve().parent.parent
DOMAINS = (DOMAIN, BUILD)
MARKS = {"_": 1, "N_": 1, "NN_": 2, "ngettext": 2}  # and how many of their arguments are texts
# What people type and what programs tell each other: nobody reads it on a page.
UNSEEN = (
    "cli.py", "explaining.py", "tracing_words.py", "trace.py", "fetch", "demo", "templates", "instruments", "quality.py", "solver.py",
    "coverage.py", "bulk.py", "kept_tables.py", "organisation_words.py", "presence_words.py",
)  # fmt: skip
REFERENCE = {
    "thresholds.csv": ("meaning", "unit", "source"), "benchmarks.csv": ("scope", "unit"), "features.csv": ("what",), "seed_statements.csv": ("statement",),
}  # fmt: skip
SENTENCE = re.compile(r"[a-z]{2,}[^a-z]* +[“\"'(]?[A-Za-z{]")
# Statements, patterns, and lists of the headings and words of files in many languages.
CODE = re.compile(
    r"\b(select|insert into|create (or|schema|table|view)|delete from|detach|attach|is null|order by)\b|^case |not in \(|::|\\[a-z]|=>|</|%[sd]|\$[a-z]|\.\*|\(\?"
    r"|union all|^copy |from typed\.|\t|[a-z_]\(|\w\|\w|[\u0600-\u06ff]|^[a-zà-ü]+( [a-zà-ü]+)*[à-ü]"
)
IN_SQL, COMMENT = re.compile(r"'([A-Za-z][\w ,:;“”]{16,}[\w.])'"), re.compile(r"/\*---.*?---\*/|--[^\n]*", re.DOTALL)


@cache
def wanted(domain: str) -> Catalog:
    """Return every text of a domain, untranslated."""
    found = Catalog(domain=domain, project="partnership-health", charset="utf-8")
    for text, place in _of_the_pages() if domain == DOMAIN else _of_a_build():
        found.add(text, locations=[(place, 0)])
    return found


def file_of(language: str, domain: str) -> Path:
    """Where a language keeps the texts of a domain."""
    return LOCALES / language / "LC_MESSAGES" / f"{domain}.po"


def kept(language: str, domain: str) -> Catalog:
    """Return the catalogue as it stands; an empty one where there is none yet."""
    file = file_of(language, domain)
    if not file.is_file():
        return Catalog(locale=language, domain=domain, project="partnership-health", charset="utf-8")
    with file.open("rb") as texts:
        return read_po(texts, locale=language, domain=domain)


def missing(language: str, domain: str) -> list[str]:
    """Return the texts that have no translation, or not all of its forms."""
    translated = kept(language, domain)
    lacking = []
    for message in wanted(domain):
        if not message.id:
            continue
        found = translated.get(message.id)
        forms = (
            found.string if found is not None and isinstance(found.string, (list, tuple)) else [found and found.string]
        )
        if not all(forms) or (isinstance(message.id, tuple) and len(forms) != translated.num_plurals):
            lacking.append(str(message.id if isinstance(message.id, str) else message.id[0]))
    return lacking


def update(language: str, domain: str) -> None:
    """Write the catalogue with today's texts, and the translations it has."""
    updated = kept(language, domain)
    updated.update(wanted(domain), no_fuzzy_matching=True, update_creation_date=False)
    updated.obsolete.clear()
    file = file_of(language, domain)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, updated, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)


def _of_the_pages() -> Iterator[tuple[str | tuple[str, ...], str]]:
    for file in sorted((ROOT / "dashboard").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        yield from ((text, place) for text in _marked(ast.parse(file.read_text(encoding="utf-8"))))


def _marked(tree: ast.Module) -> Iterator[str | tuple[str, ...]]:
    """Texts inside `_()`, `N_()` and `ngettext()`. Read as Python reads them: Babel does not look into f-strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            arguments = node.args[: MARKS[node.func.id]]
            texts = tuple(
                part.value for part in arguments if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
            if texts:
                yield texts if len(texts) > 1 else texts[0]


def _of_a_build() -> Iterator[tuple[str, str]]:
    for indicator in catalogue().values():
        whole = catalogue()[indicator.main]
        for field in (*IN_WORDS, "nothing"):
            text = getattr(indicator, field)
            if text and (indicator is whole or text != getattr(whole, field)):
                yield text, f"{indicator.id}: {field}"
    for file in sorted((ROOT / "pipelines" / "data_quality").glob("*.sql")):
        yield from ((text, file.stem) for text in _front_matter(file.read_text(encoding="utf-8")))
    for name, columns in REFERENCE.items():
        with (ROOT / "data" / "reference" / name).open(encoding="utf-8", newline="") as rows:
            yield from (
                (_worded(row[column]), name) for row in csv.DictReader(rows) for column in columns if row[column]
            )
    for file in sorted([*(ROOT / "pipelines").rglob("*.sql"), *(ROOT / "dashboard" / "sql").glob("*.sql")]):
        literals = IN_SQL.findall(COMMENT.sub("", file.read_text(encoding="utf-8")))
        yield from ((text, file.name) for text in literals if SENTENCE.search(text) and not CODE.search(text))
    for file in sorted((ROOT / "pipelines").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        if not any(part in UNSEEN for part in file.relative_to(ROOT).parts):
            yield from ((text, place) for text in _told(ast.parse(file.read_text(encoding="utf-8"))))


def _worded(cell: str) -> str:
    """Of the unit of a benchmark, "% of roles", what is named beside the number."""
    return cell.removeprefix("% of ")


def _front_matter(text: str) -> list[str]:
    import tomllib

    match = FRONT_MATTER.match(text)
    return (
        [value for value in tomllib.loads(match[1]).values() if isinstance(value, str) and " " in value]
        if match
        else []
    )


def _told(tree: ast.Module) -> Iterator[str]:
    """Sentences in a module, with {names} where values stand: all but what documents the code."""
    skipped = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    skipped |= {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        text = _template(node) if isinstance(node, ast.JoinedStr) else getattr(node, "value", None)
        if isinstance(text, str) and SENTENCE.search(text) and not CODE.search(text):
            yield text


def _template(node: ast.JoinedStr) -> str:
    names: dict[str, str] = {}
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else f"{{{_placeholder(part, names)}}}"
        for part in node.values
    )


def _placeholder(part: ast.expr, names: dict[str, str]) -> str:
    assert isinstance(part, ast.FormattedValue)
    written = ast.unparse(part.value)
    name = next(iter(re.findall(r"[a-z_]+", written.split("(")[-1].split(".")[-1].lower())), "value")
    while names.setdefault(name, written) != written:
        name += "_"
    return name


if __name__ == "__main__":
    for code in LANGUAGES:
        for part in DOMAINS if code != ENGLISH else ():
            update(code, part)
            lacking = missing(code, part)
            sys.stdout.write(f"{code} {part}: {len(lacking)} texts without a translation\n")
