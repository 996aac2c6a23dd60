"""What is broken on purpose? Small sheets of every kind of file, sorted by the source that reads them."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet, UnreadableFile, open_document
from pipelines.templates import write_templates
from tests import samples

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real"
ENDINGS = {".csv", ".xlsx", ".json"}
MOST_ROWS, MOST_COLUMNS, MOST_ENTRIES = 30, 120, 8
NOBODY = "read by no source"


@cache
def pieces(everything: bool) -> dict[str, list[Sheet]]:
    """Sheets by the name of their source, in a fixed order: the tests' own samples, or also pieces of every file there is."""
    found = defaultdict(list)
    for sheet in [*samples.sheets(), *(_from_files() if everything else ())]:
        source = recognise(sheet).source
        found[source.NAME if source else NOBODY].append(sheet)
    return dict(sorted(found.items()))


def _from_files() -> Iterator[Sheet]:
    """Pieces of the demo, the questionnaires, every filled template and, where it is there, `../shared/real`."""
    with tempfile.TemporaryDirectory() as folder:
        write_templates(Path(folder), example=True)
        for place in (ROOT / "data" / "demo", ROOT / "data" / "instruments", Path(folder), REAL):
            for path in sorted(place.rglob("*")):
                if path.suffix in ENDINGS and not {".build", "decisions"} & set(path.parts):
                    yield from _cut(path)


def _cut(path: Path) -> Iterator[Sheet]:
    try:
        document = open_document(path, path.name)
    except UnreadableFile:
        return
    for sheet in document.sheets:
        if sheet.payload is not None:
            yield replace(sheet, payload=_shortened(sheet.payload))
        elif sheet.rows:
            yield replace(sheet, rows=[list(row)[:MOST_COLUMNS] for row in sheet.rows[:MOST_ROWS]])


def _shortened(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _shortened(value) for key, value in node.items()}
    return [_shortened(entry) for entry in node[:MOST_ENTRIES]] if isinstance(node, list) else node
